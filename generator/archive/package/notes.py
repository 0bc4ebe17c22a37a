"""The texts of a package for people: 说明文件, 核对方法, bag-info, and the catalogue of its documents."""

from collections.abc import Mapping

from lxml import etree

from generator.archive.package import layout, manifest
from generator.archive.package.record import PROGRAM, SECURITY, Record, sha256

CHECKING = "sha256sum -c manifest-sha256.txt；sha256sum -c tagmanifest-sha256.txt；Windows：certutil -hashfile 文件 SHA256"
READING = "PDF 1.7 阅读器、电子表格软件、文本编辑器"
BASIS = "DA/T 46-2009、DA/T 70-2018 检测项目、RFC 8493"
NONE = "无"
LABELS = (
    "包名称",
    "档号",
    "题名",
    "责任者",
    "成文日期",
    "报告年度",
    "年度",
    "保管期限",
    "归档单位",
    "联系人",
    "电话",
    "打包时间",
    "打包程序",
    "文件清单",
    "正本",
    "签名情况",
    "时间戳情况",
    "摘要算法",
    "核对方法",
    "阅读环境",
    "依据",
    "载体编号",
    "载体类型",
    "载体容量",
    "载体保管单位",
    "制作单位",
    "检查单位",
    "备注",
)
"""The lines of 说明文件, in order (after annex 2 of the rules on handing electronic records over)."""


def note(record: Record) -> bytes:
    """说明文件.txt: one `名称：值` a line, the list of files one line a file."""
    values = _values(record)
    return "".join(f"{label}：{values.get(label, '')}\n" for label in LABELS).encode()


def _values(record: Record) -> Mapping[str, str]:
    return {
        "包名称": record.name,
        "档号": record.code,
        "题名": record.title,
        "责任者": record.author,
        "成文日期": record.issue_date.isoformat(),
        "报告年度": str(record.particulars.report_year),
        "年度": str(record.year),
        "保管期限": record.retention,
        "归档单位": record.filing_unit,
        "联系人": record.settings.contact or record.particulars.contact,
        "电话": record.settings.phone or record.particulars.phone,
        "打包时间": record.packed_on.isoformat(),
        "打包程序": f"{PROGRAM}，格式编号 {record.format_id}",
        "文件清单": "".join(f"\n{line}" for line in file_lines(record)),
        "正本": layout.RECORD,
        "签名情况": _signed(record),
        "时间戳情况": record.timestamp,
        "摘要算法": "SHA-256；登记表和元数据另记 SM3",
        "核对方法": CHECKING,
        "阅读环境": READING,
        "依据": BASIS,
        "备注": "；".join(_remarks(record)),
    }


def file_lines(record: Record) -> list[str]:
    """序号, 路径, 用途, 格式, 字节, SHA-256 of each document."""
    return [
        f"{d.number}，{d.path}，{d.role}，{d.format[0]}，{len(d.data)}，{sha256(d.data)}"
        for d in record.documents
    ]


def _signed(record: Record) -> str:
    if not record.signature:
        return NONE
    return "；".join(
        f"{s.signer}（{s.level}，证书由 {s.issuer} 颁发，序列号 {s.serial}）"
        for s in record.signatures.signatures
    )


def _remarks(record: Record) -> list[str]:
    remarks = [f"未收：{what}" for what in record.missing]
    if record.pending:
        remarks.append("预归档：档号、全宗号、保管期限待定")
    if record.replaces:
        remarks.append(f"取代 {record.replaces}")
    return remarks


def bag_info(record: Record) -> bytes:
    """bag-info.txt (RFC 8493, 2.2.2)."""
    entries = [
        ("Source-Organization", record.particulars.unit_name),
        ("Contact-Name", record.settings.contact or record.particulars.contact),
        ("Contact-Phone", record.settings.phone or record.particulars.phone),
        ("External-Description", record.title),
        ("External-Identifier", record.code),
        ("Internal-Sender-Identifier", record.identifier),
        ("Bagging-Date", record.packed_on.isoformat()),
        ("Payload-Oxum", f"{record.size}.{len(record.documents)}"),
        ("Bag-Group-Identifier", f"{record.fonds}-{record.year}"),
        ("Bag-Software-Agent", PROGRAM),
    ]
    return manifest.lines(entries).encode()


