"""Where the program's own data lies: `templates/` and `fonts/`, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _data(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """The folder with one sub-folder per format."""
    return _data("templates")


def fonts() -> Path:
    """The folder with the shipped fonts and `fonts.toml`."""
    return _data("fonts")
