"""The gate: sets up what is missing, then runs every check and test. `make test`.

--quick: without databases, browser, cluster and build (`scripts/check`). --nightly: the long runs as well.
--only WORD: only the steps whose name contains WORD. Screenshots and logs are left in artifacts/.
"""

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
ARTIFACTS = ROOT / "artifacts"
LIMIT_S = 20 * 60
NO_TESTS = 5
LIVE = "not browser and not cluster and not nightly"


class Gate:
    """Runs the steps in order, keeps going after a failure, and says at the end what happened."""

    def __init__(self, only: "str | None") -> None:
        self.only = only
        self.rows: list[tuple[str, bool, float]] = []
        self.lock = threading.Lock()
        self.apart = threading.local()

    def wants(self, name: str) -> bool:
        return self.only is None or self.only in name

    def step(self, name: str, command: "list[str]", *, cwd: Path = ROOT, **env: str) -> bool:
        if not self.wants(name):
            return True
        started = time.monotonic()
        beside = getattr(self.apart, "beside", False)
        if not beside:
            print(f"\n=== {name}", flush=True)
        try:
            done = subprocess.run(
                command, cwd=cwd, env={**os.environ, **env}, timeout=LIMIT_S,
                stdout=subprocess.PIPE if beside else None, stderr=subprocess.STDOUT if beside else None,
            )  # fmt: skip
            code = done.returncode
            if beside:
                with self.lock:
                    print(f"\n=== {name}\n{done.stdout.decode('utf-8', 'replace')}", end="", flush=True)
        except subprocess.TimeoutExpired:
            print(f"{name}: stopped after {LIMIT_S} s", flush=True)
            code = 124
        return self.note(name, code == 0, time.monotonic() - started)

    def side_by_side(self, *works: "Callable[[], None]") -> None:
        """Runs groups of steps at the same time; each step's output is shown in one piece at its end."""

        def run(work: "Callable[[], None]") -> None:
            self.apart.beside = True
            work()

        with ThreadPoolExecutor(len(works)) as pool:
            for finished in [pool.submit(run, work) for work in works]:
                finished.result()

    def note(self, name: str, passed: bool, seconds: float) -> bool:
        with self.lock:
            self.rows.append((name, passed, seconds))
        return passed

    def summary(self) -> int:
        failed = [name for name, passed, _ in self.rows if not passed]
        print("\n" + "-" * 62)
        for name, passed, seconds in self.rows:
            print(f"{'ok  ' if passed else 'FAIL'}  {name:<44} {seconds:8.1f} s")
        print("-" * 62)
        if failed:
            print("failed: " + ", ".join(failed))
        print(f"steps in order: {len(self.rows) - len(failed)} of {len(self.rows)}", flush=True)
        return 1 if failed or not self.rows else 0


def load(path: Path):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def missing_system_packages() -> "list[str]":
    def has_font(word: str) -> bool:
        listed = (
            subprocess.run(["fc-list"], capture_output=True, text=True).stdout
            if shutil.which("fc-list")
            else ""
        )
        return word in listed

    postgres = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    wanted = {
        "chromium": bool(shutil.which("chromium") or shutil.which("google-chrome")),
        "postgresql": bool(postgres),
        "redis-server": bool(shutil.which("redis-server")),
        "fontconfig": bool(shutil.which("fc-list")),
        "fonts-noto-cjk": has_font("NotoSansCJK"),
        "fonts-wqy-microhei": has_font("wqy-microhei"),
        "python3-venv": importlib.util.find_spec("ensurepip") is not None,
    }
    return [name for name, present in wanted.items() if not present]


def set_up_system() -> int:
    missing = missing_system_packages()
    if not missing:
        return 0
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"missing on this machine: {' '.join(missing)} (as root: apt-get install {' '.join(missing)})")
        return 1
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    # No cluster of Debian's own is wanted: the tests start one for themselves.
    no_cluster = Path("/etc/postgresql-common/createcluster.conf")
    with contextlib.suppress(OSError):
        if not no_cluster.exists():
            no_cluster.parent.mkdir(parents=True, exist_ok=True)
            no_cluster.write_text("create_main_cluster = false\n")
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        if (
            code := subprocess.run(
                command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            ).returncode
        ) != 0:
            return code
    return 0


