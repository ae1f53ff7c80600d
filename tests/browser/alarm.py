"""Does a page, opened in a browser and touched everywhere, run anything or ask the world for anything?"""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import can_ada
from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

ADDRESS = "https://reader.example/article"
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

# Before any script of the page: what sounds.
_ALARM = "window.alarms = []; window.alarm = top.alarm = parent.alarm = () => { top.alarms.push(location.href); return true; };"

# What a hand may do. Links of the web lead away by right; every other one is followed.
_TOUCH = """async () => {
  const events = ['pointerenter', 'pointermove', 'mouseover', 'mousemove', 'mousedown', 'mouseup', 'click', 'contextmenu',
                  'wheel', 'focus', 'focusin', 'keydown', 'keyup', 'copy', 'paste', 'toggle', 'animationstart',
                  'transitionend', 'error', 'load', 'scroll', 'scrollend', 'submit'];
  for (const element of document.querySelectorAll('*')) {
    for (const name of events) {
      const web = element.closest('a[href]')?.protocol?.match(/^(https?|mailto):$/);
      if (name === 'click' && web) continue;
      element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
    }
    if (element.matches('a, area, button, input, summary') && !element.protocol?.match(/^(https?|mailto):$/)) element.click?.();
  }
  location.hash = '#touched';
  // What was started in a task of its own has run when a frame was drawn after it.
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  return window.alarms;
}"""


@dataclass
class Watch:
    """What one opened page did. ``alarms`` is empty for a harmless one."""

    alarms: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors on the browser's console."""
    pictures: int = 0
    """Requests for pictures that the article itself shows."""


class Watched:
    """A browser tab in which documents are opened one after the other, all under :data:`ADDRESS`.

    ``without_policy``: the Content-Security-Policy is not obeyed, so that markup which relies on it is found out.
    """

    def __init__(self, browser: Browser, *, without_policy: bool) -> None:
        self.context: BrowserContext = browser.new_context(bypass_csp=without_policy, java_script_enabled=True)
        self.context.add_init_script(_ALARM)
        self.context.route("**/*", self._answer)
        self.watch = Watch()
        self._document = ""
        self._headers: dict[str, str] = {}
        self._pictures: set[str] = set()
        self.page = self._tab()

    def anew(self) -> None:
        """In another tab: what was opened so far may have left things to come."""
        self.page.close()
        self.page = self._tab()

    def _tab(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", self._dialog)
        page.on("popup", lambda opened: self._sound(f"popup: {opened.url}"))
        page.on("download", lambda download: self._sound(f"download: {download.url}"))
        page.on("pageerror", lambda error: self.watch.complaints.append(f"error: {error}"))
        page.on(
            "console", lambda message: self.watch.complaints.append(message.text) if message.type == "error" else None
        )
        return page

    def open(self, document: str, *, headers: dict[str, str] | None = None, pictures: Collection[str] = ()) -> Watch:
        """``pictures``: the addresses of images that the document shows by right."""
        self.watch = Watch()
        self._document = document
        # Added, since the browser may still ask for one of the document before.
        self._pictures |= {_comparable(can_ada.parse(picture).href) for picture in pictures}
        self._headers = {"Content-Type": "text/html; charset=utf-8"} | (headers or {})
        try:
            self.page.goto(ADDRESS, wait_until="load")
            for where in self.page.evaluate(_TOUCH):
                self._sound(f"ran: {where}")
        except Error as error:  # The document went away under the hand.
            self._sound(f"gone: {error.message}")
        if not self.page.url.startswith(ADDRESS):
            self._sound(f"left for: {self.page.url}")
        for frame in self.page.frames[1:]:
            self._sound(f"frame: {frame.url}")
        return self.watch

    def close(self) -> None:
        self.context.close()

    def _answer(self, route: Route) -> None:
        request = route.request
        url = request.url
        if url.partition("#")[0] == ADDRESS and request.is_navigation_request():
            route.fulfill(body=self._document, headers=self._headers)
        elif urlsplit(url).path == "/favicon.ico" and url.startswith("https://reader.example/"):
            route.fulfill(status=204)
        elif request.resource_type == "image" and _comparable(url) in self._pictures:
            self.watch.pictures += 1
            route.fulfill(body=_PIXEL, headers={"Content-Type": "image/gif"})
        else:
            self._sound(f"asked for: {request.resource_type} {url}")
            route.abort()

    def _dialog(self, dialog: object) -> None:
        self._sound("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _sound(self, what: str) -> None:
        self.watch.alarms.append(what)


def _comparable(url: str) -> str:
    """Without the fragment, which is not asked for, and without the difference of two editions of the URL standard in
    what they percent-encode (``^`` in a path).
    """
    return unquote(url.partition("#")[0])
