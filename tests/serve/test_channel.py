"""A channel carries what is put in at one end to the other, in one piece, whatever its size."""

import os
import tempfile
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph.serve import channel

_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
_VALUES = st.lists(_PLAIN | st.lists(st.text()).map(tuple), max_size=6).map(tuple)


@given(_VALUES)
def test_a_value_arrives_as_it_was_sent(value: tuple[Any, ...]) -> None:
    ours, theirs = channel.pair()
    other = channel.Channel(theirs)
    ours.send(value)
    assert other.receive() == (value, None)
    other.send((value,))
    assert ours.receive() == ((value,), None)
    ours.close()
    other.close()


@pytest.mark.parametrize("blocking", [True, False])
@pytest.mark.parametrize("size", [0, 65_531, 65_532, 65_533, 10_000_000])
def test_a_message_of_any_size_arrives_whole(size: int, blocking: bool) -> None:
    ours, theirs = channel.pair()
    other = channel.Channel(theirs)
    for end in (ours, other):
        os.set_blocking(end.fileno(), blocking)  # an event loop makes it so, and leaves it
    sent = os.urandom(size)
    sender = threading.Thread(target=ours.send, args=((sent, "end"),))
    sender.start()
    assert other.receive() == ((sent, "end"), None)
    sender.join()
    assert not other.poll(0)
    ours.close()
    other.close()


def test_a_file_comes_with_its_message() -> None:
    ours, theirs = channel.pair()
    other = channel.Channel(theirs)
    with tempfile.TemporaryFile() as file:
        file.write(b"what it holds")
        file.flush()
        ours.send(("here", b"x" * 100_000), file.fileno())
    value, descriptor = other.receive()
    assert value[0] == "here"
    assert descriptor is not None
    assert os.pread(descriptor, 100, 0) == b"what it holds"
    assert not os.get_inheritable(descriptor)
    os.close(descriptor)
    ours.close()
    other.close()


def test_an_end_is_told() -> None:
    ours, theirs = channel.pair()
    other = channel.Channel(theirs)
    theirs.send(b"\x00\x00\x10\x00only a part")
    other.close()
    assert ours.poll(0)
    with pytest.raises(EOFError):
        ours.receive()
    with pytest.raises(OSError, match="pipe"):
        ours.send(("nobody is there",))
    ours.close()
