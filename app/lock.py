"""The lock of the data folder: one server at a time, released by the system however the process ends."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any


class DataInUse(Exception):
    """Another server holds the folder; `address` is where it answers, when known."""

    def __init__(self, folder: Path, address: str | None) -> None:
        super().__init__(str(folder))
        self.folder, self.address = folder, address


class DataLock:
    """`with DataLock(folder):` holds the folder. Raises DataInUse, OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: IO[bytes] | None = None

    def __enter__(self) -> DataLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = (self.folder / "server.lock").open("a+b")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            self._file = None
            raise DataInUse(self.folder, running(self.folder).get("address")) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            (self.folder / "server.json").unlink()
        if self._file is not None:
            self._file.close()
            self._file = None

    def tell(self, **words: Any) -> None:
        """Leaves what a command line on this computer needs to find the server; readable by its owner
        only."""
        draft = self.folder / "server.json.new"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({**words, "pid": os.getpid()}), "utf-8")
        draft.replace(self.folder / "server.json")


def running(folder: Path) -> dict[str, Any]:
    """What the folder's server said of itself; empty when it said nothing."""
    try:
        found = json.loads((folder / "server.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


if os.name == "nt":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
