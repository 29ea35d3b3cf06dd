"""scripts/cluster starts its own stores, and stops exactly what it started."""

from pathlib import Path

import psycopg
import pytest
import redis

from scripts.cluster_control import Cluster, ClusterError

pytestmark = pytest.mark.cluster


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # PostgreSQL runs as an unprivileged user, which pytest's private folder would shut out.
    place = tmp_path_factory.mktemp("cluster")
    for parent in (place, *place.parents[:2]):
        parent.chmod(0o755)
    return place


def test_the_stores_start_and_stop_and_the_data_stays(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.start_stores()
    address = cluster.state["database_url"].replace("+psycopg", "")
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (x int)")
        assert redis.Redis.from_url(cluster.state["redis_url"]).ping()
    finally:
        # Another process may do it: all it needs is in the folder.
        Cluster(folder).down()
    assert not Cluster(folder).state["processes"]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)
    again = Cluster(folder)
    again.start_stores()
    try:
        with psycopg.connect(again.state["database_url"].replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    finally:
        again.down()


def test_a_process_that_only_has_the_pid_of_ours_is_left_alone(folder: Path) -> None:
    import subprocess
    import sys

    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        cluster = Cluster(folder)
        cluster.state["processes"]["web-1"] = {"pid": stranger.pid, "started": "1"}
        cluster.down()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_process_that_ends_at_once_is_named_and_nothing_is_left_running(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(folder)
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(ClusterError, match="web-1 ended before it was ready"):
        cluster.up(web=1, workers=1)
    assert not Cluster(folder).state["processes"]
