"""The same layout makes the same bytes; the file's syntax is what it should be."""

import io
import os
import re
import subprocess
import sys

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from generator.typesetting.model import Layout
from generator.writers.pdf import write_pdf
from generator.writers.pdf.icc import srgb_profile
from generator.writers.pdf.values import name, number, text
from tests.pdf.conftest import ATTACHMENTS

PRINT_DIGEST = (
    "import hashlib; from tests.pdf.sample import full_layout; from tests.pdf.conftest import ATTACHMENTS;"
    "from generator.writers.pdf import write_pdf;"
    "print(hashlib.sha256(write_pdf(full_layout(), ATTACHMENTS)).hexdigest())"
)


def digest_elsewhere(**environment: str) -> str:
    command = [sys.executable, "-c", PRINT_DIGEST]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_other_processes_hash_seeds_zones_and_settings_make_the_same_bytes() -> None:
    one = digest_elsewhere(PYTHONHASHSEED="1", TZ="UTC")
    other = digest_elsewhere(PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C", RL_pdfComments="1")
    assert one == other


def test_writing_twice_in_one_process_makes_the_same_bytes(layout: Layout, pdf: bytes) -> None:
    assert write_pdf(layout, ATTACHMENTS) == pdf


def test_what_differs_in_content_differs_in_identifier(pdf: bytes, plain_pdf: bytes) -> None:
    def identifier(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as opened:
            first, second = opened.trailer.ID
            assert bytes(first) == bytes(second)
            return bytes(first)

    assert identifier(pdf) != identifier(plain_pdf)


def test_objects_are_packed_and_the_file_ends_in_a_new_line(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.7\n%")
    assert pdf.endswith(b"%%EOF\n")
    assert b"/ObjStm" in pdf
    assert b"\nxref\n" not in pdf
    assert re.search(rb"[^\n]endstream", pdf) is None


@given(st.text(max_size=30))
def test_any_text_string_reads_back(value: str) -> None:
    assert str(pikepdf.Object.parse(text(value).encode("ascii"))) == value


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_any_name_reads_back(value: str) -> None:
    assert str(pikepdf.Object.parse(name(value).encode("ascii"))) == f"/{value}"


@given(st.floats(min_value=-2000, max_value=2000))
def test_a_number_is_within_half_a_thousandth_and_has_no_exponent(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.0005001)
    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", number(value))
    assert number(value) != "-0"


def test_the_colour_profile_is_srgb_to_another_program() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    for colour in ((0, 0, 0), (255, 255, 255), (255, 0, 0), (12, 130, 200)):
        converted = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform)
        assert converted.getpixel((0, 0)) == pytest.approx(colour, abs=1)


def test_a_strange_date_in_the_environment_does_no_harm(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write_pdf(layout)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert write_pdf(layout) == before
