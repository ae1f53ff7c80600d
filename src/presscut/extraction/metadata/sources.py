"""A page → the candidates for every field, collected once: the head, JSON-LD, and what markup marks in the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

Thing = Mapping[str, Any]
"""A JSON-LD object as it was written."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the files beside this one choose from. Names are lower case, values stripped, none empty."""

    url: str | None
    """Where the page was read from, absolute, as the caller says."""
    base_url: str | None
    metas: Mapping[str, tuple[str, ...]]
    """``<meta>`` by name, property or itemprop (``og:title``, ``article:published_time``, …), in page order."""
    title: str | None
    """The text of ``<title>``."""
    html_language: str | None
    """``<html lang>`` or ``xml:lang``."""
    links: Mapping[str, tuple[str, ...]]
    """``href`` of ``<link>`` by each of its ``rel`` tokens, made absolute where the base is known."""
    things: tuple[Thing, ...]
    """All typed JSON-LD objects of the page (arrays and ``@graph`` opened), in page order."""
    main_thing: Thing | None
    """The one among them that the page is about: the article, else the page's main entity."""
    thing_by_id: Mapping[str, Thing]
    headings: tuple[tuple[LexborNode, str], ...]
    """Every ``h1`` with its text, in page order."""
    times: tuple[LexborNode, ...]
    """Every ``<time>``."""
    items: Mapping[str, tuple[LexborNode, ...]]
    """Elements in the body by microdata ``itemprop`` or RDFa ``property``: author, headline, datePublished, …"""
    saved_from: str | None
    """The address in a comment or header that a program left that saved the page (Internet Explorer, SingleFile,
    HTTrack, Wayback)."""
