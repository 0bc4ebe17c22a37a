"""Sends every hostile workbook, the slow ones too: `python -m tests.hostile [part of a name]`."""

import sys
import tempfile
import time
from pathlib import Path

from generator.cli.main import main
from tests.hostile.workbooks import CASES

for name, case in CASES.items():
    if not all(part in name for part in sys.argv[1:]):
        continue
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder, case.name)
        workbook.write_bytes(case.make())
        began = time.monotonic()
        try:
            main(["build", str(workbook), "-o", folder])
        except SystemExit as ended:
            print(f"{ended.code}  {time.monotonic() - began:5.1f} s  {name}", flush=True)
