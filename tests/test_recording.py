"""What went through a recording once comes out of it again, and nothing that is not whole does."""

from tempfile import TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph.recording import Recording

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(_VALUES), st.lists(_VALUES))
def test_values_come_out_as_they_went_in(values: list[object], others: list[object]) -> None:
    with TemporaryFile("w+", encoding="ascii") as file:
        recording = Recording[object](file)
        assert list(recording.through(values)) == values
        assert list(recording) == values
        assert list(recording) == values
        assert list(recording.through(others)) == others
        assert list(recording) == others


def test_what_was_not_asked_for_to_its_end_is_not_read() -> None:
    with TemporaryFile("w+", encoding="ascii") as file:
        recording = Recording[int](file)
        with pytest.raises(ValueError, match="to its end"):
            list(recording)
        assert next(recording.through([1, 2, 3])) == 1
        with pytest.raises(ValueError, match="to its end"):
            list(recording)
        assert list(recording.through([4, 5])) == [4, 5]
        assert list(recording) == [4, 5]
