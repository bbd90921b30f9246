"""What an address outside the dataset is called: by its id in a dataset that is known, else as it stands."""

import pytest

from esgraph.serve.article.naming import outside


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://www.wikidata.org/entity/Q270", "Wikidata: Q270"),
        ("https://wikidata.org/wiki/Q270", "Wikidata: Q270"),
        ("http://wikidata.org/entity/Q270", "Wikidata: Q270"),
        ("https://www.wikidata.org/wiki/Property:P31", "Wikidata: P31"),
        ("https://www.wikidata.org/wiki/Lexeme:L1", "Wikidata: L1"),
        ("https://www.wikidata.org/wiki/Wikidata:Introduction", "wikidata.org/wiki/Wikidata:Introduction"),
        ("https://www.wikidata.org/wiki/", "wikidata.org/wiki"),
        ("https://sws.geonames.org/756135/", "GeoNames: 756135"),
        ("https://www.geonames.org/756135", "GeoNames: 756135"),
        ("https://www.geonames.org/756135/warszawa.html", "GeoNames: 756135"),
        ("https://www.geonames.org/export/codes.html", "geonames.org/export/codes.html"),
        ("http://data.europa.eu/nuts/code/PL912", "NUTS: PL912"),
        ("http://data.europa.eu/nuts/code/", "data.europa.eu/nuts/code"),
        ("https://www.mowes.pl/", "mowes.pl"),
    ],
)
def test_an_address_is_called_by_its_id_in_a_dataset_that_is_known(iri: str, name: str) -> None:
    assert outside(iri) == name
