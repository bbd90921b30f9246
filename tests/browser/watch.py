"""Turns what a browser does while it shows pages into complaints: errors, failures, and requests to anywhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

#: Addresses that lead nowhere: their content is in them.
_WITHIN = ("data:", "blob:", "about:")
_MS_TO_SETTLE = 10_000
_MS_BETWEEN_LOOKS = 20

# The browser tells the page what its Content-Security-Policy kept out; the console has it too, but not in every case.
_LISTEN = """addEventListener("securitypolicyviolation", event =>
    console.error(`Content-Security-Policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


@dataclass
class Watch:
    """What went wrong in one browser context, and what came over the wire."""

    address: str
    complaints: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)
    finished: list[Request] = field(default_factory=list)
    #: Addresses that are meant to fail. The browser says so on the console, and only of these is that no complaint.
    failing: set[str] = field(default_factory=set)

    def attach(self, context: BrowserContext) -> None:
        """Begin to watch; a context is made for one reader, so watching ends with it."""
        context.add_init_script(_LISTEN)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("requestfinished", self._finished)
        context.on("response", self._response)

    def transferred(self) -> int:
        """Bytes of all bodies that came, as they came over the wire."""
        return sum(request.sizes()["responseBodySize"] for request in self.finished)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location["url"] not in self.failing:
            self.complaints.append(f"{message.type} on the console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"an error that nobody caught: {error.error}")

    def _request(self, request: Request) -> None:
        self.pending.add(request)
        if not request.url.startswith((self.address, *_WITHIN)):
            self.complaints.append(f"a request to another host: {request.url}")

    def _finished(self, request: Request) -> None:
        self.pending.discard(request)
        self.finished.append(request)

    def _failed(self, request: Request) -> None:
        self.pending.discard(request)
        # What the reader no longer waits for, having gone on or taken the answer as a file.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"a request that failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.failing:
            self.complaints.append(f"{response.status}: {response.url}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A reader with one window, who goes to addresses of the site."""

    page: Page
    watch: Watch

    def go(self, path: str, status: int = 200) -> Response:
        """Open a page and wait until all that it asks for is there; it must have the status."""
        url = self.watch.address.rstrip("/") + path
        if status >= 400:
            self.watch.failing.add(url)
        response = self.page.goto(url, wait_until="load")
        self.settle()
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        return response

    def settle(self) -> None:
        """Wait until nothing is under way: scripts go on asking after a page has loaded."""
        calm = 0
        for _ in range(_MS_TO_SETTLE // _MS_BETWEEN_LOOKS):
            # Twice, since the browser tells of a request only after it was made.
            calm = calm + 1 if not self.watch.pending else 0
            if calm == 2:
                return
            self.page.wait_for_timeout(_MS_BETWEEN_LOOKS)
        self.watch.complaints.append(f"still under way: {[request.url for request in self.watch.pending]}")


@contextmanager
def watched(context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor whose complaints the caller judges; the window closes at the end."""
    watch = Watch(address)
    watch.attach(context)
    try:
        yield Visitor(context.new_page(), watch)
    finally:
        context.close()
