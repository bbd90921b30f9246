"""Turns what can be wrong with a directory of releases into words in both languages."""

from typing import Final

from esgraph.errors import Message

NO_NAME: Final = Message("{id} nie może być nazwą katalogu", "{id} cannot be the name of a directory")
WRITE_VERSION: Final = Message(
    "w numerze wersji użyj liter, cyfr i pojedynczych znaków . _ + ~ -",
    "write the version in letters, digits and single . _ + ~ -",
)
NO_DIRECTORY: Final = Message(
    "to nie jest katalog wydań (nie ma w nim dowiązania „current”)",
    "this is no directory of releases (it has no link “current”)",
)
BEGIN_ONE: Final = Message(
    "zakłada go esgraph build DATA --releases DIR", "esgraph build DATA --releases DIR begins one"
)
A_RELEASE: Final = Message(
    "to jest pojedyncze wydanie, a nie katalog wydań", "this is a release by itself and no directory of releases"
)
NAME_ANOTHER_OR_REPLACE: Final = Message(
    "podaj inny katalog albo użyj -o, żeby zastąpić to wydanie nowym",
    "name another directory; or build with -o to put another release in its place",
)
A_FILE: Final = Message("to jest plik", "this is a file")
NAME_A_DIRECTORY: Final = Message("podaj katalog", "name a directory")
STRANGE: Final = Message(
    "jest tu coś, co nie jest wydaniem: {names}", "there is something here that is no release: {names}"
)
NAME_ANOTHER_OR_REMOVE: Final = Message(
    "podaj w --releases inny katalog albo to usuń", "name another directory with --releases, or remove this"
)
NO_RELEASE: Final = Message("nie ma tu wydania {id}", "there is no release {id} here")
LISTED: Final = Message("esgraph releases DIR pokazuje ich listę", "esgraph releases DIR lists them")
UNREADABLE: Final = Message("historii nie da się odczytać: {why}", "the history cannot be read: {why}")
MEND: Final = Message("popraw ten plik albo przywróć go z kopii", "mend it, or restore it from a backup")
NONE_BEFORE: Final = Message(
    "przed tym wydaniem żadne inne nie było aktualne", "no other release was current before this one"
)
NAME_ONE: Final = Message(
    "późniejsze wydanie trzeba podać: esgraph rollback DIR ID; ich listę pokazuje esgraph releases DIR",
    "to go on to one that was current later, name it: esgraph rollback DIR ID; esgraph releases DIR lists them",
)
CURRENT_ALREADY: Final = Message("wydanie {id} już jest aktualne", "release {id} is current already")
IS_CURRENT: Final = Message("wydanie {id} jest aktualne", "release {id} is current")
MAKE_ANOTHER_CURRENT: Final = Message(
    "najpierw niech inne będzie aktualne: esgraph rollback albo zbuduj następne",
    "make another one current first: esgraph rollback, or build the next",
)
NOTHING_NAMED: Final = Message("nie podano wydania", "no release is named")
NAME_IDS: Final = Message("podaj identyfikatory albo napisz --earlier", "name ids, or write --earlier")
TWO_DATASETS: Final = Message(
    "to wydania dwóch różnych zbiorów: {old} i {new}", "the releases are of two datasets: {old} and {new}"
)
NAME_TWO: Final = Message("podaj dwa wydania tego samego zbioru", "name two releases of the same dataset")
