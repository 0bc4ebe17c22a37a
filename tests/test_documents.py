"""The documents: every link leads somewhere, every command they show exists, the list of errors is the program's."""

import importlib.util
import re
from pathlib import Path

import pytest

from generator.cli.main import COMMANDS
from generator.intake.rules import READER_RULES

ROOT = Path(__file__).parent.parent
PASSED_OVER = {".git", ".venv", "node_modules", "build", "dist", "out"}
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part in PASSED_OVER or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """The document without blocks of code and code in the line, where brackets are no links."""
    return re.sub(r"`[^`\n]*`", "", FENCED.sub("", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_relative_link_leads_to_a_file(path: Path) -> None:
    targets = [t.split("#")[0] for t in LINK.findall(prose(path)) if not re.match(r"[a-z]+:|#", t)]
    assert [t for t in targets if not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *(ROOT / "docs").glob("*.md")], ids=names)
def test_every_command_that_is_shown_exists(path: Path) -> None:
    shown = set(re.findall(r"nianbao ([a-z]+)\b", path.read_text(encoding="utf-8")))
    assert shown <= COMMANDS.keys()


def test_the_list_of_errors_is_what_the_program_says() -> None:
    script = ROOT / "docs" / "make_errors.py"
    spec = importlib.util.spec_from_file_location("make_errors", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert page == module.render(), "run python docs/make_errors.py"
    assert all(f"2021.{key}`" in page for key in READER_RULES)
