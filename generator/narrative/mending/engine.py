"""Applies the rules in their order, again and again, until nothing changes: so a mend is idempotent."""

from collections.abc import Iterable

from generator.narrative.mending.model import Change, Edit, Mended, MendRule
from generator.narrative.mending.protect import masked

_STRETCH = 6
"""Characters of context on either side of a change."""


def mend(text: str, rules: Iterable[MendRule], titles_too: bool = False) -> Mended:
    """Apply `rules` to `text` to the fixed point. `titles_too` forgets the protection of 《…》."""
    rules = tuple(rules)
    changes: list[Change] = []
    before = None
    while before != text:
        before = text
        for rule in rules:
            text, made = _apply(rule, text, rule.in_titles or titles_too)
            changes += made
    return Mended(text, tuple(changes))


def _apply(rule: MendRule, text: str, titles_too: bool) -> tuple[str, list[Change]]:
    found = rule.find(masked(text, with_titles=not titles_too))
    edits = sorted({e for e in found if text[e.start : e.end] != e.new}, key=lambda e: e.start)
    changes = [_change(rule, text, run) for run in _runs(edits)]
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text, changes


def _runs(edits: list[Edit]) -> list[list[Edit]]:
    """Edits so near to each other that one stretch shows them: both halves of （一）, say."""
    runs: list[list[Edit]] = []
    for edit in edits:
        last = runs[-1][-1] if runs else None
        if last and edit.start - last.end <= _STRETCH and edit.severity is last.severity:
            runs[-1].append(edit)
        else:
            runs.append([edit])
    return runs


def _change(rule: MendRule, text: str, run: list[Edit]) -> Change:
    start, end = max(0, run[0].start - _STRETCH), run[-1].end + _STRETCH
    after, at = "", start
    for edit in run:
        after += text[at : edit.start] + edit.new
        at = edit.end
    after += text[at:end]
    return Change(rule.id, text[start:end], after, run[0].severity or rule.severity)
