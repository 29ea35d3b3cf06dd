"""Files that jobs leave in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core import files

DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "_folder", [])
    files.keep_in(tmp_path / "files")


def test_a_file_is_kept_whole_and_replaced_by_the_next_of_its_name(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        path = files.keep("labels-1.pdf", content)
        assert path.read_bytes() == content and path.parent == tmp_path / "files"
    assert [found.name for found in path.parent.iterdir()] == ["labels-1.pdf"]


@pytest.mark.parametrize(
    "name", ["../secret.pdf", "a/b.pdf", ".pdf", "labels", "a b.pdf", "x" * 90 + ".pdf", "ü.pdf"]
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        files.path_of(name)


def test_old_files_are_forgotten() -> None:
    assert files.forget_older(DAY_MS, 0) == 0
    old, new = files.keep("old.pdf", b"x"), files.keep("new.pdf", b"y")
    os.utime(old, (1_000, 1_000))
    os.utime(new, (200_000, 200_000))
    assert files.forget_older(DAY_MS, 200_000_000) == 1
    assert not old.exists() and new.exists()
