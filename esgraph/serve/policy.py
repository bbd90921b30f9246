"""Turns where a page may stand into its Content-Security-Policy; any page may load only what is here."""

from typing import Final


def content_policy(ancestors: str) -> str:
    """The policy of a page that these may have in a frame."""
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )


NOWHERE: Final = content_policy("'none'")
#: For a page that is made to stand in other people's pages.
ANYWHERE: Final = content_policy("*")
