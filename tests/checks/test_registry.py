"""Every rule has its check, every check its rule, and every message says what is wrong and how to mend it."""

import re
from string import Formatter

import pytest

from generator.checks.catalogue import CATALOGUE
from generator.checks.listing import all_rules
from generator.checks.registry import CODE_CHECKS, KINDS, for_keys
from generator.checks.run import MODULES
from generator.formats import all_formats, load
from generator.formats.model import Format
from generator.report.finding import Severity

FORMATS = all_formats()


def test_the_modules_of_checks_are_all_run() -> None:
    assert {check.__module__ for check in CODE_CHECKS} <= {module.__name__ for module in MODULES}


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.id)
def test_every_kind_of_rule_of_a_format_has_a_check(fmt: Format) -> None:
    assert {rule.kind for rule in fmt.rules} <= set(KINDS)


def test_every_check_of_a_kind_serves_some_format() -> None:
    assert set(KINDS) == {rule.kind for fmt in FORMATS for rule in fmt.rules}


def test_every_rule_of_the_catalogue_has_just_one_check() -> None:
    served = [key for keys in CODE_CHECKS.values() for key in keys]
    assert sorted(served) == sorted(CATALOGUE)


def test_a_check_for_a_rule_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(KeyError):
        for_keys("txt.unheard_of")(lambda context: iter(()))


def test_every_check_says_in_its_docstring_what_the_rule_is() -> None:
    for check in (*KINDS.values(), *CODE_CHECKS):
        assert check.__doc__, check.__name__


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda e: e.key)
def test_every_message_is_plain_chinese_and_says_how_to_mend(entry: object) -> None:
    entry = CATALOGUE[entry.key]
    assert entry.mend.startswith("请")
    assert re.search("[\u4e00-\u9fff]", entry.meaning)
    assert re.search("[\u4e00-\u9fff]", entry.message)
    assert entry.source
    assert not entry.message.endswith(("。", "，"))
    assert not entry.mend.endswith(("。", "，"))
    for text in (entry.message, entry.mend):
        assert all(
            name and name.isidentifier() for _, name, _, _ in Formatter().parse(text) if name is not None
        )


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.id)
def test_the_list_of_rules_holds_every_rule_that_can_speak_once(fmt: Format) -> None:
    rules = all_rules(fmt)
    ids = [rule.id for rule in rules]
    assert len(ids) == len(set(ids))
    assert {rule.id for rule in fmt.rules} <= set(ids)
    assert {rule.id for rule in fmt.text_rules} <= set(ids)
    assert {entry.id(fmt) for entry in CATALOGUE.values() if entry.applies(fmt)} <= set(ids)
    assert {"T01", "T29", "T40", "T63"} <= set(ids)
    assert all(rule.severity in [str(s) for s in Severity] for rule in rules)
    assert all(rule.meaning and rule.mend and "{" not in rule.mend for rule in rules)


def test_a_rule_whose_facts_a_format_does_not_state_is_not_listed_for_it() -> None:
    assert "2021.s1.topics" in [rule.id for rule in all_rules(load("2021"))]
    assert "2019.s1.topics" not in [rule.id for rule in all_rules(load("2019"))]
    assert "2008.chapter.missing" in [rule.id for rule in all_rules(load("2008"))]


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.id)
def test_the_list_of_rules_follows_the_steps_of_the_work(fmt: Format) -> None:
    rules = all_rules(fmt)
    steps = list(dict.fromkeys(rule.group for rule in rules))
    assert steps == ["读取", "正文", "数字", "文表一致", "文字数字", "全文", "用字标点"]
    assert rules[0].id == f"{fmt.id}.book.file"
    own = [rule.id for rule in rules if rule.group == "数字"]
    assert own == [rule.id for rule in fmt.rules]
