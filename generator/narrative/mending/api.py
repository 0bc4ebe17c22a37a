"""The two functions that the narrative stage calls, and the findings that tell of their work."""

from generator.narrative.mending import folding, marks, numbers, ordinals, pairs, spaces
from generator.narrative.mending.engine import mend
from generator.narrative.mending.model import Change, Mended, MendRule
from generator.report.finding import Finding, Place

_FAMILIES = (folding, spaces, ordinals, numbers, marks, pairs)

RULES: tuple[MendRule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.id)
)
"""All rules of mending, in the order in which they are applied."""

_EXAMPLES = 3
"""So many places of one kind are shown; a paragraph typed in half width has dozens."""

_TEXT_RULES = tuple(rule for rule in RULES if not rule.headings_only)


def mend_paragraph(text: str) -> Mended:
    """Mend one paragraph of running text, or an item with its typed ordinal. Idempotent."""
    return mend(text, _TEXT_RULES)


def mend_heading(text: str) -> Mended:
    """Mend a heading that stands alone on its line: as a paragraph, and without 。 at the end. Idempotent."""
    return mend(text, RULES)


def left_in_titles(text: str) -> tuple[Change, ...]:
    """What would be mended inside 《…》 of a mended text but is left, since the name is quoted from elsewhere."""
    return mend(text, _TEXT_RULES, titles_too=True).changes if "《" in text else ()


def mend_findings(mended: Mended, place: Place | None = None) -> tuple[Finding, ...]:
    """One finding a rule and severity of the changes: how many, and the first places before and after."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in mended.changes:
        groups.setdefault((change.rule, change.severity), []).append(change)
    return tuple(_finding(changes, place) for changes in groups.values())


def _finding(changes: list[Change], place: Place | None) -> Finding:
    rule = next(rule for rule in RULES if rule.id == changes[0].rule)
    count = f"（共{len(changes)}处）" if len(changes) > 1 else ""
    shown = "；".join(f"“{_shown(c.before)}”改为“{_shown(c.after)}”" for c in changes[:_EXAMPLES])
    message = f"{rule.meaning}，已自动更正{count}：{shown}。请核对。"
    return Finding(changes[0].severity, rule.id, message, place, quote=changes[0].before)


def _shown(stretch: str) -> str:
    """Blanks other than the plain space made visible, so that a clerk sees what was wrong."""
    return "".join("␣" if char.isspace() or not char.isprintable() else char for char in stretch)
