"""Turns the two places where Python has Zstandard (RFC 8878), of which the newer came with 3.14, into one."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd
