"""A Hugo site on disk: its root, configuration and posts."""
