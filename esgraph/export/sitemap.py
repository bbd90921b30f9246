"""Turns the pages of a static copy into its sitemap, and into what crawlers are told (sitemaps.org/protocol.html)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

#: Addresses that one file may have.
MOST: Final = 50_000
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(pages: Sequence[str], work: Path, base: str, most: int = MOST) -> None:
    """Write `sitemap.xml`, with its parts if there are many pages, and `robots.txt`; pages are files below `work`."""
    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            _list(work / name, "urlset", "url", part, base)
        _list(work / "sitemap.xml", "sitemapindex", "sitemap", names, base)
    else:
        _list(work / "sitemap.xml", "urlset", "url", pages, base)
    (work / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n", encoding="utf-8")


def _list(target: Path, whole: str, one: str, files: Sequence[str], base: str) -> None:
    with target.open("w", encoding="utf-8") as out:
        out.write(f'{_HEAD}<{whole} xmlns="{_SPACE}">\n')
        out.writelines(f"<{one}><loc>{escape(base + quote(file))}</loc></{one}>\n" for file in files)
        out.write(f"</{whole}>\n")
