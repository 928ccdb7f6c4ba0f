"""The verbs of the command line: they work without a window and without Qt."""
