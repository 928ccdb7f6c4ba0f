"""What fields a post kind has: Hugo's own, HugoBlox's in both generations, the site's."""
