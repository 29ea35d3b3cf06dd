"""Files that long work leaves for those who asked for it: in a folder of the data folder, named after their
job.

The composition root says where. With several machines the data folder is shared, as docker-compose.yml does.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}\.[a-z]{2,5}")
_folder: list[Path] = []


def keep_in(folder: Path) -> None:
    """From now on files lie there; the folder is made when the first one comes."""
    _folder[:] = [folder]


def path_of(name: str) -> Path:
    """Where a file of this name lies, whether or not it is there. Raises ValueError for a name that would
    lead elsewhere.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("no name for a file")
    folder = _folder[0] if _folder else Path(tempfile.gettempdir()) / "malldrill-files"
    return folder / name


def keep(name: str, content: bytes) -> Path:
    """Writes a file whole or not at all; the same name again replaces it."""
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.part")
    half.write_bytes(content)
    half.replace(path)
    return path


def forget_older(than_ms: int, now_wall_ms: int) -> int:
    """Deletes files last written before that long ago. Returns how many."""
    folder = path_of("x.pdf").parent
    if not folder.is_dir():
        return 0
    old = [
        path
        for path in folder.iterdir()
        if path.is_file() and path.stat().st_mtime * 1000 < now_wall_ms - than_ms
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
