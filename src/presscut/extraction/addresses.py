"""Addresses as pages write them, made absolute as browsers make them.

The steps are those of the WHATWG's URL standard, and Ada takes them (``can_ada``): Python's ``urljoin`` follows RFC 3986,
which knows no backslashes, no white space to be dropped and no hosts in other letters. Nine addresses of ten are such that
the steps change nothing; those are told by a pattern, and the library is loaded when there is one that it has to read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from presscut.extraction.vocabulary import tracking

if TYPE_CHECKING:
    from can_ada import URL

# A host that the standard takes as it is: in small letters, and no number, which it would read as an address of IPv4.
_HOST: Final = r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*"
_IN_PATH: Final = r"[!$%&'()*+,./0-9:;=@A-Z_a-z~-]"
_IN_QUERY: Final = r"[!$%&()*+,./0-9:;=?@A-Z_a-z~-]"  # without "'", which is written %27
_IN_FRAGMENT: Final = r"[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]"
_REST: Final = rf"{_IN_PATH}*(?:\?{_IN_QUERY}*)?(?:#{_IN_FRAGMENT}*)?"
_PLAIN: Final = re.compile(rf"https?://{_HOST}(/{_REST})?")
_PLAIN_PATH: Final = re.compile(rf"/(?!/){_REST}")
_PLAIN_ORIGIN: Final = re.compile(rf"(https?://{_HOST})(?:[/?#]|$)")
# Segments of dots, and names in the alphabet of hosts, are the library's to read.
_DOTS: Final = "/."
_ENCODED_DOTS: Final = "/%2"
_PUNYCODE: Final = "xn--"

# What the standard's parser removes before it begins (C0 controls and spaces around, tabs and line breaks anywhere).
_AROUND: Final = "".join(map(chr, range(0x21)))
_WITHIN: Final = str.maketrans("", "", "\t\n\r")
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def resolve(address: str | None, base: str | None) -> str | None:
    """An address as written → an absolute http(s) one, or None where it is none (``javascript:``, ``data:``, ``#``).

    ``base`` is the absolute address that relative ones are relative to; without it they are None, but for those that
    begin with a host ("//cdn.example/a"), which are https. What comes back is what browsers show: hosts in small letters
    and punycode, without a port that is the scheme's own, other letters percent-encoded.
    """
    if not address:
        return None
    if _DOTS not in address and _ENCODED_DOTS not in address and _PUNYCODE not in address:
        plain = _PLAIN.fullmatch(address)
        if plain is not None:
            return address if plain.lastindex else f"{address}/"
        if base and _PLAIN_PATH.fullmatch(address) and (origin := _plain_origin(base)):
            return origin + address
    return parsed(address, base)


def parsed(address: str, base: str | None) -> str | None:
    """As :func:`resolve`, by the library whatever the address looks like."""
    written = address.strip(_AROUND).translate(_WITHIN)
    if not written or written[0] == "#":
        return None
    scheme = _SCHEME.match(written)
    if scheme is not None and scheme.group(1).lower() not in ("https", "http"):
        return None  # Known without the library, which a picture written out as "data:" is not to be given.
    if not written.isascii():
        written = written.encode(errors="replace").decode()  # halves of a pair, which it refuses
    from_base = _parsed(base) if base else None
    url = _parsed(f"https:{written}" if written.startswith("//") else written) if from_base is None else None
    if from_base is not None:
        try:
            url = from_base + written
        except ValueError:
            return None
    return str(url) if url is not None and url.protocol in ("https:", "http:") else None


def _parsed(address: str) -> URL | None:
    """Nothing of it is kept: the library complains on the way out of a process if one of its objects is still there."""
    from can_ada import parse  # here, since most pages do without and every cold start would pay for it

    try:
        return parse(address)
    except ValueError:
        return None


@lru_cache(maxsize=16)
def _plain_origin(base: str) -> str | None:
    """Scheme and host of an address, if there is nothing odd about them."""
    match = _PLAIN_ORIGIN.match(base)
    return match.group(1) if match is not None and _PUNYCODE not in match.group(1) else None


def resolve_link(address: str | None, base: str | None) -> str | None:
    """As :func:`resolve`, and ``mailto:`` as it is: what a link in the text may lead to."""
    if address and address.strip().lower().startswith("mailto:"):
        return address.translate(_WITHIN).strip(_AROUND).replace(" ", "%20")
    return resolve(address, base)


def canonical_form(address: str) -> str:
    """An absolute address without its fragment and what only tells a site's owner how a reader came.

    The parameters are those of :mod:`presscut.extraction.vocabulary.tracking`, in any case. A fragment that begins with
    "!" stays: it was how pages made by scripts told their addresses apart. The order of what stays is kept.
    """
    if "#" in address and "#!" not in address:
        address = address.partition("#")[0]
    before, mark, rest = address.partition("?")
    if not mark:
        return address
    query, hash_mark, fragment = rest.partition("#")
    kept = "&".join([part for part in query.split("&") if part and not _is_tracking(part)])
    return f"{before}{'?' if kept else ''}{kept}{hash_mark}{fragment}"


def _is_tracking(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0]).lower()
    return name in tracking.PARAMETERS or name.startswith(tracking.PREFIXES)
