"""What the engine says is said on the page without options and commands that a page does not have."""

import ast
import re
from pathlib import Path

import pytest

import generator
from generator.page.wording import PHRASES, for_page

PACKAGES = ("batch/collection", "archive", "signing", "intake", "checks", "narrative", "formats")
ON_PAPER = ("archive/package/notes.py", "archive/sheet.py", "archive/verify.py", "archive/proof/validator.py")
"""Texts that go into files, and what the page does not call."""
_TERMINAL = re.compile(r"--[a-z]|nianbao [a-z]")


def messages() -> list[str]:
    """Every text of these packages that a person may read: literals in Chinese, parts of patterns included."""
    found = []
    root = Path(generator.__file__).parent
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if path.relative_to(root).as_posix() not in ON_PAPER:
                found += _literals(path)
    return found


def _literals(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    templates = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Assign) and _is_template(n)}
    return [
        _text(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and id(node) not in documentation | templates
        and re.search(r"[\u4e00-\u9fff]", _text(node))
    ]


def _is_template(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "TEMPLATE" for target in node.targets)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "…"


def test_no_message_sends_a_visitor_to_the_command_line() -> None:
    wrong = [text for text in messages() if _TERMINAL.search(for_page(text)) and len(text) < 400]
    assert wrong == []


@pytest.mark.parametrize(("said", "instead"), PHRASES)
def test_what_is_said_instead_is_for_a_page(said: str, instead: str) -> None:
    assert for_page(f"第3行。{said}。") == f"第3行。{instead}。"
    assert not _TERMINAL.search(instead)


def test_an_option_in_brackets_is_left_out() -> None:
    assert (
        for_page("没有给出信任的根证书（--trust），签名人的身份未核对")
        == "没有给出信任的根证书，签名人的身份未核对"
    )
