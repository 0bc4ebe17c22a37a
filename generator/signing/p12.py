"""A key in a PKCS#12 file (.p12, .pfx)."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.sign.signers import Signer, SimpleSigner

from generator.errors import InputError
from generator.signing.certificate import chain_of
from generator.signing.library import certificate_store, certificates

AskPassphrase = Callable[[], str]
"""Gives the passphrase; called once, and only if the file does not open without one."""


class Pkcs12Key:
    """The key and certificates of one PKCS#12 file; see `KeySource`."""

    digest = "sha256"

    def __init__(self, path: Path, ask: AskPassphrase) -> None:
        self._path = path
        self._ask = ask

    def __enter__(self) -> Signer:
        """Raises InputError: not such a file, wrong passphrase, no key, no certificate that fits the key."""
        try:
            data = self._path.read_bytes()
        except OSError as error:
            raise InputError(f"无法读取证书文件“{self._path}”。请检查路径和权限。") from error
        return self._signer(self._open(data))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is held open."""

    def _open(self, data: bytes) -> pkcs12.PKCS12KeyAndCertificates:
        if not data.startswith(b"\x30"):
            raise InputError(f"“{self._path.name}”不是 PKCS#12 证书文件（.p12、.pfx）。请检查文件。")
        opened = _load(data, "")
        if opened is None:
            opened = _load(data, self._ask())
        if opened is None:
            raise InputError(f"证书文件“{self._path.name}”打不开：口令不对，或文件已损坏。请核对口令。")
        return opened

    def _signer(self, opened: pkcs12.PKCS12KeyAndCertificates) -> Signer:
        name = self._path.name
        if opened.key is None:
            raise InputError(f"证书文件“{name}”里没有私钥。请重新导出，导出时选择“包含私钥”。")
        wanted = opened.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        found = [c.certificate for c in (opened.cert, *opened.additional_certs) if c is not None]
        own = [c for c in found if _public_key(c) == wanted]
        if not own:
            raise InputError(f"证书文件“{name}”里没有与私钥相配的证书。请重新导出，或更换证书文件。")
        signing, *above = certificates(chain_of(_der(own[0]), map(_der, found)))
        key = opened.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SimpleSigner(
            signing_cert=signing,
            signing_key=load_private_key_from_pemder_data(key, None),
            cert_registry=certificate_store(above),
        )


def _load(data: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates | None:
    """The contents, or None if the passphrase does not open them. An empty one may be stored in two ways."""
    for secret in (passphrase.encode(),) if passphrase else (None, b""):
        try:
            return pkcs12.load_pkcs12(data, secret)
        except UnsupportedAlgorithm as error:
            raise InputError(
                "证书文件的密钥类型或加密方式不受支持。请用 RSA 或 EC 证书，以 AES 加密重新导出。"
            ) from error
        except (ValueError, TypeError):
            continue
    return None


def _public_key(certificate: Any) -> bytes | None:
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return None
    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _der(certificate: Any) -> bytes:
    return bytes(certificate.public_bytes(Encoding.DER))
