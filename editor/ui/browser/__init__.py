"""The list of a site's pages: its model, its look, its parts."""
