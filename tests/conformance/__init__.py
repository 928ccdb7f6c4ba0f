"""Whole folders of posts against the real Hugo (`make conformance`)."""
