"""Which unit each workbook is of: by credit code, full name, short name or former name, never by the file's name
where the workbook itself says it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath

from generator.batch.collection.model import Member, Roster, Submission
from generator.batch.collection.names import folded_code, folded_name
from generator.batch.collection.rules import say
from generator.report.finding import Finding

_SHORTEST_IN_FILE_NAME = 3
"""Characters: a shorter name in a file's name says nothing."""


@dataclass(frozen=True)
class Stranger:
    """A workbook of no unit: the rule that says so, and why."""

    submission: Submission
    rule: str
    why: str


@dataclass
class Matches:
    """Every unit with its workbooks, in the order of the roster; workbooks of no unit; what was found."""

    groups: list[tuple[Member, list[Submission]]] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def match(roster: Roster | None, submissions: Sequence[Submission]) -> Matches:
    """Sort the workbooks by unit. Without a roster the workbooks themselves make up the list of units."""
    return _by_roster(roster, submissions) if roster else _by_themselves(submissions)


def _by_roster(roster: Roster, submissions: Sequence[Submission]) -> Matches:
    index = _Index(roster.members)
    matches = Matches([(member, []) for member in roster.members])
    group = {id(member): sent for member, sent in matches.groups}
    for submission in submissions:
        found = index.find(submission)
        if isinstance(found, Stranger):
            matches.strangers.append(found)
            continue
        group[id(found)].append(submission)
        matches.findings += _differences(submission, found)
    return matches


def _by_themselves(submissions: Sequence[Submission]) -> Matches:
    """Workbooks with the same name or the same code are of one unit."""
    matches = Matches()
    known: dict[str, list[Submission]] = {}
    for submission in submissions:
        keys = [key for key in (folded_name(submission.unit_name), submission.credit_code) if key]
        sent = next((known[key] for key in keys if key in known), None)
        if sent is None:
            sent = []
            name = submission.unit_name or submission.file
            matches.groups.append((Member(name, credit_code=submission.credit_code), sent))
        sent.append(submission)
        for key in keys:
            known.setdefault(key, sent)
    return matches


class _Index:
    """The roster's members by everything that they may be called."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._codes = {folded_code(m.credit_code): m for m in members if m.credit_code}
        self._names = {folded_name(m.name): m for m in members}
        self._short = self._unique(lambda m: [m.short])
        self._former = self._unique(lambda m: m.former)

    def find(self, submission: Submission) -> Member | Stranger:
        """The member that the workbook is of; or why there is none."""
        if not submission.readable or not (submission.unit_name or submission.credit_code):
            return self._by_file_name(submission)
        by_code = self._codes.get(submission.credit_code) if submission.credit_code else None
        by_name = self._by_name(submission.unit_name)
        if by_code and by_name and by_code is not by_name:
            why = (
                f"单位全称是名册中的“{by_name.name}”，统一社会信用代码却是“{by_code.name}”的，"
                "可能是由别的单位的工作簿改成的"
            )
            return Stranger(submission, "conflict", why)
        unknown = f"名册中没有“{submission.unit_name}”{self._near(submission)}"
        return by_code or by_name or Stranger(submission, "stranger", unknown)

    def _by_name(self, name: str) -> Member | None:
        key = folded_name(name)
        return self._names.get(key) or self._short.get(key) or self._former.get(key) if key else None

    def _by_file_name(self, submission: Submission) -> Member | Stranger:
        """The one member whose name stands in the file's name: all that is left where nothing can be read."""
        stem = folded_name(PurePosixPath(submission.file).stem)
        named = {
            key: member
            for member in self._members
            for key in map(folded_name, (member.name, member.short))
            if len(key) >= _SHORTEST_IN_FILE_NAME and key in stem
        }
        longest = max(map(len, named), default=0)
        best = [member for key, member in named.items() if len(key) == longest]
        return best[0] if len(best) == 1 else Stranger(submission, "stranger", "看不出是哪个单位的")

    def _near(self, submission: Submission) -> str:
        near = get_close_matches(submission.unit_name, [m.name for m in self._members], 1, 0.6)
        return f"（名册中最相近的是“{near[0]}”）" if near else ""

    def _unique(self, names: Callable[[Member], Sequence[str]]) -> dict[str, Member]:
        """Names that mean one member only."""
        found: dict[str, Member | None] = {}
        for member in self._members:
            for name in filter(None, map(folded_name, names(member))):
                found[name] = member if found.get(name, member) is member else None
        return {name: member for name, member in found.items() if member}


def _differences(submission: Submission, member: Member) -> Iterator[Finding]:
    """Where a workbook's name or code is not the roster's: it is counted, but one of the two is wrong."""
    if not submission.readable:
        return
    code = folded_code(member.credit_code)
    if code and submission.credit_code and code != submission.credit_code:
        yield say(
            "code",
            f"“{submission.file}”的统一社会信用代码是{submission.credit_code}，名册中“{member.name}”的是{code}。请核对。",
        )
    if submission.unit_name and folded_name(submission.unit_name) != folded_name(member.name):
        yield say(
            "name",
            f"“{submission.file}”的单位全称是“{submission.unit_name}”，名册中是“{member.name}”，按同一单位汇总。请核对。",
        )
