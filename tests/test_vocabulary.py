"""Slugs and IRIs: folded for every text, stable, and never of a form that the web address cannot hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph import vocabulary


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Spółdzielnia Socjalna „Pożytek”", "spoldzielnia-socjalna-pozytek"),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc-gesla-jazn"),
        ("Hydro – Truck", "hydro-truck"),
        ("  --  ", ""),
        ("Łódź", "lodz"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert vocabulary.slug(text) == slug


@given(st.text())
def test_a_slug_is_a_slug_or_empty(text: str) -> None:
    slug = vocabulary.slug(text)
    assert slug == "" or vocabulary.is_slug(slug)
    assert vocabulary.slug(slug) == slug


@given(st.text(min_size=1))
def test_composed_and_decomposed_texts_have_one_slug(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert vocabulary.slug(composed) == vocabulary.slug(decomposed)


@given(st.text(min_size=1))
def test_a_short_slug_is_never_empty_nor_long(text: str) -> None:
    slug = vocabulary.short_slug(text)
    assert vocabulary.is_slug(slug)
    assert len(slug) <= 40


def test_iris() -> None:
    assert vocabulary.entity("https://example.org/", "post", "x") == "https://example.org/id/post/x"
    assert vocabulary.graph("https://example.org/", "source/a") == "https://example.org/graph/source/a"
    assert vocabulary.prefixes("https://example.org/")["post"] == "https://example.org/id/post/"
