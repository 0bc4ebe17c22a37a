"""Finds many fixed strings in a text at once, by their first two characters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add


@dataclass(frozen=True)
class Form:
    """A wrong form and the right one. `not_after`, `not_before`: neighbours with which it is no slip."""

    wrong: str
    right: str
    not_after: str = ""
    not_before: str = ""


class Forms:
    """A set of forms, ready to be looked up."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_head: dict[str, list[Form]] = {}
        for form in forms:
            self._by_head.setdefault(form.wrong[:2], []).append(form)

    def find(self, text: str) -> Iterator[tuple[int, Form]]:
        """Where each form stands, in order of place."""
        heads = self._by_head
        for at, head in enumerate(map(add, text, text[1:])):
            if head in heads:
                for form in heads[head]:
                    if text.startswith(form.wrong, at) and _alone(form, text, at):
                        yield at, form

    def __iter__(self) -> Iterator[Form]:
        return (form for forms in self._by_head.values() for form in forms)


def _alone(form: Form, text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + len(form.wrong) :][:1]
    return not (before and before in form.not_after) and not (after and after in form.not_before)


def listed(lines: str) -> tuple[Form, ...]:
    """The forms of a list whose lines read `right: wrong after<wrong wrong>before`."""
    forms = []
    for line in lines.split("\n"):
        right, _, wrongs = line.partition(": ")
        for token in wrongs.split():
            head, found, rest = token.rpartition("<")
            wrong, _, not_before = (rest if found else token).partition(">")
            forms.append(Form(wrong, right, head, not_before))
    return tuple(forms)


def doubled(words: str) -> tuple[Form, ...]:
    """The forms of a list of words `right>before` with their last character typed twice."""
    forms = []
    for token in words.split():
        word, _, not_before = token.partition(">")
        forms.append(Form(word + word[-1], word, "", not_before))
    return tuple(forms)
