"""The tools of development: one version of each everywhere, and the sizes that the code keeps to."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
CODE = sorted(
    path
    for folder in ("benchmarks", "bundle", "docs", "fonts", "generator", "samples", "tests")
    for path in (ROOT / folder).rglob("*.py")
)


def project() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def development() -> list[str]:
    return project()["project"]["optional-dependencies"]["dev"]


def hooks() -> str:
    return (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def lint() -> str:
    recipe = re.search(
        r"^lint:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert recipe is not None
    return recipe[1]


def test_hooks_bring_the_versions_that_lint_runs() -> None:
    brought = set(re.findall(r'"([\w-]+==[\d.]+)"', hooks()))
    assert brought
    assert brought <= set(development())


def test_hooks_that_bring_nothing_run_what_is_pinned() -> None:
    distribution = {"lint-imports": "import-linter"}
    for program in re.findall(r"entry: \.venv/bin/([\w-]+)", hooks()):
        name = distribution.get(program, program)
        assert any(line.startswith(f"{name}==") for line in development()), name


def test_every_tool_of_lint_is_pinned() -> None:
    distribution = {"lint-imports": "import-linter"}
    programs = set(re.findall(r"\$\(BIN\)/([\w-]+)", lint()))
    assert {"ruff", "mypy", "lint-imports", "deptry", "pip-licenses"} <= programs
    for program in programs:
        name = distribution.get(program, program)
        assert any(line.startswith(f"{name}==") for line in development()), name


def test_make_installs_every_extra() -> None:
    wanted = re.search(r"--editable '\.\[([\w,]+)\]'", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert wanted is not None
    assert set(wanted[1].split(",")) == project()["project"]["optional-dependencies"].keys()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_over_400_lines() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in CODE}
    assert {name: length for name, length in lines.items() if length > LONGEST_FILE} == {}


def test_no_function_is_over_50_lines() -> None:
    lengths = {name: length for path in CODE for name, length in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
