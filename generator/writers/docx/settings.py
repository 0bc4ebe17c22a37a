"""Settings and font table: what holds for the whole file."""

from generator.writers.docx.markup import NONE, in_order, node, part, switch
from generator.writers.docx.stylebook import INDENT
from generator.writers.docx.typefaces import font_table

NOT_AT_START = "!%),.:;?]}°·‰℃—～…、。〉》」』】〕〗’”！％），．／：；？］｝"
NOT_AT_END = "$([{￥¥№〈《「『【〔〖‘“（［｛＄"
"""Word's kinsoku, set to the layout's rules (LibreOffice has a table of its own)."""


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
                node("noLineBreaksAfter", lang="zh-CN", val=NOT_AT_END),
                node("noLineBreaksBefore", lang="zh-CN", val=NOT_AT_START),
                compatibility,
                node("themeFontLang", val="en-US", eastAsia="zh-CN"),
                node("decimalSymbol", val="."),
                node("listSeparator", val=","),
            ],
        ),
    )


def fonts() -> bytes:
    """word/fontTable.xml."""
    return part("fonts", *font_table())
