"""Widgets: panes, dialogs, theme. No file I/O, no parsing."""
