"""Turns a page into its form, as a browser without JavaScript would send it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Form:
    """The fields with their values, and what each may be: the values of a choice, by name."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self._within = False
        self._name = ""
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method") == "post":
            self._within, self.form.action = True, values["action"]
        if not self._within:
            return
        name, value = values.get("name", ""), values.get("value", "")
        if tag == "input" and values.get("type") == "radio":
            self._choice(name, value, "checked" in values)
        elif tag == "input" and values.get("type") != "file":
            self.form.fields[name] = value
        elif tag == "select":
            self._name = name
            self.form.fields[name] = ""
        elif tag == "option":
            self._choice(self._name, value, "selected" in values)
        elif tag == "textarea":
            self._name, self._text = name, []
        elif tag == "button":
            self.form.buttons.append(value)

    def _choice(self, name: str, value: str, is_chosen: bool) -> None:
        self.form.choices.setdefault(name, []).append(value)
        if is_chosen:
            self.form.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            # A line break right behind the tag is no part of it; what is sent has line breaks of the network.
            self.form.fields[self._name] = "".join(self._text).removeprefix("\n").replace("\n", "\r\n")
            self._text = None
        elif tag == "form":
            self._within = False


def read(page: str) -> Form:
    """The form of a page that is sent by POST."""
    reader = _Reader()
    reader.feed(page)
    return reader.form
