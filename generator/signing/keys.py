"""The seam between the program and whatever holds the office's key: a file, a token, a seal service.

A `KeySource` opens the key and hands out pyHanko's own abstract `Signer`, of which a source writes one
coroutine, `async_sign_raw`; all the rest (CMS, PAdES attributes, placing, time stamps, the check of the
result) is the same for all sources. `docs/signing.md` shows a complete source for a remote service.
"""

from types import TracebackType
from typing import Protocol

from pyhanko.sign.signers import Signer


class KeySource(Protocol):
    """Opens the key, gives a signer, closes it again. Opening may ask a person for a passphrase, once."""

    digest: str
    """Name of the digest that the key signs: sha256 (sm3 for SM2)."""

    def __enter__(self) -> Signer:
        """The signer, ready, with its certificate and the certificates above it.

        Raises InputError if the key, the passphrase or the certificate is wrong, SetupError if the device
        or service is not there.
        """

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what was opened."""
