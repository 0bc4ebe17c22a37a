"""Where the cells of a table stand that gives only rows and spans (HTML 4.9.12, ISO 32000-1, 14.8.5.7)."""

MOST_COLUMNS = 200
"""Wider spans are cut: no report comes near, and a hostile one shall not fill the memory."""


class Placer:
    """Gives each cell the first free column of its row, under the cells that reach down from above."""

    def __init__(self) -> None:
        self._row = -1
        self._column = 0
        self._until: dict[int, int] = {}

    def start_row(self) -> None:
        """The next row begins."""
        self._row += 1
        self._column = 0

    def place(self, rowspan: int = 1, colspan: int = 1) -> tuple[int, int]:
        """Row and column of the next cell of this row, from 0."""
        while self._until.get(self._column, 0) > self._row:
            self._column += 1
        column = self._column
        width = min(max(colspan, 1), MOST_COLUMNS)
        for covered in range(column, column + width):
            self._until[covered] = self._row + max(rowspan, 1)
        self._column = column + width
        return self._row, column
