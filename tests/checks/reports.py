"""Reports for the tests of the checks: a made-up district whose tables hold, and ways to change them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.checks import check
from generator.formats import Format, for_year
from generator.intake.addresses import all_places
from generator.intake.totals import with_totals
from generator.report.finding import Finding, Place
from generator.report.model import (
    Approval,
    Chapter,
    Level,
    Paragraph,
    Particulars,
    Report,
    Source,
)

APPLICANTS = ("natural", "company", "research", "charity", "legal", "other")
REQUESTS_2024 = {
    "new": (412, 87, 3, 6, 45, 11),
    "prev": (13, 4, 0, 0, 2, 0),
    "open": (151, 29, 1, 2, 14, 4),
    "partial": (58, 13, 0, 1, 7, 1),
    "deny.secret": (1, 0, 0, 0, 0, 0),
    "deny.law": (3, 1, 0, 0, 0, 0),
    "deny.safety": (2, 0, 0, 0, 0, 0),
    "deny.third": (17, 6, 0, 0, 3, 0),
    "deny.internal": (6, 1, 0, 0, 1, 0),
    "deny.process": (11, 3, 0, 0, 2, 0),
    "deny.casefile": (14, 5, 0, 0, 4, 0),
    "deny.query": (12, 2, 0, 0, 1, 0),
    "unable.nothold": (79, 18, 1, 2, 8, 3),
    "unable.create": (9, 2, 1, 0, 1, 0),
    "unable.unclear": (7, 1, 0, 0, 0, 1),
    "refuse.petition": (18, 2, 0, 0, 1, 0),
    "refuse.repeat": (10, 1, 0, 0, 2, 0),
    "refuse.publication": (0, 0, 0, 0, 0, 0),
    "refuse.mass": (1, 0, 0, 0, 0, 0),
    "refuse.confirm": (3, 0, 0, 0, 0, 0),
    "misc.uncured": (4, 1, 0, 0, 0, 0),
    "misc.unpaid": (0, 0, 0, 0, 0, 0),
    "misc.other": (5, 2, 0, 1, 1, 1),
    "next": (14, 4, 0, 0, 2, 1),
}
"""New 564, carried in 19, done 562, carried on 21; open 201, partial 80, refused 95."""
REST_2024 = {
    "rev.uphold": 11, "rev.correct": 2, "rev.other": 4, "rev.pending": 3,
    "suit.direct.uphold": 5, "suit.direct.correct": 1, "suit.direct.other": 2, "suit.direct.pending": 2,
    "suit.after.uphold": 4, "suit.after.correct": 0, "suit.after.other": 1, "suit.after.pending": 1,
    "pub.rule.made": 0, "pub.rule.repealed": 0, "pub.rule.valid": 0,
    "pub.doc.made": 9, "pub.doc.repealed": 6, "pub.doc.valid": 58,
    "pub.permit.decisions": 41873, "pub.penalty.decisions": 3506, "pub.coercion.decisions": 287,
    "pub.fee.amount": "2846.75",
}  # fmt: skip
"""Reviews 20, suits 16."""
ITEMS_2019 = {
    "pub.rule.made": 0, "pub.rule.opened": 0, "pub.rule.public": 0,
    "pub.doc.made": 14, "pub.doc.opened": 12, "pub.doc.public": 73,
    "pub.permit.items": 216, "pub.permit.change": -8, "pub.permit.decisions": 39512,
    "pub.service.items": 431, "pub.service.change": 5, "pub.service.decisions": 80214,
    "pub.penalty.items": 3120, "pub.penalty.change": 0, "pub.penalty.decisions": 2871,
    "pub.coercion.items": 141, "pub.coercion.change": 0, "pub.coercion.decisions": 64,
    "pub.fee.items": 17, "pub.fee.change": -1, "pub.purchase.items": 96, "pub.purchase.amount": "5214.6",
}  # fmt: skip
FACTS_2008 = {
    "pub.site": 817, "pub.weibo": 11650, "pub.wechat": 0, "pub.gazette": 0, "pub.hall": 14, "pub.other": 1912,
    "req.inperson": 0, "req.fax": 0, "req.net": 26, "req.letter": 17, "req.answered": 43, "req.open": 29,
    "req.partial": 5, "req.deny": 3, "req.othans": 6, "fee.charged": 0, "fee.waived": 0,
    "rev.total": 0, "rev.pending": 0, "suit.total": 4, "suit.pending": 4,
}  # fmt: skip
ANNEX_2008 = {
    "st.open.total": 12800, "st.open.docs": 20, "st.docs.made": 25, "st.via.gazette": 0, "st.via.site": 817,
    "st.via.weibo": 11650, "st.via.wechat": 0, "st.via.other": 1926, "st.reply.total": 9, "st.reply.press": 2,
    "st.reply.press.lead": 1, "st.reply.interview": 3, "st.reply.interview.lead": 2, "st.reply.article": 12,
    "st.reply.social": 5, "st.reply.other": 1, "st.app.inperson": 0, "st.app.fax": 0, "st.app.net": 26,
    "st.app.letter": 17, "st.closed.ontime": 41, "st.closed.extended": 2, "st.answer.already": 4,
    "st.answer.open": 29, "st.answer.partial": 5, "st.deny.secret": 1, "st.deny.trade": 0, "st.deny.privacy": 2,
    "st.deny.safety": 0, "st.deny.notinfo": 0, "st.deny.law": 0, "st.answer.notours": 1, "st.answer.notexist": 1,
    "st.answer.amend": 0, "st.answer.elsewhere": 0, "st.rev.total": 0, "st.rev.uphold": 0, "st.rev.correct": 0,
    "st.rev.other": 0, "st.suit.total": 4, "st.suit.uphold": 0, "st.suit.correct": 0, "st.suit.other": 0,
    "st.complaint": 3, "st.fee": 0, "st.org.bodies": 1, "st.org.points": 22, "st.staff.full": 3,
    "st.staff.part": 64, "st.org.funds": "12.5", "st.meet.count": 4, "st.train.classes": 3, "st.train.people": 186,
}  # fmt: skip
UNIT = "清源市梧桐区人民政府"
SHORT = "梧桐区"


def entries(year: int) -> dict[str, Decimal]:
    """Entry figures of a report of that year on which every rule of its form holds."""
    if year < 2019:
        found: dict[str, object] = {**FACTS_2008, **ANNEX_2008}
    else:
        rows = dict(REQUESTS_2024)
        if year < 2021:
            parts = [rows.pop(key) for key in ("misc.uncured", "misc.unpaid", "misc.other")]
            rows["misc"] = tuple(map(sum, zip(*parts, strict=True)))
        found = {f"app.{row}.{a}": n for row, ns in rows.items() for a, n in zip(APPLICANTS, ns, strict=True)}
        cases = {key: n for key, n in REST_2024.items() if not key.startswith("pub.")}
        found |= cases | ITEMS_2019 if year < 2021 else REST_2024
    return {key: Decimal(str(value)) for key, value in found.items()}


def report(
    year: int = 2024,
    text: str | Mapping[str, str] = "",
    *,
    section: str = "s1",
    figures: Mapping[str, Decimal] | None = None,
    typed: Mapping[str, Decimal] | None = None,
    without: tuple[str, ...] = (),
    tables: frozenset[str] | None = None,
    confirmations: Mapping[str, str] | None = None,
    unreadable: frozenset[str] = frozenset(),
    **particulars: object,
) -> Report:
    """A report: `text` is one section's paragraphs by line (`（一）|…` sets the level), or texts by section.

    `figures` replace single entries, `without` leaves some out, `typed` are typed totals.
    """
    fmt = for_year(year)
    given = {**entries(year), **(figures or {})}
    given = {key: value for key, value in given.items() if key in fmt.fields and key not in without}
    return Report(
        format=fmt,
        particulars=_particulars(year, particulars),
        chapters=_chapters(fmt, text if isinstance(text, Mapping) else {section: text}),
        figures=with_totals(fmt, given),
        given_tables=frozenset(t.id for t in fmt.tables) if tables is None else tables,
        places=all_places(fmt),
        approval=Approval(),
        source=Source("填报.xlsx", "0" * 64),
        typed_totals=typed or {},
        confirmations=confirmations or {},
        unreadable=unreadable,
    )


def _particulars(year: int, given: Mapping[str, object]) -> Particulars:
    usual = Particulars(year, UNIT, SHORT, "", UNIT + "办公室", date(year + 1, 1, 20))
    return replace(usual, **given)


def _chapters(fmt: Format, texts: Mapping[str, str]) -> tuple[Chapter, ...]:
    row = 1
    chapters = []
    for section, text in texts.items():
        paragraphs = []
        for line in filter(None, text.split("\n")):
            row += 1
            level, bar, rest = line.partition("|")
            known = bar and level in {str(item) for item in Level}
            paragraphs.append(
                Paragraph(
                    Level(level) if known else Level.BODY, rest if known else line, Place("正文", f"C{row}")
                )
            )
        heading = next((s.title for s in fmt.sections if s.id == section), "")
        chapters.append(Chapter(section, heading, tuple(paragraphs), Place("正文", f"A{row}")))
    return tuple(chapters)


def found(rep: Report, previous: Report | None = None, others: tuple[Report, ...] = ()) -> list[Finding]:
    """What the checks say about it."""
    return list(check(rep, previous, others))


def keys(rep: Report, previous: Report | None = None, *, prefix: str = "") -> list[str]:
    """Keys of the findings (without the format's id); only those that begin with `prefix`."""
    ids = [f.rule.removeprefix(f"{rep.format.id}.") for f in found(rep, previous)]
    return [key for key in ids if key.startswith(prefix)]


def about(
    text: str, year: int = 2024, *, section: str = "s1", prefix: str = "txt.", **more: object
) -> list[str]:
    """Keys of what is found about one text in an otherwise clean report."""
    return keys(report(year, text, section=section, **more), prefix=prefix)
