"""Addresses as pages write them, made absolute."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_SPECIAL_SCHEME: Final = re.compile(r"^\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
# What a URL may hold beside letters and digits (RFC 3986); everything else is percent-encoded as browsers do.
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~-._"
# What most addresses look like: nothing in them is to be cleaned, encoded or resolved, so they are not taken apart.
_PLAIN: Final = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?:[/?#][!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]*)?")
_PLAIN_PATH: Final = re.compile(r"/(?:(?!/)[!$%&'()*+,./0-9:=@A-Z_a-z~-]+(?:\?[!$%&'()*+,./0-9:=?@A-Z_a-z~-]+)?)?")
_PLAIN_HOST: Final = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9.-]*")


def resolve(address: str | None, base: str | None) -> str | None:
    """An address as written → an absolute http(s) one, or None where it is none (``javascript:``, ``data:``, ``#``).

    ``base`` is the absolute address that relative ones are relative to; without it they are None.
    """
    if not address:
        return None
    if _PLAIN.fullmatch(address):
        return address
    if base and "/." not in address and _PLAIN_PATH.fullmatch(address) and (origin := _plain_origin(base)):
        return origin + address
    cleaned = _CONTROLS.sub("", address).strip()
    if not cleaned or cleaned.startswith("#"):
        return None
    scheme = _SPECIAL_SCHEME.match(cleaned)
    if scheme is not None and scheme.group(1).lower() not in ("http", "https"):
        return None
    try:
        if scheme is None:
            if cleaned.startswith("//"):
                cleaned = f"{urlsplit(base).scheme if base else 'https'}:{cleaned}"
            elif base is None:
                return None
            else:
                cleaned = urljoin(base, cleaned)
        parts = urlsplit(cleaned)
        host = parts.hostname
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or " " in host:
        return None
    if cleaned.isascii() and " " not in cleaned and '"' not in cleaned and "<" not in cleaned:
        return cleaned
    return quote(cleaned, safe=_SAFE, errors="replace") if host.isascii() else _with_foreign_host(cleaned, parts.netloc)


@lru_cache(maxsize=16)
def _plain_origin(base: str) -> str | None:
    """Scheme and host of an address, if there is nothing odd about them."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and _PLAIN_HOST.fullmatch(parts.netloc)
    return f"{parts.scheme}://{parts.netloc}" if is_plain else None


def _with_foreign_host(address: str, host: str) -> str:
    """Percent-encode all but the host, whose letters are not ours to encode."""
    before, _, after = address.partition(host)
    return before + host + quote(after, safe=_SAFE, errors="replace")


def resolve_link(address: str | None, base: str | None) -> str | None:
    """As :func:`resolve`, and ``mailto:`` as it is: what a link in the text may lead to."""
    if address and address.strip().lower().startswith("mailto:"):
        return _CONTROLS.sub("", address).strip().replace(" ", "%20")
    return resolve(address, base)
