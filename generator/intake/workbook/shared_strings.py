"""Texts moved from the cells into one table: the form that Excel itself writes and old readers expect."""

import re

TABLE = "xl/sharedStrings.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_INLINE = re.compile(r't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>')


class SharedStrings:
    """The table under way: each text once, in the order of its first use (ECMA-376 18.4.9)."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def moved(self, sheet_xml: str) -> str:
        """A sheet's XML with every inline text replaced by its number in the table."""
        return _INLINE.sub(self._number, sheet_xml)

    def _number(self, match: re.Match[str]) -> str:
        self._uses += 1
        number = self._numbers.setdefault(match[1], len(self._numbers))
        return f't="s"><v>{number}</v></c>'

    def table(self) -> bytes:
        """The part `xl/sharedStrings.xml`."""
        items = "".join(f"<si>{text}</si>" for text in self._numbers)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<sst xmlns="{_MAIN}" count="{self._uses}" uniqueCount="{len(self._numbers)}">{items}</sst>'
        ).encode()


def declared(content_types: str) -> str:
    """`[Content_Types].xml` with the table's type."""
    override = f'<Override PartName="/{TABLE}" ContentType="{_TYPE}"/>'
    return content_types.replace("</Types>", override + "</Types>")


def related(workbook_relations: str) -> str:
    """The workbook's relations with the one to the table."""
    relation = f'<Relationship Id="rIdSharedStrings" Type="{_RELATION}" Target="sharedStrings.xml"/>'
    return workbook_relations.replace("</Relationships>", relation + "</Relationships>")
