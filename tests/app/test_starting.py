"""What stops a start, each told in two languages with a stable code; and what a start leaves as it was."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.lock import DataInUse, DataLock, running
from app.say import WORDS, Trouble
from app.schema import HEAD, REVISIONS, SchemaForeign, SchemaNewer, bring_up_to_date
from app.starting import listening, opened, settings_or_trouble
from core.db.engine import Database, sqlite_url
from core.settings import Settings
from tests.conftest import ON_POSTGRES

only_sqlite = pytest.mark.skipif(ON_POSTGRES, reason="about the file of the single process")


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith("MALLDRILL_") and k not in ("HOST", "PORT")
    }
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words], env={**clean, "PYTHONUTF8": "1", **env}, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip


def test_a_second_server_on_the_same_data_is_refused_and_told_where_the_first_is(tmp_path: Path) -> None:
    with DataLock(tmp_path) as lock:
        lock.tell(address="http://127.0.0.1:8123", token="t")
        assert (tmp_path / "server.json").stat().st_mode & 0o077 == 0
        with pytest.raises(DataInUse) as used, DataLock(tmp_path):
            pass
        assert used.value.address == "http://127.0.0.1:8123"
        second = run("serve", MALLDRILL_DATA=str(tmp_path), PORT="0")
        assert second.returncode == 1
        assert "[data_in_use]" in second.stderr
        assert "正在使用数据目录" in second.stderr
        assert "http://127.0.0.1:8123" in second.stderr
        assert "Traceback" not in second.stderr
    assert running(tmp_path) == {}
    with DataLock(tmp_path):
        pass


def test_a_busy_port_is_told_with_another_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Trouble) as busy:
            listening(Settings(port=port, data=tmp_path))
        assert busy.value.code == "port_busy"
        assert str(port + 1) in str(busy.value)


@pytest.mark.parametrize(
    ("env", "name", "code"),
    [
        ({"PORT": "70000"}, "PORT", "less_than_equal"),
        ({"PORT": "eight"}, "PORT", "int_parsing"),
        ({"HOST": "http://x"}, "HOST", "bad_host"),
        ({"MALLDRILL_DATABASE_URL": "mysql://x"}, "MALLDRILL_DATABASE_URL", "bad_database_url"),
        ({"MALLDRILL_DATABASE_URL": "postgresql://u:pw-not-told@h/d"}, "MALLDRILL_REDIS_URL", "redis_url_missing"),
        (
            {"MALLDRILL_DATABASE_URL": "postgresql://h/d", "MALLDRILL_REDIS_URL": "redis://h"},
            "MALLDRILL_SECRET", "secret_missing",
        ),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], name: str, code: str
) -> None:
    for key, value in env.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(Trouble) as wrong:
        settings_or_trouble()
    assert f"{name}: {code}" in str(wrong.value)
    assert "pw-not-told" not in str(wrong.value)


def test_the_migrated_schema_is_the_one_the_program_declares(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import app.models
    from tests.support import postgres

    if ON_POSTGRES:
        url = postgres.fresh_database(postgres.start_temp_postgres(), f"migrated_{os.getpid()}")
    else:
        url = sqlite_url(tmp_path / "migrated.db")
    db = Database(url)
    assert bring_up_to_date(db) == ""
    assert bring_up_to_date(db) is None
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, app.models.metadata) == []
    declared = Database(
        postgres.fresh_database(postgres.start_temp_postgres(), f"declared_{os.getpid()}")
        if ON_POSTGRES
        else sqlite_url(tmp_path / "declared.db")
    )
    declared.create_schema()
    assert described(db) == described(declared)
    db.close()
    declared.close()


def described(db: Database) -> dict[str, Any]:
    """Everything the database itself says of its tables, Alembic's own left out."""
    from sqlalchemy import inspect, text

    look = inspect(db.engine)
    found: dict[str, Any] = {}
    for table in sorted(set(look.get_table_names()) - {"alembic_version"}):
        found[table] = {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in look.get_columns(table)},
            "key": look.get_pk_constraint(table),
            "foreign": sorted(look.get_foreign_keys(table), key=str),
            "unique": sorted(look.get_unique_constraints(table), key=str),
            "checks": sorted(look.get_check_constraints(table), key=str),
            "indexes": sorted(look.get_indexes(table), key=str),
        }
    if db.sqlite:
        with db.engine.connect() as connection:
            rows = connection.execute(text("SELECT name, wr FROM pragma_table_list")).all()
        found["without rowid"] = sorted(name for name, without in rows if without)
    return found


def test_the_program_knows_every_migration_there_is() -> None:
    from alembic.script import ScriptDirectory

    from app.schema import alembic_config

    scripts = ScriptDirectory.from_config(alembic_config())
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_heads() == [HEAD]


@only_sqlite
def test_data_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "malldrill.sqlite3"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE alembic_version (version_num TEXT)")
        file.execute("INSERT INTO alembic_version VALUES ('9999')")
        file.execute("CREATE TABLE malls (id INTEGER, of_the_future TEXT)")
    db = Database(sqlite_url(path))
    with pytest.raises(SchemaNewer):
        bring_up_to_date(db)
    db.close()
    refused = run("serve", MALLDRILL_DATA=str(tmp_path), PORT="0")
    assert (refused.returncode, "[schema_newer]" in refused.stderr) == (1, True)
    with sqlite3.connect(path) as file:
        assert (
            file.execute("SELECT sql FROM sqlite_master WHERE name = 'malls'")
            .fetchone()[0]
            .count("of_the_future")
        )


