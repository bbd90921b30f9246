"""The watch over every browser test sees what it is for."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.watch import watched

ADDRESS = "http://site.test/"


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ('<img src="http://elsewhere.test/x.png">', "a request to another host: http://elsewhere.test/x.png"),
        ('<script src="/fetch.js"></script>', "a request to another host: http://elsewhere.test/fetched"),
        ('<script src="/warn.js"></script>', "warning on the console: beware"),
        ('<script src="/throw.js"></script>', "an error that nobody caught"),
        ("<script>document.title = 'inline'</script>", "Content-Security-Policy: script-src"),
        ('<p style="color: red">inline</p>', "Content-Security-Policy: style-src"),
        ('<link rel="stylesheet" href="/absent.css">', "404: http://site.test/absent.css"),
        ('<img src="/broken.png" alt="">', "a request that failed: http://site.test/broken.png"),
        ("<p>Nothing is wrong</p>", ""),
    ],
)
def test_it_complains(browser: Browser, html: str, complaint: str) -> None:
    scripts = {
        "/fetch.js": "fetch('http://elsewhere.test/fetched').catch(() => {})",
        "/warn.js": "console.warn('beware')",
        "/throw.js": "throw new Error('thrown')",
    }

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS.rstrip("/"))
        if path == "/":
            policy = {"Content-Security-Policy": "default-src 'self' http://elsewhere.test"}
            route.fulfill(body=f"<!doctype html><title>x</title>{html}", content_type="text/html", headers=policy)
        elif path in scripts:
            route.fulfill(body=scripts[path], content_type="text/javascript")
        elif path == "/absent.css":
            route.fulfill(status=404)
        elif path == "/favicon.ico":
            route.fulfill()
        else:
            route.abort("connectionrefused")

    context = browser.new_context()
    context.route("**/*", answer)
    with watched(context, ADDRESS) as visitor:
        visitor.go("/")
        found = visitor.watch.complaints
        for _ in range(100 if complaint else 0):  # what the browser tells comes a little later
            if any(complaint in line for line in found):
                break
            visitor.page.wait_for_timeout(50)
    assert any(complaint in line for line in found) if complaint else found == []
