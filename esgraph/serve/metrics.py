"""Turns what a server does into numbers for Prometheus (text exposition format)."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from esgraph.serve.generation import Generation

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"))


class Metrics:
    """The numbers of one server; `current` gives the release that is being served."""

    def __init__(self, current: Callable[[], "Generation"]) -> None:
        self._registry = CollectorRegistry()
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "esgraph_requests", "Requests answered.", ["route", "method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "esgraph_request_seconds", "Time from the request to its answer.", ["route"],
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._limits = Counter(
            "esgraph_limited_queries", "Queries that a limit ended.", ["limit"], registry=self._registry
        )
        self.reloads = Counter("esgraph_reloads", "Releases taken over.", ["outcome"], registry=self._registry)
        self._registry.register(_State(current))
        ProcessCollector(registry=self._registry)

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; `route` is a rule and not an address, so that there are not many of them."""
        key = (route, method if method in _METHODS else "other", status)
        if key not in self._children:
            self._children[key] = (self._requests.labels(*key), self._seconds.labels(route))
        requests, durations = self._children[key]
        requests.inc()
        durations.observe(seconds)

    def limited(self, limit: str) -> None:
        """Count a query that a limit ended."""
        self._limits.labels(limit).inc()

    def text(self) -> bytes:
        """All numbers as they are now."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is read when it is asked for, instead of being counted as it happens."""

    def __init__(self, current: Callable[[], "Generation"]) -> None:
        self._current = current

    def collect(self) -> Iterable[Metric]:
        generation = self._current()
        manifest = generation.release.manifest
        release = InfoMetricFamily("esgraph_release", "The release being served.")
        release.add_metric([], {"id": manifest.id, "version": manifest.version, "modified": manifest.modified})
        yield release
        yield GaugeMetricFamily("esgraph_statements", "Statements of the release.", manifest.counts["quads"])
        tally = generation.answers.tally
        answers = CounterMetricFamily("esgraph_answers", "Answers to queries, since the release.", labels=["from"])
        for origin, count in (("cache", tally.hits), ("store", tally.misses), ("shared", tally.joined)):
            answers.add_metric([origin], count)
        yield answers
        yield GaugeMetricFamily("esgraph_cached_answer_bytes", "Answers remembered.", generation.answers.size)
        yield GaugeMetricFamily("esgraph_cached_page_bytes", "Pages remembered.", generation.page_bytes)
        yield GaugeMetricFamily("esgraph_active_requests", "Requests under way.", generation.active)
        killed = generation.killed
        yield CounterMetricFamily("esgraph_killed_workers", "Workers killed for a limit, since the release.", killed)
