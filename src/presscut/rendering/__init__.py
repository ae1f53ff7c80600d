"""Article → the forms that people and programs read. Each form is a module; this is the door to all of them."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Literal, cast

from presscut.article import Article

Form = Literal["json", "markdown", "text", "html", "jsonld"]

_MODULES: Final[dict[Form, str]] = {
    "json": "json_form",
    "markdown": "markdown",
    "text": "text",
    "html": "html_page",
    "jsonld": "json_ld",
}


def render(article: Article, form: Form) -> str:
    """An article in one of its forms, ending with a new line. Raises ValueError for a form that does not exist.

    ``json``: the contract itself, nulls left out. ``markdown``: CommonMark with GFM tables. ``text``: headline,
    byline and body without any markup. ``html``: a small document of its own, safe to open: nothing of the page's
    markup is in it. ``jsonld``: an Article of schema.org, as JSON-LD.
    """
    if form not in _MODULES:
        raise ValueError(f"There is no form {form!r}; presscut renders {', '.join(_MODULES)}.")
    # Imported when asked for: a function that stores JSON pays for no other form at its cold start.
    module = import_module(f"presscut.rendering.{_MODULES[form]}")
    return cast(str, module.rendered(article))
