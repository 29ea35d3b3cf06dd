"""The built pages: three entries and their assets, from memory, compressed once."""

# ruff: noqa: E501 (words for people, where a Chinese character counts as two columns)

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter, Request, Response

from core.errors import NotFound

PLACES = (
    Path(__file__).resolve().parent.parent / "frontend" / "dist",
    Path(__file__).resolve().parent / "frontend_dist",
)
INDEX = ("/", "/join", "/join/{code}", "/runs/{rest:path}", "/results/{rest:path}", "/desk/{rest:path}",
         "/result/{rest:path}")  # fmt: skip
ENTRIES = {
    "index.html": INDEX,
    "shop.html": ("/shop/{rest:path}",),
    "cockpit.html": ("/cockpit", "/cockpit/{rest:path}"),
}
TOP_FILES = ("favicon.svg", "old-browser.js")
COMPRESSED = {".js", ".css", ".svg", ".html", ".json"}
LARGEST = 4 * 1024 * 1024
NOT_BUILT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Malldrill</title>
<h1>页面尚未构建</h1><p>请在项目目录运行 <code>python3 scripts/run.py</code>（或 <code>make run</code>），它会构建页面并启动。</p>
<h1 lang="en">The pages have not been built</h1>
<p lang="en">Run <code>python3 scripts/run.py</code> (or <code>make run</code>) in the project folder:
it builds the pages and starts.</p>"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is sent."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes | None
    tag: str
    kind: str


class Pages:
    """Reads files of one folder, each once until it changes."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = (
            folder.resolve() if folder else next((p for p in PLACES if (p / "index.html").exists()), None)
        )
        self._kept: dict[str, Kept] = {}

    def answer(self, request: Request, name: str, *, immutable: bool = False) -> Response:
        """The file, or 404; for an entry of pages that are not built a page that says how to build them."""
        kept = self._file(name)
        if kept is None:
            if name in ENTRIES:
                return Response(NOT_BUILT, 503, media_type="text/html; charset=utf-8")
            raise NotFound("file")
        headers = {
            "ETag": kept.tag,
            "Cache-Control": "public, max-age=31536000, immutable" if immutable else "no-cache",
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == kept.tag:
            return Response(status_code=304, headers=headers)
        body = kept.body
        if kept.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = kept.packed
        return Response(body, 200, headers, kept.kind)

    def _file(self, name: str) -> Kept | None:
        if self.folder is None:
            return None
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder):
            return None
        try:
            info = path.stat()
            if not path.is_file() or info.st_size > LARGEST:
                return None
            stamp = (info.st_mtime_ns, info.st_size)
            kept = self._kept.get(name)
            if kept is None or kept.stamp != stamp:
                kept = self._kept[name] = _read(path, stamp)
        except OSError:
            return None
        return kept


def _read(path: Path, stamp: tuple[int, int]) -> Kept:
    body = path.read_bytes()
    kind = guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix in (".js", ".mjs"):
        # A Windows registry often says text/plain, and then no browser runs it.
        kind = "text/javascript"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    packed = gzip.compress(body, 6, mtime=0) if path.suffix in COMPRESSED and len(body) > 1000 else None
    return Kept(stamp, body, packed, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', kind)


def router_of(folder: Path | None) -> APIRouter:
    """Serves the entries, their hashed assets (for ever) and the few files at the root."""
    pages = Pages(folder)
    router = APIRouter(include_in_schema=False)

    def entry(name: str) -> None:
        async def page(request: Request) -> Response:
            return pages.answer(request, name)

        for path in ENTRIES[name]:
            router.add_api_route(path, page, methods=["GET", "HEAD"])

    def top(name: str) -> None:
        async def file(request: Request) -> Response:
            return pages.answer(request, name)

        router.add_api_route(f"/{name}", file, methods=["GET", "HEAD"])

    for name in ENTRIES:
        entry(name)
    for name in TOP_FILES:
        top(name)

    @router.api_route("/assets/{rest:path}", methods=["GET", "HEAD"])
    async def asset(rest: str, request: Request) -> Response:
        return pages.answer(request, f"assets/{rest}", immutable=True)

    return router
