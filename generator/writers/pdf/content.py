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
    elements by its number. While `turned`, the layout's points are those of the sheet as it is turned clockwise for
    reading.
    """

    def __init__(self, height: Pt, faces: Faces) -> None:
        self.elements: list[Element] = []
        self.turned = False
        self._height = height
        self._faces = faces
        self._operators: list[str] = []
        self._state: dict[str, str] = {"stretch": "100 Tz"}

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
        self._operators.append("BT")
        for run in line.runs:
            self._run(run, line.baseline)
        self._operators.append("ET")

    def rules(self, rules: Iterable[Rule]) -> None:
        """Draw straight lines; their ends are square and stand at the given points."""
        for rule in rules:
            self._set("stroke", _COLOURS[rule.colour][1])
            self._set("width", f"{number(rule.width)} w")
            start, end = self._place(rule.x0, rule.y0), self._place(rule.x1, rule.y1)
            self._operators.append(f"{start} m {end} l S")

    def operators(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("ascii")

    def _run(self, run: Run, y: Pt) -> None:
        if not run.text:
            return
        face = self._faces.use(run.face)
        self._set("fill", _COLOURS[run.colour][0])
        self._set("font", f"/{face.name} {number(run.size)} Tf")
        self._set("spacing", f"{run.spacing:.5f}".rstrip("0").rstrip(".") + " Tc")
        self._set("stretch", f"{number(run.stretch * 100)} Tz")
        direction = "0 1 -1 0" if self.turned else "1 0 0 1"
        self._operators.append(f"{direction} {self._place(run.x, y)} Tm<{face.encode(run.text)}>Tj")

    def _place(self, x: Pt, y: Pt) -> str:
        """A point of the layout in the sheet's own space."""
        return f"{number(y)} {number(x)}" if self.turned else f"{number(x)} {number(self._height - y)}"

    def _set(self, parameter: str, operator: str) -> None:
        """Change a parameter of the graphics state where it is not so already."""
        if self._state.get(parameter) != operator:
            self._state[parameter] = operator
            self._operators.append(operator)
