"""Which face sets which character: the chains of `fonts.toml`, the fonts of the office where asked for.

Western letters, digits and marks come from the Latin face, everything else from the role's chain, character
by character. Marks that Chinese and Western text share (“ ” ‘ ’ — … · × ℃ ‰) are always Chinese.
"""

import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import environ
from pathlib import Path

from generator import resources
from generator.document.model import Role
from generator.errors import InputError, SetupError
from generator.typesetting.fonts.sfnt import FontFile, FontFileError, faces_in
from generator.typesetting.fonts.truetype import TrueTypeFace

LATIN = "latin"
_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}


class MissingGlyph(InputError):
    """No font of the chain has the character. `at` adds where it stands."""

    def __init__(self, char: str, place: str = "") -> None:
        where = f"{place}：" if place else ""
        super().__init__(
            f"{where}字体里没有“{char}”（U+{ord(char):04X}）这个字。请核对是否误输入，或换用通行的写法。"
        )
        self.char = char

    def at(self, place: str) -> "MissingGlyph":
        """The same error, naming the place (工作表、单元格 …)."""
        return MissingGlyph(self.char, place)


@dataclass(frozen=True)
class FontSet:
    """The faces of one run. `notes` say in Chinese what could not be used."""

    chains: Mapping[str, tuple[TrueTypeFace, ...]]
    latin: TrueTypeFace
    notes: tuple[str, ...] = ()
    _served: dict[tuple[str, str], TrueTypeFace] = field(default_factory=dict, repr=False, compare=False)

    def face(self, role: Role, char: str) -> TrueTypeFace:
        """The face that sets `char` in `role`. Raises MissingGlyph."""
        served = self._served.get((role, char))
        if served is None:
            served = self._served[role, char] = self._find(role, char)
        return served

    def _find(self, role: Role, char: str) -> TrueTypeFace:
        chain = self.chains[role]
        if is_western(char) and not (role is Role.TITLE and char.isdigit() and _half(chain[0], char)):
            chain = (self.latin, *chain)
        for face in chain:
            if face.covers(char):
                return face
        raise MissingGlyph(char)

    def folio_face(self, char: str) -> TrueTypeFace:
        """The face of a page number's character (7.5: 半角宋体): 宋体's own digits if half an em wide."""
        own = self.chains[Role.SONG][0]
        return own if not char.isdigit() or _half(own, char) else self.face(Role.SONG, char)

    def is_fallback(self, role: Role, char: str) -> bool:
        """Whether the character comes from a face that is neither the role's first nor the Latin one."""
        return self.face(role, char) not in (self.chains[role][0], self.latin)

    def faces(self) -> tuple[TrueTypeFace, ...]:
        """Every face, each once, in the order of the chains."""
        chained = [face for chain in self.chains.values() for face in chain]
        return tuple(dict.fromkeys((*chained, self.latin)))


def is_western(char: str) -> bool:
    """Whether the Latin face is asked first: ASCII, and letters of Western Europe."""
    return " " <= char <= "~" or ("\u00c0" <= char <= "\u024f" and unicodedata.category(char)[0] == "L")


def _half(face: TrueTypeFace, char: str) -> bool:
    return face.covers(char) and abs(face.advance(char) - 0.5) < 0.01


def load_fonts(folders: Iterable[Path] = (), shipped_only: bool = True) -> FontSet:
    """The fonts to set with.

    With `shipped_only` a report comes out the same on every machine. Otherwise the office's own fonts take
    the head of each role's chain where they are found in `folders` or the system's font folders.
    Raises SetupError if a role is left without any font.
    """
    plan = read_plan()
    opened = {
        name: _open_shipped(name) for name in dict.fromkeys(n for c in plan.shipped.values() for n in c)
    }
    notes = [problem for problem in opened.values() if isinstance(problem, str)]
    chains = {
        role: tuple(face for face in (opened[name] for name in names) if isinstance(face, TrueTypeFace))
        for role, names in plan.shipped.items()
    }
    if not shipped_only:
        own, more = _office_faces(plan.office, [*folders, *system_folders()])
        notes += more
        chains = {role: (*own.get(role, ()), *chain) for role, chain in chains.items()}
    for role, chain in chains.items():
        if not chain:
            raise SetupError(f"找不到“{ROLE_NAMES[role]}”所用的字体：{'；'.join(notes)}。请重新安装本程序。")
    latin = chains.pop(LATIN)[0]
    return FontSet(chains, latin, tuple(notes))


