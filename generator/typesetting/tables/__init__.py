"""Statutory tables: fitted into the type area, broken over pages, placed as lines and rules.

`fit_table` decides columns, type size and row heights once; `split_rows` breaks what is taller than a page;
`place_rows` turns rows into lines and rules. Heights are points of the layout's grid (225/22 mm a line); a
DOCX, whose line is 579 twips, multiplies them by 579 / (20 × PITCH) and rounds the edges to whole twips.
"""

from generator.typesetting.tables.fit import fit_table
from generator.typesetting.tables.model import FittedTable, alignment, left_edge
from generator.typesetting.tables.place import PlacedRows, place_rows
from generator.typesetting.tables.split import Split, split_rows

__all__ = [
    "FittedTable",
    "PlacedRows",
    "Split",
    "alignment",
    "fit_table",
    "left_edge",
    "place_rows",
    "split_rows",
]
