"""`nianbao fonts`: which font file serves each role, what it covers; a fontconfig file for the office suites."""

from pathlib import Path

import click

from generator.cli.output import print_json
from generator.typesetting.fonts.catalogue import LATIN, ROLE_NAMES, FontSet, load_fonts
from generator.typesetting.fonts.coverage import Coverage, measure
from generator.typesetting.fonts.fontconfig import write_configuration
from generator.typesetting.fonts.truetype import TrueTypeFace


@click.command(options_metavar="[选项]")
@click.option(
    "--office", is_flag=True, help="优先使用本机已安装的办公字体（仿宋_GB2312、方正小标宋简体等）。"
)
@click.option(
    "--folder",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="另外查找办公字体的文件夹，可多次给出；含 --office。",
)
@click.option(
    "--fontconfig",
    "configuration",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写出 fontconfig 配置：只用随附字体，并把公文字体名对应到随附字体。",
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(office: bool, folders: tuple[Path, ...], configuration: Path | None, as_json: bool) -> None:
    """列出每种字体由哪个字体文件承担、覆盖多少汉字。"""
    fonts = load_fonts(folders, shipped_only=not (office or folders))
    if configuration:
        write_configuration(configuration)
    chains = {**fonts.chains, LATIN: (fonts.latin,)}
    if as_json:
        written = {"fontconfig": str(configuration)} if configuration else {}
        print_json(
            {"roles": [_as_json(r, c) for r, c in chains.items()], "notes": list(fonts.notes), **written}
        )
        return
    for role, chain in chains.items():
        _print_role(role, chain)
    _print_notes(fonts)
    if configuration:
        click.echo(f"已写出 {configuration}。使用时设置环境变量 FONTCONFIG_FILE 为此文件。", err=True)


def _as_json(role: str, chain: tuple[TrueTypeFace, ...]) -> dict[str, object]:
    files = [
        {
            "family": f.family,
            "postscript_name": f.key,
            "file": str(f.path),
            "index": f.index,
            "sha256": f.sha256,
        }
        for f in chain
    ]
    coverage = [] if role == LATIN else [_coverage_json(c) for c in measure(chain)]
    return {"role": str(role), "name": ROLE_NAMES[role], "fonts": files, "coverage": coverage}


def _coverage_json(coverage: Coverage) -> dict[str, object]:
    return {
        "set": coverage.name,
        "total": coverage.total,
        "first_font": coverage.first,
        "all_fonts": coverage.chain,
        "missing": coverage.missing,
    }


def _print_role(role: str, chain: tuple[TrueTypeFace, ...]) -> None:
    click.echo(ROLE_NAMES[role])
    for number, face in enumerate(chain, 1):
        click.echo(f"  {number}. {face.family}  {face.path}  SHA-256 {face.sha256}")
    for coverage in () if role == LATIN else measure(chain):
        click.echo(
            f"  {coverage.name}：共 {coverage.total} 字，首选字体有 {coverage.first} 字，"
            f"连同后备字体有 {coverage.chain} 字"
        )


def _print_notes(fonts: FontSet) -> None:
    for note in fonts.notes:
        click.echo(f"提示：{note}", err=True)
