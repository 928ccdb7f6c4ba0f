"""Qt-free library: the file, front matter, Markdown, the site. Pure functions on frozen values."""