ROLE_NAMES = {
    Role.BODY: "仿宋（正文）",
    Role.KAI: "楷体（二级标题）",
    Role.HEI: "黑体（一级标题）",
    Role.TITLE: "小标宋（标题）",
    Role.SONG: "宋体（表格、页码）",
    LATIN: "西文（字母、数字）",
}
"""Role → what people call it."""


@dataclass(frozen=True)
class Plan:
    """`fonts.toml`: role → shipped files, role → names of the office's fonts, role → weight class."""

    shipped: Mapping[str, tuple[str, ...]]
    office: Mapping[str, tuple[str, ...]]
    weight: Mapping[str, int]


def read_plan() -> Plan:
    """Read `fonts.toml`. Raises SetupError if it is missing or faulty."""
    path = resources.fonts() / "fonts.toml"
    try:
        with path.open("rb") as stream:
            data = tomllib.load(stream)
        shipped, office = (
            {role: tuple(data[key][role]) for role in ROLE_NAMES} for key in ("shipped", "office")
        )
        return Plan(shipped, office, {role: int(data["weight"][role]) for role in ROLE_NAMES})
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise SetupError(f"字体表“{path}”读不出来：{error}。请重新安装本程序。") from error


def _open_shipped(name: str) -> TrueTypeFace | str:
    """The shipped face, or why it cannot be had."""
    path = resources.fonts() / name
    if not path.exists():
        return f"缺少字体文件“{path}”"
    try:
        return TrueTypeFace(path)
    except FontFileError as error:
        return f"“{path}”{error.reason}"


def system_folders() -> list[Path]:
    """Where Windows, Linux and macOS keep fonts, those that exist."""
    home = Path.home()
    folders = [
        Path(environ.get("WINDIR", r"C:\Windows")) / "Fonts",
        Path(environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))) / "Microsoft/Windows/Fonts",
    ]
    if sys.platform != "win32":
        folders = [
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            home / "Library/Fonts",
        ]
    return [folder for folder in folders if folder.is_dir()]


def _office_faces(
    names: Mapping[str, Sequence[str]], folders: Iterable[Path]
) -> tuple[dict[str, tuple[TrueTypeFace, ...]], list[str]]:
    """Role → (the best of the office's fonts found,), and notes on those that had to be passed over."""
    wanted = {name for listed in names.values() for name in listed}
    found: dict[str, TrueTypeFace] = {}
    notes: list[str] = []
    for path in _font_files(folders):
        for face in _faces_named(path, wanted, notes):
            for name in face.names & wanted:
                found.setdefault(name, face)
    best = {role: [found[name] for name in listed if name in found][:1] for role, listed in names.items()}
    return {role: tuple(faces) for role, faces in best.items()}, notes


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                yield path


def _faces_named(path: Path, wanted: set[str], notes: list[str]) -> Iterator[TrueTypeFace]:
    """The faces of a file that answer to a wanted name and may be embedded; others are noted."""
    try:
        count = faces_in(path)
    except FontFileError as error:
        notes.append(str(error))
        return
    for index in range(count):
        try:
            if not FontFile(path, index).names & wanted:
                continue
            face = TrueTypeFace(path, index)
            if not face.embeddable:
                notes.append(f"字体“{face.family}”（{path}）不许嵌入文件，已换用其他字体。")
                continue
            face.covers("一")  # reads the character map, so that a faulty one shows here
            yield face
        except FontFileError as error:
            notes.append(str(error))
