"""Turns an address into leave to ask, as often as the operator allows one address to."""

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter


class Guard:
    """Counts the requests of each address by the minute. The machine's own addresses are not counted.

    A proxy that the operator has not told of is such an address, and counting it would turn everybody away at once.
    """

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def seconds_to_wait(self, address: str) -> int:
        """Count a request; 0 if it may go on, else after how many seconds the next one may."""
        if self._item is None:
            return 0
        who = network(address)
        if not who or self._limiter.hit(self._item, who):
            return 0
        reset = self._limiter.get_window_stats(self._item, who).reset_time
        return max(1, math.ceil(reset - time.time()))


def network(address: str) -> str:
    """Whose address it is: an IPv4 address, or the /64 of an IPv6 one, which has more than can be counted.

    Nothing for the machine's own.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return ""
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def shortened(address: str) -> str:
    """An address for a log: whose network, not whose machine (/24 of IPv4, /48 of IPv6)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


def client(peer: str, forwarded: str, proxies: int) -> str:
    """The address of the client: who is connected, or whom that many proxies say they speak for."""
    named = [part.strip() for part in forwarded.split(",") if part.strip()]
    # The last entries are the proxies' own; what stands before them anybody may have written.
    return named[-proxies] if proxies and len(named) >= proxies else peer
