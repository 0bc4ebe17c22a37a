"""One table's file → the table, its fields and its derived figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import cast, get_args

from generator.formats.expand import NotationError, Sets, expand, is_id, member_list
from generator.formats.grid import Grid, draw
from generator.formats.model import Cell, Field, FieldType, Formula, Table
from generator.formats.source import Node

AGGREGATES = (
    "sum",
    "sum_issuer",
    "sum_decider",
    "sum_collector",
    "sum_buyer",
    "sum_case",
    "sum_dedup",
    "union_catalogue",
)
"""How `collect` treats a figure of several units (formats.md 6)."""

ATTRIBUTES = ("label", "short", "type", "unit", "aggregate", "law")


@dataclass(frozen=True)
class TableFile:
    """What one table's file gives, and where its fields stand (for the names in messages)."""

    table: Table
    fields: tuple[Field, ...]
    sets: Sets
    names: Mapping[str, Mapping[str, str]]


def read_table(file: Node, table_id: str) -> TableFile:
    """The table of `file`. Raises FormatError naming the key that is wrong."""
    sets = read_sets(file)
    totals = read_totals(file, sets)
    unit_col = file.number("unit_column") if "unit_column" in file else None
    try:
        grid = draw(file.text("grid"), sets, frozenset(totals), unit_col)
    except NotationError as error:
        raise file.fail("grid", f"画得不对：{error}") from error
    fields = _Fields(file, table_id, grid, totals, unit_col)
    made = tuple(fields.field(cell) for cell in grid.cells if cell.field)
    fields.finish()
    table = Table(
        id=table_id,
        sheet=file.text("sheet"),
        title=file.text("title"),
        rows=grid.rows,
        cols=grid.cols,
        header_rows=grid.header_rows,
        label_cols=grid.label_cols,
        cells=grid.cells,
        printed=not file.flag("not_printed"),
        optional=file.flag("optional"),
        widths_mm=_widths(file, grid.cols),
        evidence=grid.evidence or None,
        source=file.text("source"),
    )
    return TableFile(table, made, sets, fields.names)


def read_sets(file: Node) -> Sets:
    """The named sets of id parts, members in order."""
    node = file.node("sets")
    sets = {name: node.texts(name) for name in node}
    try:
        return {name: member_list(name, sets) for name in sets}
    except NotationError as error:
        raise file.fail("sets", f"有误：{error}") from error


def read_totals(file: Node, sets: Sets) -> dict[str, tuple[str, ...]]:
    """Total id → the ids that it adds up. In `"a.{x}.t" = "a.{x}.{y}"` each member of x has its own sum."""
    node = file.node("totals")
    totals: dict[str, tuple[str, ...]] = {}
    for pattern in node:
        try:
            for bound in _bindings(pattern, sets):
                total = _bind(pattern, bound)
                totals[total] = expand(_bind(node.text(pattern), bound), sets)
        except NotationError as error:
            raise node.fail(pattern, f"有误：{error}") from error
    return totals


def _bindings(pattern: str, sets: Sets) -> Iterator[dict[str, str]]:
    """One binding for each combination of the sets named in `pattern`."""
    names = [name for name in sets if f"{{{name}}}" in pattern]
    if not names:
        yield {}
        return
    for member in sets[names[0]]:
        for rest in _bindings(pattern.replace(f"{{{names[0]}}}", ""), sets):
            yield {names[0]: member, **rest}


def _bind(pattern: str, bound: Mapping[str, str]) -> str:
    for name, member in bound.items():
        pattern = pattern.replace(f"{{{name}}}", member)
    return pattern


