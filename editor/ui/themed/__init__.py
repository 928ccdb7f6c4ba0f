"""The preview in the site's own theme: its view, what is said about it, and what goes with the real Hugo."""
