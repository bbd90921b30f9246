"""The network at a glance: on the home page and that of the network, every organisation that has a tie, and no other."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from esgraph.network import STATED, Network
from esgraph.serve.pages.network import pictures
from esgraph.serve.site import site
from tests.network.conftest import network

__all__ = ["network"]


def test_a_small_network_is_there_as_a_whole(app: Flask, network: Network) -> None:
    with app.test_request_context("/"):
        picture = pictures.glance(site(), "pl")
    assert picture is not None
    view = network.view()
    assert {box.iri for box in picture.boxes} == set(view.nodes)
    assert sum(len(line.edges) for line in picture.lines) == view.size
    assert (picture.total, picture.left_out, picture.centre) == (13, 0, None)


def test_both_pages_show_it_and_every_box_leads_on(client: FlaskClient) -> None:
    for address in ("/", "/network"):
        page = client.get(address).text
        (drawn,) = re.findall(r'<figure class="netpic">.*?</figure>', page, re.S)
        links = set(re.findall(r'<a class="\w+[^"]*" href="([^"]+)"', drawn))
        assert len(links) == 13
        for link in links:
            assert client.get(link).status_code == 200, link
    assert 'href="/network"' in client.get("/").text


def test_of_a_large_one_there_is_a_part_without_what_is_derived(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST", 6)
    with app.test_request_context("/"):
        site().memo.clear()
        picture = pictures.glance(site(), "pl")
        site().memo.clear()
    assert picture is not None
    assert (len(picture.boxes), picture.total) == (6, 13)
    assert {line.kind for line in picture.lines} <= STATED
    assert all(any(box in (line.one, line.other) for line in picture.lines) for box in picture.boxes)
