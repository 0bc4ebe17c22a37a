"""Hold a DOCX against the PDF of the same report:  python -m tests.parity REPORT.docx REPORT.pdf …

Prints the lines that differ and how far characters and baselines stand apart; exits with 1 if lines differ.
"""

import sys
from pathlib import Path

from tests.parity.compare import compare
from tests.parity.office import to_pdf


def main(arguments: list[str]) -> int:
    """Compare pairs of files; returns the exit code."""
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    converted = to_pdf({docx: Path(docx).read_bytes() for docx, _ in pairs})
    failed = False
    for docx, pdf in pairs:
        result = compare(Path(pdf).read_bytes(), converted[docx])
        print(f"{docx}: {result}")
        failed = failed or bool(result.differences)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
