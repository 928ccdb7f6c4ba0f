"""Pictures: read without trusting them, made ready for the web, named, cropped as themes do, and found in posts."""
