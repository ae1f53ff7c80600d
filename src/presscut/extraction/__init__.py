"""Bytes → Article. Knows no AWS, no clock, no network, and no state that changes."""
