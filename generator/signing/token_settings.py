"""The TOML file that describes a token or hardware module.

module = "/usr/lib/vendor/libtoken.so"       # the maker's library
token = "签章"                                # label of the token; or slot = 0; absent: the only one
key = "seal-key"                              # label of the private key; or key_id = "0a1b"
certificate_file = "seal.pem"                 # or certificate = "label"; absent: the one with the key's id
chain_files = ["ca.pem"]                      # certificates above it, if the token does not hold them
pin_file = "pin.txt"                          # or pin_entry = "device"; absent: asked for
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import InputError

_ENTRIES: Mapping[str, type] = {
    "module": str,
    "token": str,
    "slot": int,
    "key": str,
    "key_id": str,
    "certificate": str,
    "certificate_file": str,
    "chain_files": list,
    "pin_file": str,
    "pin_entry": str,
}


@dataclass(frozen=True)
class TokenSettings:
    """The entries of the file; its paths are relative to its own folder."""

    module: Path
    token: str | None = None
    slot: int | None = None
    key: str | None = None
    key_id: bytes | None = None
    certificate: str | None = None
    certificate_file: Path | None = None
    chain_files: tuple[Path, ...] = ()
    pin_file: Path | None = None
    pin_on_device: bool = False


def read_settings(path: Path) -> TokenSettings:
    """Read the file; raises InputError for anything that it does not understand."""
    name = path.name
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"无法读取令牌设置“{name}”：不是 UTF-8 编码的 TOML 文件。请检查。") from error
    for entry, value in data.items():
        if entry not in _ENTRIES:
            raise InputError(f"令牌设置“{name}”里有不认识的项“{entry}”。可用的项：{'、'.join(_ENTRIES)}。")
        if not isinstance(value, _ENTRIES[entry]):
            raise InputError(f"令牌设置“{name}”里“{entry}”的写法不对。请对照说明改正。")
    if "module" not in data or not ("key" in data or "key_id" in data):
        raise InputError(f"令牌设置“{name}”必须有 module（库文件）和 key 或 key_id（私钥）。请补上。")
    if data.get("pin_entry", "device") != "device":
        raise InputError(f'令牌设置“{name}”里的 pin_entry 只能是 "device"。请改正或删去。')
    return _settings(data, path)


def _settings(data: dict[str, Any], path: Path) -> TokenSettings:
    folder = path.parent
    try:
        key_id = bytes.fromhex(data["key_id"]) if "key_id" in data else None
    except ValueError as error:
        raise InputError(f"令牌设置“{path.name}”里的 key_id 应是十六进制数字。请改正。") from error
    return TokenSettings(
        module=folder / data["module"],
        token=data.get("token"),
        slot=data.get("slot"),
        key=data.get("key"),
        key_id=key_id,
        certificate=data.get("certificate"),
        certificate_file=folder / data["certificate_file"] if "certificate_file" in data else None,
        chain_files=tuple(folder / str(name) for name in data.get("chain_files", ())),
        pin_file=folder / data["pin_file"] if "pin_file" in data else None,
        pin_on_device="pin_entry" in data,
    )
