"""The page for a frame in other people's pages: it may stand there, and it leads back."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient


def test_only_the_page_for_frames_may_stand_in_one(client: FlaskClient) -> None:
    policies = [
        client.get(path).headers["Content-Security-Policy"] for path in ("/embed/network/pozytek", "/network/pozytek")
    ]
    assert [re.findall(r"frame-ancestors ([^;]+)", policy) for policy in policies] == [["*"], ["'none'"]]
    assert len({policy.partition("frame-ancestors")[0] for policy in policies}) == 1


@pytest.mark.parametrize(
    ("path", "data", "whole"),
    [
        ("/embed/network/pozytek", "/network/pozytek.cyjs", "/network/pozytek"),
        ("/embed/network/pozytek?lang=en", "/network/pozytek.cyjs?lang=en", "/network/pozytek?lang=en"),
        ("/embed/network/karuzela?depth=2&stated=1", "/network/karuzela.cyjs?stated=1&depth=2", "/network/karuzela?stated=1&depth=2"),
        ("/embed/network/post/starosta-legionowski?offices=1", "/network/post/starosta-legionowski.cyjs?offices=1",
         "/network/post/starosta-legionowski?offices=1"),
    ],
)  # fmt: skip
def test_it_has_the_same_part_of_the_network_and_leads_to_the_whole_page(
    client: FlaskClient, path: str, data: str, whole: str
) -> None:
    page = client.get(path).text.replace("&amp;", "&")
    assert f'data-address="{data}"' in page
    assert f'<a class="netview-full" target="_top" href="{whole}">' in page
    assert client.get(data).json
    assert client.get(whole).status_code == 200


def test_it_works_below_a_prefix(app: Flask) -> None:
    page = app.test_client().get("/embed/network/pozytek", base_url="http://localhost/graf/").text
    assert 'data-address="/graf/network/pozytek.cyjs"' in page
    assert 'data-root="/graf"' in page
    assert not re.findall(r'(?:href|src|data-\w+)="/(?!graf)', page)


@pytest.mark.parametrize("path", ["/embed/network/nobody", "/embed/network/post/nobody", "/embed/network/a%2Fb"])
def test_what_is_no_organisation_has_no_frame(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
