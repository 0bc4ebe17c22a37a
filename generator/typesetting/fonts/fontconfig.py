"""A fontconfig configuration under which the office suites set the official names with the shipped fonts.

It lists no folder but that of the shipped fonts, so that no other font can step in: a DOCX converted under it
breaks its lines as the PDF does.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from generator import resources
from generator.document.model import Role
from generator.files import write_atomic
from generator.typesetting.fonts.catalogue import LATIN, FontSet, load_fonts, read_plan

_WEIGHTS = {300: 50, 400: 80, 500: 100, 700: 200}
"""OpenType weight class → fontconfig's weight."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <description>nianbao: only the shipped fonts; official names mapped to them</description>
  <dir>{folder}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
"""
_GENERIC = {
    Role.SONG: ("serif",),
    Role.HEI: ("sans-serif", "monospace"),
    LATIN: ("Liberation Serif", "Times"),
}
"""Names that are no official ones, but that suites ask for."""


def configuration() -> str:
    """The configuration as XML. Raises SetupError if shipped fonts are missing."""
    fonts, plan = load_fonts(), read_plan()
    parts = [_HEAD.format(folder=escape(str(resources.fonts().resolve()), quote=False))]
    for role, names in plan.office.items():
        families = _families(fonts, role)
        weight = _WEIGHTS[plan.weight[role]]
        parts += [_mapping(name, families, weight) for name in (*names, *_GENERIC.get(role, ()))]
    everything = [face.family for face in fonts.faces()]
    parts.append(f'  <match target="pattern">\n{_edit("family", "append", everything)}  </match>\n')
    parts.append("</fontconfig>\n")
    return "".join(parts)


def write_configuration(path: Path) -> None:
    """Write the configuration to a file. Raises SetupError."""
    write_atomic(path, configuration().encode())


def _families(fonts: FontSet, role: str) -> list[str]:
    if role == LATIN:
        return [fonts.latin.family, *_families(fonts, Role.BODY)]
    return [face.family for face in fonts.chains[role]]


def _mapping(name: str, families: Iterable[str], weight: int) -> str:
    """`name` means these families, the first with its own weight, so that none is made bold artificially."""
    return (
        f'  <match target="pattern">\n    <test name="family" qual="any"><string>{escape(name, quote=False)}</string></test>\n'
        f"{_edit('family', 'assign', families)}"
        f'    <edit name="weight" mode="assign"><int>{weight}</int></edit>\n  </match>\n'
    )


def _edit(name: str, mode: str, families: Iterable[str]) -> str:
    values = "".join(f"<string>{escape(family, quote=False)}</string>" for family in families)
    return f'    <edit name="{name}" mode="{mode}" binding="same">{values}</edit>\n'
