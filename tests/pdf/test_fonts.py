"""Embedding: any character that the faces have comes out again; one that they lack is refused."""

import io
import re
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator import resources
from generator.document.model import Paragraph, Role, Span
from generator.errors import InputError, SetupError
from generator.typesetting.fonts.face import Face
from generator.typesetting.model import Layout, Line, Run
from generator.typesetting.units import LEFT, TOP, Pt
from generator.writers.pdf import write_pdf
from tests.pdf.sample import FONTS, Composer
from tests.tools.pdf_tree import read_tree
from tests.tools.verapdf import broken_rules

PER_LINE, LINES_PER_PAGE, SIZE = 44, 60, Pt(10)


def common_characters() -> list[str]:
    """通用规范汉字表: 8105 characters."""
    text = (resources.fonts() / "tgh.txt").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"[^\x00-\x7f\s]", text)))


def rare_characters(count: int) -> list[str]:
    """The first characters of CJK extension B."""
    return [chr(code) for code in range(0x20000, 0x20000 + count)]


def character_set(chars: Iterable[str], role: Role) -> Layout:
    """One paragraph of all the characters, each in the face that serves it, over as many pages as it takes."""
    page = Composer()
    text = "".join(chars)
    page.blocks.append(Paragraph((Span(text),)))
    rows = [text[start : start + PER_LINE] for start in range(0, len(text), PER_LINE)]
    for number, row in enumerate(rows):
        if number and number % LINES_PER_PAGE == 0:
            page.new_page()
        baseline = Pt(TOP + (number % LINES_PER_PAGE + 1) * SIZE)
        runs = tuple(
            Run(FONTS.face(role, char), SIZE, Pt(LEFT + column * SIZE), char)
            for column, char in enumerate(row)
        )
        page.lines[-1].append(Line(baseline, runs, 0))
    return page.layout()


@pytest.fixture(scope="module")
def all_characters() -> list[str]:
    return common_characters() + rare_characters(1000)


@pytest.fixture(scope="module")
def all_characters_pdf(all_characters: list[str]) -> bytes:
    return write_pdf(character_set(all_characters, Role.BODY))


def test_the_common_characters_are_8105(all_characters: list[str]) -> None:
    assert len(all_characters) == 8105 + 1000


def test_a_file_of_all_common_and_a_thousand_rare_characters_conforms(all_characters_pdf: bytes) -> None:
    assert broken_rules(all_characters_pdf, "2a", "ua1") == ()


def test_all_common_and_rare_characters_read_back_one_by_one(
    all_characters: list[str], all_characters_pdf: bytes
) -> None:
    document = next(node for node in read_tree(all_characters_pdf) if node.kind == "P")
    assert document.text == "".join(all_characters)
    opened = pypdfium2.PdfDocument(all_characters_pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    assert "".join(re.sub(r"— \d —", "", text).split()) == "".join(all_characters)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sets_a_rare_name(role: Role) -> None:
    pdf = write_pdf(character_set("王𠮷鑫喆堃", role))
    assert next(n for n in read_tree(pdf) if n.kind == "P").text == "王𠮷鑫喆堃"


def one_run(face: Face, text: str) -> Layout:
    page = Composer()
    page.blocks.append(Paragraph((Span(text),)))
    page.lines[0].append(Line(TOP, (Run(face, SIZE, LEFT, text),), 0))
    return page.layout()


def test_a_character_that_the_face_lacks_is_refused_by_name() -> None:
    with pytest.raises(SetupError, match=r"LiberationSerif|Liberation Serif") as caught:
        write_pdf(one_run(FONTS.latin, "岗"))
    assert "岗" in str(caught.value)
    assert "U+5C97" in str(caught.value)


@pytest.mark.parametrize("char", ["\ue000", "\0", "\ufeff", "\ufffe", "\n", "\U000f0000", "\ud800"])
def test_a_character_that_may_not_be_filed_is_refused(char: str) -> None:
    with pytest.raises(InputError, match=f"U\\+{ord(char):04X}"):
        write_pdf(one_run(FONTS.latin, f"a{char}"))


class OutlineLess:
    """A face of another kind than the writer can embed."""

    key = family = "Other"
    path = Path("other.otf")
    sha256 = "0" * 64

    def covers(self, char: str) -> bool:
        return bool(char)

    def advance(self, char: str) -> float:
        return float(bool(char))


def test_a_face_that_is_not_truetype_is_refused() -> None:
    with pytest.raises(SetupError, match="不是 TrueType 字体"):
        write_pdf(one_run(OutlineLess(), "a"))


def test_widths_are_those_of_the_font_program(pdf: bytes) -> None:
    """Latin digits are half an em, Han a whole one: the default, so that no W entry repeats it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = {str(f.BaseFont).partition("+")[2]: f for f in opened.pages[0].Resources.Font.values()}
        latin = fonts["LiberationSerif"].DescendantFonts[0]
        body = fonts["NianbaoFang-Regular"].DescendantFonts[0]
        assert latin.DW == body.DW == 1000
        assert any(float(width) == 500 for width in list(latin.W)[2::3])
        assert all(float(width) != 1000 for width in list(body.W)[2::3])


def test_the_subset_tag_tells_subsets_apart() -> None:
    def base_name(text: str) -> str:
        with pikepdf.open(io.BytesIO(write_pdf(one_run(FONTS.latin, text)))) as opened:
            fonts = [str(font.BaseFont) for font in opened.pages[0].Resources.Font.values()]
            return next(name for name in fonts if "Liberation" in name)

    names = {base_name("ab"), base_name("ba"), base_name("abc")}
    assert len(names) == 3
    assert all(re.fullmatch(r"/[A-Z]{6}\+LiberationSerif", name) for name in names)
