"""Turns a visitor into a reader: one who has a language, follows links by their words and looks at what is to be seen."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from esgraph.errors import Language
from esgraph.question import Question
from esgraph.serve import texts
from tests.browser.watch import Visitor
from tests.site import in_language


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever comes to the site with something to find out."""

    visitor: Visitor
    language: Language
    questions: tuple[Question, ...]

    @property
    def main(self) -> Locator:
        """What a page is about, without the masthead and the colophon."""
        return self.visitor.page.get_by_role("main")

    def t(self, name: str) -> str:
        """Words of the interface."""
        return texts.text(name, self.language)

    def opens(self, path: str = "/") -> None:
        """Come to an address, in the language."""
        self.visitor.go(in_language(path, self.language))

    def follows(self, words: str, within: Locator | None = None) -> None:
        """Click the first link with these very words; the page must have changed."""
        before = self.visitor.page.url
        (within or self.visitor.page).get_by_role("link", name=words, exact=True).first.click()
        self.visitor.page.wait_for_url(lambda url: url != before)
        self.visitor.settle()
        expect(self.visitor.page.locator("html")).to_have_attribute("lang", self.language)

    def asks(self, number: int) -> None:
        """Go to a question from the menu."""
        self.follows(self.t("questions"), self.visitor.page.get_by_role("navigation", name=self.t("main_menu")))
        self.follows(next(one.title(self.language) for one in self.questions if one.number == number))

    def searches(self, words: str) -> None:
        """Write into the box in the masthead and send it off by the keyboard."""
        box = self.visitor.page.get_by_role("banner").locator("input[type=search]")
        box.fill(words)
        box.press("Enter")
        self.visitor.page.wait_for_url("**/search?**")
        self.visitor.settle()

    def sees(self, *words: str, within: Locator | None = None) -> None:
        """All these words are to be seen: what is hidden or closed does not count."""
        seen = " ".join((within or self.main).inner_text().split())
        missing = [one for one in words if " ".join(one.split()) not in seen]
        assert missing == [], f"{self.visitor.page.url} does not show {missing}"

    def section(self, heading: str) -> Locator:
        """The part of the page below a heading."""
        named = self.visitor.page.get_by_role("heading", name=heading)
        return self.main.locator("section").filter(has=named).last

    def opens_evidence(self, within: Locator) -> Locator:
        """Click for the words behind the first statement there."""
        details = within.locator("details.evidence").first
        details.locator("summary").click()
        expect(details.locator("p").first).to_be_visible()
        return details

    def takes(self, words: str, within: Locator | None = None) -> bytes:
        """The file behind a link, as it is saved."""
        link = (within or self.main).get_by_role("link", name=words, exact=True).first
        address = link.evaluate("link => link.href")
        response = self.visitor.page.context.request.get(str(address))
        assert response.status == 200, address
        return response.body()
