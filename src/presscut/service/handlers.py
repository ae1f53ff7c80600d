"""For each operation of :mod:`presscut.service.operations` the function that does it: a request in, an answer out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from presscut.rendering import Form
from presscut.service.answers import Answer, article_answer, document_answer, stored_answer, unless_known

if TYPE_CHECKING:
    from presscut.service.assembly import Service
from presscut.errors import InvalidCursorError, InvalidQueryError
from presscut.service.negotiation import JSON_ONLY, MEDIA_TYPES, accepts_json, negotiated_form
from presscut.service.operations import ARTICLE_ID, IDEMPOTENCY_KEY, SEQUENCE
from presscut.service.parameters import Arguments
from presscut.service.posted import PostedPage, posted_page
from presscut.service.posts import is_up_to_date
from presscut.service.problems import ProblemError
from presscut.service.requests import Request
from presscut.storage.cursors import cursor_of, position_in
from presscut.storage.listing import DEFAULT_PAGE_SIZE, ListingQuery, by_fingerprint, by_host, by_url
from presscut.storage.records import Deleted, Failed, Live, Revision

# What a plain page could have at most to pass through Lambda: a compressed one gets no further, so that what is read
# within the seconds that API Gateway waits stays as bounded. Larger pages are the inbox's.
MAX_POSTED_HTML_BYTES: Final = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """An operation, asked for."""

    service: Service
    request: Request
    arguments: Arguments
    path: dict[str, str]
    context: Any
    """Lambda's, of this invocation."""
    count: Callable[[str], None]
    """A metric of this name goes up by one."""


# --- pages ---------------------------------------------------------------------------------------------------------


def extract_page(call: Call) -> Answer:
    form = _form_asked_for(call)
    answer = article_answer(_posted_page(call).article(), form)
    call.count("ArticlesExtracted")
    return answer


def store_page(call: Call) -> Answer:
    form = _form_asked_for(call)
    key = _idempotency_key(call)
    page = _posted_page(call)
    if key is None:
        return _stored(call, page, form)
    answers: list[Answer] = []

    def store() -> dict[str, Any]:
        answers.append(_stored(call, page, form))
        return {"status": answers[-1].status.value}

    receipt = call.service.receipts.once(call.request, key, call.context, store)
    if answers:
        return answers[0]
    call.count("RequestsRepeated")
    document_id = page.document_id()
    article = _live(call.service.store.get(document_id)).article
    return stored_answer(article, form, HTTPStatus(receipt["status"]), _article_address(call, document_id))


def _stored(call: Call, page: PostedPage, form: Form) -> Answer:
    document_id = page.document_id()
    address = _article_address(call, document_id)
    posts = call.service.posts
    known = posts.known(document_id)
    if isinstance(known, Live) and is_up_to_date(known):
        answer = stored_answer(known.article, form, HTTPStatus.OK, address)
        call.count("ArticlesDuplicate")
        return answer
    article = page.article()
    # Before it is kept: an answer that cannot be given leaves nothing behind.
    answer = stored_answer(article, form, HTTPStatus.CREATED, address)
    if posts.keep(document_id, article, known):
        call.count("ArticlesStored")
        return answer
    call.count("ArticlesDuplicate")
    return stored_answer(article, form, HTTPStatus.OK, address)


# --- articles ------------------------------------------------------------------------------------------------------


def show_article(call: Call) -> Answer:
    form = _form_asked_for(call)
    document_id = _document_id(call)
    article = _live(call.service.store.get(document_id)).article
    answer = stored_answer(article, form, HTTPStatus.OK, _article_address(call, document_id))
    call.count("ArticlesServed")
    return unless_known(answer, call.request.headers.get("if-none-match"))


def delete_article(call: Call) -> Answer:
    known = call.service.store.get(_document_id(call))
    match known:
        case Live() | Failed():
            call.service.posts.remove(known)
            call.count("ArticlesDeleted")
            return Answer(HTTPStatus.NO_CONTENT)
        case _:
            raise _not_there(known)


