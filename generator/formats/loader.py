"""`templates/<id>/` → `Format`."""

from functools import lru_cache
from pathlib import Path

from generator import resources
from generator.errors import InputError, UsageError
from generator.formats.model import PREAMBLE, Field, Format, Section
from generator.formats.rules import Known, read_rules, read_text_rules
from generator.formats.source import Folder, FormatError, Node, read_toml
from generator.formats.tables import TableFile, read_derived, read_table

MAIN, RULES, PHRASES = "format.toml", "rules.toml", "phrases.toml"
"""The files that are not tables; every other TOML file of a folder is one table, named by its stem."""


def load(format_id: str, root: Path | None = None) -> Format:
    """The format of that id. Raises UsageError for an unknown id, FormatError for a wrong data file."""
    folder = (root or resources.templates()) / format_id
    if not (folder / MAIN).is_file():
        known = "、".join(format.id for format in all_formats(root))
        raise UsageError(f"没有编号为“{format_id}”的格式。现有格式：{known}。请改用其中之一。")
    return _load(folder)


def all_formats(root: Path | None = None) -> tuple[Format, ...]:
    """Every format of the folder, by first report year."""
    top = root or resources.templates()
    folders = sorted(file.parent for file in top.glob(f"*/{MAIN}"))
    return tuple(sorted(map(_load, folders), key=lambda f: (f.first_year, f.id)))


def for_year(year: int, root: Path | None = None) -> Format:
    """The format in which reports of `year` are made; only that one is loaded.

    Raises InputError where none covers the year.
    """
    folders = [file.parent for file in (root or resources.templates()).glob(f"*/{MAIN}")]
    covering = [_load(folder) for folder in folders if _covers(folder, year)]
    if not covering:
        spans = "、".join(f.years for f in all_formats(root))
        raise InputError(f"没有适用于{year}年度的报告格式（现有格式：{spans}）。请核对报告年度。")
    return max(covering, key=lambda f: (f.first_year, f.id))


@lru_cache(maxsize=256)
def _covers(path: Path, year: int) -> bool:
    """Whether a folder's format is made for a year, by its main file alone."""
    first, *last = _folder(path).read(MAIN).numbers("years") or (0,)
    return first <= year and (not last or year <= last[0])


@lru_cache(maxsize=32)
def _load(path: Path) -> Format:
    folder = _folder(path)
    main = folder.read(MAIN)
    format_id = main.text("id")
    if format_id != path.name:
        raise main.fail("id", f"为“{format_id}”，应与文件夹同名（{path.name}）")
    files = {stem: _table(folder, stem, format_id) for stem in _tables(folder, main)}
    return _assemble(folder, main, files)


def _folder(path: Path, below: tuple[str, ...] = ()) -> Folder:
    """The folder with the bases that it extends, which stand beside it."""
    base = read_toml(path / MAIN).get("extends")
    if base is None:
        return Folder(path, None)
    if base in below or not (path.parent / str(base)).is_dir():
        raise FormatError(f"格式文件有误：{path.name}/{MAIN} 的“extends”所指的“{base}”不存在或互相引用")
    return Folder(path, _folder(path.parent / str(base), (*below, path.name)))


def _tables(folder: Folder, main: Node) -> tuple[str, ...]:
    """Stems of the table files, as the format's `tables` orders them; an inherited one may be left out."""
    order = main.texts("tables", required=True)
    missing = [stem for stem in order if not folder.has(f"{stem}.toml")]
    if missing:
        raise main.fail("tables", f"中有不存在的表：{'、'.join(missing)}")
    own = {file.stem for file in folder.path.glob("*.toml") if file.name not in (MAIN, RULES, PHRASES)}
    if own - set(order):
        raise main.fail("tables", f"没有列出文件夹中的表：{'、'.join(sorted(own - set(order)))}")
    return order


