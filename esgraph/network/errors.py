"""What can be wrong with a question about a network; both are also what Python calls such a thing."""

from typing import Final

from esgraph.errors import EsgraphError, Message

_WHERE_TO_LOOK: Final = (
    "name it by its IRI (https://…/id/organization/…); `view.nodes` has all of them, and those without any tie only "
    "with isolates=True"
)


class SwitchError(EsgraphError, ValueError):
    """Switches of which nothing can come."""

    def __init__(self, what: Message, remedy: Message) -> None:
        super().__init__(what, remedy=remedy)
        self.told = what


class NoNodeError(EsgraphError, KeyError):
    """What was named is no node of a view."""

    def __init__(self, named: str) -> None:
        super().__init__(f"no node of this network: {named}", remedy=_WHERE_TO_LOOK)