class _Fields:
    """Makes the fields of one table: defaults of the file, then each matching `[[fields]]` in order."""

    def __init__(
        self,
        file: Node,
        table_id: str,
        grid: Grid,
        totals: Mapping[str, tuple[str, ...]],
        unit_col: int | None,
    ) -> None:
        self._file = file
        self._table_id = table_id
        self._grid = grid
        self._totals = totals
        self._units = {c.row: c.text for c in grid.cells if c.col == unit_col and c.kind == "unit"}
        self._defaults = file.node("defaults")
        self._overrides = list(file.nodes("fields"))
        self._short = file.node("short")
        self.names = {cell.field: self._names(cell) for cell in grid.cells if cell.field}

    def field(self, cell: Cell) -> Field:
        """The field of an entry or total cell."""
        if not is_id(cell.field):
            raise self._file.fail("grid", f"中的“{cell.field}”不能作编号：有一节像单元格地址")
        chosen = self._attributes(cell)
        names = self.names[cell.field]
        total = self._totals.get(cell.field)
        return Field(
            id=cell.field,
            label=chosen["label"].format_map(names),
            short=self._short.text(cell.field, chosen["short"]),
            table=self._table_id,
            type=field_type(self._file, cell.field, chosen["type"]),
            unit=chosen["unit"],
            signed=any(o.flag("signed") for o in self._matching(cell.field)),
            aggregate=chosen["aggregate"],
            law=chosen["law"],
            formula=Formula("sum", total) if total else None,
            alone="".join(o.text("alone", "") for o in self._matching(cell.field)),
        )

    def finish(self) -> None:
        """Raise FormatError for settings that no field has taken up."""
        for override in self._overrides:
            for pattern in override.texts("match"):
                if not any(fnmatchcase(id, pattern) for id in self.names):
                    raise override.fail("match", f"“{pattern}”没有对应的编号")
            override.finish()
        self._defaults.finish()
        self._short.finish()

    def _attributes(self, cell: Cell) -> dict[str, str]:
        drawn = {"unit": self._units.get(cell.row, ""), "law": self._grid.laws.get(cell.row, "")}
        chosen = {key: drawn.get(key) or self._defaults.text(key, "") for key in ATTRIBUTES}
        for override in self._matching(cell.field):
            chosen |= {key: override.text(key) for key in ATTRIBUTES if key in override}
        if chosen["aggregate"] not in AGGREGATES:
            raise self._file.fail("aggregate", f"“{chosen['aggregate']}”不是已知的汇总方式（{cell.field}）")
        return chosen

    def _matching(self, id: str) -> list[Node]:
        return [o for o in self._overrides if any(fnmatchcase(id, p) for p in o.texts("match", True))]

    def _names(self, cell: Cell) -> dict[str, str]:
        """What {row} {rows} {col} {cols} {group} mean for a cell."""
        rows, cols = self._grid.row_labels(cell), self._grid.column_labels(cell)
        return {
            "row": rows[-1] if rows else "",
            "rows": "·".join(rows),
            "col": cols[-1] if cols else "",
            "cols": "·".join(cols),
            "group": "·".join(cols[:-1]),
        }


def field_type(file: Node, key: str, text: str) -> FieldType:
    """`text` as a field type. Raises FormatError for an unknown one."""
    if text not in get_args(FieldType):
        raise file.fail(key, f"的类型“{text}”不是 {'、'.join(get_args(FieldType))} 之一")
    return cast(FieldType, text)


def _widths(file: Node, cols: int) -> tuple[float, ...]:
    widths = file.numbers("widths_mm")
    if widths and (len(widths) != cols or abs(sum(widths) - 156) > 0.01):
        raise file.fail("widths_mm", f"应为{cols}个数，合计156毫米")
    return widths


def read_derived(file: Node, fields: Mapping[str, Field], sets: Sets) -> tuple[Field, ...]:
    """`[derived]`: figures that only the text quotes, computed from others."""
    node = file.node("derived")
    return tuple(_derived(node.node(id), id, fields, sets) for id in node)


def _derived(node: Node, id: str, fields: Mapping[str, Field], sets: Sets) -> Field:
    op = "percent" if "percent" in node else "sum"
    try:
        of = tuple(
            x
            for pattern in node.text(op).split("/" if op == "percent" else "+")
            for x in expand(pattern.strip(), sets)
        )
    except NotationError as error:
        raise node.fail(op, f"有误：{error}") from error
    if not is_id(id) or any(part not in fields for part in of) or (op == "percent" and len(of) != 2):
        raise node.fail(op, "引用了不存在的编号")
    first = fields[of[0]]
    field = Field(
        id=id,
        label=node.text("label"),
        short=node.text("short", ""),
        table="",
        type="money" if op == "percent" else first.type,
        unit="%" if op == "percent" else first.unit,
        signed=False,
        aggregate="sum",
        law="",
        formula=Formula("percent" if op == "percent" else "sum", of, node.number("decimals", 0)),
    )
    node.finish()
    return field
