"""A token in software (SoftHSM2), made in a temporary folder for one test run."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, ObjectClass

from tests.signing.pki import Identity

CANDIDATES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN = "648219"
LABEL = "签章令牌"


def module() -> str:
    """Where the library lies on this machine."""
    return next(path for path in CANDIDATES if Path(path).is_file())


@contextmanager
def configured(folder: Path) -> Iterator[None]:
    """SoftHSM keeps its tokens in this folder."""
    tokens = folder / "tokens"
    tokens.mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(
        f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    try:
        yield
    finally:
        os.environ.pop("SOFTHSM2_CONF")
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before


def make_token(label: str = LABEL) -> None:
    """An empty token."""
    _tool("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)


def put_key(folder: Path, who: Identity, label: str, id: str) -> None:
    """The private key of an identity into the token."""
    path = folder / f"{label}.pem"
    path.write_bytes(who.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _tool("--import", str(path), "--token", LABEL, "--label", label, "--id", id, "--pin", PIN)
    path.unlink()


def put_certificates(found: list[tuple[str, str, Identity]]) -> None:
    """Certificates (label, id, whose) into the token, which the tool above cannot do."""
    pkcs11.lib(module()).reinitialize()
    token = pkcs11.lib(module()).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        for label, id, who in found:
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: label,
                    Attribute.ID: bytes.fromhex(id),
                    Attribute.SUBJECT: who.certificate.subject.public_bytes(),
                    Attribute.ISSUER: who.certificate.issuer.public_bytes(),
                    Attribute.VALUE: who.der,
                }
            )


def _tool(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True, timeout=60)
