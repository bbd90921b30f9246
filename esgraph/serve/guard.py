"""Turns who asks into leave to ask, as often and as much at once as the operator allows one address to."""

import ipaddress
import math
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

#: One address on its way through proxies: with a port, in brackets, or bare.
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")


class Client(NamedTuple):
    """Who asks: an address, and whether it is the one that is connected rather than one that a proxy named."""

    address: str
    is_peer: bool

    @property
    def is_own(self) -> bool:
        """Whether it is this machine. A proxy that names it has not told whom it speaks for."""
        parsed = _parsed(self.address)
        return self.is_peer and parsed is not None and parsed.is_loopback


class Guard:
    """Counts the requests of each address, by the minute and at once. The machine's own are not counted.

    A proxy that the operator has not told of is such an address, and counting it would turn everybody away at once.
    """

    def __init__(self, per_minute: int, at_once: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._at_once = at_once
        self._present: Counter[str] = Counter()

    def seconds_to_wait(self, client: Client) -> int:
        """Count a request; 0 if it may go on, else after how many seconds the next one may."""
        if self._item is None or client.is_own:
            return 0
        who = network(client.address)
        if self._limiter.hit(self._item, who):
            return 0
        reset = self._limiter.get_window_stats(self._item, who).reset_time
        return max(1, math.ceil(reset - time.time()))

    @contextmanager
    def present(self, client: Client) -> Iterator[bool]:
        """While a request is under way: whether it may be, or the address has too many others."""
        if not self._at_once or client.is_own:
            yield True
            return
        who = network(client.address)
        self._present[who] += 1
        try:
            yield self._present[who] <= self._at_once
        finally:
            self._present[who] -= 1
            if not self._present[who]:
                del self._present[who]


def network(address: str) -> str:
    """Whose address it is: an IPv4 address, or the /64 of an IPv6 one, which has more than can be counted."""
    parsed = _parsed(address)
    if parsed is None:
        return address or "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def shortened(address: str) -> str:
    """An address for a log: whose network, not whose machine (/24 of IPv4, /48 of IPv6)."""
    parsed = _parsed(address)
    if parsed is None:
        return ""
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Whether an address is in one of the networks (`192.0.2.0/24`, `2001:db8::1`)."""
    parsed = _parsed(address)
    return parsed is not None and any(parsed in ipaddress.ip_network(one, strict=False) for one in networks)


@lru_cache(maxsize=4096)
def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, ipaddress.IPv6Address) else parsed


def client(peer: str, forwarded: str, proxies: int) -> Client:
    """Who is connected, or whom that many proxies say they speak for; `forwarded` is all lines of the header."""
    named = [part.strip() for part in forwarded.split(",") if part.strip()]
    if not proxies or len(named) < proxies:
        return Client(peer, True)
    # The last entries are the proxies' own; what stands before them anybody may have written.
    one = named[-proxies]
    found = _WITH_PORT.fullmatch(one)
    return Client((found[1] or found[2]) if found else one, False)
