"""What the pages of the network say of offices, of derived and disputed ties, and of what they leave out."""

import pytest
from flask.testing import FlaskClient

from tests.serve.test_network_pages import words

OFFICE, HOME = "post/starosta-legionowski", "powiat-legionowski"


@pytest.mark.parametrize(
    "address",
    [
        "/network/{}.gexf",
        "/network/{}.svg",
        "/network/{}/edges.csv",
        "/network/path.gexf?from={}&to=karuzela",
        "/network/path/edges.csv?from=karuzela&to={}",
    ],
)
def test_an_office_that_is_no_node_is_lifted_to_its_organisation(client: FlaskClient, address: str) -> None:
    found = client.get(address.format(OFFICE))
    assert found.status_code == 200
    assert found.text == client.get(address.format(HOME)).text


@pytest.mark.parametrize(
    "address", ["/network/{}", "/embed/network/{}", "/network/path?from={}&to=karuzela", "/network/path?from=karuzela&to={}"]
)  # fmt: skip
def test_a_page_says_that_an_organisation_stands_for_its_office(client: FlaskClient, address: str) -> None:
    mark = "&" if "?" in address else "?"
    page = client.get(f"{address.format(OFFICE)}{mark}lang=pl")
    assert page.status_code == 200
    told = "„Starosta Legionowski” to urząd, który liczy się tu jako jego organizacja: „Powiat Legionowski”."
    assert told in words(page.text)
    itself = client.get(f"{address.format(OFFICE)}{mark}lang=pl&offices=1")
    assert itself.status_code == 200
    assert told not in words(itself.text)
    assert ">Pokaż urzędy osobno</a>" in page.text or address.startswith("/embed")
