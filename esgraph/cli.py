"""Turns command lines into calls: parses options, calls one function each, prints errors in one place."""

import errno
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from esgraph.cli_build import build, check
from esgraph.cli_export import export
from esgraph.cli_history import COMMANDS
from esgraph.cli_legal_forms import legal_forms
from esgraph.cli_link import link, review
from esgraph.cli_options import CHOSEN, refuse
from esgraph.cli_options import LANG as _LANG
from esgraph.cli_options import language as _language
from esgraph.cli_options import steps as _steps
from esgraph.cli_places import places
from esgraph.cli_verify import verify
from esgraph.errors import AuthoringError, English, EsgraphError, Language, Message, Text

if TYPE_CHECKING:
    from esgraph.release import Release

# Each command imports what it needs, so that `--help` does not wait for rdflib or Flask.


_FULL = Message(
    "zwolnij miejsce na dysku albo podaj inny katalog; to, co tu było, zostało bez zmian",
    "free some space on the disk, or name another directory; what was here is as it was",
)
_STOPPED = Message("przerwano", "stopped")


class _Commands(click.Group):
    """Prints every EsgraphError the same way, in the language of reports, and exits with 1; after Ctrl-C, with 130."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AuthoringError as error:
            refuse(error, _language(ctx.meta.get(CHOSEN)))
        except EsgraphError as error:
            click.echo(f"esgraph: {error.text(_language(ctx.meta.get(CHOSEN)))}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo(f"\nesgraph: {_STOPPED.text(_language(ctx.meta.get(CHOSEN)))}", err=True)
            ctx.exit(128 + signal.SIGINT)
        except BrokenPipeError:
            raise  # whoever reads the output has enough of it, as click knows
        except OSError as error:
            click.echo(f"esgraph: {_of_system(error).text(_language(ctx.meta.get(CHOSEN)))}", err=True)
            ctx.exit(1)


def _of_system(error: OSError) -> EsgraphError:
    """What the system refuses, such as a full disk, as an error like any other; the store's engine says it in words."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "No space left" in str(error)
    return EsgraphError(
        English(error.strerror or str(error)), where=str(error.filename or ""), remedy=_FULL if is_full else ""
    )


@click.group(cls=_Commands, context_settings={"auto_envvar_prefix": "ESGRAPH"})
@click.version_option(package_name="esgraph")
def main() -> None:
    """Knowledge graph of the social economy: build, check, query and serve it."""


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def new(directory: Path) -> None:
    """Start a data directory with a worked example."""
    from esgraph.build.scaffold import create

    for path in create(directory):
        click.echo(directory / path)
    click.echo(f"Now: esgraph check {directory}; esgraph build {directory} -o RELEASE; esgraph serve RELEASE")


