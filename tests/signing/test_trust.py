"""Trust files: whatever a certificate authority hands out is read; what is none of it is refused."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from generator.errors import InputError
from generator.signing.trust import read_trust
from tests.signing.pki import Pki


def pem_list(der: bytes) -> bytes:
    return x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)


def test_a_pem_bundle_holds_roots_authorities_and_lists(pki: Pki) -> None:
    found = read_trust([b"comment\r\n" + pki.trust + pki.ca.pem + pem_list(pki.ca.crl())])
    assert found.roots == (pki.root.der, pki.tsa_root.der)
    assert found.intermediates == (pki.ca.der,)
    assert found.crls == (pki.ca.crl(),)


def test_only_self_signed_certificates_are_roots(pki: Pki) -> None:
    found = read_trust([pki.ec.pem + pki.ca.pem])
    assert found.roots == ()
    assert len(found.intermediates) == 2


def test_binary_certificates_and_lists_are_read(pki: Pki) -> None:
    found = read_trust([pki.root.der], [pki.ca.crl()])
    assert (found.roots, found.crls) == ((pki.root.der,), (pki.ca.crl(),))


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_p7b_bundles_are_read(pki: Pki, encoding: Encoding) -> None:
    bundle = pkcs7.serialize_certificates([pki.root.certificate, pki.ca.certificate], encoding)
    found = read_trust([bundle])
    assert (found.roots, found.intermediates) == ((pki.root.der,), (pki.ca.der,))


def test_a_certificate_given_twice_counts_once(pki: Pki) -> None:
    assert read_trust([pki.root.pem, pki.root.der]).roots == (pki.root.der,)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", b"\x30\x03\x02\x01\x00"],
)
def test_what_is_no_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="请"):
        read_trust([data])


def test_a_private_key_in_the_file_is_passed_over(pki: Pki) -> None:
    key = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    assert read_trust([key + pki.root.pem]).roots == (pki.root.der,)
