"""The API function: HTML in over HTTP, articles out.

=======================  =========================================================================================
``POST /v1/extract``     reads the page in the body and answers with the article; keeps nothing
``POST /v1/articles``    the same, and keeps it: 201 with its ``Location``, or 200 where this very page is known
``GET /v1/articles/id``  what is kept, whether posted or dropped: 200, 304, 404; 410 once deleted; 422 if the page of
                         that document cannot become an article, with the reason that a post would have been answered.
                         (404 would send a client that waits for its drop on waiting for ever.)
=======================  =========================================================================================

Every answer with an article comes in the form that ``Accept`` asks for; every other is ``application/problem+json``.
Made for a REST API whose ``BinaryMediaTypes`` hold ``text/html``: the body then comes as base64 and its charset is
intact. Powertools' ``Body`` parameter and ``decoded_body`` take it for UTF-8, so the event itself is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics, single_metric
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.metrics import MetricUnit

from presscut.errors import TooLargeError
from presscut.rendering import Form
from presscut.service.answers import Answer, article_answer, problem_answer, stored_answer, unless_known
from presscut.service.negotiation import MEDIA_TYPES, negotiated_form
from presscut.service.posted import PostedPage, posted_page
from presscut.service.posts import Posts, is_up_to_date
from presscut.service.problems import ProblemError, problem_of
from presscut.service.settings import Settings
from presscut.storage.clock import utc_now
from presscut.storage.records import Deleted, Failed, Live

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

# What a plain page could have at most to pass through Lambda: a compressed one gets no further, so that what is read
# within the seconds that API Gateway waits stays as bounded. Larger pages are the inbox's.
MAX_POSTED_HTML_BYTES = 6 * 1024 * 1024

_DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")

logger = Logger()
metrics = Metrics()
app = APIGatewayRestResolver()


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes API Gateway's proxy event (payload format 1.0) and answers in kind. Raises nothing of its own."""
    return app.resolve(event, context)


@lru_cache(maxsize=1)
def posts_of(settings: Settings) -> Posts:
    """The store, over AWS. Clients are made once and live as long as the function's sandbox."""
    import boto3

    from presscut.storage.claim_check import ClaimCheck
    from presscut.storage.client_config import impatient
    from presscut.storage.dynamodb import DynamoArticleStore

    return Posts(
        DynamoArticleStore(
            boto3.client("dynamodb", config=impatient()),
            settings.table_name,
            ClaimCheck(boto3.client("s3", config=impatient()), settings.articles_bucket_name),
            sighting_lifetime=settings.tombstone_lifetime,
            revision_retention=settings.revision_retention,
        )
    )


# --- what can be asked for ---------------------------------------------------------------------------------------


def extract_posted() -> Answer:
    form = _form_asked_for()
    answer = article_answer(_posted_page().article(), form)
    _count("ArticlesExtracted")
    return answer


def store_posted() -> Answer:
    form = _form_asked_for()
    page = _posted_page()
    document_id = page.document_id()
    posts = posts_of(_settings())
    known = posts.known(document_id)
    if isinstance(known, Live) and is_up_to_date(known):
        answer = stored_answer(known.article, form, HTTPStatus.OK, document_id)
        _count("ArticlesDuplicate")
        return answer
    article = page.article()
    # Before it is kept: an answer that cannot be given leaves nothing behind.
    answer = stored_answer(article, form, HTTPStatus.CREATED, document_id)
    if posts.keep(document_id, article, known):
        _count("ArticlesStored")
        return answer
    _count("ArticlesDuplicate")
    return stored_answer(article, form, HTTPStatus.OK, document_id)


def show_article(document_id: str) -> Answer:
    form = _form_asked_for()
    known = posts_of(_settings()).known(document_id) if _DOCUMENT_ID.fullmatch(document_id) else None
    match known:
        case Live():
            answer = unless_known(
                stored_answer(known.article, form, HTTPStatus.OK, document_id), _headers().get("if-none-match")
            )
            _count("ArticlesServed")
            return answer
        case Failed():
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, known.reason, known.message)
        case Deleted():
            raise ProblemError(HTTPStatus.GONE, "deleted", "This article was deleted.")
        case _:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "No article has this id.")


