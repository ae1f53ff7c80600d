"""Under which keys the indexes hold an article: its host, its addresses, its fingerprint.

Whoever looks for an address writes it as it came to them: with ``http``, with ``www.``, with a newsletter's parameters. So
both sides, the row and the question, make the same key of it, and the key is coarser than the address:

- the steps of the WHATWG's URL standard (letters of the host, IDNA, the scheme's own port, dots in the path), no fragment
  and no parameter that only counts readers (:mod:`presscut.extraction.addresses`);
- no scheme, no ``www.``, no slash at the end, parameters in the order of the alphabet, percent-encoding as RFC 3986 (6.2.2)
  normalises it. Web archives fold addresses much the same way (SURT, as the Wayback Machine's index has it).

A key that holds two pages shows both, each with its own address; one that parted two spellings would show neither.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, Literal
from urllib.parse import urlsplit

from presscut.article import Article
from presscut.extraction.addresses import canonical_form, resolve

IndexName = Literal["by_host", "by_url", "by_canonical_url", "by_fingerprint"]

PARTITION_KEY: Final[dict[IndexName, str]] = {
    "by_host": "host",
    "by_url": "url_key",
    "by_canonical_url": "canonical_url_key",
    "by_fingerprint": "fingerprint",
}
"""The attribute that an index is parted by; all are sorted by ``listed_at``, and hold only rows that have both."""

# An entry of an index is a kilobyte for one write unit, and holds the address itself as well; DynamoDB would take 2048.
_READABLE_KEY_BYTES: Final = 256
# RFC 1035, 2.3.4.
_HOST_LENGTH: Final = 253
_NO_HOST: Final = re.compile(r"[/\\?#@\s]")
_ENCODED: Final = re.compile("%([0-9A-Fa-f]{2})")
# RFC 3986, 2.3.
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")


def index_keys(article: Article) -> dict[str, str]:
    """The partition keys of a live article, without ``fingerprint``, which its row has anyway.

    ``canonical_url_key`` stands only where it says more than ``url_key``: an index takes nothing for rows without its key.
    """
    read_at = article.url or article.canonical_url
    keys = {
        "host": host_key(read_at),
        "url_key": url_key(read_at),
        "canonical_url_key": url_key(article.canonical_url),
    }
    if keys["canonical_url_key"] == keys["url_key"]:
        del keys["canonical_url_key"]
    return {name: key for name, key in keys.items() if key is not None}


def host_key(url: str | None) -> str | None:
    """The host of an address in small letters and punycode, without ``www.``; None where it has none of sane length.

    >>> host_key("https://www.Müller.example:8443/a")
    'xn--mller-kva.example'
    """
    absolute = resolve(url, None)
    # Ada has read it, so nothing is left that urlsplit would refuse.
    host = (urlsplit(absolute).hostname or "") if absolute is not None else ""
    host = host.rstrip(".").removeprefix("www.")
    return host if 0 < len(host) <= _HOST_LENGTH else None


def host_key_of_name(name: str) -> str | None:
    """The same of a host alone, as in ``www.Müller.example``; None where it is none."""
    stripped = name.strip()
    return None if _NO_HOST.search(stripped) else host_key(f"https://{stripped}/")


def url_key(url: str | None) -> str | None:
    """The key of an absolute http(s) address, at most 256 bytes: readable, or a hash where it is long. Else None.

    >>> url_key("http://www.courier.example:80/news/?id=7&utm_source=letter#top")
    'courier.example/news?id=7'
    """
    host = host_key(url)
    absolute = resolve(url, None)
    if host is None or absolute is None:
        return None
    parts = urlsplit(canonical_form(absolute))
    port = f":{parts.port}" if parts.port is not None else ""
    query = "&".join(sorted(parts.query.split("&")))
    rest = parts.path.rstrip("/") + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    key = host + port + _ENCODED.sub(_normalised, rest)
    if len(key.encode()) <= _READABLE_KEY_BYTES:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def _normalised(encoded: re.Match[str]) -> str:
    character = chr(int(encoded.group(1), 16))
    return character if _UNRESERVED.match(character) else encoded.group().upper()
