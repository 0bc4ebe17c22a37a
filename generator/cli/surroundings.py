"""The surroundings of the program, one check each: interpreter, components, data files, disk, office, language.

A check never raises: whatever goes wrong inside it is its result.
"""

import importlib
import importlib.metadata
import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import __version__
from generator.errors import SetupError
from generator.files import reason

State = Literal["ok", "missing", "failed"]
OLDEST_PYTHON = (3, 11)

COMPONENTS = (
    ("click", "click", "命令行"),
    ("openpyxl", "openpyxl", "写填报工作簿"),
    ("python-docx", "docx", "核对 DOCX"),
    ("reportlab", "reportlab", "写 PDF"),
    ("jinja2", "jinja2", "生成正文"),
    ("lxml", "lxml.etree", "读回 DOCX、元数据"),
    ("pillow", "PIL.Image", "印章图样"),
    ("pyhanko", "pyhanko", "签名和验证"),
    ("pyhanko-certvalidator", "pyhanko_certvalidator", "证书链"),
    ("asn1crypto", "asn1crypto", "签名的内部结构"),
    ("cryptography", "cryptography.x509", "密钥和证书"),
)
"""Distribution, module and purpose of what every installation needs."""

EXTRAS = (
    ("starlette", "starlette", "page", "本机网页"),
    ("uvicorn", "uvicorn", "page", "本机网页"),
    ("python-multipart", "python_multipart", "page", "本机网页"),
    ("pypdfium2", "pypdfium2", "page", "本机网页的预览"),
    ("python-calamine", "python_calamine", "legacy", "读取 .xls、.et、.ods"),
    ("msoffcrypto-tool", "msoffcrypto", "legacy", "识别设有密码的旧工作簿"),
    ("python-pkcs11", "pkcs11", "pkcs11", "用令牌签名"),
    ("gmssl-pyx", "gmssl_pyx", "sm2", "国密签名"),
    ("gmalg", "gmalg", "sm2", "核对国密签名"),
    ("distributed", "distributed", "cluster", "使用 Dask 集群"),
)
"""The same for optional parts, with the extra that installs them."""

FROZEN = bool(getattr(sys, "frozen", False))
"""Whether this is the one-folder bundle, where nothing can be installed with pip."""

REPLACE = "程序包不完整，请重新复制整个文件夹。"

OFFICE_HOMES = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    r"C:\Program Files\LibreOffice\program",
    "/opt/libreoffice/program",
)


@dataclass(frozen=True)
class Examined:
    """One thing looked at. `missing` is an optional part that is not there; `mend` says what to do (请……)."""

    id: str
    name: str
    state: State
    message: str
    mend: str = ""

    def as_json(self) -> dict[str, str]:
        """The result for machines."""
        return {
            "id": self.id,
            "name": self.name,
            "result": self.state,
            "message": self.message,
            "mend": self.mend,
        }


def examine() -> list[Examined]:
    """Every check, in the order in which things are needed."""
    found = [_python()]
    found += [_component(*component) for component in COMPONENTS]
    found += [_extra(*extra) for extra in EXTRAS]
    found += [_fonts(), _formats(), _temporary(), _office(), _language(), _encoding()]
    return found


def _python() -> Examined:
    message = (
        f"{platform.python_version()}（{platform.system()} {platform.machine()}），nianbao {__version__}"
    )
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Examined("python", "Python", "ok", message)
    mend = f"请安装 Python {'.'.join(map(str, OLDEST_PYTHON))} 或更新的版本。"
    return Examined("python", "Python", "failed", message, mend)


def _component(distribution: str, module: str, purpose: str) -> Examined:
    version = _version(distribution, module)
    name = f"组件 {distribution}"
    if version:
        return Examined(f"component.{distribution}", name, "ok", f"{version}（{purpose}）")
    mend = REPLACE if FROZEN else f"请运行 pip install {distribution}，或重新安装 nianbao。"
    return Examined(f"component.{distribution}", name, "failed", f"没有安装或已损坏（{purpose}）", mend)


