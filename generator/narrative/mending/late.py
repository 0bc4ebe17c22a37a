"""Patterns that are compiled when a text first needs them.

A class of all Han characters takes about a millisecond to compile, twice where it begins the pattern, and
most reports have no text for most of the patterns that have one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property


class Late:
    """A regular expression, tried only on texts that hold one of `signs`: what each of its matches needs.

    Without signs it is tried on every text.
    """

    def __init__(self, pattern: str, signs: Iterable[str] = ()) -> None:
        self._pattern, self._signs = pattern, tuple(signs)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._pattern)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order."""
        if self._signs and not any(sign in text for sign in self._signs):
            return iter(())
        return self.compiled.finditer(text)