def list_articles(call: Call) -> Answer:
    from presscut.service.representations import listing_page

    _only_json(call)
    limit = call.arguments.number("limit") or DEFAULT_PAGE_SIZE
    page = call.service.listing.page(_listing_query(call.arguments), limit, call.arguments.text("cursor"))
    call.count("ListingsServed")
    return _page_answer(call, listing_page(page, call.request.address_of("/v1/articles")).written(), page.next_cursor)


def _listing_query(arguments: Arguments) -> ListingQuery:
    host, url, fingerprint = (arguments.text(name) for name in ("host", "url", "fingerprint"))
    first, last = arguments.day("from"), arguments.day("to")
    match host, url, fingerprint:
        case str(), None, None:
            return by_host(host, first, last)
        case (None, str(), None) | (None, None, str()) if first is not None or last is not None:
            raise InvalidQueryError("The days from and to go with a host; a url or a fingerprint takes none.")
        case None, str(), None:
            return by_url(url)
        case None, None, str():
            return by_fingerprint(fingerprint)
    raise InvalidQueryError("A listing is asked for by exactly one of host, url and fingerprint.")


# --- revisions -----------------------------------------------------------------------------------------------------


def list_revisions(call: Call) -> Answer:
    from presscut.service.representations import revision_listing

    _only_json(call)
    document_id = _document_id(call)
    limit = call.arguments.number("limit") or DEFAULT_PAGE_SIZE
    identity = ("revisions", document_id)
    page = call.service.store.revisions(document_id, before=_position(call, identity, SEQUENCE), limit=limit)
    if not page.revisions and call.arguments.text("cursor") is None:
        raise _not_there(None)
    cursor = cursor_of(identity, (page.next_before,)) if page.next_before is not None else None
    call.count("ListingsServed")
    address = f"{_article_address(call, document_id)}/revisions"
    return _page_answer(call, revision_listing(page.revisions, cursor, address).written(), cursor)


def show_revision(call: Call) -> Answer:
    form = _form_asked_for(call)
    document_id, sequence = _document_id(call), call.path["sequence"]
    known = call.service.store.article_at(document_id, sequence) if re.fullmatch(SEQUENCE, sequence) else None
    if known is None or known.origin.sequence != sequence:
        raise ProblemError("not_found", "The document has no revision of this sequence.")
    address = f"{_article_address(call, document_id)}/revisions/{sequence}"
    answer = stored_answer(_live(known).article, form, HTTPStatus.OK, address)
    call.count("ArticlesServed")
    return unless_known(answer, call.request.headers.get("if-none-match"))


# --- the same text elsewhere ---------------------------------------------------------------------------------------


def list_same_text(call: Call) -> Answer:
    from presscut.service.representations import same_text_listing

    _only_json(call)
    document_id = _document_id(call)
    limit = call.arguments.number("limit") or DEFAULT_PAGE_SIZE
    identity = ("same-text", document_id)
    after = _position(call, identity, ARTICLE_ID)
    _live(call.service.store.get(document_id))
    page = call.service.same_texts.same_text_as(document_id, after=after, limit=limit)
    cursor = cursor_of(identity, (page.next_after,)) if page.next_after is not None else None
    call.count("ListingsServed")
    written = same_text_listing(page.links, cursor, call.request.address_of("/v1/articles")).written()
    return _page_answer(call, written, cursor)


# --- uploads -------------------------------------------------------------------------------------------------------


def open_upload(call: Call) -> Answer:
    from presscut.service.orders import upload_order

    _only_json(call)
    key = _idempotency_key(call)
    order = upload_order(call.request)
    uploads = call.service.uploads
    uploads.check(order)
    if key is None:
        identifier = uploads.new_id()
    else:
        identifier = call.service.receipts.once(call.request, key, call.context, lambda: {"id": uploads.new_id()})["id"]
    upload = uploads.open(identifier, order, call.request.address_of)
    call.count("UploadsOpened")
    # The signed address is a key to the inbox, if only for minutes.
    return document_answer(upload.written(), HTTPStatus.CREATED, {"Location": upload.link, "Cache-Control": "no-store"})


def show_upload(call: Call) -> Answer:
    _only_json(call)
    upload = call.service.uploads.state(call.path["id"], call.request.address_of)
    call.count("OtherRequests")
    return unless_known(document_answer(upload.written()), call.request.headers.get("if-none-match"))


