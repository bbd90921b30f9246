"""Turns plain values into messages between the server and a worker: one write and one read each, as a rule.

`multiprocessing` connections read a message in two steps and pickle through Python code; of a query that takes
microseconds in the engine, that was a third of its time.
"""

import marshal
import os
import select
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")
_DESCRIPTOR = struct.Struct("i")
_ROOM = socket.CMSG_LEN(_DESCRIPTOR.size)
#: Most messages fit; a longer one is read in more steps.
_CHUNK = 1 << 16


class Channel:
    """One end of a stream socket that carries tuples of texts, bytes, numbers and None, each with a file or none.

    Either side sends one message and waits for one; both are processes of the same program, so that what `marshal`
    reads is what it wrote. It may be waited on from an event loop, which makes the socket non-blocking.
    """

    def __init__(self, end: socket.socket) -> None:
        self._socket = end

    def fileno(self) -> int:
        """What becomes readable when there is a message, or the other end has gone."""
        return self._socket.fileno()

    def poll(self, seconds: float) -> bool:
        """Whether there is a message, or an end, within some seconds."""
        poller = select.poll()
        poller.register(self._socket, select.POLLIN)
        return bool(poller.poll(seconds * 1000))

    def send(self, value: tuple[Any, ...], descriptor: int | None = None) -> None:
        """Send a value, and with it a file. Raises OSError if the other end has gone."""
        body = marshal.dumps(value)
        message = _LENGTH.pack(len(body)) + body
        sent = self._sent(message) if descriptor is None else socket.send_fds(self._socket, [message], [descriptor])
        while sent < len(message):
            sent += self._sent(memoryview(message)[sent:])

    def _sent(self, part: bytes | memoryview) -> int:
        while True:
            try:
                return self._socket.send(part)
            except BlockingIOError:
                self._wait(select.POLLOUT)

    def receive(self) -> tuple[tuple[Any, ...], int | None]:
        """The next value, and the descriptor that came with it. Raises EOFError if the other end has gone."""
        data, descriptor = self._first()
        try:
            return marshal.loads(self._body(data)), descriptor  # noqa: S302 - our own process wrote it
        except BaseException:
            if descriptor is not None:
                os.close(descriptor)
            raise

    def _body(self, data: bytes) -> bytes:
        """The whole body of a message that begins so."""
        if len(data) < _LENGTH.size:
            data += self._exactly(_LENGTH.size - len(data))
        (length,) = _LENGTH.unpack_from(data)
        missing = _LENGTH.size + length - len(data)
        return data[_LENGTH.size :] + self._exactly(missing) if missing else data[_LENGTH.size :]

    @property
    def is_long(self) -> bool:
        """Whether the message that is here comes in more than one piece, and the rest must be waited for."""
        head = self._socket.recv(_LENGTH.size, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        return len(head) == _LENGTH.size and _LENGTH.unpack(head)[0] > _CHUNK - _LENGTH.size

    def _first(self) -> tuple[bytes, int | None]:
        while True:
            try:
                # Not by `recv_fds`, which loses the flag: the file is for no other program.
                data, ancillary, _, _ = self._socket.recvmsg(_CHUNK, _ROOM, socket.MSG_CMSG_CLOEXEC)
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            if not data:
                raise EOFError
            return data, _DESCRIPTOR.unpack_from(ancillary[0][2])[0] if ancillary else None

    def _exactly(self, count: int) -> bytes:
        """So many bytes more."""
        taken = bytearray(count)
        view = memoryview(taken)
        while view:
            try:
                got = self._socket.recv_into(view)
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            if not got:
                raise EOFError
            view = view[got:]
        return bytes(taken)

    def _wait(self, event: int) -> None:
        poller = select.poll()
        poller.register(self._socket, event)
        poller.poll()

    def close(self) -> None:
        """End it; the other end is told."""
        self._socket.close()


def pair() -> tuple[Channel, socket.socket]:
    """A channel, and the socket of its other end, to be handed to another process."""
    ours, theirs = socket.socketpair()
    return Channel(ours), theirs


def of(descriptor: int) -> Channel:
    """The channel of a socket that was handed over."""
    return Channel(socket.socket(fileno=descriptor))
