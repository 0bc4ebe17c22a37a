"""Personal data in a report: identity cards' numbers, mobile numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.privacy import is_identity_number
from generator.report.finding import Severity
from tests.checks.reports import found, keys, report


def test_an_identity_card_number_is_an_error_and_is_not_repeated_in_the_message() -> None:
    number = "11010519491231002X"
    told = [f for f in found(report(2024, f"申请人身份证号{number}。")) if f.rule == "2021.person.id"]
    assert [f.severity for f in told] == [Severity.ERROR]
    assert number not in told[0].message
    assert keys(report(2024, "申请人身份证号110105194912310021。"), prefix="person.") == []


@pytest.mark.parametrize(
    ("number", "real"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194913310029", False),
        ("110105194912310020", False),
    ],
)
def test_an_identity_number_has_a_birthday_and_the_right_check_character(number: str, real: bool) -> None:
    assert is_identity_number(number) == real


def check_character(seventeen: str) -> str:
    """The last character by ISO 7064 MOD 11-2, figure by figure: another way than the weights."""
    rest = 0
    for figure in seventeen:
        rest = (rest + int(figure)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


@given(st.from_regex(r"[1-8]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}", fullmatch=True))
def test_any_number_with_its_own_check_character_is_one_and_with_another_is_none(seventeen: str) -> None:
    own = check_character(seventeen)
    assert is_identity_number(seventeen + own)
    assert not any(is_identity_number(seventeen + other) for other in "0123456789X" if other != own)


@pytest.mark.parametrize("birthday", ["19491301", "19490001", "19491200", "19491232"])
def test_a_birthday_that_cannot_be_is_no_identity_number(birthday: str) -> None:
    seventeen = "110105" + birthday + "002"
    assert not is_identity_number(seventeen + check_character(seventeen))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("请与办公室联系（电话：0588-6230018，手机：13812345678）。", False),
        ("申请人王某（13812345678）提出申请。", True),
        ("申请人王某手机13812345678。", True),
        ("申请人可拨打电话13812345678咨询。", False),
        ("编号2023138123456789的材料。", False),
    ],
)
def test_a_mobile_number_outside_the_contact_line_is_told(sentence: str, told: bool) -> None:
    assert ("person.mobile" in keys(report(2024, sentence))) == told
