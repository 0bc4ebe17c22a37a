"""Settings and font table: what holds for the whole file."""

from generator.typesetting.kinsoku import NOEND, NOSTART
from generator.writers.docx.markup import NONE, in_order, node, part, switch
from generator.writers.docx.stylebook import INDENT
from generator.writers.docx.typefaces import font_table


def settings(mirror: bool) -> bytes:
    """word/settings.xml: even and odd feet differ, no squeezing of marks, no hanging marks."""
    compatibility = node(
        "compat",
        node("doNotWrapTextWithPunct"),
        node(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=15,
        ),
    )
    return part(
        "settings",
        *in_order(
            "settings",
            [
                node("zoom", percent=100),
                switch("mirrorMargins", True) if mirror else NONE,
                node("defaultTabStop", val=INDENT),
                switch("evenAndOddHeaders", True),
                node("characterSpacingControl", val="doNotCompress"),
                node("noLineBreaksAfter", lang="zh-CN", val=_set(NOEND)),
                node("noLineBreaksBefore", lang="zh-CN", val=_set(NOSTART)),
                compatibility,
                node("themeFontLang", val="en-US", eastAsia="zh-CN"),
                node("decimalSymbol", val="."),
                node("listSeparator", val=","),
            ],
        ),
    )


def _set(characters: frozenset[str]) -> str:
    """Word's kinsoku is set to the layout's rules (LibreOffice has a table of its own)."""
    return "".join(sorted(characters))


def fonts() -> bytes:
    """word/fontTable.xml."""
    return part("fonts", *font_table())