def catalogue(record: Record) -> bytes:
    """目录文件.xml: the one item with the columns of DA/T 22-2015, and its files."""
    root = etree.Element("文件目录")
    item = etree.SubElement(root, "文件")
    for name, value in catalogue_row(record, "1").items():
        etree.SubElement(item, name).text = value or None
    files = etree.SubElement(item, "电子文件")
    for document in record.documents:
        etree.SubElement(
            files,
            "文档",
            序号=str(document.number),
            路径=document.path,
            用途=document.role,
            格式=document.format[0],
            字节=str(len(document.data)),
            摘要=sha256(document.data),
        )
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def catalogue_row(record: Record, number: str) -> dict[str, str]:
    """The nine columns of 归档文件目录: 序号, 档号, 文号, 责任者, 题名, 日期, 密级, 页数, 备注."""
    return {
        "序号": number,
        "档号": record.code,
        "文号": record.particulars.doc_number,
        "责任者": record.author,
        "题名": record.title,
        "日期": f"{record.issue_date:%Y%m%d}",
        "密级": SECURITY,
        "页数": str(record.pages),
        "备注": "；".join(_remarks(record)),
    }


def how_to(record: Record) -> bytes:
    """核对方法.txt: how to verify the package with common tools, without this program."""
    covered = _COVERED_BY_TIMESTAMP if record.signatures.timestamps else _COVERED
    signed = _HOW_SIGNED.format(covered=covered) if record.signature else _HOW_UNSIGNED
    text = _HOW_TO.format(title=record.title, signed=signed, identifier=record.identifier)
    return text.encode()


_HOW_TO = """\
怎样核对本包（不需要 nianbao 程序）

本包保存《{title}》。只要有一个文本编辑器、一个 PDF 阅读器和操作系统自带的命令，就可以核对。

一、文件有没有被改动
  Linux、macOS：在本包文件夹中运行
      sha256sum -c manifest-sha256.txt
      sha256sum -c tagmanifest-sha256.txt
  （macOS 没有 sha256sum 时用 shasum -a 256 -c。）每一行都应显示 OK 或“成功”。
  Windows：对每个文件运行
      certutil -hashfile 文件名 SHA256
  把得到的 64 位数字与 manifest-sha256.txt、tagmanifest-sha256.txt 中同名的一行比较，应当相同。
  也可以用通用的 BagIt 工具：bagit.py --validate 本包文件夹。

二、清单本身有没有被换掉
  计算 tagmanifest-sha256.txt 的 SHA-256，与归档登记表（归档登记表.csv，与本包放在同一文件夹）中
  本包一行的“标签清单SHA256”比较，应当相同。
  登记表各行首尾相连：每行的“本行摘要”是该行其他各格（依次用 Unicode 字符 U+001F 连接，UTF-8 编码）
  的 SHA-256；“上行摘要”等于上一行的“本行摘要”，第一行为 64 个 0。
  Linux 上计算某一行（表头是第 1 行，下面以第 2 行为例），在登记表所在文件夹中运行
      sed -n 2p 归档登记表.csv | sed 's/^"//;s/","[^"]*"\\r*$//;s/","/\\x1f/g;s/""/"/g' | tr -d '\\n' | sha256sum
  最后一行的“本行摘要”应与抄录在纸质备考表上的相同。

三、正本是不是真的
{signed}

四、内容说的是不是一回事
  data/01-正本.pdf 中附有采集表（xlsx）和数据（json）。用 PDF 阅读器的“附件”栏取出，
  它们的 SHA-256 应与 data/04-采集表.xlsx、data/03-数据.json 的相同；
  数据文件中 provenance → workbook → sha256 一项也应与采集表的 SHA-256 相同。
  正文和各表的数字，可以打开 PDF、DOCX 和采集表对照阅读。

五、当年的规则
  metadata/formats 文件夹中是生成这份报告时所依据的格式：各表的栏目、合计和勾稽关系、固定文字，
  都是可以直接阅读的文本（TOML）。metadata/metadata.xml 是归档元数据，metadata.xsd 说明其结构。
  电子文件号 {identifier} 由数据文件的 SHA-256 算出：以 URL 名字空间、名称“urn:sha256:摘要”计算的
  第 5 版 UUID（RFC 4122）。
"""
_HOW_SIGNED = """\
  用 PDF 阅读器打开 data/01-正本.pdf，查看“签名”栏；或运行
      pdfsig data/01-正本.pdf
  应显示签名有效（Signature is Valid），并且{covered}。
  签名人、证书颁发者和序列号应与说明文件“签名情况”一行相同。
  证书过期以后，阅读器可能不再认可签名；归档时的验证结果记在 metadata/metadata.xml 的“电子签名”中。"""
_COVERED = "有“Total document signed”一行（签名覆盖整个文件）"
_COVERED_BY_TIMESTAMP = """\
最后一项有“Total document signed”一行。
  签名之后的各项是存档时间戳，由最后一个覆盖整个文件；pdfsig 不核对时间戳本身，要核对请用 PDF 阅读器"""
_HOW_UNSIGNED = """\
  data/01-正本.pdf 没有数字签名（归档时即没有）。它的真实性由第一、二两步的摘要和登记表证明。"""
