"""Shapes anchored on a page (DrawingML): a box at the foot of the type area, and rules across it."""

from generator.writers.docx.markup import NONE, Markup, node
from generator.writers.docx.place import TEXT_WIDTH

_TWIP, _POINT = 635, 12700
"""English metric units."""
NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
"""Declared on the root of word/document.xml."""
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Tells a screen reader that there is nothing to read in a shape."""
_AT_MARGIN = '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
_AT_FOOT = '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'


def foot_box(number: int, name: str, height: int, content: Markup = NONE) -> Markup:
    """A run that anchors a box of the type area's width, `height` twips high, on its lower edge.

    Text stands above it, never beside it. Without content it only takes up the room. `number` is unique in
    the file.
    """
    text = f"<wps:txbx>{node('txbxContent', content)}</wps:txbx>" if content else ""
    kind = ' txBox="1"' if content else ""
    shape = (
        f"<wps:cNvSpPr{kind}/><wps:spPr>{_geometry('rect', height)}<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f'{text}<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
    )
    note = "" if content else _DECORATIVE
    return _anchored(number, name, _AT_FOOT, height, "<wp:wrapTopAndBottom/>", shape, note)


def rule(
    number: int, name: str, y: int, width: float, colour: str, length: int = TEXT_WIDTH, out: int = 0
) -> Markup:
    """A run that anchors a rule across the type area, its middle `y` twips below its top edge.

    `width` is in points, `colour` RGB; text takes no notice of it. A rule of another `length` begins `out` twips to
    the left of the type area.
    """
    across = f'<wp:positionH relativeFrom="margin"><wp:posOffset>{-out * _TWIP}</wp:posOffset></wp:positionH>'
    place = f'<wp:positionV relativeFrom="margin"><wp:posOffset>{y * _TWIP}</wp:posOffset></wp:positionV>'
    line = f'<a:ln w="{round(width * _POINT)}" cap="flat"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
    shape = f"<wps:cNvCnPr/><wps:spPr>{_geometry('line', 0, length)}{line}</wps:spPr><wps:bodyPr/>"
    return _anchored(number, name, place, 0, "<wp:wrapNone/>", shape, across=(across, length))


def side_box(number: int, name: str, place: tuple[int, int], width: int, content: Markup) -> Markup:
    """A run that anchors a box on the page, as high as the type area is wide, whose text reads downwards.

    `place` is its upper left corner, `width` its width, in twips.
    """
    return page_box(number, name, place, (width, TEXT_WIDTH), content, ' vert="vert"')


def page_box(
    number: int,
    name: str,
    place: tuple[int, int],
    extent: tuple[int, int],
    content: Markup,
    direction: str = "",
) -> Markup:
    """A run that anchors a box on the page: upper left corner, width and height in twips. Text ignores it."""
    horizontal, vertical = (
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{at * _TWIP}</wp:posOffset></wp:position{axis}>'
        for axis, at in zip("HV", place, strict=True)
    )
    width, height = extent
    shape = (
        '<wps:cNvSpPr txBox="1"/><wps:spPr>'
        f"{_geometry('rect', height, width)}<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx>{node('txbxContent', content)}</wps:txbx>"
        f'<wps:bodyPr{direction} lIns="0" tIns="0" rIns="0" bIns="0"/>'
    )
    return _anchored(number, name, vertical, height, "<wp:wrapNone/>", shape, "", (horizontal, width))


def _extent(height: int, width: int) -> str:
    return f'cx="{width * _TWIP}" cy="{height * _TWIP}"'


def _geometry(shape: str, height: int, width: int = TEXT_WIDTH) -> str:
    return (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {_extent(height, width)}/></a:xfrm>'
        f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
    )


def _anchored(
    number: int,
    name: str,
    place: str,
    height: int,
    wrap: str,
    shape: str,
    note: str = _DECORATIVE,
    across: tuple[str, int] = (_AT_MARGIN, TEXT_WIDTH),
) -> Markup:
    """`place`: where it stands vertically; `across`: where it stands horizontally, and its width."""
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" behindDoc="0" locked="0"'
        f' relativeHeight="{number}" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{across[0]}{place}<wp:extent {_extent(height, across[1])}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
        f'<wp:docPr id="{number}" name="{name}">{note}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp>{shape}</wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor>"
    )
    drawing = node("drawing", Markup(anchor))
    return node(
        "r",
        Markup(f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice></mc:AlternateContent>'),
    )
