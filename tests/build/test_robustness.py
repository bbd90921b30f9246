"""Whatever an author writes, the answer is a graph or an error to act on, never a crash, and nothing is lost in silence."""

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgraph.build.project import Project
from esgraph.build.scaffold import create
from esgraph.errors import LANGUAGES, AuthoringError, EsgraphError
from tests.reading import read

SOURCE = "sources/przyklad-2024-05-12.yaml"

_home = Path(tempfile.mkdtemp(prefix="esgraph-robustness-"))
create(_home / "data")
LINES = (_home / "data" / SOURCE).read_text("utf-8").splitlines()
shutil.rmtree(_home)

JUNK = st.one_of(
    st.sampled_from(
        ["", " ", "[]", "{}", "null", "~", "- a", "[a, [b]]", "{value: }", "{value: {value: x}}", "{value: [a, b]}",
         "*x", "&x y", "!!int 3", "'", '"', "0o17", "1e5", "2024-05-12", "ą ę", "a/b/c", "../x", "http://", "organization/",
         "{pl: [a, b], en: {x: y}}", "{quote: x, start: 1, end: 2}", "{quote: [x], start: {}, end: -1}", "<<", "? a", "@id", "|", ">"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        change: Callable[[str], list[str]] = draw(
            st.sampled_from(
                [
                    lambda _line: [],
                    lambda line: [line, line],
                    lambda line: [f"  {line}"],
                    lambda line: [line[2:]],
                    lambda line: [line.partition(":")[0] + ": " + draw(JUNK)],
                    lambda line: [line.partition(":")[0] + draw(JUNK) + ":" + line.partition(":")[2]],
                    lambda line: [line.replace("{", "").replace("}", "")],
                ]
            )
        )
        lines[place : place + 1] = change(lines[place])
        if not lines:
            return ""
    return "\n".join(lines)


@given(edited())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_edited_source_is_read_or_refused_with_reasons(text: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        data = Path(home, "data")
        create(data)
        (data / SOURCE).write_text(text, "utf-8", errors="surrogatepass")
        try:
            dataset = read(Project.open(data), data / "texts")
        except AuthoringError as error:
            assert error.problems
            for problem in error.problems:
                assert all(problem.text(language) for language in LANGUAGES)
                assert problem.where.file.is_relative_to(data)
        except EsgraphError:
            pass
        else:
            assert all(isinstance(triple, ox.Triple) for triple in dataset.triples())


# YAML folds line separators and takes no control characters.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), min_size=1).filter(str.strip)


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_no_word_of_a_text_is_lost(words: str) -> None:
    """A description comes out as it went in, in NFC, whatever its characters."""
    with tempfile.TemporaryDirectory() as home:
        data = Path(home, "data")
        create(data)
        path = data / SOURCE
        line = "    kind: association\n"
        quoted = json.dumps(words, ensure_ascii=False)
        text = path.read_text("utf-8").replace(line, f"{line}    description: {{pl: {quoted}, en: x}}\n", 1)
        path.write_text(text, "utf-8")
        expected = ox.Literal(unicodedata.normalize("NFC", words), language="pl")
        assert expected in {triple.object for triple in read(Project.open(data)).triples()}
