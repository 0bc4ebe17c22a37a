"""LibreOffice for tests: many DOCX to PDF in one call, with a profile and a font configuration of its own."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.typesetting.fonts.fontconfig import write_configuration

TIMEOUT = 600
"""Seconds for one call, however many files."""


def to_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF that LibreOffice makes of each DOCX, by the same key. The fonts are the shipped ones only."""
    with tempfile.TemporaryDirectory(prefix="parity-") as name:
        folder = Path(name)
        sources = {key: folder / f"{i}.docx" for i, key in enumerate(files)}
        for key, source in sources.items():
            source.write_bytes(files[key])
        done = _convert(folder, list(sources.values()))
        missing = [key for key, source in sources.items() if not source.with_suffix(".pdf").exists()]
        if missing:
            raise AssertionError(f"LibreOffice made no PDF of {missing}: {done.stdout}{done.stderr}")
        return {key: source.with_suffix(".pdf").read_bytes() for key, source in sources.items()}


def _convert(folder: Path, sources: list[Path]) -> "subprocess.CompletedProcess[str]":
    configuration = folder / "fonts.conf"
    write_configuration(configuration)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
        *map(str, sources),
    ]
    environment = os.environ | {
        "FONTCONFIG_FILE": str(configuration),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HOME": str(folder),
    }
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
