"""Personal data that must not be published (条例 art. 14, 15): identity-card and mobile numbers."""

import re
from collections.abc import Iterator

from generator.checks.context import Context, Passage
from generator.checks.registry import for_keys
from generator.report.finding import Finding

_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d.-])1[3-9]\d{9}(?![\d.])")
_CONTACT = re.compile(r"电话|联系|咨询|热线|传真|手机|客服|投诉|举报")
_PRIVATE = re.compile(r"(?:申请人|当事人|原告|信访人|投诉人|举报人)[^，。；可请拨]{0,14}$")
"""Whose number is nobody's business, though 手机 or 电话 stands before it."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


@for_keys("person.id", "person.mobile")
def check_personal_data(context: Context) -> Iterator[Finding]:
    """No identity-card number anywhere, no mobile number but in the line that says how to reach the office."""
    for passage in context.passages:
        for match in _IDENTITY.finditer(passage.text):
            if is_identity_number(match.group()):
                yield _finding(context, "person.id", passage, match)
        for match in _MOBILE.finditer(passage.text):
            if not _in_contact_line(passage, match.start()):
                yield _finding(context, "person.mobile", passage, match)


def is_identity_number(text: str) -> bool:
    """Whether eighteen characters are an identity-card number: a possible birthday and the check character.

    GB 11643: Σ weight·digit mod 11 gives the last character.
    """
    month, day = int(text[10:12]), int(text[12:14])
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return 1 <= month <= 12 and 1 <= day <= 31 and _CHECK[total % 11] == text[17].upper()


def _in_contact_line(passage: Passage, at: int) -> bool:
    before = passage.text[max(0, at - 30) : at]
    return bool(_CONTACT.search(before)) and not _PRIVATE.search(before)


def _finding(context: Context, key: str, passage: Passage, match: re.Match[str]) -> Finding:
    """The message shows the number with its middle hidden: findings are kept and passed on."""
    number = match.group()
    shown = number[:3] + "*" * (len(number) - 5) + number[-2:]
    return context.say(key, passage.place, quote=shown)
