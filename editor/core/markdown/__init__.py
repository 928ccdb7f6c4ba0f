"""Hugo's Markdown as a Python-Markdown extension."""
