"""A Hugo site on disk: its root, configuration and posts."""

from editor.core.site.bundle import FeaturedImage, bundle_resources, featured_image, is_bundle
from editor.core.site.generation import Generation
from editor.core.site.posts import PostEntry, list_posts, read_entry
from editor.core.site.site import Site, find_site, is_root, open_site

__all__ = [
    "FeaturedImage",
    "Generation",
    "PostEntry",
    "Site",
    "bundle_resources",
    "featured_image",
    "find_site",
    "is_bundle",
    "is_root",
    "list_posts",
    "open_site",
    "read_entry",
]
