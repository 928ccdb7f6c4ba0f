"""Measurements (`make bench`): each figure with its floor, taken in the same run on the same machine."""
