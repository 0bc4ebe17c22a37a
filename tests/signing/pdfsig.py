"""Poppler's `pdfsig`: a verifier that shares no code with ours. It judges digests, and coverage."""

import re
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Opinion:
    """What it says of one signature."""

    field: str
    valid: bool
    whole_file: bool


def opinions(pdf: bytes) -> list[Opinion]:
    """One for each signature, in its order; certificates are not judged."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        run = subprocess.run(
            ["pdfsig", "-nocert", file.name], capture_output=True, text=True, check=False, timeout=60
        )
    blocks = re.split(r"Signature #\d+:", run.stdout)[1:]
    return [
        Opinion(
            field=_after(block, "Signature Field Name: "),
            valid="Signature is Valid." in block,
            whole_file="- Total document signed" in block,
        )
        for block in blocks
    ]


def _after(block: str, label: str) -> str:
    return block.split(label, 1)[1].splitlines()[0].strip() if label in block else ""