# --- what is said of the API ---------------------------------------------------------------------------------------


def show_openapi(call: Call) -> Answer:
    from presscut.service.documentation import openapi_text

    _where_shown(call)
    answer = document_answer(openapi_text(call.request.base_path))
    return unless_known(answer, call.request.headers.get("if-none-match"))


def show_docs(call: Call) -> Answer:
    from presscut.service.documentation import docs_answer

    _where_shown(call)
    answer = docs_answer(call.request.base_path)
    return unless_known(answer, call.request.headers.get("if-none-match"))


def _where_shown(call: Call) -> None:
    if not call.service.settings.shows_api_docs:
        raise ProblemError("not_found", "This deployment does not show its documentation (the parameter ApiDocs).")
    call.count("OtherRequests")


HANDLERS: Final[dict[str, Callable[[Call], Answer]]] = {
    handler.__name__: handler
    for handler in (
        extract_page,
        store_page,
        list_articles,
        show_article,
        delete_article,
        list_revisions,
        show_revision,
        list_same_text,
        open_upload,
        show_upload,
        show_openapi,
        show_docs,
    )
}
"""By the name of the operation."""

# --- the request ---------------------------------------------------------------------------------------------------


def _document_id(call: Call) -> str:
    if not re.fullmatch(ARTICLE_ID, call.path["id"]):
        raise _not_there(None)
    return call.path["id"]


def _position(call: Call, identity: tuple[str, ...], pattern: str) -> str | None:
    """Where the page begins, by its cursor: a text of this pattern."""
    cursor = call.arguments.text("cursor")
    if cursor is None:
        return None
    match position_in(cursor, identity):
        case (position,) if re.fullmatch(pattern, position):
            return position
    raise InvalidCursorError("The cursor is made up: it names no place in this listing.")


def _article_address(call: Call, document_id: str) -> str:
    return call.request.address_of(f"/v1/articles/{document_id}")


def _form_asked_for(call: Call) -> Form:
    form = negotiated_form(call.request.headers.get("accept"))
    if form is None:
        raise ProblemError("not_acceptable", f"An article comes as {', '.join(MEDIA_TYPES.values())}.")
    return form


def _only_json(call: Call) -> None:
    if not accepts_json(call.request.headers.get("accept")):
        raise ProblemError("not_acceptable", f"This comes as {JSON_ONLY} alone.")


def _posted_page(call: Call) -> PostedPage:
    request, arguments = call.request, call.arguments
    return posted_page(
        body=request.body,
        is_base64=request.is_base64,
        headers=request.headers,
        url=arguments.text("url"),
        fetched_at=arguments.text("fetched_at"),
        received_at=request.received_at,
        max_bytes=min(call.service.settings.max_html_bytes, MAX_POSTED_HTML_BYTES),
    )


def _idempotency_key(call: Call) -> str | None:
    key = call.request.headers.get("idempotency-key")
    if key is None:
        return None
    if not re.fullmatch(IDEMPOTENCY_KEY, key):
        raise ProblemError("invalid_idempotency_key", "An Idempotency-Key has 1 to 255 visible characters of ASCII.")
    return key


# --- the answer ----------------------------------------------------------------------------------------------------


def _live(known: Revision | None) -> Live:
    match known:
        case Live():
            return known
        case Failed():
            raise ProblemError(known.reason, known.message)
        case _:
            raise _not_there(known)


def _not_there(known: Deleted | None) -> ProblemError:
    if known is None:
        return ProblemError("not_found", "No article has this id.")
    return ProblemError("deleted", "This article was deleted.")


def _page_answer(call: Call, written: str, next_cursor: str | None) -> Answer:
    headers = {}
    if next_cursor is not None:
        query = {name: values[0] for name, values in call.request.query.items()} | {"cursor": next_cursor}
        headers["Link"] = f'<{call.request.address_of(call.request.path)}?{urlencode(query)}>; rel="next"'
    return unless_known(document_answer(written, headers=headers), call.request.headers.get("if-none-match"))
