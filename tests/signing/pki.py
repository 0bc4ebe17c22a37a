"""A public-key infrastructure made for one test run and thrown away: nothing of it is stored.

Two roots that know nothing of each other: one for the office's signing certificates, one for the time stamp
authority, so that the chain of the one proves nothing of the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

NOW = datetime(2026, 1, 29, 9, 0, tzinfo=UTC)
"""The moment at which the tests stand still."""
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
PASSPHRASE = "临江区2026"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def name(common: str, organisation: str = "示例单位") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def key_usage(*allowed: str) -> x509.KeyUsage:
    kinds = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{kind: kind in allowed for kind in kinds})


@dataclass(frozen=True)
class Identity:
    """A key with its certificate and the authorities above it, nearest first."""

    key: Key
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, passphrase: str | None = PASSPHRASE) -> bytes:
        lock: KeySerializationEncryption = NoEncryption()
        if passphrase is not None:
            lock = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(
            "签章".encode(), self.key, self.certificate, self.chain, lock
        )


@dataclass(frozen=True)
class Authority(Identity):
    """An identity that issues certificates and revocation lists."""

    crl_address: str | None = None

    def issue(
        self,
        subject: x509.Name,
        key: Key,
        extensions: Sequence[tuple[x509.ExtensionType, bool]],
        valid: tuple[datetime, datetime] = (
            datetime(2025, 1, 1, tzinfo=UTC),
            datetime(2028, 1, 1, tzinfo=UTC),
        ),
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        if self.crl_address:
            point = x509.DistributionPoint(
                [x509.UniformResourceIdentifier(self.crl_address)], None, None, None
            )
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), False)
        return builder.sign(self.key, hashes.SHA256())

    def crl(self, revoked: Sequence[x509.Certificate] = (), at: datetime = NOW, days: int = 30) -> bytes:
        """A list issued at `at` (DER); the certificates count as revoked from the day before."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at - timedelta(minutes=5))
            .next_update(at + timedelta(days=days))
            .add_extension(x509.CRLNumber(int(at.timestamp())), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        for certificate in revoked:
            entry = x509.RevokedCertificateBuilder(certificate.serial_number, at - timedelta(days=1))
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


def root(common: str, until: int = 2045, crl_address: str | None = None) -> Authority:
    key, subject = rsa_key(), name(common)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .add_extension(key_usage("key_cert_sign", "crl_sign"), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate, crl_address=crl_address)


def intermediate(
    above: Authority, common: str, until: int = 2040, crl_address: str | None = None
) -> Authority:
    key = rsa_key()
    extensions = (
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (key_usage("key_cert_sign", "crl_sign"), True),
    )
    valid = (datetime(2020, 1, 1, tzinfo=UTC), datetime(until, 1, 1, tzinfo=UTC))
    certificate = above.issue(name(common), key, extensions, valid)
    return Authority(key, certificate, (above.certificate, *above.chain), crl_address)


SIGNING_USAGE: tuple[tuple[x509.ExtensionType, bool], ...] = (
    (key_usage("digital_signature", "content_commitment"), True),
)
TIMESTAMPING_USAGE: tuple[tuple[x509.ExtensionType, bool], ...] = (
    (key_usage("digital_signature", "content_commitment"), True),
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
)


def identity(
    above: Authority,
    key: Key,
    common: str = "临江区人民政府办公室",
    usage: Sequence[tuple[x509.ExtensionType, bool]] = SIGNING_USAGE,
    since: datetime = datetime(2025, 1, 1, tzinfo=UTC),
    until: datetime = datetime(2028, 1, 1, tzinfo=UTC),
) -> Identity:
    certificate = above.issue(name(common), key, usage, (since, until))
    return Identity(key, certificate, (above.certificate, *above.chain))


@dataclass(frozen=True)
class Pki:
    """All that a signing office and a time stamp authority need."""

    root: Authority
    ca: Authority
    rsa: Identity
    ec: Identity
    tsa_root: Authority
    tsa: Identity
    extra: dict[str, Identity] = field(default_factory=dict)

    @property
    def trust(self) -> bytes:
        """Both roots as one PEM file."""
        return self.root.pem + self.tsa_root.pem

    def crls(self, at: datetime = NOW, days: int = 30) -> tuple[bytes, ...]:
        """Current lists of all authorities, with nobody revoked."""
        return tuple(a.crl(at=at, days=days) for a in (self.root, self.ca, self.tsa_root))


def pem(ders: Sequence[bytes]) -> bytes:
    """Revocation lists as PEM."""
    return b"".join(x509.load_der_x509_crl(der).public_bytes(Encoding.PEM) for der in ders)


def make_pki(crl_addresses: str | None = None) -> Pki:
    """With an address, each certificate names `/root.crl`, `/ca.crl` or `/tsa.crl` below it."""
    at = {name: f"{crl_addresses}/{name}.crl" if crl_addresses else None for name in ("root", "ca", "tsa")}
    top, tsa_root = (
        root("示例根证书机构", crl_address=at["root"]),
        root("示例时间戳根机构", crl_address=at["tsa"]),
    )
    ca = intermediate(top, "示例证书机构", crl_address=at["ca"])
    tsa_until = datetime(2035, 1, 1, tzinfo=UTC)
    return Pki(
        root=top,
        ca=ca,
        rsa=identity(ca, rsa_key()),
        ec=identity(ca, ec_key()),
        tsa_root=tsa_root,
        tsa=identity(tsa_root, rsa_key(), "示例时间戳服务", TIMESTAMPING_USAGE, until=tsa_until),
    )
