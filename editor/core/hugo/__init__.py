"""The real hugo binary: find it, run it, read what it says."""
