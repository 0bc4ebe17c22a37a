"""qpdf for tests: whether the file's syntax is sound."""

import subprocess
import tempfile
from pathlib import Path


def complaints(pdf: bytes | Path) -> list[str]:
    """What `qpdf --check` warns of; empty if the file is sound. Object streams are always looked into."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    lines = [line.removeprefix("WARNING: ").replace(f"{path}", "file") for line in done.stderr.splitlines()]
    if done.returncode and not lines:
        lines = [f"qpdf ended with {done.returncode}"]
    return lines