@main.command()
@click.argument("text", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("words", required=False)
def locate(text: Path, words: str | None) -> None:
    """Print the evidence lines for WORDS in a TEXT.

    Without WORDS, print the lines by which a source says which text it is.
    """
    from esgraph.build.evidence import SourceText, authored_line

    source = SourceText.read(text)
    if words is None:
        click.echo(f"textLength: {len(source.text)}\ntextSha256: {source.sha256}")
        return
    places = source.find_all(words)
    if not places:
        raise EsgraphError(
            "the text does not have these words", where=str(text), remedy="copy them from the text exactly"
        )
    for start, end in places:
        click.echo(authored_line(words, start, end))


_RELEASE = click.option(
    "-r", "--release", "path", type=click.Path(path_type=Path), default=Path("release"), show_default=True,
    help="The release directory.",
)  # fmt: skip


@main.command()
@_RELEASE
@_LANG
def questions(path: Path, lang: str | None) -> None:
    """List the named queries of a release, and their parameters."""
    from esgraph.release import Release

    language = _language(lang)
    for question in Release.open(path).questions():
        click.echo(f"{question.slug}\n    {question.title(language)}")
        for parameter in question.parameters:
            click.echo(f"    -p {parameter.name}={parameter.default}   {parameter.label[language]}")


@main.command()
@click.argument("name")
@_RELEASE
@click.option(
    "-p", "--parameter", multiple=True, metavar="NAME=VALUE",
    help="A value for a question's parameter: a name or a part of it, a slug, a code or an IRI. May be repeated.",
)  # fmt: skip
@click.option("-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@_LANG
def query(name: str, path: Path, parameter: tuple[str, ...], form: str, lang: str | None) -> None:
    """Ask a named query, a file or standard input.

    NAME is a question's name or number (`esgraph questions`), a file, or - for standard input.
    """
    from esgraph.release import Release
    from esgraph.serve import console

    release = Release.open(path)
    text = console.text_of(release, name, parameter, _language(lang))
    sys.stdout.write(console.answer(release, text, form))


@main.command()
@click.argument("path", metavar="RELEASE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="The file; its name ends with nodes.csv, edges.csv, .gexf, .graphml, .cyjs, .dot or .json (JSON Graph).",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND",
    help="Only ties of this kind (cooperation, founding, unit, shared-panel, shared-edition, post); may be repeated.",
)  # fmt: skip
@click.option("--stated-only", is_flag=True, help="Only what a source says of the two themselves.")
@click.option("--since", type=int, metavar="YEAR", help="Only ties with a date in this year or later.")
@click.option("--until", type=int, metavar="YEAR", help="Only ties with a date in this year or earlier.")
@click.option("--merge-probable", is_flag=True, help="Take organisations that are probably the same for one.")
@click.option("--offices", is_flag=True, help="Keep offices apart from their organisations.")
@click.option("--isolates", is_flag=True, help="Also organisations without a tie.")
@click.option(
    "--excel", type=click.Choice(["1", "en"]), help="CSV as Excel opens it: 1 with semicolons, en with commas."
)
@_LANG
def network(
    path: Path, output: Path, kinds: tuple[str, ...], excel: str | None, lang: str | None, **switches: Any
) -> None:
    """Write the network of a release for other tools."""
    from esgraph.network import load
    from esgraph.network.files import Content, of_name, write

    form, language = of_name(output.name, is_table=bool(excel)), _language(lang)
    loaded = load(path)
    view = loaded.view(kinds or None, **switches)
    write(form, Content(loaded, view, language, excel or ""), output)
    told = {"pl": "Węzły: {}, krawędzie: {} → {}", "en": "{} nodes, {} edges → {}"}
    click.echo(told[language].format(len(view.nodes), view.size, output))
    if view.undated:
        left_out = {
            "pl": "Powiązania pominięte, bo żadne źródło nie podaje ich daty",
            "en": "Ties left out because no source gives their date",
        }
        click.echo(f"{left_out[language]}: {view.undated}")


def _networks(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from ipaddress import ip_network

    try:
        return tuple(str(ip_network(value, strict=False)) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"{error} (networks are written 192.0.2.0/24 or 2001:db8::1)") from error


@main.command()
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--query-seconds", type=click.FloatRange(0.1), default=10.0, show_default=True, help="Longest query.")
@click.option("--query-memory", type=click.IntRange(64), default=1024, show_default=True, help="MiB for one query.")
@click.option(
    "--memory-quads", type=click.IntRange(0), default=2_000_000, show_default=True,
    help="A release of at most so many statements is held in memory, a larger one read from disk.",
)  # fmt: skip
@click.option("--cache", type=click.IntRange(0), default=128, show_default=True, help="MiB of answers to remember.")
@click.option(
    "--send-seconds", type=click.FloatRange(1), default=30.0, show_default=True,
    help="A client that takes nothing of its answer for so long is left.",
)  # fmt: skip
@click.option(
    "--disk-reserve", type=click.IntRange(0), default=1024, show_default=True,
    help="MiB of the disk with temporary files that long answers leave free.",
)  # fmt: skip
@click.option(
    "--requests-per-minute", type=click.IntRange(0), default=3_000, show_default=True,
    help="Of one address; 0 for any number. The machine's own addresses are not counted.",
)  # fmt: skip
@click.option(
    "--requests-at-once", type=click.IntRange(0), default=32, show_default=True,
    help="Of one address; 0 for any number.",
)  # fmt: skip
@click.option(
    "--proxies", type=click.IntRange(0), default=0, show_default=True,
    help="How many reverse proxies stand in front, whose X-Forwarded-For and -Proto may be believed.",
)  # fmt: skip
@click.option("--forwarded-host", is_flag=True, help="They set X-Forwarded-Host, too, whatever a client sends.")
@click.option("--forwarded-prefix", is_flag=True, help="They set X-Forwarded-Prefix, too, whatever a client sends.")
@click.option(
    "--metrics-from", multiple=True, metavar="NETWORK", callback=_networks, default=("127.0.0.0/8", "::1"),
    show_default=True, help="Who may read /metrics; may be repeated.",
)  # fmt: skip
@click.option(
    "--allow-service", "allowed", multiple=True, metavar="HOST[:PORT]",
    help="A host that queries may call with SERVICE; may be repeated. None by default.",
)  # fmt: skip
@click.option(
    "--store", metavar="URL", default="",
    help="Ask this SPARQL server, where `esgraph publish` put the release, and not the release's own store.",
)  # fmt: skip
@click.option("--access-log", metavar="FILE", help="Write a line of JSON for every request; - for standard output.")
@click.option("--log-queries", is_flag=True, help="With the query strings, which say what people look for.")
@_LANG
def serve(
    release: Path, host: str, port: int, allowed: tuple[str, ...], store: str, access_log: str | None,
    log_queries: bool, metrics_from: tuple[str, ...], lang: str | None, **limits: float,
) -> None:  # fmt: skip
    """Serve a release over HTTP until stopped.

    A release that takes the place of the one being served takes over by itself, also on SIGHUP.
    Every option can be given in the environment: ESGRAPH_SERVE_PORT for --port.
    """
    from esgraph.serve.access_log import AccessLog
    from esgraph.serve.server import serve as run
    from esgraph.serve.settings import Settings

    settings = Settings(
        query_seconds=limits["query_seconds"],
        query_memory_bytes=int(limits["query_memory"]) * 2**20,
        memory_quads=int(limits["memory_quads"]),
        cache_bytes=int(limits["cache"]) * 2**20,
        disk_reserve_bytes=int(limits["disk_reserve"]) * 2**20,
        send_seconds=limits["send_seconds"],
        requests_per_minute=int(limits["requests_per_minute"]),
        requests_at_once=int(limits["requests_at_once"]),
        proxies=int(limits["proxies"]),
        forwarded_host=bool(limits["forwarded_host"]),
        forwarded_prefix=bool(limits["forwarded_prefix"]),
        metrics_from=metrics_from,
        allowed_services=allowed,
        store=store,
    )
    log = AccessLog(access_log, with_queries=log_queries) if access_log else None
    spoken = _language(lang)
    run(release, host, port, lambda found, address: _say_where(found, address, spoken), settings, log)


@main.command()
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--store", metavar="URL", required=True, help="Where the server answers queries (SPARQL 1.1 Protocol).")
@click.option("--graph-store", metavar="URL", help="Where it takes whole graphs (Graph Store HTTP Protocol).")
@click.option("--update", metavar="URL", help="Where it takes updates, if it does not take graphs; else --store.")
@click.option(
    "--request-seconds", type=click.FloatRange(1), default=600.0, show_default=True, help="Longest single request."
)
def publish(release: Path, store: str, graph_store: str | None, update: str | None, request_seconds: float) -> None:
    """Load a release into another SPARQL server and verify it.

    A run that was interrupted goes on when it is started again. Name and password stand in the addresses or in
    ESGRAPH_STORE_USER and ESGRAPH_STORE_PASSWORD.
    """
    from contextlib import closing

    from esgraph.release import Release
    from esgraph.serve.loading import load, open_target

    opened = Release.open(release)
    step = _steps()
    with closing(open_target(store, graph_store, update, request_seconds)) as target:
        loaded = load(opened, target, step)
    step("")
    click.echo(
        f"Release {opened.manifest.id}: {loaded.statements} statements verified; "
        f"graphs written: {len(loaded.written)}, there already: {len(loaded.kept)}, removed: {len(loaded.removed)}"
    )
    if loaded.rewritten:
        click.echo(f"Same values, written otherwise by the server: {', '.join(loaded.rewritten)}")


_SERVING: dict[str, Text] = {
    "release": {
        "pl": "Udostępniane wydanie: {id}; stwierdzenia: {quads}, dane z {modified}",
        "en": "Serving release {id}, {quads} statements, data of {modified}",
    },
    "": {"pl": "strony", "en": "pages"},
    "questions/": {"pl": "pytania", "en": "questions"},
    "sparql": {"pl": "SPARQL", "en": "SPARQL"},
    "dumps/latest/esgraph.ttl": {"pl": "Turtle", "en": "Turtle"},
    "stop": {"pl": "Ctrl-C zatrzymuje serwer.", "en": "Stop with Ctrl-C."},
}


def _say_where(release: "Release", address: str, spoken: Language) -> None:
    manifest = release.manifest
    words = {name: text[spoken] for name, text in _SERVING.items()}
    click.echo(words["release"].format(id=manifest.id, quads=manifest.counts["quads"], modified=manifest.modified))
    for path in ("", "questions/", "sparql", "dumps/latest/esgraph.ttl"):
        click.echo(f"  {words[path]:<10} {address}{path}")
    click.echo(words["stop"])


for _command in (build, check, places, legal_forms, link, review, *COMMANDS, export, verify):
    main.add_command(_command)


if __name__ == "__main__":
    main()
