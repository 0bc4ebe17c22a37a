"""A key in a token or hardware module, through PKCS#11 (needs the extra `nianbao[pkcs11]`)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from pyhanko.sign.signers import Signer

from generator.errors import InputError, NianbaoError, SetupError
from generator.signing.certificate import chain_of
from generator.signing.library import certificates
from generator.signing.passphrase import read_passphrase
from generator.signing.token_settings import TokenSettings
from generator.signing.trust import read_trust

AskPin = Callable[[], str]
"""Gives the PIN; called once. Real tokens lock themselves after a few wrong ones, so nothing asks again."""


class TokenKey:
    """The key in a token; see `KeySource`. The session is open between enter and exit."""

    digest = "sha256"

    def __init__(self, settings: TokenSettings, ask: AskPin) -> None:
        self._settings = settings
        self._ask = ask
        self._pkcs11: Any = None
        self._session: Any = None

    def __enter__(self) -> Signer:
        """Raises SetupError: no module, no token; InputError: wrong PIN, no such key or certificate."""
        self._pkcs11 = _load_library()
        try:
            self._session = self._open()
            return self._signer()
        except NianbaoError:
            self._close()
            raise
        except self._pkcs11.PKCS11Error as error:
            self._close()
            raise _failure(error) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session; an error of the token becomes one in Chinese."""
        self._close()
        if isinstance(error, self._pkcs11.PKCS11Error):
            raise _failure(error) from error

    def _close(self) -> None:
        if self._session is not None:
            with suppress(Exception):  # a token that was pulled out cannot be closed
                self._session.close()
            self._session = None

    def _open(self) -> Any:
        """Find the token and log in, once."""
        settings = self._settings
        tokens = list(self._tokens())
        if len(tokens) != 1:
            which = f"“{settings.token}”" if settings.token else ""
            trouble = "没有找到" if not tokens else f"找到 {len(tokens)} 个"
            raise SetupError(f"{trouble}令牌{which}。请插好令牌，或在设置里写明 token（令牌名称）或 slot。")
        if settings.pin_on_device:
            return tokens[0].open(user_pin=self._pkcs11.PROTECTED_AUTH)
        pin = read_passphrase(settings.pin_file) if settings.pin_file else self._ask()
        return tokens[0].open(user_pin=pin)

    def _tokens(self) -> Iterator[Any]:
        """The tokens that the settings may mean."""
        settings = self._settings
        if not settings.module.is_file():
            raise SetupError(f"找不到令牌的库文件“{settings.module}”。请安装令牌驱动，或改正 module。")
        try:
            slots = self._pkcs11.lib(str(settings.module)).get_slots(token_present=True)
        except (self._pkcs11.PKCS11Error, RuntimeError, OSError) as error:
            raise SetupError(
                f"“{settings.module}”不能作为令牌的库文件（PKCS#11）使用。请检查驱动和 module。"
            ) from error
        for slot in slots:
            with suppress(self._pkcs11.PKCS11Error):
                token = slot.get_token()
                if settings.slot in (None, slot.slot_id) and settings.token in (None, token.label):
                    yield token

    def _signer(self) -> Signer:
        from pyhanko.sign.pkcs11 import PKCS11Signer

        key = self._key()
        found = self._certificates()
        certificate = self._certificate(found, key)
        kind = certificate.public_key.algorithm
        if key[self._pkcs11.Attribute.KEY_TYPE] != getattr(self._pkcs11.KeyType, kind.upper(), None):
            raise InputError("令牌里的私钥与证书不相配（类型不同）。请在设置里改正 key 或 certificate。")
        pool = [der for path in self._settings.chain_files for der in _from_file(path)]
        pool += [bytes(c.dump()) for _, _, c in found]
        own, *above = certificates(chain_of(bytes(certificate.dump()), pool))
        mechanisms = self._session.token.slot.get_mechanisms()
        hashing = self._pkcs11.Mechanism.ECDSA_SHA256 in mechanisms
        signer: Signer = PKCS11Signer(
            self._session,
            signing_cert=own,
            ca_chain=above,
            key_label=self._settings.key,
            key_id=self._settings.key_id,
            use_raw_mechanism=kind == "ec" and not hashing,
        )
        return signer

    def _key(self) -> Any:
        attribute, settings = self._pkcs11.Attribute, self._settings
        wanted = {
            attribute.CLASS: self._pkcs11.ObjectClass.PRIVATE_KEY,
            **({attribute.LABEL: settings.key} if settings.key is not None else {}),
            **({attribute.ID: settings.key_id} if settings.key_id is not None else {}),
        }
        keys = list(self._session.get_objects(wanted))
        if len(keys) != 1:
            name = settings.key or (settings.key_id or b"").hex()
            trouble = "没有" if not keys else "不止一个"
            raise InputError(f"令牌里{trouble}私钥“{name}”。请在设置里改正 key 或 key_id。")
        return keys[0]

    def _certificates(self) -> list[tuple[str, bytes, Any]]:
        """Label, id and certificate of all that the token holds."""
        attribute = self._pkcs11.Attribute
        wanted = {attribute.CLASS: self._pkcs11.ObjectClass.CERTIFICATE}
        objects = list(self._session.get_objects(wanted))
        return [
            (item[attribute.LABEL], item[attribute.ID], certificates([item[attribute.VALUE]])[0])
            for item in objects
        ]

    def _certificate(self, found: list[tuple[str, bytes, Any]], key: Any) -> Any:
        """The signer's certificate: from a file, by its label, or the one with the key's own id."""
        settings = self._settings
        if settings.certificate_file is not None:
            return certificates(_from_file(settings.certificate_file))[0]
        if settings.certificate is not None:
            fitting = [c for label, _, c in found if label == settings.certificate]
        else:
            key_id = key[self._pkcs11.Attribute.ID]
            fitting = [c for _, id, c in found if id == key_id]
        if len(fitting) != 1:
            raise InputError(
                "令牌里找不到（或不止一个）与私钥对应的证书。"
                "请在设置里写明 certificate（证书标签）或 certificate_file（证书文件）。"
            )
        return fitting[0]


