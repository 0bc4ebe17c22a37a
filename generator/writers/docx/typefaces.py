"""The official font names by role, and the font table that tells an application what to use without them."""

from generator.document.model import Role
from generator.writers.docx.markup import Markup, fonts, node

LATIN = "Times New Roman"
OFFICIAL = {
    Role.BODY: "仿宋_GB2312",
    Role.KAI: "楷体_GB2312",
    Role.HEI: "黑体",
    Role.TITLE: "方正小标宋简体",
    Role.SONG: "宋体",
}
"""The names that offices' templates use; the file names them, whatever faces the layout was made with."""

_TABLE = (
    ("仿宋_GB2312", "仿宋", "02010609030101010101", "86", "modern", "fixed"),
    ("楷体_GB2312", "楷体", "02010609030101010101", "86", "modern", "fixed"),
    ("黑体", "SimHei", "02010609060101010101", "86", "modern", "fixed"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "03000509000000000000", "86", "script", "fixed"),
    ("宋体", "SimSun", "02010600030101010101", "86", "auto", "variable"),
    (LATIN, "", "02020603050405020304", "00", "roman", "variable"),
)
"""Name, other name, PANOSE, character set, family, pitch."""


def role_fonts(role: Role) -> Markup:
    """The fonts of a text style: the role's for Chinese, Times New Roman for Latin letters and digits."""
    return fonts(OFFICIAL[role], LATIN)


def mark_fonts(role: Role) -> Markup:
    """The role's Chinese font in every slot, for marks that belong to no script.

    An application otherwise sets “ ” … — in the Latin font after a digit, where they are narrow.
    """
    name = OFFICIAL[role]
    return node("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def font_table() -> tuple[Markup, ...]:
    """The children of `w:fonts`."""
    return tuple(_font(*row) for row in _TABLE)


def _font(name: str, other: str, panose: str, charset: str, family: str, pitch: str) -> Markup:
    alternative = [node("altName", val=other)] if other else []
    return node(
        "font",
        *alternative,
        node("panose1", val=panose),
        node("charset", val=charset),
        node("family", val=family),
        node("pitch", val=pitch),
        name=name,
    )