def set_up_python() -> int:
    lock = ROOT / "requirements" / "dev.txt"
    project = ROOT / "pyproject.toml"
    stamp = VENV / ".malldrill-dev-lock"
    wanted = hashlib.sha256(lock.read_bytes() + project.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return 0
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    code = subprocess.run([*pip, "--require-hashes", "-r", str(lock)]).returncode
    if code == 0:
        # The sources are found through the path: nothing to build or fetch for an editable install.
        site = subprocess.run(
            [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        (Path(site) / "malldrill-sources.pth").write_text(f"{ROOT}\n")
        stamp.write_text(wanted)
    return code


def chromium() -> str:
    return shutil.which("chromium") or shutil.which("google-chrome") or ""


def npm_command() -> "tuple[list[str], dict[str, str]]":
    run = load(ROOT / "scripts" / "run.py")
    npm = run.system_npm() or run.wheel_npm()
    return npm, run.node_environment(npm)


def static_checks(gate: Gate) -> None:
    tools = VENV / "bin"
    gate.step("ruff check", [str(tools / "ruff"), "check", "."])
    gate.step("ruff format", [str(tools / "ruff"), "format", "--check", "."])
    gate.step("import-linter", [str(tools / "lint-imports")], COLUMNS="110")
    gate.step("mypy strict", [str(tools / "mypy")])
    gate.step("bandit", [str(tools / "bandit"), "-q", "-lll", "-r", "core", "logistics", "shop", "helpdesk",
                         "simulation", "classroom", "seed", "app"])  # fmt: skip


def frontend_checks(gate: Gate, *, clean: bool, build: bool) -> None:
    npm, env = npm_command()
    modules = FRONTEND / "node_modules"
    if clean and gate.wants("npm ci"):
        shutil.rmtree(modules, ignore_errors=True)
        shutil.rmtree(FRONTEND / "dist", ignore_errors=True)
    if clean or not modules.exists():
        gate.step("npm ci", [*npm, "ci", "--no-audit", "--no-fund"], cwd=FRONTEND, **env)
    runs = {
        "TypeScript": ["run", "-s", "typecheck"],
        "ESLint": ["run", "-s", "lint"],
        "Vitest": ["run", "-s", "test"],
    }
    for name, words in runs.items():
        gate.step(name, [*npm, *words], cwd=FRONTEND, **env)
    if build:
        if gate.step("OpenAPI document", [str(PYTHON), "scripts/openapi.py"]):
            gate.step("API client drift", [*npm, "run", "-s", "api:check"], cwd=FRONTEND, **env)
        gate.step("build and size budgets", [str(sys.executable), "scripts/run.py", "--setup-only"], **env)


def pytest_command(*words: str, report: str) -> "list[str]":
    return [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={ARTIFACTS / report}.xml", *words]


def backend_tests(gate: Gate) -> None:
    gate.step(
        "tests on SQLite", pytest_command("-n", "2", "-m", LIVE, report="sqlite"), MALLDRILL_TEST_DB="sqlite"
    )
    if not gate.wants("tests on PostgreSQL"):
        return
    # The helper needs psycopg, which only the environment has: the tests start their server through it.
    gate.step(
        "tests on PostgreSQL",
        [str(PYTHON), "scripts/with_postgres.py",
         *pytest_command("-n", "2", "-m", LIVE, "-p", "tests.support.once", "--ignore=tests/architecture",
                         report="postgresql")],
        MALLDRILL_TEST_DB="postgresql",
    )  # fmt: skip


def has_tests(marker: str) -> bool:
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", "--collect-only", "-m", marker], cwd=ROOT, capture_output=True
    )
    return done.returncode != NO_TESTS


def live_tests(gate: Gate) -> None:
    shots = {"MALLDRILL_ARTIFACTS": str(ARTIFACTS), "MALLDRILL_CHROMIUM": chromium()}
    for name, marker in (("cluster journey", "cluster"), ("browser journeys", "browser")):
        if gate.wants(name):
            # A gate that finds no journey must say so: an empty selection is a failure.
            gate.step(name, pytest_command("-m", f"{marker} and not nightly", report=marker), **shots)


def bench(gate: Gate) -> None:
    if (ROOT / "bench" / "run.py").exists():
        gate.step("bench smoke", [str(PYTHON), "bench/run.py", "--smoke"])


def nightly(gate: Gate) -> None:
    if has_tests("nightly"):
        gate.step("nightly tests", pytest_command("-m", "nightly", report="nightly"))
    gate.step(
        "pip-audit", [str(VENV / "bin" / "pip-audit"), "--require-hashes", "-r", "requirements/base.txt"]
    )
    gate.step("bundle", [sys.executable, "scripts/bundle.py", "--try"])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--nightly", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    gate = Gate(options.only)
    ARTIFACTS.mkdir(exist_ok=True)
    started = time.monotonic()
    setups = [("set-up: Python environment", set_up_python)]
    if not options.quick:
        setups.insert(0, ("set-up: system packages", set_up_system))
    for name, work in setups:
        begun = time.monotonic()
        print(f"=== {name}", flush=True)
        if not gate.note(name, work() == 0, time.monotonic() - begun):
            return gate.summary()
    if options.quick:

        def python_side() -> None:
            static_checks(gate)
            gate.step(
                "architecture",
                pytest_command("-m", f"({LIVE}) and not slow", "tests/architecture", report="architecture"),
            )

        gate.side_by_side(python_side, lambda: frontend_checks(gate, clean=False, build=False))
    else:
        gate.side_by_side(lambda: static_checks(gate), lambda: frontend_checks(gate, clean=True, build=True))
        backend_tests(gate)
        live_tests(gate)
        bench(gate)
        if options.nightly:
            nightly(gate)
    print(f"\nwhole run: {time.monotonic() - started:.0f} s")
    return gate.summary()


if __name__ == "__main__":
    raise SystemExit(main())
