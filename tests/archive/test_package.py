"""What a package holds, and that common tools accept it without this program."""

import csv
import hashlib
import io
import json
import os
import subprocess
import uuid
from pathlib import Path

import bagit
import openpyxl
import pytest
from lxml import etree

from generator.archive.package.register import COLUMNS
from generator.archive.package.settings import Settings
from tests.archive.made import SAMPLES, Made, file_one, made, pki, signed

N = "{urn:nianbao:metadata:1}"


@pytest.fixture(scope="module", params=SAMPLES, ids=[path.stem for path in SAMPLES])
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def package(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report, signed and filed; nobody changes it."""
    return file_one(tmp_path_factory.mktemp("归档"), made(sample), pdf=signed(sample)).folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "归档登记表.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_package_has_the_layout_that_was_agreed(package: Path) -> None:
    files = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()}
    assert {f for f in files if not f.startswith("metadata/formats/")} == {
        *("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
        *("说明文件.txt", "目录文件.xml", "核对方法.txt"),
        *("data/01-正本.pdf", "data/02-定稿.docx", "data/03-数据.json", "data/04-采集表.xlsx"),
        *("data/05-签发单.json", "data/06-网页.html"),
        *("metadata/metadata.xml", "metadata/metadata.xsd", "metadata/检测报告.json"),
    }


def test_bagit_accepts_the_package(package: Path) -> None:
    bag = bagit.Bag(str(package))
    bag.validate()
    assert bag.info["Bag-Software-Agent"].startswith("nianbao")
    assert bag.info["Payload-Oxum"].endswith(".6")


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_accepts_each_manifest(package: Path, manifest: str) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", manifest]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_manifests_name_every_file(package: Path) -> None:
    listed = {
        line[66:]
        for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt")
        for line in (package / name).read_text().splitlines()
    }
    files = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()}
    assert listed == files - {"tagmanifest-sha256.txt"}


def test_the_files_are_those_that_were_given(sample: Path, report: Made, package: Path) -> None:
    data = package / "data"
    assert (data / "01-正本.pdf").read_bytes() == signed(sample)
    assert (data / "02-定稿.docx").read_bytes() == report.files["docx"]
    assert (data / "03-数据.json").read_bytes() == report.files["json"]
    assert (data / "04-采集表.xlsx").read_bytes() == sample.read_bytes()
    assert (data / "06-网页.html").read_bytes() == report.files["html"]


def test_the_workbook_is_the_one_that_the_data_name_as_their_source(package: Path) -> None:
    data = json.loads((package / "data/03-数据.json").read_text())
    assert digest(package / "data/04-采集表.xlsx") == data["provenance"]["workbook"]["sha256"]


def test_another_program_sees_the_signature_and_that_it_covers_the_file(package: Path) -> None:
    done = subprocess.run(
        ["pdfsig", package / "data/01-正本.pdf"], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout


def test_the_metadata_follow_the_schema_that_lies_beside_them(package: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(package / "metadata/metadata.xsd")))
    assert schema.validate(etree.parse(str(package / "metadata/metadata.xml")))


def test_the_metadata_tell_what_the_files_are(package: Path) -> None:
    root = etree.parse(str(package / "metadata/metadata.xml")).getroot()
    for document in root.iter(f"{N}文档"):
        path = package / str(document.findtext(f".//{N}计算机文件名"))
        assert document.findtext(f".//{N}计算机文件大小") == str(path.stat().st_size)
        values = {v.get("算法"): v.text for v in document.iter(f"{N}摘要值")}
        assert values["SHA-256"] == digest(path)
        assert values["SM3"] == hashlib.new("sm3", path.read_bytes()).hexdigest()


def test_the_metadata_keep_the_outcome_of_the_validation(package: Path) -> None:
    root = etree.parse(str(package / "metadata/metadata.xml")).getroot()
    signature = next(root.iter(f"{N}电子签名"))
    assert signature.findtext(f"{N}签名规则") == "PAdES B-B"
    assert signature.findtext(f"{N}签名人") == "临江区人民政府办公室"
    assert signature.findtext(f"{N}签名时间", "").endswith("+08:00")
    assert signature.findtext(f"{N}证书摘要") == hashlib.sha256(pki().ec.der).hexdigest()
    assert signature.findtext(f"{N}验证结果") == "通过"


def test_the_number_of_the_record_can_be_computed_from_the_data(package: Path) -> None:
    root = etree.parse(str(package / "metadata/metadata.xml")).getroot()
    name = f"urn:sha256:{digest(package / 'data/03-数据.json')}"
    assert root.findtext(f".//{N}电子文件号") == f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def test_the_year_of_filing_is_that_of_the_date_not_of_the_report(package: Path) -> None:
    root = etree.parse(str(package / "metadata/metadata.xml")).getroot()
    assert root.findtext(f".//{N}年度") == str(root.findtext(f".//{N}日期"))[:4]
    data = json.loads((package / "data/03-数据.json").read_text())
    assert root.findtext(f".//{N}年度") == str(data["report_year"] + 1)


def test_the_rules_that_held_are_kept_as_text(package: Path) -> None:
    data = json.loads((package / "data/03-数据.json").read_text())
    kept = package / "metadata/formats" / data["format"]
    assert (kept / "format.toml").is_file()
    assert (package / "metadata/formats/common/rules.toml").is_file()
    original = Path(__file__).parents[2] / "templates" / data["format"]
    assert {p.name for p in kept.rglob("*.toml")} == {p.name for p in original.rglob("*.toml")}


def test_the_instructions_work_with_nothing_but_common_tools(package: Path) -> None:
    """Step 2 of 核对方法.txt carried out as it is written there: the register pins the package."""
    text = (package / "核对方法.txt").read_text()
    assert "sha256sum -c manifest-sha256.txt" in text
    assert "pdfsig" in text
    table = rows(package.parent)
    row = next(r for r in table if r["包名称"] == package.name)
    assert row["标签清单SHA256"] == digest(package / "tagmanifest-sha256.txt")
    others = "\x1f".join(row[c] for c in COLUMNS[:-1])
    assert row["本行摘要"] == hashlib.sha256(others.encode()).hexdigest()
    assert row["上行摘要"] == "0" * 64


def test_the_digest_of_a_row_comes_out_of_the_command_that_is_printed(package: Path) -> None:
    """Whoever has only a shell can follow the register's chain."""
    text = (package / "核对方法.txt").read_text()
    command = next(line.strip() for line in text.splitlines() if line.strip().startswith("sed -n"))
    done = subprocess.run(
        ["sh", "-c", command], cwd=package.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == rows(package.parent)[0]["本行摘要"]


def test_the_note_says_what_was_not_received(report: Made, tmp_path: Path) -> None:
    filed = file_one(tmp_path, report, kinds=("pdf",))
    note = (filed.folder / "说明文件.txt").read_text()
    assert "未收：定稿（DOCX）" in note
    assert "签名情况：无" in note
    assert not (filed.folder / "data/02-定稿.docx").exists()
    assert any("没有数字签名" in warning for warning in filed.warnings)


def test_a_lone_pdf_is_enough(sample: Path, report: Made, tmp_path: Path) -> None:
    package = file_one(tmp_path, report, kinds=("pdf",)).folder
    assert (package / "data/03-数据.json").read_bytes() == report.files["json"]
    assert (package / "data/04-采集表.xlsx").read_bytes() == sample.read_bytes()


def test_the_code_is_made_by_the_office_s_rule(package: Path, sample: Path) -> None:
    year = {"南岗区2015年度": 2016, "梧桐区2020年度": 2021, "梧桐区2024年度": 2025}[sample.stem]
    assert package.name == f"J001-WS.{year}.Y.ZWGK-0001"
    assert f"档号：J001-WS·{year}·Y·ZWGK-0001\n" in (package / "说明文件.txt").read_text()


def test_without_settings_the_package_is_provisional(report: Made, tmp_path: Path) -> None:
    filed = file_one(tmp_path, report, settings=Settings())
    assert filed.row["档号"] == "待定"
    assert filed.folder.name.endswith(hashlib.sha256(report.files["json"]).hexdigest()[:8])
    assert any("预归档" in warning for warning in filed.warnings)
    bagit.Bag(str(filed.folder)).validate()


def test_the_same_input_gives_the_same_bytes(sample: Path, report: Made, tmp_path: Path) -> None:
    folders = [file_one(tmp_path / n, report, pdf=signed(sample)).folder for n in ("a", "b")]
    contents = [
        {p.relative_to(f.parent).as_posix(): p.read_bytes() for p in f.parent.rglob("*") if p.is_file()}
        for f in folders
    ]
    assert contents[0] == contents[1]


def test_the_day_may_come_from_the_environment(
    report: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769000000")
    filed = file_one(tmp_path, report, packed_on=None)
    assert filed.row["打包时间"] == "2026-01-21"


def test_a_package_is_never_dated_before_its_signature(
    report: Made, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    filed = file_one(tmp_path, report, pdf=signed(sample), packed_on=None)
    assert filed.row["打包时间"] == filed.row["签名时间"][:10]


def test_the_inspection_in_the_package_has_no_failure(package: Path) -> None:
    report = json.loads((package / "metadata/检测报告.json").read_text())
    results = {c["result"] for c in report["items"]}
    assert results == {"passed", "not_run"}
    assert "未通过 0" in report["结果"]


def test_no_message_gives_a_verdict_on_the_record(package: Path) -> None:
    """Only 通过, 未通过, 未检测: no 符合, 合格, 真实 of a standard whose text is not at hand."""
    text = (package / "metadata/检测报告.json").read_text() + (package / "说明文件.txt").read_text()
    assert "符合 DA/T" not in text
    assert "GD-1-" not in text
    assert "电子印章" not in text


def test_files_of_the_package_can_be_read_by_everybody_who_may_read_the_folder(package: Path) -> None:
    assert all(os.access(p, os.R_OK) for p in package.rglob("*"))
    assert package.stat().st_mode & 0o777 == 0o755


def test_the_register_for_people_says_the_same_as_that_for_machines(tmp_path: Path) -> None:
    for path in SAMPLES:
        file_one(tmp_path, made(path))
    sheet = openpyxl.load_workbook(tmp_path / "归档登记表.xlsx").active
    assert sheet is not None
    shown = [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]
    assert shown == [list(COLUMNS), *([row[c] for c in COLUMNS] for row in rows(tmp_path))]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
