"""The API function: HTML in over HTTP, articles out.

What can be asked for stands in :mod:`presscut.service.operations`, what is done in :mod:`presscut.service.handlers`. Here
API Gateway's event becomes a request, the answer its answer, and whatever goes wrong ``application/problem+json``.

Made for a REST API whose ``BinaryMediaTypes`` hold ``text/html``: the body then comes as base64 and its charset is
intact. Powertools' ``Body`` parameter and ``decoded_body`` take it for UTF-8, so the event itself is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from aws_lambda_powertools import Logger, Metrics, single_metric
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.metrics import MetricUnit

from presscut.errors import TooLargeError
from presscut.service.answers import Answer, problem_answer
from presscut.service.handlers import HANDLERS, Call
from presscut.service.operations import OPERATIONS, ROUTES, Operation, allowed_methods
from presscut.service.parameters import arguments_of
from presscut.service.problems import ProblemError, problem_of
from presscut.service.requests import request_of, without_base_path
from presscut.service.settings import Settings
from presscut.storage.clock import utc_now

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from presscut.service.assembly import Service

_PLACE: Final = re.compile(r"\{\w+\}")

logger = Logger()
metrics = Metrics()
app = APIGatewayRestResolver()


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes API Gateway's proxy event (payload format 1.0) and answers in kind. Raises nothing of its own."""
    return app.resolve(without_base_path(event, ROUTES), context)


def service() -> Service:
    """Over AWS, as the environment says. Raises SettingsError."""
    from presscut.service.assembly import service_of

    return service_of(_settings())


# --- routes --------------------------------------------------------------------------------------------------------


def _route(path: str, method: str) -> Callable[..., Response[str]]:
    if method == "OPTIONS":
        return lambda **_: _methods_told(path)
    operation = ROUTES[path]["GET" if method == "HEAD" else method]

    def respond(**path_parameters: str) -> Response[str]:
        answer = _answer(operation, path_parameters)
        return _response(answer if method != "HEAD" else Answer(answer.status, headers=answer.headers))

    return respond


def _methods_told(path: str) -> Response[str]:
    _count("OtherRequests")
    return _response(Answer(HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(allowed_methods(path))}))


def _answer(operation: Operation, path_parameters: dict[str, str]) -> Answer:
    request = request_of(app.current_event.raw_event, utc_now())
    arguments = arguments_of(request.query, operation.parameters)
    return HANDLERS[operation.name](Call(service(), request, arguments, path_parameters, app.lambda_context, _count))


if {operation.name for operation in OPERATIONS} != set(HANDLERS):
    raise RuntimeError("operations.py and handlers.py name different operations.")

for _path in ROUTES:
    for _method in allowed_methods(_path):
        app.route(_path.replace("{", "<").replace("}", ">"), _method)(_route(_path, _method))


# --- the answer ----------------------------------------------------------------------------------------------------


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
    answer = problem_answer(problem)
    is_head = app.current_event.http_method == "HEAD"
    return _response(answer if not is_head else Answer(answer.status, headers=answer.headers))


app.exception_handler(Exception)(answer_problem)


def _problem(error: Exception) -> ProblemError:
    match error:
        case NotFoundError():
            return _not_found(app.current_event.http_method, app.current_event.path)
        case TooLargeError():
            return _too_large(error)
        case _:
            return problem_of(error)


def _not_found(method: str, path: str) -> ProblemError:
    """Powertools finds nothing for a method that a path does not have, where RFC 9110 (section 15.5.6) wants 405 and the
    methods that it has; nor for ids of odd characters, which nothing has.
    """
    for template in ROUTES:
        if re.fullmatch(_PLACE.sub("[^/]+", template), path) and method not in allowed_methods(template):
            allowed = ", ".join(allowed_methods(template))
            return ProblemError("method_not_allowed", f"This address takes {allowed}.", {"Allow": allowed})
    return ProblemError("not_found", "There is nothing at this address.")


def _too_large(error: TooLargeError) -> ProblemError:
    settings = _settings()
    return ProblemError(
        error.code,
        f"{error} Upload it instead (POST /v1/uploads), or drop it into the inbox bucket "
        f"(s3://{settings.inbox_bucket_name}): a page may have {settings.max_html_bytes} bytes there.",
    )


# --- what operators see --------------------------------------------------------------------------------------------


def _count(name: str) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


# In Lambda, whatever is missing should fail the start, and clients are made while the start's extra CPU lasts.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    service()
