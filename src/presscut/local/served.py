"""An AWS for containers: moto behind a socket at an address of this machine that they reach."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

import docker
from docker.errors import DockerException
from moto import mock_aws
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from presscut.local.embedded import own_account

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_NOWHERE: Final = ("192.0.2.1", 9)
"""RFC 5737: nobody's. Asking which address one would send from sends nothing."""


class EngineError(Exception):
    """No container engine answers; the message says what to do."""


def address_for_containers() -> str:
    """An IP address of this machine that its containers reach. Raises EngineError.

    The gateway of the engine's bridge, which no other machine reaches. Where the engine runs in a machine of its own
    (Docker Desktop), the gateway is that one's; containers then reach this one as the network does. Never a name: S3
    clients would put the bucket before it.
    """
    try:
        engine = docker.from_env()
        description: Mapping[str, Any] = engine.info()
        bridge: Mapping[str, Any] = engine.networks.get("bridge").attrs
    except DockerException as error:
        raise EngineError(
            f"No container engine answers at {os.environ.get('DOCKER_HOST', 'the usual socket')}. Start Docker, or "
            f"podman's service, and let DOCKER_HOST name its socket. ({error})"
        ) from error
    gateways: list[str] = [config["Gateway"] for config in bridge["IPAM"]["Config"] or () if "Gateway" in config]
    if gateways and sys.platform == "linux" and "Desktop" not in description.get("OperatingSystem", ""):
        return gateways[0]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOWHERE)
        return str(probe.getsockname()[0])


@contextmanager
def served_aws(
    address: str, port: int = 0, around: Callable[[WSGIApplication], WSGIApplication] = lambda app: app
) -> Iterator[str]:
    """Within it, boto3 and whoever is given the URL talk to one empty AWS in this process. ``port`` 0: any free one.

    ``around``: what every request goes through, if anything.
    """
    app = around(DomainDispatcherApplication(create_backend_app))
    with served(app, address, port, request_handler=MotoRequestHandler) as url, own_account(), mock_aws():
        yield url


@contextmanager
def served(
    app: WSGIApplication,
    address: str,
    port: int = 0,
    request_handler: type[WSGIRequestHandler] = WSGIRequestHandler,
) -> Iterator[str]:
    """Within it, a WSGI application answers at the URL, from threads of this process. ``port`` 0: any free one."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with _bound(address, port) as listener:
        server = make_server(address, port, app, threaded=True, request_handler=request_handler, fd=listener.fileno())
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{address}:{listener.getsockname()[1]}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _bound(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sys.platform == "linux":
        # podman makes its bridge with the first container; until then the gateway is no address of this machine.
        listener.setsockopt(socket.IPPROTO_IP, _IP_FREEBIND, 1)
    listener.bind((address, port))
    listener.listen()
    return listener


_IP_FREEBIND: Final = 15  # ip(7); Python names it from 3.12 on.
