"""word/theme/theme1.xml: colours and fonts that the applications offer in their menus. No style refers to it."""

from generator.document.model import Role
from generator.writers.docx.markup import plain_part
from generator.writers.docx.typefaces import LATIN, OFFICIAL

_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "404040",
    "lt2": "E7E6E6",
    "accent1": "C00000",
    "accent2": "1F4E79",
    "accent3": "7F7F7F",
    "accent4": "BF8F00",
    "accent5": "2E75B6",
    "accent6": "548235",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme() -> bytes:
    """The theme part."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    formats = (
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    )
    return plain_part(
        f'<a:theme xmlns:a="{_NAMESPACE}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文">{_font("major", Role.HEI)}{_font("minor", Role.BODY)}</a:fontScheme>'
        f'<a:fmtScheme name="公文">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _font(name: str, role: Role) -> str:
    return (
        f'<a:{name}Font><a:latin typeface="{LATIN}"/><a:ea typeface="{OFFICIAL[role]}"/>'
        f'<a:cs typeface=""/></a:{name}Font>'
    )
