"""Sheet 校验 → 确认说明 by rule id. Only the notes are read: results are computed anew."""

from generator.intake.addresses import CHECKS, CHECKS_HEADER
from generator.intake.reading.book import Book
from generator.intake.reading.labels import folded

RULE_ID, NOTE = CHECKS_HEADER[0], CHECKS_HEADER[-1]


def read_confirmations(book: Book) -> dict[str, str]:
    """Rule id → the note beside it; empty where the sheet or its header is gone."""
    sheet = book.sheets.get(CHECKS)
    if sheet is None:
        return {}
    headers = {folded(text): at for at, text in sorted(sheet.texts(), reverse=True)}
    identity, note = headers.get(folded(RULE_ID)), headers.get(folded(NOTE))
    if identity is None or note is None:
        return {}
    found = {}
    for row in range(note[0] + 1, sheet.last_row + 1):
        rule = sheet.at(row, identity[1]).text.strip()
        text = " ".join(sheet.at(row, note[1]).text.split())
        if text and _is_rule(rule):
            found[rule] = text
    return found


def _is_rule(text: str) -> bool:
    """Ids are without Han characters and blanks (2021.t2.doc_chain, T29); other rows of the sheet have none."""
    return len(text) > 1 and text.isascii() and " " not in text
