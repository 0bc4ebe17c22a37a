"""Makes fonts/*.ttf from the fonts of named packages; run by hand, never at install.

    python fonts/build.py [--sources FOLDER] [FILE.ttf ...]

The source files come out of Debian and npm packages (`apt-get download`, `npm pack`), each checked against
its recorded SHA-256; the result is the same bytes every time. Needs fontTools. Takes about two minutes.
`--sources` keeps (or finds) the unpacked packages in that folder.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
MADE = 3878323200
"""`head.created` and `head.modified` of every font: 2026-11-24, in seconds from 1904."""
CURVE_ERROR = 1.0
"""Largest distance between a cubic outline and its quadratic copy, in units of 1/1000 em."""


MAXP_ZEROS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxComponentDepth",
)
"""Entries of `maxp` that are 0 in a font without instructions and composites."""


@dataclass(frozen=True)
class Source:
    """A font file inside a package. `kind`: deb or npm; `path`: inside the unpacked package."""

    kind: str
    package: str
    version: str
    path: str
    sha256: str


@dataclass(frozen=True)
class Packages:
    """The unpacked packages, each in a folder of its own under `folder`."""

    folder: Path

    def file(self, source: Source) -> Path:
        """The source file, fetched if it is not there yet, and proved by its SHA-256."""
        home = self.folder / f"{source.package.replace('/', '-').lstrip('@')}-{source.version}"
        path = home / source.path
        if not path.exists():
            home.mkdir(parents=True, exist_ok=True)
            (unpack_deb if source.kind == "deb" else unpack_npm)(source, home)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != source.sha256:
            sys.exit(f"{source.path}: SHA-256 is {found}, recorded is {source.sha256}")
        return path

    def characters(self, source: Source) -> set[int]:
        """The code points of a source font."""
        return set(TTFont(self.file(source), lazy=True).getBestCmap())


def unpack_deb(source: Source, folder: Path) -> None:
    """Download a Debian package of the recorded version and unpack it."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["apt-get", "download", f"{source.package}={source.version}"], cwd=work, check=True)
        (package,) = Path(work).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)


def unpack_npm(source: Source, folder: Path) -> None:
    """Download an npm package of the recorded version and unpack it."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["npm", "pack", f"{source.package}@{source.version}"], cwd=work, check=True)
        (package,) = Path(work).glob("*.tgz")
        with tarfile.open(package) as archive:
            archive.extractall(folder, filter="data")


_TEXLIVE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
FANDOL_FANG = Source(
    "deb",
    "texlive-lang-chinese",
    "2022.20230122-1",
    _TEXLIVE + "FandolFang-Regular.otf",
    "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
)
FANDOL_KAI = Source(
    "deb",
    "texlive-lang-chinese",
    "2022.20230122-1",
    _TEXLIVE + "FandolKai-Regular.otf",
    "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
)
WENKAI = Source(
    "deb",
    "fonts-lxgw-wenkai",
    "1.250+repack-1",
    "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
    "e302f84a1967817f91fc4011de7c8c12489c41072a7f0605a1c7b1399352cb93",
)
SERIF_BOLD = Source(
    "npm",
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "package/700Bold/NotoSerifSC_700Bold.ttf",
    "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
)
SERIF = Source(
    "npm",
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "package/400Regular/NotoSerifSC_400Regular.ttf",
    "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
)
SANS = Source(
    "npm",
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "package/500Medium/NotoSansSC_500Medium.ttf",
    "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
)
HANAZONO = Source(
    "deb",
    "fonts-hanazono",
    "20170904-2.1",
    "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
    "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
)
LIBERATION = Source(
    "deb",
    "fonts-liberation2",
    "2.1.5-1",
    "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
)


def gb2312(rows: Iterable[int]) -> set[int]:
    """The characters of the given rows (区) of GB/T 2312."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(ord(bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


