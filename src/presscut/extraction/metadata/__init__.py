"""What the page says of itself: one file a field, over candidates that are collected once."""

from presscut.extraction.metadata.found import Dated, Found, Metadata

__all__ = ["Dated", "Found", "Metadata"]