def _table(folder: Folder, stem: str, format_id: str) -> tuple[Node, TableFile]:
    file = folder.read(f"{stem}.toml")
    return file, read_table(file, f"{format_id}.{stem}")


def _assemble(folder: Folder, main: Node, files: dict[str, tuple[Node, TableFile]]) -> Format:
    fields: dict[str, Field] = {}
    for file, table in files.values():
        _add(fields, table.fields, file)
    derived: dict[str, Field] = {}
    for file, table in files.values():
        _add(derived, read_derived(file, fields, table.sets), file, taken=fields)
    known = _known(main.text("id"), fields, derived, [table for _, table in files.values()])
    rules = read_rules(folder.read(RULES), known, f"{known.format_id}.")
    for stem, (file, _) in files.items():
        rules += read_rules(file.node("rules"), known, f"{known.format_id}.{stem}.")
        file.finish()
    years = main.numbers("years")
    format = Format(
        id=known.format_id,
        name=main.text("name"),
        first_year=int(years[0]) if years else 0,
        last_year=int(years[1]) if len(years) == 2 else None,
        basis=main.texts("basis", required=True),
        title_pattern=main.text("title"),
        sections=_sections(main, folder, frozenset(files)),
        preamble=folder.template(PREAMBLE),
        tables=tuple(table.table for _, table in files.values()),
        fields=fields,
        derived=derived,
        rules=rules,
        text_rules=read_text_rules(folder.read(PHRASES), known),
        label_variants=_variants(main),
        open_chapters=main.flag("open_chapters"),
        folder=folder.path,
        sha256=folder.sha256(),
        wording=main.raw("wording"),
    )
    if len(years) not in (1, 2):
        raise main.fail("years", "应为 [首年] 或 [首年, 末年]")
    main.text("extends", "")
    main.finish()
    return format


def _known(
    format_id: str, fields: dict[str, Field], derived: dict[str, Field], tables: list[TableFile]
) -> Known:
    return Known(
        format_id=format_id,
        fields=fields,
        derived=derived,
        names={id: names for table in tables for id, names in table.names.items()},
        sets={name: members for table in tables for name, members in table.sets.items()},
        tables=frozenset(table.table.id for table in tables),
    )


def _add(
    into: dict[str, Field], fields: tuple[Field, ...], file: Node, taken: dict[str, Field] | None = None
) -> None:
    """Put fields into the format's; ids are unique without regard to case, labels are unique."""
    present = {**(taken or {}), **into}
    ids = {id.lower() for id in present}
    labels = {name for field in present.values() for name in (field.label, field.short) if name}
    for field in fields:
        names = {name for name in (field.label, field.short) if name}
        if field.id.lower() in ids:
            raise file.fail(field.id, "编号重复")
        if names & labels:
            raise file.fail(field.id, f"名称重复：{'、'.join(sorted(names & labels))}")
        ids.add(field.id.lower())
        labels |= names
        into[field.id] = field


def _sections(main: Node, folder: Folder, stems: frozenset[str]) -> tuple[Section, ...]:
    node = main.node("sections")
    return tuple(_section(node.node(id), id, main.text("id"), folder, stems) for id in node)


def _section(node: Node, id: str, format_id: str, folder: Folder, stems: frozenset[str]) -> Section:
    tables = node.texts("tables")
    if not stems.issuperset(tables):
        raise node.fail("tables", f"中有不存在的表：{'、'.join(sorted(set(tables) - stems))}")
    section = Section(
        id=id,
        heading=node.text("heading"),
        aliases=node.texts("aliases"),
        required=not node.flag("not_required"),
        tables=tuple(f"{format_id}.{stem}" for stem in tables),
        topics=node.texts("topics"),
        template=folder.template(id),
        annex=node.flag("annex"),
    )
    node.finish()
    return section


def _variants(main: Node) -> dict[str, tuple[str, ...]]:
    node = main.node("label_variants")
    return {label: node.texts(label) for label in node}