TGH = {ord(c) for c in (HERE / "tgh.txt").read_text(encoding="utf-8") if not c.isspace()}
"""通用规范汉字表: 8105 characters (Unihan kTGH), in the table's order."""
FULL_WIDTH_MARKS = gb2312([1]) | {ord(c) for c in "—·‰℃№"}
"""Marks and symbols that the office's fonts set one em wide (区 1 of GB/T 2312)."""
SYMBOLS = (
    set(range(0x20, 0x7F))
    | set(range(0xA0, 0x100))
    | set(range(0x2010, 0x2028))
    | set(range(0x2030, 0x203C))
    | set(range(0x2103, 0x2124))
    | set(range(0x2150, 0x218A))
    | set(range(0x2460, 0x24F0))
    | set(range(0x3000, 0x3018))
    | set(range(0x3220, 0x3244))
    | set(range(0x3280, 0x32B1))
    | set(range(0x3300, 0x33FF))
    | set(range(0xFE10, 0xFE1A))
    | set(range(0xFE30, 0xFE6B))
    | set(range(0xFF01, 0xFF5F))
    | set(range(0xFFE0, 0xFFE7))
)
COMMON = gb2312(range(1, 88)) | TGH | SYMBOLS | FULL_WIDTH_MARKS
"""What every Chinese face shall have, as far as its source has it."""


def is_han(code: int) -> bool:
    """Whether a code point is a Han character or 〇."""
    return code == 0x3007 or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code < 0x40000


def han_of(source: set[int]) -> set[int]:
    """The Han characters among a font's code points."""
    return {c for c in source if is_han(c)}


@dataclass(frozen=True)
class Target:
    """One font to make: `wanted` code points, or all that the source has (None)."""

    file: str
    family: str
    source: Source
    wanted: set[int] | None
    licence: tuple[str, str]
    weight: int = 400
    full_width_marks: bool = False
    half_width_digits: bool = False


OFL = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1 (text beside the file).",
    "https://openfontlicense.org",
)
GPL = (
    "GNU General Public License, version 3 or later, with the font exception; the exception is extended to "
    "this modified version (text beside the file).",
    "https://www.gnu.org/licenses/gpl-3.0.html",
)
HANA = ("Hanazono Font License (text beside the file).", "http://fonts.jp/hanazono/")


def targets(packages: Packages) -> list[Target]:
    """All fonts that are made; `latin.ttf` is copied unchanged."""
    fang, kai = packages.characters(FANDOL_FANG), packages.characters(FANDOL_KAI)
    lacking = TGH - (han_of(fang) & han_of(kai))
    every_plane_2 = set(range(0x20000, 0x30000))
    return [
        Target("fang.ttf", "Nianbao Fang", FANDOL_FANG, COMMON | han_of(fang), GPL, 400, True),
        Target("kai.ttf", "Nianbao Kai", FANDOL_KAI, COMMON | han_of(kai), GPL, 400, True),
        Target("brush.ttf", "Nianbao Brush", WENKAI, lacking, OFL, 300),
        Target("title.ttf", "Nianbao Title", SERIF_BOLD, COMMON, OFL, 700, True, True),
        Target("hei.ttf", "Nianbao Hei", SANS, COMMON, OFL, 500, True, True),
        Target("song.ttf", "Nianbao Song", SERIF, None, OFL, 400, True, True),
        Target("rare.ttf", "Nianbao Rare", HANAZONO, every_plane_2, HANA, 400),
    ]


def make(target: Target, packages: Packages) -> None:
    """Subset, convert to TrueType outlines, set the widths of marks, name, and write one font."""
    font = TTFont(packages.file(target.source), recalcTimestamp=False)
    cut(font, set(font.getBestCmap()) if target.wanted is None else target.wanted)
    if "CFF " in font:
        to_truetype(font)
    if target.full_width_marks:
        widen_marks(font)
    if target.half_width_digits:
        halve_digits(font)
    describe(font, target)
    font.save(HERE / target.file)


