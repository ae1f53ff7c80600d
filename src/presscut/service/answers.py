"""An article → an HTTP answer, in the form that its reader wants."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from presscut.article import Article
from presscut.rendering import Form, render
from presscut.service.negotiation import JSON_ONLY, MEDIA_TYPES, matches_etag
from presscut.service.problems import ProblemError

# Lambda's quota for the answer of a synchronous invocation is 6 MB, of the JSON around the body too; the headers and
# the envelope stay far below what is set aside for them.
MAX_ANSWER_BYTES = 6 * 1024 * 1024
_ENVELOPE_BYTES = 16 * 1024

NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}
_ASK_ANEW = "private, no-cache"
_HEADERS_OF_304 = ("ETag", "Cache-Control", "Vary", "Content-Location")


@dataclass(frozen=True, slots=True)
class Answer:
    status: HTTPStatus
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def article_answer(article: Article, form: Form, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """Raises ProblemError where Lambda could not carry it."""
    body = render(article, form)
    _check_size(body, MEDIA_TYPES[form])
    headers = {
        "Content-Type": _content_type(MEDIA_TYPES[form]),
        "Vary": "Accept",
        **NO_SNIFFING,
    }
    return Answer(status, body, headers | _headers_of_html() if form == "html" else headers)


def stored_answer(article: Article, form: Form, status: HTTPStatus, address: str) -> Answer:
    """With its validator and its place. Raises ProblemError where Lambda could not carry it.

    The ETag is strong (RFC 9110, section 8.8.1): it is made of the very bytes of the body, and names the form, since
    two forms of a very short article can be equal. ``no-cache`` lets a client keep the answer and makes it ask anew.
    """
    answer = article_answer(article, form, status)
    headers = {
        **answer.headers,
        "ETag": _etag(answer.body, form),
        "Cache-Control": _ASK_ANEW,
        "Content-Location": address,
    }
    return Answer(status, answer.body, headers | ({"Location": address} if status is HTTPStatus.CREATED else {}))


def document_answer(
    body: str, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None, media_type: str = JSON_ONLY
) -> Answer:
    """With a validator; ``headers`` come on top. Raises ProblemError where Lambda could not carry it."""
    _check_size(body, media_type)
    standing = {
        "Content-Type": _content_type(media_type),
        "ETag": _etag(body, "document"),
        "Cache-Control": _ASK_ANEW,
        **NO_SNIFFING,
    }
    return Answer(status, body, standing | dict(headers or {}))


def unless_known(answer: Answer, if_none_match: str | None) -> Answer:
    """304, with the headers that a cache needs (section 15.4.5), for a client that has this very form already."""
    if not matches_etag(if_none_match, answer.headers["ETag"]):
        return answer
    kept = {name: answer.headers[name] for name in _HEADERS_OF_304 if name in answer.headers}
    return Answer(HTTPStatus.NOT_MODIFIED, headers=kept)


def problem_answer(problem: ProblemError) -> Answer:
    return Answer(
        problem.status,
        problem.body(),
        {"Content-Type": "application/problem+json", "Cache-Control": "no-store", **NO_SNIFFING, **problem.headers},
    )


def _etag(body: str, form: str) -> str:
    return f'"{hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()[:32]}-{form}"'


def _content_type(media_type: str) -> str:
    """JSON is UTF-8 by definition and takes no charset (RFC 8259, section 11)."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _headers_of_html() -> dict[str, str]:
    """The reader page is made of strangers' words. It is written anew and sanitized; this holds should both ever fail."""
    from presscut.rendering.html_page import CONTENT_SECURITY_POLICY  # loads the sanitizer, which few answers need

    return {
        "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
    }


def _check_size(body: str, media_type: str) -> None:
    # The runtime writes JSON without escaping what is not ASCII (Python 3.12 and later); quotes and newlines it does.
    size = len(json.dumps(body, ensure_ascii=False).encode(errors="surrogatepass"))
    if size > MAX_ANSWER_BYTES - _ENVELOPE_BYTES:
        raise ProblemError(
            "answer_too_large",
            f"As {media_type} this has {size} bytes in transit, and an answer can carry 6 MB. Ask for a shorter form of the "
            "article (Accept: text/plain), or drop the page into the inbox bucket and read it from the table.",
        )
