"""Wrappers and compressions → the bytes of a page."""
