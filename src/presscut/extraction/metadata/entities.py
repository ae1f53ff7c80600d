"""Character references (``&amp;``) that the parser has left: template engines escape twice, and JSON-LD is raw text."""

from __future__ import annotations

import html
import re
from typing import Final

# Python makes no number of more than 4300 digits and raises instead; the standard's answer to any beyond Unicode is this.
_BEYOND_UNICODE: Final = re.compile(r"&#[0-9]{100,};?")


def unescape(text: str) -> str:
    """With the characters that are meant. Raises nothing, whatever the text."""
    if "&" not in text:
        return text
    return html.unescape(_BEYOND_UNICODE.sub("\N{REPLACEMENT CHARACTER}", text))
