"""Workbooks whose sheets, rows, columns, labels and names were moved, deleted, copied, renamed or merged."""

from collections.abc import Callable

import openpyxl
from openpyxl.workbook.defined_name import DefinedName

from tests.hostile.making import T1, T2, T3, Case, sound
from tests.intake.conftest import edited


def _structure(change: Callable[[openpyxl.Workbook], object]) -> Callable[[], bytes]:
    return lambda: edited(sound(), change)


def _copy(sheet: str) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: setattr(book.copy_worksheet(book[sheet]), "title", f"{sheet} (2)")


def _refs(book: openpyxl.Workbook) -> None:
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="#REF!")


def _names_crossed(book: openpyxl.Workbook) -> None:
    names = [n for n in book.defined_names if n.startswith("app.new.")]
    texts = [book.defined_names[n].attr_text for n in names]
    for name, text in zip(names, texts[1:] + texts[:1], strict=True):
        book.defined_names[name] = DefinedName(name, attr_text=text)


def _names_elsewhere(book: openpyxl.Workbook) -> None:
    for name in list(book.defined_names):
        book.defined_names[name] = DefinedName(name, attr_text="'[1]别处'!$XFD$1048576")


def _unmerge_and_merge(book: openpyxl.Workbook) -> None:
    sheet = book[T2]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.merge_cells("D6:J20")


def _renamed(sheet: str, to: str) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: setattr(book[sheet], "title", to)


SHEETS = ("填报说明", "基本信息", "正文", T1, T2, T3, "校验", "签发", "_meta")
STRUCTURE: dict[str, Case] = {
    f"sheet {name} deleted": Case(_structure(lambda book, name=name: book.remove(book[name])))
    for name in SHEETS
} | {
    f"sheet {name} renamed": Case(_structure(_renamed(name, "Sheet9")))
    for name in ("基本信息", "正文", T2, "签发")
}
STRUCTURE |= {
    "sheet copied": Case(_structure(_copy(T2))),
    "facts copied": Case(_structure(_copy("基本信息"))),
    "sheets in reverse": Case(_structure(lambda book: book._sheets.reverse()), 0),
    "rows deleted": Case(_structure(lambda book: book[T2].delete_rows(8, 3)), 1, (T2,)),
    "rows inserted": Case(_structure(lambda book: book[T2].insert_rows(7, 2))),
    "columns deleted": Case(_structure(lambda book: book[T2].delete_cols(5, 2)), 1, (T2,)),
    "columns inserted": Case(_structure(lambda book: book[T2].insert_cols(4, 1))),
    "all rows of a table deleted": Case(_structure(lambda book: book[T1].delete_rows(1, 99)), 1, (T1,)),
    "rows of the facts deleted": Case(
        _structure(lambda book: book["基本信息"].delete_rows(3, 4)), 1, ("请",)
    ),
    "labels deleted": Case(
        _structure(lambda book: [setattr(c, "value", None) for c in book["基本信息"]["A"] if c.value])
    ),
    "cells merged over entries": Case(_structure(_unmerge_and_merge)),
    "names #REF!": Case(_structure(_refs)),
    "names crossed": Case(_structure(_names_crossed)),
    "names of another book, out of the sheet": Case(_structure(_names_elsewhere)),
    "no names": Case(_structure(lambda book: book.defined_names.clear())),
    "header of the text changed": Case(_structure(lambda book: book["正文"].__setitem__("C1", "随便"))),
    "header of the text exchanged": Case(
        _structure(
            lambda book: (book["正文"].__setitem__("A1", "内容"), book["正文"].__setitem__("C1", "章"))
        )
    ),
    "format of another year": Case(
        _structure(lambda book: book["_meta"].__setitem__("B1", "2008")), 1, ("2008",)
    ),
    "format unknown": Case(_structure(lambda book: book["_meta"].__setitem__("B1", "../../x")), 1, ("格式",)),
}
