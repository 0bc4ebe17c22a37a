"""A real browser for tests, with axe-core and the Nu HTML checker.

    from tests.tools.web import axe, chromium, nu
    with chromium() as browser: ...
    assert axe(page) == []
    assert nu(html) == []

Chromium is Debian's, driven by Playwright, with no other fonts than the shipped ones. axe-core and the checker
come from npm into `.cache/web`; the first call installs them where `make tools` has not done so yet.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from generator.typesetting.fonts.fontconfig import configuration

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER.parents[2] / ".cache" / "web" / "node_modules"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that asks nothing of the network."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(configuration(), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=list(SWITCHES),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        try:
            yield browser
        finally:
            browser.close()


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands: rule, what to do, and the first place."""
    page.evaluate(_axe_source())
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", list(_RULES)
    )
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}" for found in result["violations"]
    ]


def nu(html: bytes) -> list[str]:
    """The errors and warnings of the Nu HTML checker."""
    _install()
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(jar)]
    done = subprocess.run(
        [*command, "--format", "json", "--stdout", "-"], input=html, capture_output=True, check=False
    )
    messages = json.loads(done.stdout)["messages"]
    return [f"{m['type']} {m.get('lastLine')}: {m['message']}" for m in messages]


@cache
def _axe_source() -> str:
    _install()
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@cache
def _install() -> None:
    subprocess.run(["bash", str(FOLDER / "install.sh")], check=True, capture_output=True)