Operation = Callable[..., Answer]

ROUTES: dict[str, dict[str, Operation]] = {
    "/v1/extract": {"POST": extract_posted},
    "/v1/articles": {"POST": store_posted},
    "/v1/articles/<document_id>": {"GET": show_article, "HEAD": show_article},
}

# All that API Gateway hands over. Powertools answers 404 to a method that a path does not have, where RFC 9110
# (section 15.5.6) wants 405 and the methods it has; so every path takes them all.
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def _route(operations: Mapping[str, Operation], method: str) -> Callable[..., Response[str]]:
    def respond(**path_parameters: str) -> Response[str]:
        if method not in operations:
            allowed = ", ".join(operations)
            raise ProblemError(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "method_not_allowed",
                f"This address takes {allowed}.",
                {"Allow": allowed},
            )
        answer = operations[method](**path_parameters)
        return _response(answer if method != "HEAD" else Answer(answer.status, headers=answer.headers))

    return respond


for _path, _of_path in ROUTES.items():
    for _method in _METHODS:
        app.route(_path, _method)(_route(_of_path, _method))


# --- the request -------------------------------------------------------------------------------------------------


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


def _headers() -> dict[str, str]:
    """By lower-case name; a header sent several times is joined as RFC 9110 (section 5.3) allows."""
    fields = app.current_event.resolved_headers_field
    return {name.lower(): value if isinstance(value, str) else ", ".join(value) for name, value in fields.items()}


def _form_asked_for() -> Form:
    form = negotiated_form(_headers().get("accept"))
    if form is None:
        raise ProblemError(
            HTTPStatus.NOT_ACCEPTABLE, "not_acceptable", f"An article comes as {', '.join(MEDIA_TYPES.values())}."
        )
    return form


def _posted_page() -> PostedPage:
    event = app.current_event
    settings = _settings()
    parameters = event.query_string_parameters or {}
    return posted_page(
        body=event.body,
        is_base64=event.is_base64_encoded or False,
        headers=_headers(),
        url=parameters.get("url"),
        fetched_at=parameters.get("fetched_at"),
        received_at=utc_now(),
        max_bytes=min(settings.max_html_bytes, MAX_POSTED_HTML_BYTES),
    )


# --- the answer --------------------------------------------------------------------------------------------------


def _response(answer: Answer) -> Response[str]:
    logger.info(
        "Request answered",
        method=app.current_event.http_method,
        path=app.current_event.path,
        status=answer.status.value,
    )
    return Response(status_code=answer.status.value, body=answer.body, headers=dict(answer.headers))


def answer_problem(error: Exception) -> Response[str]:
    """The one place where errors become answers. What nobody foresaw is told to the log, never to the client."""
    problem = _problem(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("A request failed", exc_info=error)
    _count("RequestsFailed" if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "RequestsRefused")
    with single_metric(name="ProblemsByCode", unit=MetricUnit.Count, value=1) as metric:
        metric.add_dimension(name="code", value=problem.code)
    return _response(problem_answer(problem))


app.exception_handler(Exception)(answer_problem)


def _problem(error: Exception) -> ProblemError:
    match error:
        case NotFoundError():
            return ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")
        case TooLargeError():
            return _too_large(error)
        case _:
            return problem_of(error)


def _too_large(error: TooLargeError) -> ProblemError:
    settings = _settings()
    problem = problem_of(error)
    return ProblemError(
        problem.status,
        problem.code,
        f"{problem.detail} Drop it into the inbox bucket instead (s3://{settings.inbox_bucket_name}): a page may have "
        f"{settings.max_html_bytes} bytes there.",
    )


# --- what operators see ------------------------------------------------------------------------------------------


def _count(name: str) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)


# In Lambda, whatever is missing should fail the start, and clients are made while the start's extra CPU lasts.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    posts_of(_settings())
