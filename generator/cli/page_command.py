"""`nianbao page`: the local web page."""

from importlib.util import find_spec

import click

from generator.errors import SetupError

NEEDED = ("starlette", "uvicorn", "python_multipart", "pypdfium2")
"""Modules of the extra `page`."""


@click.command(options_metavar="[选项]")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="地址",
    help="在哪个地址上打开（默认只限本机）；写办公网地址则对同事开放。",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, help="端口（默认 8765；0 为任选）。")
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器。")
def command(host: str, port: int, no_browser: bool) -> None:
    """打开本机网页：下载空白表、核对、预览、下载、签发、归档，都在网页上完成。"""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise SetupError(
            f"没有安装网页所需的组件（{'、'.join(missing)}）。请执行：pip install 'nianbao[page]'，再重新打开。"
        )
    from generator.page.server import serve
    from generator.page.settings import Settings

    serve(Settings(host, port), not no_browser, lambda text: click.echo(text, err=True))
