"""A certificate that was sent with a form: opened, used once, never written anywhere."""

from pathlib import Path

from pyhanko.sign.signers import Signer

from generator.page.guard.uploads import Upload
from generator.signing.p12 import Pkcs12Key


class SentKey(Pkcs12Key):
    """A PKCS#12 file in memory with its passphrase; see `KeySource`."""

    def __init__(self, upload: Upload, passphrase: str) -> None:
        super().__init__(Path(upload.name), lambda: passphrase)
        self._data = upload.data

    def __enter__(self) -> Signer:
        """Raises InputError: not such a file, wrong passphrase, no key, no certificate that fits the key."""
        return self._signer(self._open(self._data))
