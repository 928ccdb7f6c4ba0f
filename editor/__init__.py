"""Postwright, a desktop editor for Hugo posts."""

__version__ = "0.1.0"
