"""Keys in tokens, through PKCS#11, with a token in software."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import InputError, NianbaoError, SetupError
from generator.signing.signer import sign
from generator.signing.token import TokenKey
from generator.signing.token_settings import read_settings
from generator.signing.validation import Level, validate_signatures
from tests.signing import softhsm
from tests.signing.conftest import Office
from tests.signing.pki import Pki, ec_key, identity
from tests.signing.softhsm import LABEL, PIN


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Iterator[str]:
    """A token with an RSA and an EC key and their certificates; the value is the library's path."""
    folder = tmp_path_factory.mktemp("token")
    with softhsm.configured(folder):
        softhsm.make_token()
        softhsm.put_key(folder, pki.rsa, "key-rsa", "0a01")
        softhsm.put_key(folder, pki.ec, "key-ec", "0a02")
        softhsm.put_key(folder, identity(pki.ca, ec_key()), "key-alone", "0a03")
        softhsm.put_certificates(
            [("cert-rsa", "0a01", pki.rsa), ("cert-ec", "0a02", pki.ec), ("cert-ca", "0b01", pki.ca)]
        )
        yield softhsm.module()


Settings = Callable[..., Path]


@pytest.fixture
def settings(tmp_path: Path, token: str) -> Settings:
    """Writes a settings file: the right one, with the entries given added or (None) left out."""

    def write(**entries: str | None) -> Path:
        (tmp_path / "pin.txt").write_text(PIN + "\n")
        known: dict[str, str | None] = {
            "module": token,
            "token": LABEL,
            "key": "key-rsa",
            "pin_file": "pin.txt",
        }
        path = tmp_path / "token.toml"
        lines = [f'{name} = "{value}"' for name, value in (known | entries).items() if value is not None]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def never() -> str:
    raise AssertionError("asked for a PIN although there is a file")


def key(path: Path) -> TokenKey:
    return TokenKey(read_settings(path), never)


@pytest.mark.parametrize("name", ["key-rsa", "key-ec"])
@pytest.mark.parametrize("level", ["B", "LTA"])
def test_rsa_and_ec_keys_in_a_token_sign_at_every_level(
    settings: Settings, report: bytes, office: Office, pki: Pki, name: str, level: str
) -> None:
    signed = sign(report, key(settings(key=name)), office.wishes(level))
    found = validate_signatures(signed.pdf, [pki.trust, pki.ca.pem], pki.crls())
    assert found.ok
    assert found.signatures[0].level is (Level.B if level == "B" else Level.LTA)


def test_the_key_may_be_named_by_its_id(settings: Settings, report: bytes, office: Office) -> None:
    path = settings(key=None, key_id="0a02")
    assert sign(report, key(path), office.wishes("B")).report.ok


def test_the_certificate_may_be_named_by_its_label(settings: Settings, report: bytes, office: Office) -> None:
    assert sign(report, key(settings(certificate="cert-rsa")), office.wishes("B")).report.ok


def test_the_certificate_may_come_from_a_file(
    settings: Settings, report: bytes, office: Office, pki: Pki, tmp_path: Path
) -> None:
    (tmp_path / "seal.pem").write_bytes(pki.ec.pem)
    path = settings(key="key-ec", certificate_file="seal.pem")
    assert sign(report, key(path), office.wishes("B")).report.ok


def test_the_pin_is_asked_for_where_no_file_has_it(settings: Settings, report: bytes, office: Office) -> None:
    asked = []

    def ask() -> str:
        asked.append(1)
        return PIN

    source = TokenKey(read_settings(settings(pin_file=None)), ask)
    assert sign(report, source, office.wishes("B")).report.ok
    assert len(asked) == 1


def failure(report: bytes, path: Path, office: Office) -> NianbaoError:
    with pytest.raises(NianbaoError) as caught:
        sign(report, key(path), office.wishes("B"))
    return caught.value


def test_a_wrong_pin_is_tried_once(settings: Settings, report: bytes, office: Office) -> None:
    """Real tokens lock themselves: another wrong PIN must not be spent."""
    asked = []

    def ask() -> str:
        asked.append(1)
        return "000000"

    with pytest.raises(InputError, match="PIN 不对，没有再试"):
        sign(report, TokenKey(read_settings(settings(pin_file=None)), ask), office.wishes("B"))
    assert len(asked) == 1


def test_after_a_wrong_pin_the_right_one_still_works(
    settings: Settings, report: bytes, office: Office
) -> None:
    with pytest.raises(InputError):
        sign(report, TokenKey(read_settings(settings(pin_file=None)), lambda: "1"), office.wishes("B"))
    assert sign(report, key(settings()), office.wishes("B")).report.ok


def test_a_missing_module_is_named(settings: Settings, report: bytes, office: Office) -> None:
    error = failure(report, settings(module="/nowhere/driver.so"), office)
    assert isinstance(error, SetupError)
    assert "/nowhere/driver.so" in str(error)


def test_a_file_that_is_no_module_is_named(
    settings: Settings, report: bytes, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "driver.so").write_bytes(b"no library")
    error = failure(report, settings(module="driver.so"), office)
    assert isinstance(error, SetupError)
    assert "PKCS#11" in str(error)


def test_a_missing_token_is_named(settings: Settings, report: bytes, office: Office) -> None:
    error = failure(report, settings(token="另一个"), office)
    assert isinstance(error, SetupError)
    assert "没有找到令牌“另一个”" in str(error)


def test_a_missing_key_is_named(settings: Settings, report: bytes, office: Office) -> None:
    error = failure(report, settings(key="key-x"), office)
    assert isinstance(error, InputError)
    assert "没有私钥“key-x”" in str(error)


def test_a_key_without_a_certificate_asks_for_one(settings: Settings, report: bytes, office: Office) -> None:
    assert "certificate_file" in str(failure(report, settings(key="key-alone"), office))


def test_an_rsa_key_with_an_ec_certificate_is_told(settings: Settings, report: bytes, office: Office) -> None:
    error = failure(report, settings(certificate="cert-ec"), office)
    assert isinstance(error, InputError)
    assert "不相配" in str(error)


def test_an_ec_key_with_the_certificate_of_another_ec_key_is_found_before_anything_is_written(
    settings: Settings, report: bytes, office: Office, pki: Pki, tmp_path: Path
) -> None:
    """The token signs without complaint; the check of the result finds it."""
    (tmp_path / "other.pem").write_bytes(identity(pki.ca, ec_key()).pem)
    error = failure(report, settings(key="key-ec", certificate_file="other.pem"), office)
    assert "私钥与证书不相配" in str(error)


def test_without_the_extra_the_command_that_installs_it_is_told(
    settings: Settings, report: bytes, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    error = failure(report, settings(), office)
    assert isinstance(error, SetupError)
    assert 'pip install "nianbao[pkcs11]"' in str(error)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("module = ", "TOML"),
        ("pin = '1234'", "不认识的项“pin”"),
        ("module = 5\nkey = 'a'", "“module”的写法不对"),
        ("module = 'a.so'", "key 或 key_id"),
        ("key = 'a'", "module"),
        ("module = 'a.so'\nkey_id = 'xyz'", "十六进制"),
        ("module = 'a.so'\nkey = 'a'\npin_entry = 'here'", "pin_entry"),
        ("\xff", "TOML"),
    ],
)
def test_settings_that_are_not_understood_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "token.toml"
    path.write_bytes(text.encode("latin-1") if text == "\xff" else text.encode())
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert said in str(caught.value)


def test_a_pin_never_stands_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "token.toml"
    path.write_text("module = 'a.so'\nkey = 'a'\nuser_pin = '1234'")
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert "1234" not in str(caught.value)
