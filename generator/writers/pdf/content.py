"""The drawing operators of one page (ISO 32000-1, 8 and 9), each inside its marked-content sequence."""

from collections.abc import Iterable
from typing import Literal

from generator.typesetting.model import Line, Rule, Run
from generator.typesetting.units import Pt
from generator.writers.pdf.composite import Faces
from generator.writers.pdf.structure import Element
from generator.writers.pdf.values import number

Artifact = Literal["rule", "repeated", "page_number", "draft_mark"]

ARTIFACTS: dict[Artifact, str] = {
    "rule": "/Type/Layout",
    "repeated": "/Type/Pagination",
    "page_number": "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
    "draft_mark": "/Type/Pagination/Subtype/Header/Attached[/Top]",
}
"""What stands on a page beside its text, as a kind of artifact (14.8.2.2)."""

_COLOURS = {"black": ("0 g", "0 G"), "red": ("1 0 0 rg", "1 0 0 RG"), "grey": ("0.5 g", "0.5 G")}
"""The operators that choose a colour for text and for lines."""


class PageContent:
    """Draws one page of the given height. The layout's y is measured from the top, that of PDF from below.

    Whatever is drawn between `begin` and `end` is one marked-content sequence; `elements` lists the
    elements by its number.
    """

    def __init__(self, height: Pt, faces: Faces) -> None:
        self.elements: list[Element] = []
        self._height = height
        self._faces = faces
        self._operators: list[str] = []
        self._state: dict[str, str] = {"stretch": "100 Tz"}
        self._before = self._height, self._state

    def begin(self, element: Element) -> int:
        """Start the sequence of an element; the result is its number on this page."""
        mcid = len(self.elements)
        self.elements.append(element)
        self._operators.append(f"/{element.kind}<</MCID {mcid}>>BDC")
        return mcid

    def begin_artifact(self, kind: Artifact) -> None:
        """Start a sequence that is no part of the text."""
        self._operators.append(f"/Artifact<<{ARTIFACTS[kind]}>>BDC")

    def end(self) -> None:
        """Close the sequence."""
        self._operators.append("EMC")

    def line(self, line: Line) -> None:
        """Set a line of text."""
        y = number(self._height - line.baseline)
        self._operators.append("BT")
        for run in line.runs:
            self._run(run, y)
        self._operators.append("ET")

    def rules(self, rules: Iterable[Rule]) -> None:
        """Draw straight lines; their ends are square and stand at the given points."""
        for rule in rules:
            self._set("stroke", _COLOURS[rule.colour][1])
            self._set("width", f"{number(rule.width)} w")
            start = f"{number(rule.x0)} {number(self._height - rule.y0)} m"
            self._operators.append(f"{start} {number(rule.x1)} {number(self._height - rule.y1)} l S")

    def turn(self, width: Pt) -> None:
        """What follows stands on the sheet of the given width as it is turned clockwise for reading."""
        self._operators.append(f"q 0 1 -1 0 {number(width)} 0 cm")
        self._before = self._height, dict(self._state)
        self._height = width

    def turn_back(self) -> None:
        """End of what was turned."""
        self._operators.append("Q")
        self._height, self._state = self._before

    def operators(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("ascii")

    def _run(self, run: Run, y: str) -> None:
        if not run.text:
            return
        face = self._faces.use(run.face)
        self._set("fill", _COLOURS[run.colour][0])
        self._set("font", f"/{face.name} {number(run.size)} Tf")
        self._set("spacing", f"{run.spacing:.5f}".rstrip("0").rstrip(".") + " Tc")
        self._set("stretch", f"{number(run.stretch * 100)} Tz")
        self._operators.append(f"1 0 0 1 {number(run.x)} {y} Tm<{face.encode(run.text)}>Tj")

    def _set(self, parameter: str, operator: str) -> None:
        """Change a parameter of the graphics state where it is not so already."""
        if self._state.get(parameter) != operator:
            self._state[parameter] = operator
            self._operators.append(operator)