def _load_library() -> Any:
    try:
        import pkcs11
    except ImportError as error:
        raise SetupError('没有安装令牌支持。请运行 pip install "nianbao[pkcs11]"。') from error
    return pkcs11


def _from_file(path: Path) -> list[bytes]:
    try:
        found = read_trust([path.read_bytes()])
    except OSError as error:
        raise InputError(f"无法读取证书文件“{path}”。请检查路径和权限。") from error
    items = [*found.intermediates, *found.roots]
    if not items:
        raise InputError(f"证书文件“{path.name}”里没有证书。请检查文件。")
    return items


def _failure(error: Exception) -> NianbaoError:
    """The token's error in Chinese; its own texts are empty or English."""
    match type(error).__name__:
        case "PinIncorrect" | "PinInvalid" | "PinLenRange":
            return InputError("令牌的 PIN 不对，没有再试（连续输错会锁死令牌）。请核对 PIN 后重新运行。")
        case "PinLocked":
            return SetupError("令牌已被锁死。请联系发放令牌的机构解锁。")
        case "PinExpired" | "UserPinNotInitialized":
            return SetupError("令牌的 PIN 已到期或尚未设置。请先用令牌自带的工具设置 PIN。")
        case "MechanismInvalid" | "KeyTypeInconsistent" | "DataLenRange":
            return InputError(
                "令牌不能用这个私钥签名：私钥与证书的类型不相配，或不支持所需的算法。请检查设置。"
            )
        case "DeviceRemoved" | "TokenNotPresent" | "DeviceError":
            return SetupError("令牌没有响应或已拔出。请插好后重试。")
        case name:
            return SetupError(f"令牌出错（{name}）。请检查令牌和驱动。")
