"""PDF/A-3a and PDF/UA-1 by veraPDF, where it is installed and asked for; this program does not judge alone."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.archive.proof.outcome import Check, Reason, Topic

STANDARD = Topic("C02.4", "PDF/A-3a 与 PDF/UA-1 符合性")
PROGRAM = "verapdf"
FLAVOURS = ("3a", "ua1")
_SECONDS = 120


def check_standard(pdf: bytes, asked: bool) -> Check:
    """Conformance by the reference validator; 未检测 without it."""
    program = shutil.which(PROGRAM)
    if not asked:
        return STANDARD.not_run(Reason.TOOL, "未要求用 veraPDF 检测（加 --verapdf 即可）")
    if program is None:
        return STANDARD.not_run(Reason.TOOL, "没有安装 veraPDF")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        try:
            failed = [flavour for flavour in FLAVOURS if not _passes(program, flavour, path)]
        except (OSError, subprocess.TimeoutExpired) as error:
            return STANDARD.not_run(Reason.TOOL, f"veraPDF 没有给出结果（{type(error).__name__}）")
    if failed:
        return STANDARD.failed(f"veraPDF 判定不符合：{'、'.join(failed)}")
    return STANDARD.passed("veraPDF 判定符合 3a 和 ua1")


def _passes(program: str, flavour: str, path: Path) -> bool:
    """Whether veraPDF's one-line answer is PASS. Raises OSError where there is no answer at all."""
    done = subprocess.run(
        [program, "--flavour", flavour, "--format", "text", str(path)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    words = done.stdout.split()
    if not words or words[0] not in ("PASS", "FAIL"):
        raise OSError("no answer")
    return words[0] == "PASS"