def _extra(distribution: str, module: str, extra: str, purpose: str) -> Examined:
    version = _version(distribution, module)
    name = f"可选组件 {distribution}"
    if version:
        return Examined(f"extra.{distribution}", name, "ok", f"{version}（{purpose}）")
    mend = f"需要{purpose}时，请运行 pip install 'nianbao[{extra}]'。"
    if FROZEN:
        mend = f"免安装的程序包不含这一部分；需要{purpose}时，请改用 pip 安装的程序。"
    return Examined(f"extra.{distribution}", name, "missing", f"没有安装（{purpose}）", mend)


def _version(distribution: str, module: str) -> str:
    """The version of a component that can be imported; empty for one that is not there or broken."""
    try:
        importlib.import_module(module)
        return importlib.metadata.version(distribution)
    except Exception:  # a broken component may fail in any way when it is imported
        return ""


def _fonts() -> Examined:
    def look() -> str:
        from generator.typesetting.fonts.catalogue import load_fonts

        fonts = load_fonts()
        if fonts.notes:
            raise SetupError("；".join(fonts.notes))
        faces = fonts.faces()
        return f"{len(faces)} 个字体可以读取：{'、'.join(face.family for face in faces)}"

    mend = "请重新安装 nianbao，并确认 fonts 文件夹可以读取。"
    return _attempt("fonts", "随附字体", look, mend)


def _formats() -> Examined:
    def look() -> str:
        from generator import formats

        return f"可以读取：{'、'.join(form.id for form in formats.all_formats())}"

    mend = "请重新安装 nianbao，并确认 templates 文件夹可以读取、没有改动。"
    return _attempt("formats", "格式文件", look, mend)


def _temporary() -> Examined:
    def look() -> str:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            Path(folder, "年报.txt").write_bytes(b"x" * 4096)
        free = shutil.disk_usage(tempfile.gettempdir()).free // 1048576
        return f"{tempfile.gettempdir()} 可以写入，余 {free} MB"

    return _attempt("temporary", "临时文件夹", look, "请清理磁盘，或用环境变量 TMPDIR（TEMP）另指定文件夹。")


def _attempt(id: str, name: str, look: Callable[[], str], mend: str) -> Examined:
    """The outcome of one look; every failure is a result."""
    try:
        return Examined(id, name, "ok", look())
    except Exception as error:  # this command is there for the cases that nobody foresaw
        why = reason(error) if isinstance(error, OSError) else str(error)
        return Examined(id, name, "failed", f"不能使用（{why or type(error).__name__}）", mend)


def _office() -> Examined:
    found = next(_office_programs(), "")
    if found:
        return Examined("libreoffice", "LibreOffice", "ok", found)
    mend = "生成报告用不到它；要在本机查看 DOCX 时，请安装 LibreOffice 或 WPS。"
    return Examined("libreoffice", "LibreOffice", "missing", "没有找到", mend)


def _office_programs() -> Iterator[str]:
    homes = os.pathsep.join((os.environ.get("PATH", ""), *OFFICE_HOMES))
    return (found for name in ("soffice", "libreoffice") if (found := shutil.which(name, path=homes)))


def _language() -> Examined:
    name = next((v for key in ("LC_ALL", "LC_CTYPE", "LANG") if (v := os.environ.get(key))), "")
    shown = name or "没有设置"
    return Examined("locale", "语言设置", "ok", f"{shown}；本程序的输出总是中文、UTF-8")


def _encoding() -> Examined:
    files = sys.getfilesystemencoding()
    message = f"文件名编码 {files}，系统默认编码 {locale.getpreferredencoding(False)}"
    try:
        "年报".encode(files)
    except UnicodeEncodeError:
        mend = "请设置环境变量 PYTHONUTF8=1 后再运行。"
        return Examined("encoding", "编码", "failed", f"{message}，不能用中文文件名", mend)
    return Examined("encoding", "编码", "ok", message)
