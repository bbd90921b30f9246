"""A browser takes whole dumps in the coding that it prefers, of however many pieces the compressed file is made."""

import hashlib

import pytest

from esgraph.dumps.formats import FORMATS
from esgraph.release import Release
from tests.browser.conftest import Visit

_HEX = """
const hex = async (buffer) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", buffer))].map((one) => one.toString(16).padStart(2, "0")).join("");
"""
#: Chromium asks for every coding that it knows; a script may not say which.
_FETCH = f"""async (name) => {{ {_HEX}
  const response = await fetch(`/dumps/latest/${{name}}`);
  return [response.status, response.headers.get("Content-Encoding"), await hex(await response.arrayBuffer())];
}}"""
#: More than one member is an error here (Compression Standard, section 5.2).
_UNPACK = f"""async (name) => {{ {_HEX}
  const response = await fetch(`/dumps/latest/${{name}}`);
  return hex(await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}}"""


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_browser_reads_a_compressed_dump_to_its_end(
    visit: Visit, address: str, release: Release, suffix: str
) -> None:
    name = f"esgraph.{suffix}"
    plain = release.path / name
    visitor = visit()
    visitor.page.goto(f"{address}/downloads")
    status, coding, digest = visitor.page.evaluate(_FETCH, name)
    assert (status, coding) == (200, "gzip")
    assert digest == hashlib.sha256(plain.read_bytes()).hexdigest()


def test_a_browser_unpacks_the_one_member_of_a_gzip_file(visit: Visit, address: str, release: Release) -> None:
    visitor = visit()
    visitor.page.goto(f"{address}/downloads")
    for suffix in FORMATS:
        digest = visitor.page.evaluate(_UNPACK, f"esgraph.{suffix}.gz")
        assert digest == hashlib.sha256((release.path / f"esgraph.{suffix}").read_bytes()).hexdigest()
