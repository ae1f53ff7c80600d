"""The desk over HTTP, as WSGI: its page, what that asks for (``/desk/…``), and the API's own routes (``/v1/…``).

It is for one person on this machine. Other sites that this person visits may send requests here too, by a browser that
they share or by a name that they let point here: only what the desk's own page sends, under a name of this machine, is
answered.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from selectolax.lexbor import LexborHTMLParser
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from presscut.local.desk import annotated, views
from presscut.local.desk.samples import samples
from presscut.local.gateway import Gateway
from presscut.rendering import render
from presscut.rendering.html_page import CONTENT_SECURITY_POLICY as READER_POLICY
from presscut.service.problems import ProblemError, problem_of
from presscut.storage.records import Live

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from presscut.local.desk.world import World

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NAMES_OF_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "[::1]")
_LOGGER: Final = logging.getLogger(__name__)
_STATIC: Final = Path(__file__).parent / "static"
_MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_HEADERS: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
_ROUTES: Final = Map(
    [
        Rule("/", endpoint="page", methods=["GET"]),
        Rule("/desk/static/<name>", endpoint="static", methods=["GET"]),
        Rule("/desk/about", endpoint="about", methods=["GET"]),
        Rule("/desk/drops", endpoint="drop", methods=["POST"]),
        Rule("/desk/documents", endpoint="recent", methods=["GET"]),
        Rule("/desk/documents/<identifier>", endpoint="document", methods=["GET"]),
        Rule("/desk/documents/<identifier>/original", endpoint="original", methods=["GET"]),
        Rule("/desk/documents/<identifier>/reader", endpoint="reader", methods=["GET"]),
        Rule("/desk/documents/<identifier>/source", endpoint="source", methods=["GET"]),
        Rule("/desk/documents/<identifier>/item", endpoint="item", methods=["GET"]),
        Rule("/desk/documents/<identifier>/revisions", endpoint="revisions", methods=["GET"]),
    ]
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A WSGI application. ``api``: the API's routes on this machine; ``names``: hosts under which it may be asked."""

    world: World
    api: Gateway
    names: tuple[str, ...] = NAMES_OF_THIS_MACHINE

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        request.trusted_hosts = list(self.names)
        with self.world.lock:
            try:
                _refuse_other_sites(request)
                if request.path.startswith("/v1/"):
                    return list(self.api(environ, start_response))
                endpoint, arguments = _ROUTES.bind_to_environ(environ).match()
                response = getattr(self, f"_{endpoint}")(request, **arguments)
            except HTTPException as error:
                response = error.get_response(environ)
            except Exception as error:  # noqa: BLE001 - the one place where errors become answers
                response = _problem(error)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return list(response(environ, start_response))

    # --- the page ------------------------------------------------------------------------------------------------

    def _page(self, request: Request) -> Response:
        return self._static(request, "index.html")

    def _static(self, request: Request, name: str) -> Response:
        del request
        path = _STATIC / name
        if path.name != name or path.suffix not in _MEDIA_TYPES or not path.is_file():
            raise ProblemError("not_found", "The desk has no such file.")
        response = Response(path.read_bytes(), content_type=_MEDIA_TYPES[path.suffix])
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    # --- what the page asks for ----------------------------------------------------------------------------------

    def _about(self, request: Request) -> Response:
        del request
        return _json(
            {
                "inbox": self.world.settings.inbox_bucket_name,
                "table": self.world.settings.table_name,
                "aws_url": self.world.aws_url,
                "samples": [{"name": sample.name, "label": sample.label} for sample in samples().values()],
            }
        )

    def _drop(self, request: Request) -> Response:
        """``?sample=`` one of the samples; else the body is the page, ``?key=`` its key and ``?url=`` its address."""
        request.max_content_length = self.world.settings.max_html_bytes + 1  # so much as to be told as too large
        name = request.args.get("sample")
        if name is None:
            key, body, content_type = request.args.get("key", ""), request.get_data(), request.content_type
        else:
            sample = samples().get(name)
            if sample is None:
                raise ProblemError("not_found", f"There is no sample {name!r}.")
            key, body, content_type = sample.name, sample.path.read_bytes(), None
        url = request.args.get("url") or None
        identifier = self.world.drop(key, body, url=url, content_type=content_type)
        return _json({"id": identifier}, HTTPStatus.CREATED)

    def _recent(self, request: Request) -> Response:
        del request
        self.world.deliver()
        return _json({"documents": views.recent(self.world)})

    def _document(self, request: Request, identifier: str) -> Response:
        del request
        return _json(views.document(self.world, identifier))

    def _item(self, request: Request, identifier: str) -> Response:
        del request
        return _json({"rows": views.item(self.world, identifier)})

    def _revisions(self, request: Request, identifier: str) -> Response:
        del request
        return _json({"revisions": views.revisions(self.world, identifier)})

    def _source(self, request: Request, identifier: str) -> Response:
        del request
        return _json(views.source(self.world, identifier))

    # --- what it shows in frames ---------------------------------------------------------------------------------

    def _original(self, request: Request, identifier: str) -> Response:
        explanation = views.explanation_of(self.world, self.world.known(identifier))
        own_styles = request.args.get("styles") != "off"
        return _framed(annotated.annotated(explanation, own_styles=own_styles), annotated.CONTENT_SECURITY_POLICY)

    def _reader(self, request: Request, identifier: str) -> Response:
        """``?revision=``: the sequence of an older one."""
        revision = self.world.known(identifier, request.args.get("revision"))
        if not isinstance(revision, Live):
            raise ProblemError("not_found", "There is no article of this page.")
        page = _without_addresses(render(revision.article, "html"))
        return _framed(page, f"{READER_POLICY}; frame-ancestors 'self'; sandbox")


def _refuse_other_sites(request: Request) -> None:
    """Raises HTTPException."""
    _ = request.host  # raises SecurityError for other names
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site not in ("same-origin", "none"):
        raise Forbidden("The desk answers its own page alone.")


def _json(told: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(json.dumps(told), status=status, content_type="application/json")


def _problem(error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOGGER.error("A request failed", exc_info=error)
    return Response(problem.body(), status=problem.status, content_type="application/problem+json")


def _framed(document: str, policy: str) -> Response:
    response = Response(document.encode(errors="replace"), content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = policy
    return response


def _without_addresses(document: str) -> str:
    """The desk asks nobody else for anything: pictures are told by their words, and links say where they lead."""
    tree = LexborHTMLParser(document)
    for image in tree.css("img"):
        label = image.attributes.get("alt")
        image.replace_with(f"[image: {label}]" if label else "[image]")
    for link in tree.css("a[href]"):
        link.attrs["title"] = link.attributes["href"] or ""
        del link.attrs["href"]
    return tree.html or ""
