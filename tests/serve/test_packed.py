"""Long lists take little memory, and any page of them is what it would be of the list as it was."""

from hypothesis import given
from hypothesis import strategies as st

from esgraph.serve.packed import EMPTY, Packed, in_order

rows = st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=40)


@given(rows, st.integers(0, 2_000), st.integers(0, 1_200))
def test_a_page_is_a_slice(some: list[tuple[str, str]], offset: int, size: int) -> None:
    everything = [(f"{number}", *row) for number, row in enumerate(some * 40)]
    packed = Packed.of(everything)
    assert len(packed) == len(everything)
    assert packed.page(offset, size) == everything[offset : offset + size]


def test_nothing_has_no_pages() -> None:
    assert len(EMPTY) == 0
    assert EMPTY.page(0, 50) == []


def test_iris_take_a_fraction_of_their_length() -> None:
    iris = [(f"https://w3id.org/esgraph/id/organization/stowarzyszenie-{number:06}",) for number in range(20_000)]
    packed = Packed.of(iris)
    assert sum(map(len, packed.blocks)) < sum(len(iri) for (iri,) in iris) / 5


def test_the_latest_stands_first_and_each_once_by_its_first_name() -> None:
    found = in_order(
        [
            ("z", "źrebię", ""), ("a", "zz", ""), ("b", "łoś", "2020"), ("c", "luz", "2020"), ("c", "ława", "2019"),
            ("d", "Ćma", "2021-05"), ("e", "", ""),
        ]
    )  # fmt: skip
    assert [iri for (iri,) in found.page(0, 10)] == ["d", "c", "b", "e", "a", "z"]
