"""The way from the site's start to the page."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import json_ld, sources_of

from presscut.extraction.metadata import breadcrumbs

HOST = "https://www.heron.example"


def trail(*elements: Any) -> str:
    return json_ld({"@type": "BreadcrumbList", "itemListElement": list(elements)})


def crumb(position: Any, name: str, item: Any = None) -> dict[str, Any]:
    return {"@type": "ListItem", "position": position, "name": name} | ({"item": item} if item is not None else {})


def read(html: str) -> list[tuple[str, str | None]] | None:
    found = breadcrumbs.read(sources_of(html))
    return [(step.name, step.url) for step in found.value] if found else None


TWO = [("Home", f"{HOST}/"), ("Coast", f"{HOST}/coast")]
MICRODATA = """<ol itemscope itemtype="https://schema.org/BreadcrumbList">
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="/"><span itemprop="name">Home</span></a><meta itemprop="position" content="1"> ›</li>
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="/coast"><span itemprop="name">Coast</span></a><meta itemprop="position" content="2"></li></ol>"""
RDFA = """<ol vocab="https://schema.org/" typeof="BreadcrumbList">
<li property="itemListElement" typeof="ListItem"><a property="item" typeof="WebPage" href="/">
<span property="name">Home</span></a><meta property="position" content="1"></li>
<li property="itemListElement" typeof="ListItem"><a property="item" typeof="WebPage" href="/coast">
<span property="name">Coast</span></a><meta property="position" content="2"></li></ol>"""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (trail(crumb(1, "Home", "/"), crumb(2, "Coast", "/coast")), TWO),
        (trail(crumb(1, "Home", {"@id": "/"}), crumb(2, "Coast", {"@id": "/coast"})), TWO),
        (trail({"item": {"@id": "/", "name": "Home"}}, {"item": {"@id": "/coast", "name": "Coast"}}), TWO),
        (trail(crumb(2, "Coast", "/coast"), crumb(1, "Home", "/")), TWO),
        (trail(crumb("2", "Coast", "/coast"), crumb("1", "Home", "/")), TWO),
        (trail(crumb(None, "Home", "/"), crumb(1, "Coast", "/coast")), TWO),
        (trail(crumb(1, "Home", "/"), crumb(2, "Coast", "/coast"), crumb(3, "The ferry")), [*TWO, ("The ferry", None)]),
        (trail(crumb(1, "Home", "/"), crumb(2, "Coast", "/coast"), 7, crumb(3, " "), {"name": [1]}), TWO),
        (json_ld({"@type": "BreadcrumbList", "itemListElement": crumb(1, "Home", "/")}), TWO[:1]),
        (trail(crumb(1, "Home", "javascript:void(0)")), [("Home", None)]),
        (trail(crumb(1, "Arts &amp; Books", "/arts")), [("Arts & Books", f"{HOST}/arts")]),
        (
            json_ld({"@type": "WebPage", "breadcrumb": {"itemListElement": [crumb(1, "Home", "/")]}}),
            TWO[:1],
        ),
        (MICRODATA, TWO),
        (RDFA, TWO),
        (MICRODATA.replace("BreadcrumbList", "ItemList"), None),
        # Navigation, which the blocks pass over, and other elements
        (
            "<nav aria-label=Breadcrumb><a href=/>Home</a> / <a href=/coast>Coast</a> / <span>The ferry</span></nav>",
            [*TWO, ("The ferry", None)],
        ),
        ("<nav class='c-breadcrumbs'><a href=/>Home</a> &gt; <a href=/coast>Coast</a></nav>", TWO),
        ("<ul class=breadcrumb><li><a href=/>Home</a><li><a href=/coast>Coast</a></ul>", TWO),
        (
            "<div class='page-breadcrumb'>You are here: <a href=/>Home</a> » <a href=/coast>Coast</a> » The ferry</div>",
            [*TWO, ("The ferry", None)],
        ),
        ("<nav class=breadcrumb><ol><li><a href=/>Home</a><li><a href=/coast>Coast</a><li>Coast</ol></nav>", TWO),
        ("<div class=breadcrumb-item><a href=/>Home</a></div>", None),
        ("<div class=breadcrumb>The ferry</div>", None),
        ("<nav class=menu><a href=/>Home</a></nav>", None),
        ("", None),
    ],
)
def test_the_breadcrumbs(html: str, expected: list[tuple[str, str | None]] | None) -> None:
    assert read(html + "<p>The ferry sailed on Monday.") == expected


def test_sources_that_name_the_same_way_agree_with_or_without_the_page_at_its_end() -> None:
    html = trail(crumb(1, "Home", "/"), crumb(2, "Coast", "/coast"), crumb(3, "The ferry")) + MICRODATA
    found = breadcrumbs.read(sources_of(html))
    assert found is not None
    assert (found.found_in, found.agreeing) == ("json-ld:BreadcrumbList", ("itemprop:itemListElement",))


def test_sources_that_name_another_way_do_not_agree() -> None:
    found = breadcrumbs.read(sources_of(trail(crumb(1, "Home"), crumb(2, "Harbour")) + MICRODATA))
    assert found is not None
    assert found.agreeing == ()


def test_a_menu_is_none() -> None:
    links = "".join(f"<li><a href=/{at}>Place {at}</a>" for at in range(30))
    assert read(f"<ul class=breadcrumb>{links}</ul>") is None
