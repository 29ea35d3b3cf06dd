"""What docker-compose.yml promises: no default secret, stores not published, the same processes as scripts/cluster."""

import re

import yaml

from tests.architecture.sources import PACKAGES, ROOT

TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]


def test_database_and_redis_are_not_published() -> None:
    for name in ("database", "redis"):
        assert "ports" not in SERVICES[name]
        assert SERVICES[name]["networks"] == ["inside"]
    assert yaml.safe_load(TEXT)["networks"]["inside"]["internal"] is True


def test_nothing_starts_without_its_secrets() -> None:
    for name in ("POSTGRES_PASSWORD", "MALLDRILL_SECRET"):
        uses = re.findall(r"\$\{" + name + r"[^}]*\}", TEXT)
        assert uses
        assert all(use.startswith("${" + name + ":?") for use in uses)
    example = dict(
        line.split("=", 1)
        for line in (ROOT / ".env.example").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert example["MALLDRILL_SECRET"] == example["POSTGRES_PASSWORD"] == ""


def test_the_cluster_has_two_web_processes_workers_and_beat() -> None:
    commands = [service.get("command", ["serve"]) for service in SERVICES.values() if "build" in service]
    assert sorted(command[0] for command in commands) == ["beat", "serve", "serve", "worker"]
    assert SERVICES["worker"]["deploy"]["replicas"] >= 2


def test_the_stores_are_asked_for_their_health_before_anything_uses_them() -> None:
    for name in ("database", "redis"):
        assert SERVICES[name]["healthcheck"]["test"]
    for service in (s for s in SERVICES.values() if "build" in s):
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
        assert service["depends_on"]["redis"]["condition"] == "service_healthy"


def test_the_image_holds_every_package() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for package in PACKAGES:
        assert f"COPY {package} {package}" in dockerfile
        assert f"!{package}" in ignored
    assert re.search(r"^USER (?!root)", dockerfile, re.M)
