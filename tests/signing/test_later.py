"""Years later: what is still proved when certificates have ended, and what must be renewed before they do.

The signer's certificate ends in 2028, the time stamp authority's in 2035, the certificate authority in 2040.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from freezegun import freeze_time
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper

from generator.signing.library import certificates, validation_context
from generator.signing.validation import SignatureReport, validate_signatures
from tests.signing.pki import TIMESTAMPING_USAGE, Authority, Identity, Pki, identity, root, rsa_key
from tests.signing.tsa_server import serve, stamping


def day(year: int) -> datetime:
    return datetime(year, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def later_root() -> Authority:
    """The root of another time stamp authority, which renews what the first one stamped."""
    return root("第二时间戳根机构", until=2060)


@pytest.fixture(scope="module")
def later_tsa(later_root: Authority) -> Identity:
    since, until = datetime(2033, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
    return identity(later_root, rsa_key(), "第二时间戳服务", TIMESTAMPING_USAGE, since, until)


@pytest.fixture(scope="module")
def renewed(signed: dict[str, bytes], pki: Pki, later_root: Authority, later_tsa: Identity) -> bytes:
    """The file of level LTA, time-stamped again in 2034, by another program than ours."""
    at = day(2034)
    with freeze_time(at, real_asyncio=True), serve(stamping(later_tsa)) as address:
        context = validation_context(
            trust_roots=certificates([pki.root.der, pki.tsa_root.der, later_root.der]),
            crls=[pki.tsa_root.crl(at=at), later_root.crl(at=at)],
        )
        stamper: Any = PdfTimeStamper(HTTPTimeStamper(address), field_name="续期")
        reader: Any = PdfFileReader(io.BytesIO(signed["LTA"]))
        output = io.BytesIO()
        stamper.update_archival_timestamp_chain(reader, context, in_place=False, output=output)
    return output.getvalue()


Judge = Callable[[bytes, int], SignatureReport]


@pytest.fixture(scope="module")
def judge(pki: Pki, later_root: Authority) -> Judge:
    """The verdict in June of a year, with the revocation lists that time stamp authorities publish then."""

    def judged(pdf: bytes, year: int) -> SignatureReport:
        with freeze_time(day(year), real_asyncio=True):
            lists = [authority.crl(at=day(year)) for authority in (pki.tsa_root, later_root)]
            return validate_signatures(pdf, [pki.trust, later_root.pem], lists)

    return judged


@pytest.mark.parametrize("level", ["B", "T", "LTA"])
def test_while_all_certificates_are_good_every_level_holds(
    signed: dict[str, bytes], judge: Judge, level: str
) -> None:
    assert judge(signed[level], 2026).ok


@pytest.mark.parametrize("year", [2030, 2034])
def test_a_plain_signature_ends_with_its_certificate(
    signed: dict[str, bytes], judge: Judge, year: int
) -> None:
    report = judge(signed["B"], year)
    assert report.signatures[0].intact
    assert report.signatures[0].trusted is False
    assert "2028年1月1日过期" in report.problems[0].message
    assert "没有有效的时间戳" in report.problems[0].message


@pytest.mark.parametrize("year", [2030, 2034])
def test_a_time_stamp_proves_that_the_signature_came_before(
    signed: dict[str, bytes], judge: Judge, year: int
) -> None:
    report = judge(signed["T"], year)
    assert report.ok
    assert [problem.code for problem in report.unchecked] == ["revocation-unknown"]


@pytest.mark.parametrize("year", [2030, 2034])
def test_the_long_term_level_leaves_no_question_open(
    signed: dict[str, bytes], judge: Judge, year: int
) -> None:
    report = judge(signed["LTA"], year)
    assert report.ok
    assert report.unchecked == ()


def test_without_current_lists_the_newest_time_stamp_is_an_open_question(
    signed: dict[str, bytes], pki: Pki
) -> None:
    with freeze_time(day(2030), real_asyncio=True):
        report = validate_signatures(signed["LTA"], [pki.trust])
    assert report.ok
    assert [problem.code for problem in report.unchecked] == ["revocation-unknown"]


def test_a_list_of_the_signers_authority_of_a_later_year_changes_nothing(
    signed: dict[str, bytes], pki: Pki
) -> None:
    with freeze_time(day(2030), real_asyncio=True):
        assert validate_signatures(signed["LTA"], [pki.trust], pki.crls(at=day(2030))).ok


@pytest.mark.parametrize("level", ["T", "LTA"])
def test_when_the_time_stamps_certificate_has_ended_nothing_is_proved(
    signed: dict[str, bytes], judge: Judge, level: str
) -> None:
    report = judge(signed[level], 2037)
    assert report.signatures[0].trusted is False
    assert all(t.trusted is False for t in report.timestamps)


@pytest.mark.parametrize("year", [2034, 2037, 2042])
def test_renewed_in_time_it_holds_on_even_when_the_authority_itself_has_ended(
    renewed: bytes, judge: Judge, year: int
) -> None:
    report = judge(renewed, year)
    assert report.ok
    assert report.unchecked == ()
    assert [t.field for t in report.timestamps] == ["存档时间戳", "续期"]


def test_the_renewal_leaves_the_signed_bytes_alone(signed: dict[str, bytes], renewed: bytes) -> None:
    assert renewed.startswith(signed["LTA"])


def test_a_time_stamp_from_the_future_is_refused(renewed: bytes, judge: Judge) -> None:
    report = judge(renewed, 2026)
    assert "将来" in "".join(problem.message for problem in report.problems)


def test_revoked_before_the_signature_it_is_refused(signed: dict[str, bytes], pki: Pki) -> None:
    lists = [pki.ca.crl([pki.rsa.certificate]), pki.root.crl()]
    report = validate_signatures(signed["B"], [pki.trust], lists)
    assert report.signatures[0].trusted is False
    assert "2026年1月28日被吊销" in report.problems[0].message


def test_a_list_that_has_run_out_still_tells_who_was_revoked(signed: dict[str, bytes], pki: Pki) -> None:
    with freeze_time(datetime(2027, 6, 1, tzinfo=UTC), real_asyncio=True):
        report = validate_signatures(signed["B"], [pki.trust], [pki.ca.crl([pki.rsa.certificate])])
    assert "被吊销" in report.problems[0].message


def test_revoked_after_the_time_stamp_it_holds(signed: dict[str, bytes], pki: Pki) -> None:
    """The list of the year after names the certificate; the time stamp proves that it signed before."""
    after = datetime(2027, 6, 1, tzinfo=UTC)
    with freeze_time(after, real_asyncio=True):
        lists = [pki.ca.crl([pki.rsa.certificate], at=after), pki.tsa_root.crl(at=after)]
        assert validate_signatures(signed["LTA"], [pki.trust], lists).ok
        assert not validate_signatures(signed["B"], [pki.trust], lists).ok


def test_a_revoked_time_stamp_authority_proves_nothing(signed: dict[str, bytes], pki: Pki) -> None:
    after = datetime(2030, 6, 1, tzinfo=UTC)
    with freeze_time(after, real_asyncio=True):
        lists = [pki.tsa_root.crl([pki.tsa.certificate], at=after)]
        report = validate_signatures(signed["LTA"], [pki.trust], lists)
    assert report.timestamps[0].trusted is False
    assert report.signatures[0].trusted is False


def test_before_it_was_valid_a_certificate_signed_nothing(signed: dict[str, bytes], pki: Pki) -> None:
    with freeze_time(datetime(2024, 6, 1, tzinfo=UTC), real_asyncio=True):
        report = validate_signatures(signed["B"], [pki.trust])
    assert "尚未生效" in report.problems[0].message
