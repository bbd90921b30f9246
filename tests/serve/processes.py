"""Turns the address of a running server into the process that answers there."""

import urllib.parse
from contextlib import suppress

import psutil


def front(address: str) -> psutil.Process:
    """The process that listens at the address, below this one."""
    port = urllib.parse.urlsplit(address).port
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):  # it ended since
            if any(
                one.status == psutil.CONN_LISTEN and one.laddr.port == port
                for one in process.net_connections(kind="tcp")
            ):
                return process
    raise AssertionError(f"nobody listens at {address}")


def mebibytes(process: psutil.Process) -> float:
    """Memory that is a process's own, with its share of what it has in common with others."""
    return float(process.memory_full_info().pss) / 2**20
