"""What the API can be asked for: one table, from which the routes and the OpenAPI document are both made.

Data only. :mod:`presscut.service.handlers` has for each operation the function of its name; HEAD and OPTIONS follow from
the methods that a path has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from presscut.service.parameters import Parameter
from presscut.service.problems import ProblemCode
from presscut.storage.cursors import MAX_LENGTH as MAX_CURSOR_LENGTH
from presscut.storage.listing import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE

Content = Literal["article", "ListingPage", "RevisionListing", "SameTextListing", "Upload", "openapi", "docs"]
"""What an answer holds: an article in the form asked for, a JSON document of this name, or what is said of the API."""


@dataclass(frozen=True, slots=True)
class Success:
    description: str
    content: Content | None
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    method: Literal["GET", "POST", "DELETE"]
    path: str
    name: str
    summary: str
    description: str
    tag: str
    successes: Mapping[int, Success]
    problems: tuple[ProblemCode, ...] = ()
    """Beside those that every operation has."""
    parameters: tuple[Parameter, ...] = ()
    body: Literal["page", "UploadOrder"] | None = None


COMMON_PROBLEMS: Final[tuple[ProblemCode, ...]] = ("unknown_parameter", "temporarily_unavailable", "internal_error")

ARTICLE_ID: Final = "^[0-9a-f]{64}$"
SEQUENCE: Final = "^[0-9A-F]{32}$"
UPLOAD_ID: Final = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
IDEMPOTENCY_KEY: Final = "^[!-~]{1,255}$"

_TEXT: Final = {"type": "string"}

_ID = Parameter(
    "id", "path", "Of the article: where it was posted, or of which object of the inbox it was made.",
    {"type": "string", "pattern": ARTICLE_ID}, is_read_here=False,
)  # fmt: skip
_SEQUENCE = Parameter(
    "sequence",
    "path",
    "Of the revision, as the list has it.",
    {"type": "string", "pattern": SEQUENCE},
    is_read_here=False,
)
_UPLOAD = Parameter(
    "id", "path", "Of the upload, as it was given.", {"type": "string", "pattern": UPLOAD_ID}, is_read_here=False
)
_URL = Parameter(
    "url", "query", "The address the page was read from, absolute; relative links are resolved against it. The headers "
    "X-Presscut-Url and Content-Location may say it instead.",
    {"type": "string", "format": "uri"}, "https://courier.example/ferry", is_read_here=False,
)  # fmt: skip
_FETCHED_AT = Parameter(
    "fetched_at", "query", "When the page was read there: ISO 8601, or as HTTP's Date header has it. \"3 hours ago\" is read "
    "against it. The header X-Presscut-Fetched-At may say it instead; without either it is now.",
    _TEXT, "2026-03-01T18:30:00Z", is_read_here=False,
)  # fmt: skip
_IF_NONE_MATCH = Parameter(
    "If-None-Match", "header", "The ETag of an answer that is there already; 304 if it still is the same.", _TEXT
)
_IDEMPOTENCY_KEY = Parameter(
    "Idempotency-Key", "header", "Of your making, new for each request that is not a repetition (a UUID, say). The same request "
    "with the same key is done once within 24 hours, and answered alike.",
    {"type": "string", "pattern": IDEMPOTENCY_KEY},
)  # fmt: skip
_LIMIT = Parameter(
    "limit", "query", f"How many at most; {DEFAULT_PAGE_SIZE} where nothing is said.",
    {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
)  # fmt: skip
_CURSOR = Parameter(
    "cursor", "query", "The next_cursor of the page before, of the very same query.",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": MAX_CURSOR_LENGTH}, is_read_here=False,
)  # fmt: skip

_PAGE_PROBLEMS: Final[tuple[ProblemCode, ...]] = (
    "invalid_base64", "invalid_url", "invalid_fetched_at", "corrupt_compression", "unsupported_compression",
    "unsupported_media_type", "not_acceptable", "too_large", "answer_too_large", "empty", "not_html", "too_deep",
    "too_many_attributes", "undecodable",
)  # fmt: skip
_FAILED_DROP: Final[tuple[ProblemCode, ...]] = (
    "empty", "not_html", "too_deep", "too_many_attributes", "undecodable", "corrupt_compression", "unsupported_compression",
    "too_large", "object_gone",
)  # fmt: skip
_SHOWN = Success("The article, in the form that Accept asks for.", "article", ("ETag", "Content-Location"))
_KNOWN_ALREADY = Success("The client has this very answer already (If-None-Match).", None, ("ETag",))

OPERATIONS: Final[tuple[Operation, ...]] = (
    Operation(
        "POST", "/v1/extract", "extract_page",
        "Read a page, keep nothing",
        "The body is the page itself, in whatever encoding it is in, also compressed (Content-Encoding: gzip, deflate, br, "
        "zstd). A charset in Content-Type counts as the web counts it.",
        "Articles",
        {200: Success("The article, in the form that Accept asks for.", "article")},
        _PAGE_PROBLEMS, (_URL, _FETCHED_AT), "page",
    ),
    Operation(
        "POST", "/v1/articles", "store_page",
        "Read a page and keep the article",
        "Posts are content-addressed: the same page with the same address and charset is the same article.",
        "Articles",
        {
            200: Success("This very page is known; its article.", "article", ("ETag", "Content-Location")),
            201: Success("Kept; the article.", "article", ("ETag", "Content-Location", "Location")),
        },
        (*_PAGE_PROBLEMS, "deleted", "invalid_idempotency_key", "idempotency_key_reused", "request_in_progress"),
        (_URL, _FETCHED_AT, _IDEMPOTENCY_KEY), "page",
    ),
    Operation(
        "GET", "/v1/articles", "list_articles",
        "List articles of a host, an address or a text",
        "Exactly one of host, url and fingerprint; from and to go with host. Newest first, by publication, else arrival. A "
        "listing follows the articles within moments.",
        "Articles",
        {200: Success("A page of the listing.", "ListingPage", ("ETag", "Link")), 304: _KNOWN_ALREADY},
        ("invalid_parameter", "invalid_query", "invalid_cursor", "foreign_cursor", "not_acceptable"),
        (
            Parameter("host", "query", "As in courier.example, with or without www.", _TEXT, "courier.example", False),
            Parameter("from", "query", "First day, in UTC, inclusive.", {"type": "string", "format": "date"}),
            Parameter("to", "query", "Last day, in UTC, inclusive.", {"type": "string", "format": "date"}),
            Parameter(
                "url", "query", "What was read there, then what only names it as canonical. Spellings that lead to the same "
                "page are the same address.", {"type": "string", "format": "uri"}, None, False,
            ),
            Parameter(
                "fingerprint", "query", "Articles of equal headline and text.",
                {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}, None, False,
            ),
            _LIMIT, _CURSOR, _IF_NONE_MATCH,
        ),
    ),
    Operation(
        "GET", "/v1/articles/{id}", "show_article",
        "Show an article",
        "Whether posted or dropped. Where the page cannot become an article, the reason and its status, mostly 422; 410 where it "
        "was deleted.",
        "Articles",
        {200: _SHOWN, 304: _KNOWN_ALREADY},
        ("not_found", "deleted", "not_acceptable", "answer_too_large", *_FAILED_DROP),
        (_ID, _IF_NONE_MATCH),
    ),
    Operation(
        "DELETE", "/v1/articles/{id}", "delete_article",
        "Delete an article",
        "The version that is there now. A page that is dropped or posted anew is a later version and comes back. The object "
        "in the inbox stays; who deletes that deletes the article too.",
        "Articles",
        {204: Success("Deleted; asking for it is 410 from now on.", None)},
        ("not_found", "deleted"),
        (_ID,),
    ),
    Operation(
        "GET", "/v1/articles/{id}/revisions", "list_revisions",
        "List what became of a document",
        "Every version that says something else than the one before it, newest first, with what changed: articles, failures "
        "and deletions. It stays when the article is deleted.",
        "Articles",
        {200: Success("A page of the history.", "RevisionListing", ("ETag", "Link")), 304: _KNOWN_ALREADY},
        ("invalid_parameter", "invalid_cursor", "foreign_cursor", "not_found", "not_acceptable"),
        (_ID, _LIMIT, _CURSOR, _IF_NONE_MATCH),
    ),
    Operation(
        "GET", "/v1/articles/{id}/revisions/{sequence}", "show_revision",
        "Show the article of a revision",
        "As it was read then. Where that version could not become an article, the reason and its status, mostly 422; 410 where it "
        "is a deletion.",
        "Articles",
        {200: _SHOWN, 304: _KNOWN_ALREADY},
        ("not_found", "deleted", "not_acceptable", "answer_too_large", *_FAILED_DROP),
        (_ID, _SEQUENCE, _IF_NONE_MATCH),
    ),
    Operation(
        "GET", "/v1/articles/{id}/same-text", "list_same_text",
        "List where the same text stands too",
        "Other articles of the same text, word for word (exact) or nearly, whatever their headlines and hosts, in the order of "
        "their ids. They are linked within moments after an article came or changed, and never merged. Where a text has "
        "dozens of copies, some of them.",
        "Articles",
        {200: Success("A page of them; empty where none is known.", "SameTextListing", ("ETag", "Link")), 304: _KNOWN_ALREADY},
        (
            "invalid_parameter", "invalid_cursor", "foreign_cursor", "not_found", "deleted", "not_acceptable", *_FAILED_DROP,
        ),
        (_ID, _LIMIT, _CURSOR, _IF_NONE_MATCH),
    ),
    Operation(
        "POST", "/v1/uploads", "open_upload",
        "Ask for a place to upload a page to",
        "For pages too large for a post. Send the page with the request that the answer holds, exactly these headers with it, "
        "before it expires; then ask for the upload until it is done.",
        "Uploads",
        {201: Success("A request that puts the page into the inbox.", "Upload", ("Location",))},
        (
            "invalid_json", "invalid_upload", "unsupported_media_type", "unsupported_compression", "not_acceptable", "too_large",
            "invalid_idempotency_key", "idempotency_key_reused", "request_in_progress",
        ),
        (_IDEMPOTENCY_KEY,), "UploadOrder",
    ),
    Operation(
        "GET", "/v1/uploads/{id}", "show_upload",
        "Ask what became of an upload",
        "pending until the page has come and was read; then done, or failed with the reason. expired: nothing came in time. "
        "deleted: it came, and was deleted.",
        "Uploads",
        {200: Success("What became of it so far.", "Upload", ("ETag",)), 304: _KNOWN_ALREADY},
        ("not_found", "not_acceptable"),
        (_UPLOAD, _IF_NONE_MATCH),
    ),
    Operation(
        "GET", "/v1/openapi.json", "show_openapi",
        "The OpenAPI document of all this",
        "Where the deployment shows it (the parameter ApiDocs).",
        "About",
        {200: Success("OpenAPI 3.1.", "openapi", ("ETag",)), 304: _KNOWN_ALREADY},
        ("not_found",),
        (_IF_NONE_MATCH,),
    ),
    Operation(
        "GET", "/v1/docs", "show_docs",
        "A page to try the API from",
        "Swagger UI, where the deployment shows it (the parameter ApiDocs).",
        "About",
        {200: Success("A page.", "docs", ("ETag",)), 304: _KNOWN_ALREADY},
        ("not_found",),
        (_IF_NONE_MATCH,),
    ),
)  # fmt: skip

ROUTES: Final[dict[str, dict[str, Operation]]] = {
    path: {operation.method: operation for operation in OPERATIONS if operation.path == path}
    for path in dict.fromkeys(operation.path for operation in OPERATIONS)
}
"""By path, then by method."""


def allowed_methods(path: str) -> tuple[str, ...]:
    methods = tuple(ROUTES[path])
    return (*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS")
