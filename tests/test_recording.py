"""What went through a recording once comes out of it again, and is not worked out a second time."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from hypothesis import given
from hypothesis import strategies as st

from esgraph.recording import Recording

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(_VALUES))
def test_values_come_out_as_they_went_in(values: list[object]) -> None:
    with TemporaryFile("w+", encoding="ascii") as file:
        recording = Recording[object](file)
        assert list(recording.through(values)) == values
        assert list(recording.through(())) == values
        assert list(recording.through(())) == values


def test_what_was_not_asked_for_to_its_end_is_worked_out_again() -> None:
    asked: list[int] = []

    def values() -> Iterator[int]:
        for number in range(3):
            asked.append(number)
            yield number

    with TemporaryFile("w+", encoding="ascii") as file:
        recording = Recording[int](file)
        assert next(recording.through(values())) == 0
        assert list(recording.through(values())) == [0, 1, 2]
        assert list(recording.through(values())) == [0, 1, 2]
    assert asked == [0, 0, 1, 2]
