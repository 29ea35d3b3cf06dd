"""What the browser journeys share: the system's Chromium, the offline guarantee, axe and screenshots."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def launch_args() -> dict[str, Any]:
    """Debian's Chromium, as no browser of Playwright's own is downloaded; the sandbox cannot run as root."""
    found = os.environ.get("MALLDRILL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise RuntimeError("no Chromium on this computer (Debian: chromium)")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*sandbox, "--disable-dev-shm-usage"]}


def watch_requests(context: BrowserContext, origin: str) -> list[str]:
    """Refuses every request that leaves `origin` and lists it; the list must stay empty."""
    outside: list[str] = []
    host = urlsplit(origin).netloc

    def leaves(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host

    def seen(request: Request) -> None:
        if leaves(request.url):
            outside.append(request.url)

    context.on("request", seen)
    context.route(leaves, lambda route: route.abort())
    return outside


def serious_violations(page: Page) -> list[str]:
    """What axe calls serious or critical on the page as it stands, one line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} (x{len(v['nodes'])})"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def screenshot(page: Page, name: str) -> Path:
    """Leaves artifacts/screenshots/<name>.png."""
    folder = Path(os.environ.get("MALLDRILL_ARTIFACTS", ROOT / "artifacts")) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png"
    page.screenshot(path=target)
    return target
