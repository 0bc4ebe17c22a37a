"""Files and words out of a form, within limits. A file's name is only ever shown, never used as a path."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from generator.files import safe_name
from generator.page.refusals import Refusal
from generator.page.settings import MB, Limits

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


@dataclass(frozen=True)
class Upload:
    """A file as it was sent. `name` is its last part made safe, for showing only."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The suffix in small letters, with its dot; empty if there is none."""
        found = _SUFFIX.search(self.name)
        return found[0].lower() if found else ""


@dataclass(frozen=True)
class Form:
    """The words of a form by name, and its files by name; empty file inputs are left out."""

    words: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """The word of that name, without blanks around it; empty if it was not sent."""
        return self.words.get(name, "").strip()

    def file(self, name: str) -> Upload | None:
        """The one file of that name."""
        return next(iter(self.files.get(name, ())), None)


async def read_form(request: Request, limits: Limits) -> Form:
    """The form of a request. Raises Refusal where it is none or over a limit."""
    words: dict[str, str] = {}
    files: dict[str, list[Upload]] = {}
    try:
        async with request.form(
            max_files=limits.files, max_fields=limits.fields, max_part_size=limits.field
        ) as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    words[name] = value
                elif value.filename:
                    files.setdefault(name, []).append(await _upload(value, limits))
    except MultiPartException as error:
        raise _refused(limits) from error
    return Form(words, files)


async def _upload(value: UploadFile, limits: Limits) -> Upload:
    name = shown_name(value.filename or "")
    if value.size is not None and value.size > limits.file:
        raise Refusal(
            413,
            "文件太大",
            f"“{name}”超过{limits.file // MB} MB。请删去其中的图片和附件，或删去多余的空白行列后再试。",
        )
    return Upload(name, await value.read())


def shown_name(sent: str) -> str:
    """The last part of whatever path was sent, safe to show and to offer as a download's name."""
    last = re.split(r"[/\\]", sent)[-1]
    match = _SUFFIX.search(last)
    suffix = match[0] if match else ""
    return safe_name(last.removesuffix(suffix)) + suffix


def small(upload: Upload, limits: Limits, what: str) -> Upload:
    """The upload, unless it is larger than a certificate or picture can be. Raises Refusal."""
    if len(upload.data) > limits.small_file:
        raise Refusal(413, "文件太大", f"{what}不应超过{limits.small_file // MB} MB。请检查是否选错了文件。")
    return upload


def _refused(limits: Limits) -> Refusal:
    return Refusal(
        400, "没有收到完整的表单", f"一次最多放入{limits.files}个文件。请分几次放入，或刷新页面后重试。"
    )
