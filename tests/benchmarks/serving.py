"""Turns a release into what servers make of the same queries, one server after the other."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from tests.benchmarks.attack import under_attack
from tests.benchmarks.load import answer, measure, wrk_version
from tests.benchmarks.processes import PeerError
from tests.benchmarks.queries import Query, queries
from tests.benchmarks.rows import Bench, Part
from tests.benchmarks.servers import Server, ServerError, Start, esgraph, gunicorn, oxigraph, rdflib_endpoint
from tests.benchmarks.subject import REAL, Subject
from tests.benchmarks.table import Row, Run, markdown
from tests.benchmarks.virtuoso import virtuoso

TITLE = "Servers: the same queries over HTTP"
ABOUT = "Asked by wrk. Cold: every request has another text; repeated: five texts. Memory is that of all processes of a server."

SERVERS: dict[str, Start] = {
    "oxigraph": oxigraph, "virtuoso": virtuoso, "rdflib-endpoint": rdflib_endpoint, "gunicorn": gunicorn,
    "esgraph": esgraph,
}  # fmt: skip
#: rdflib needs 1.3 kB a triple, and is asked for the ego network only.
_MOST_FOR_RDFLIB = 1_000_000


@dataclass(frozen=True, slots=True)
class Asking:
    """Which servers are asked (in this order), for how many seconds each, and how the attack is."""

    servers: tuple[str, ...] = field(default_factory=lambda: tuple(SERVERS))
    seconds: int = 3
    attackers: int = 4
    attack_seconds: int = 15

    def measure(self, subject: Subject, bench: Bench) -> Part:
        """Ask every server over the release of a size. Raises PeerError where there is no wrk."""
        if not wrk_version():
            raise PeerError("wrk is not installed, and nothing can be measured without it: Debian package wrk")
        release = subject.release()
        counts = release.manifest.counts
        run = Run(subject.name, counts["quads"])
        asked = queries(release)
        for name in self.servers:
            if name == "rdflib-endpoint" and counts["triples"] > _MOST_FOR_RDFLIB:
                run.absent[name] = f"more than {_MOST_FOR_RDFLIB:,} triples do not fit its memory"
                continue
            bench.say(f"{subject.name}: starting {name}")
            try:
                with SERVERS[name](release, subject.work) as server:
                    self._server(run, server, asked, bench)
            except ServerError as error:
                run.absent[name] = str(error)
                bench.say(f"{subject.name}: {name}: {error}")
        flags = f"--seconds {self.seconds} --attackers {self.attackers} --attack-seconds {self.attack_seconds}"
        command = f"python -m tests.benchmarks.run --size {subject.name} --only servers --server NAME {flags}"
        return Part(f"{markdown(run)}\n* each server by its name ({', '.join(self.servers)}): `{command}`", asdict(run))

    def _server(self, run: Run, server: Server, asked: list[Query], bench: Bench) -> None:
        before = server.memory()
        run.versions[server.name], run.start[server.name] = server.version, server.start_seconds
        for query in _suitable(server, run, asked):
            items = query.encoded()
            probed = [answer(server, query, items[index * (len(items) - 1) // 3]) for index in range(4)]
            results = tuple(count for count, _ in probed)
            # The first answer may have read the disk; the slowest of the others tells how long to measure.
            probe = max(seconds for _, seconds in probed[1:])
            for cold in (True, False):
                found = measure(server, query, cold=cold, seconds=self.seconds, probe=probe)
                run.rows.append(Row(query.name, cold, server.name, found, results))
                bench.say(
                    f"{run.size}: {server.name}: {query.name}, {'cold' if cold else 'repeated'}: {found.rate:,.1f}/s, "
                    f"p50 {found.p50:.1f} ms, p99 {found.p99:.1f} ms, {found.errors} errors"
                )
        run.memory[server.name] = (before, server.memory())
        if server.name == "esgraph":
            bench.say(f"{run.size}: esgraph under attack")
            run.attackers = self.attackers
            run.attack = under_attack(server, asked[0], self.attack_seconds, self.attackers)


def _suitable(server: Server, run: Run, asked: list[Query]) -> Iterator[Query]:
    for query in asked:
        if query.is_page and server.name not in ("esgraph", "under gunicorn"):
            continue
        # The slow queries of the slowest server would take most of the run, and tell nothing more.
        if server.name == "rdflib-endpoint" and run.size != REAL and query.name != "ego network":
            continue
        yield query