def cut(font: TTFont, wanted: set[int]) -> None:
    """Keep the wanted characters only; no layout features, no hinting, no vertical metrics."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "kern"]
    options.drop_tables += ["mort", "morx", "gasp", "FFTM", "cvt ", "fpgm", "prep"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def to_truetype(font: TTFont) -> None:
    """Replace cubic (CFF) outlines by quadratic ones (glyf)."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, outlines
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs, maxp.maxZones = 0x00010000, len(order), 1
    for name in MAXP_ZEROS:
        setattr(maxp, name, 0)
    for name in order:
        outlines[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outlines[name], "xMin", 0))
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def reshape(font: TTFont, name: str, advance: int, transform: Transform) -> None:
    """Redraw one glyph through a transformation and give it a new advance."""
    recording = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(TransformPen(pen, transform))
    glyph = font["glyf"][name] = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))


def widen_marks(font: TTFont) -> None:
    """Make the full-width marks one em wide: dashes are stretched, wider marks narrowed, others centred."""
    em, cmap = font["head"].unitsPerEm, font.getBestCmap()
    for code in sorted(FULL_WIDTH_MARKS & set(cmap)):
        name = cmap[code]
        width = font["hmtx"][name][0]
        if width == em:
            continue
        if width > em or code in (0x2014, 0x2015):
            reshape(font, name, em, Transform(em / width, 0, 0, 1, 0, 0))
        else:
            reshape(font, name, em, Transform(1, 0, 0, 1, round((em - width) / 2), 0))


def halve_digits(font: TTFont) -> None:
    """Make the digits half an em wide (GB/T 9704, 7.5: 半角宋体), narrowing those that are wider."""
    half, cmap = font["head"].unitsPerEm // 2, font.getBestCmap()
    for code in range(0x30, 0x3A):
        width = font["hmtx"][cmap[code]][0]
        scale = min(1, half / width)
        transform = Transform(scale, 0, 0, 1, round((half - width * scale) / 2), 0)
        reshape(font, cmap[code], half, transform)


def describe(font: TTFont, target: Target) -> None:
    """Our own name, the source's copyright and licence, no embedding restriction, fixed dates."""
    copyright_line = font["name"].getDebugName(0)
    version = font["name"].getDebugName(5)
    names = font["name"] = newTable("name")
    names.names = []
    postscript = target.family.replace(" ", "") + "-Regular"
    source = Path(target.source.path).name
    for number, text in {
        0: copyright_line,
        1: target.family,
        2: "Regular",
        3: f"{postscript};from {source}",
        4: target.family,
        5: f"Version 1.0; from {source}, {version}",
        6: postscript,
        10: f"Modified from {source} of the package {target.source.package} {target.source.version} by "
        "fonts/build.py of nianbao on 2026-11-24: subset, TrueType outlines, widths of marks, names.",
        13: target.licence[0],
        14: target.licence[1],
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    font["post"].formatType = 3.0
    os2, head = font["OS/2"], font["head"]
    os2.fsType, os2.usWeightClass, os2.fsSelection = 0, target.weight, 0x40
    os2.recalcAvgCharWidth(font)
    head.macStyle, head.fontRevision = 0, 1.0
    head.created = head.modified = MADE


def main() -> None:
    """Make the fonts named on the command line, or all, and write SHA256SUMS."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, help="folder of the unpacked packages, kept for next time")
    parser.add_argument("files", nargs="*", help="fonts to make (default: all)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        packages = Packages((arguments.sources or Path(work)).resolve())
        for target in targets(packages):
            if not arguments.files or target.file in arguments.files:
                make(target, packages)
        (HERE / "latin.ttf").write_bytes(packages.file(LIBERATION).read_bytes())
    sums = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(HERE.glob("*.ttf"))]
    (HERE / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


if __name__ == "__main__":
    main()
