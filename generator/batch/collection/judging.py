"""What becomes of each unit: counted, missing, faulty, double, of the wrong year; and what is said about it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.batch.collection.matching import Matches, Stranger
from generator.batch.collection.model import Member, State, Submission, Unit
from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.checks.values import plain
from generator.formats.model import Format
from generator.report.finding import Finding

_SHOWN = 3
"""Differing figures of two workbooks of one unit, and faults of one workbook, that a message tells."""


class Judge:
    """Decides unit by unit; `findings` grows as it goes."""

    def __init__(self, fmt: Format, year: int) -> None:
        self.findings: list[Finding] = []
        self._fmt = fmt
        self._year = year
        self._tables = frozenset(table.sheet for table in fmt.tables)

    def units(self, matches: Matches) -> tuple[Unit, ...]:
        """Every unit of the roster in its order, then the workbooks that are of none."""
        known = [self._unit(member, sent) for member, sent in matches.groups]
        return (*known, *map(self._stranger, matches.strangers))

    def _unit(self, member: Member, sent: Sequence[Submission]) -> Unit:
        files = tuple(submission.file for submission in sent)
        if not member.counted:
            return self._exempt(member, files)
        fitting = [s for s in sent if s.readable and s.year == self._year]
        self._wrong_years(member, [s for s in sent if s.readable and s.year != self._year])
        self._unreadable(member, [s for s in sent if not s.readable])
        if len(fitting) > 1:
            return self._double(member, fitting, files)
        if fitting:
            return self._single(member, fitting[0], files)
        if not sent:
            self.findings.append(say("missing", f"“{member.name}”没有报工作簿{_whom(member)}。请催报。"))
            return Unit(member, State.MISSING, remark="请报送工作簿")
        first = sent[0]
        if first.readable:
            remark = f"所报为{first.year}年度的工作簿，请报{self._year}年度的"
            return Unit(member, State.WRONG_YEAR, first, files, remark)
        return Unit(member, State.UNREADABLE, first, files, first.findings[0].message)

    def _exempt(self, member: Member, files: tuple[str, ...]) -> Unit:
        if files:
            message = f"“{member.name}”按名册不计入汇总，没有读取“{some(files)}”。"
            self.findings.append(say("exempt", message))
        return Unit(member, State.EXEMPT, files=files)

    def _wrong_years(self, member: Member, sent: Sequence[Submission]) -> None:
        for s in sent:
            message = (
                f"“{s.file}”（{member.name}）是{s.year}年度的工作簿，汇总的是{self._year}年度，没有计入。"
            )
            self.findings.append(say("year", message + "请移走，或改报本年度的工作簿。"))

    def _unreadable(self, member: Member, sent: Sequence[Submission]) -> None:
        for s in sent:
            who = f"（{member.name}）" if member.name != s.file else ""
            self.findings.append(say("unreadable", f"“{s.file}”{who}没有计入：{s.findings[0].message}"))

    def _double(self, member: Member, sent: Sequence[Submission], files: tuple[str, ...]) -> Unit:
        """Several workbooks of one unit: an error; counted once where they say the same."""
        names = "”和“".join(s.file for s in sent)
        which = f"“{member.name}”有{len(sent)}个工作簿：“{names}”"
        first, second = sent[0], sent[1]
        if all(s.sha256 == first.sha256 for s in sent):
            self.findings.append(say("duplicate", f"{which}，内容完全相同，只计一次。请删去多余的。"))
            return self._single(member, first, files)
        if all(s.figures == first.figures for s in sent):
            text = f"{which}，数字相同，只计一次。请核对后只留一个。"
            self.findings.append(say("duplicate", text))
            return self._single(member, first, files)
        differences = "；".join(self._differences(first, second))
        self.findings.append(
            say("duplicate", f"{which}，数字不同（{differences}），没有计入。请核对后只留一个。")
        )
        return Unit(
            member, State.DOUBLE, first, files, f"报了{len(sent)}个数字不同的工作簿，请确认以哪个为准"
        )

    def _differences(self, one: Submission, other: Submission) -> Iterator[str]:
        fields = {**self._fmt.fields, **self._fmt.derived}
        differing = [id for id in fields if one.figures.get(id) != other.figures.get(id)]
        entries = [id for id in differing if fields[id].formula is None]
        for id in entries[:_SHOWN]:
            yield f"{fields[id].label}：{_shown(one.figures.get(id))}、{_shown(other.figures.get(id))}"
        if len(entries) > _SHOWN:
            yield f"等{len(entries)}处"

    def _single(self, member: Member, sent: Submission, files: tuple[str, ...]) -> Unit:
        """A workbook without errors counts; with errors only in its text it counts, but must be put right."""
        errors = sent.errors
        if not errors:
            return Unit(member, State.COUNTED, sent, files)
        wrong_figures = [error for error in errors if error.place and error.place.sheet in self._tables]
        first = (wrong_figures or errors)[0]
        told = f"{first.place} {first.message}" if first.place else first.message
        state = State.FAULTY if wrong_figures else State.TEXT_FAULTY
        fate = "数字有错误，没有计入" if wrong_figures else "数字已计入，文字有错误"
        message = f"“{sent.file}”（{member.name}）{fate}。共{len(errors)}处，如：{told}"
        self.findings.append(say("unit", message))
        return Unit(member, state, sent, files, f"共{len(errors)}处错误，如：{told}")

    def _stranger(self, stranger: Stranger) -> Unit:
        sent = stranger.submission
        reading = "" if sent.readable else f"；{sent.findings[0].message.rstrip('。')}"
        text = f"“{sent.file}”没有计入：{stranger.why}{reading}。请核对名册和工作簿，或移走这个文件。"
        self.findings.append(say(stranger.rule, text))
        state = State.STRANGER if sent.readable else State.UNREADABLE
        return Unit(Member(sent.unit_name or sent.file), state, sent, (sent.file,), stranger.why)


def _whom(member: Member) -> str:
    """Whom to call."""
    whom = " ".join(part for part in (member.contact, member.phone) if part)
    return f"（{whom}）" if whom else ""


def _shown(value: Decimal | None) -> str:
    return "空" if value is None else plain(value)
