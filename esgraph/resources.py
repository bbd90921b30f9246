"""Turns the name of a shipped directory (ontology, shapes) into its path, in a wheel and in a checkout alike."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _resource(name: str) -> Path:
    packaged = _PACKAGE / "resources" / name
    # An editable install runs from the checkout, where the directory stands beside the package.
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def ontology() -> Path:
    """The directory with `esgraph.ttl`, `context.jsonld`, `schemes/`, `rules/` and `questions/`."""
    return _resource("ontology")


def shapes() -> Path:
    """The directory of SHACL shapes."""
    return _resource("shapes")