@only_sqlite
@pytest.mark.parametrize("content", [b"", b"this is no database at all, but a letter " * 200])
def test_a_file_that_is_not_ours_is_refused_or_an_empty_one_filled(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "malldrill.sqlite3"
    path.write_bytes(content)
    if not content:
        opened(Settings(data=tmp_path), migrate=True).close()
        return
    with pytest.raises(Trouble) as foreign:
        opened(Settings(data=tmp_path), migrate=True)
    assert foreign.value.code == "schema_foreign"
    assert path.read_bytes() == content


@only_sqlite
def test_somebody_elses_tables_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "malldrill.sqlite3"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE recipes (id INTEGER)")
    db = Database(sqlite_url(path))
    with pytest.raises(SchemaForeign):
        bring_up_to_date(db)
    db.close()


@only_sqlite
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused = run("serve", MALLDRILL_DATA=str(tmp_path / "file" / "data"), PORT="0")
    assert (refused.returncode, "[folder_refused]" in refused.stderr) == (1, True)
    assert "Traceback" not in refused.stderr


def test_worker_and_beat_say_that_they_belong_to_the_cluster(tmp_path: Path) -> None:
    for command in ("worker", "beat"):
        refused = run(command, MALLDRILL_DATA=str(tmp_path))
        assert (refused.returncode, "[needs_cluster]" in refused.stderr) == (1, True)


def test_every_word_of_the_terminal_is_there_in_both_languages() -> None:
    for code, (chinese, english) in WORDS.items():
        gaps = [sorted(part.split("}")[0] for part in words.split("{")[1:]) for words in (chinese, english)]
        assert gaps[0] == gaps[1], code
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
        assert english.isprintable()


@pytest.mark.parametrize(
    "words",
    [(), ("serve",), ("worker",), ("beat",), ("check",), ("mall",), ("mall", "create"), ("mall", "clone"),
     ("mall", "list"), ("mall", "export"), ("instructor", "link"), ("simulate",), ("quote",)],
)  # fmt: skip
def test_every_command_explains_itself_in_both_languages(words: tuple[str, ...]) -> None:
    from click.testing import CliRunner

    from app.cli import main

    helped = CliRunner().invoke(main, [*words, "--help"])
    assert helped.exit_code == 0
    assert any("\u4e00" <= sign <= "\u9fff" for sign in helped.output)
    assert "Usage" in helped.output


@only_sqlite
@pytest.mark.slow
def test_the_command_line_works_beside_and_through_a_running_server(tmp_path: Path) -> None:
    env = {"MALLDRILL_DATA": str(tmp_path), "PORT": "0"}
    before = run("mall", "list", **env)
    assert (before.returncode, "[schema_missing]" in before.stderr) == (1, True)
    made = run("mall", "create", "--seed", "5", "--label", "before", **env)
    assert made.returncode == 0, made.stderr
    server = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve"], env={**os.environ, **env, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        lines = [server.stdout.readline() for _ in range(4)]
        assert any("Malldrill is running" in line for line in lines), lines
        assert any("/instructor/" in line for line in lines)
        copied = run("mall", "clone", made.stdout.strip(), "--label", "copy", **env)
        assert copied.returncode == 0, copied.stderr
        listed: list[dict[str, Any]] = json.loads(run("mall", "list", "--json", **env).stdout)
        assert [m["label"] for m in listed if m["kind"] == "live"] == ["before", "copy"]
        link = run("instructor", "link", **env).stdout.strip()
        assert link.startswith("http://127.0.0.1:")
        target = tmp_path / "mall.jsonl"
        assert run("mall", "export", copied.stdout.strip(), str(target), **env).returncode == 0
        rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert sum(row["table"] == "orders" for row in rows) == 2000
        checked = run("check", **env)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        missing = run("mall", "clone", "999", **env)
        assert (missing.returncode, "[refused]" in missing.stderr) == (1, True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)
    assert server.returncode in (0, -signal.SIGTERM)
    assert not (tmp_path / "server.json").exists()


@only_sqlite
@pytest.mark.slow
def test_a_bot_plays_the_same_story_twice_and_the_score_is_printed(tmp_path: Path) -> None:
    env = {"MALLDRILL_DATA": str(tmp_path)}
    told = [run("simulate", "--bot", "polite", "--seed", "4", "--minutes", "5", **env) for _ in range(2)]
    assert [done.returncode for done in told] == [0, 0], told[0].stderr
    logs = [done.stdout.split("log ")[1].split()[0] for done in told]
    assert logs[0] == logs[1]
    assert "score" in told[0].stdout
    nobody = run("simulate", "--mall", "999", **env)
    assert (nobody.returncode, "[no_mall]" in nobody.stderr) == (1, True)


def test_an_answer_is_not_kept_back_until_the_reader_acknowledges_its_first_packet() -> None:
    """asyncio switches that off (TCP_NODELAY) only on sockets it knows to be TCP: seen as 44 ms for every answer."""
    with listening(Settings(port=0)) as door:
        assert door.proto == socket.IPPROTO_TCP
