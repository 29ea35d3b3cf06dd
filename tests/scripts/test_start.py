"""scripts/run.py on a small project of its own: an empty lock, built pages, and a program that only waits."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "run.py"
PROGRAM = """
import os, signal, sys, time
if "--fail" in sys.argv:
    sys.exit(3)
print("serving", *sys.argv[1:], flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    print("stopped cleanly", flush=True)
"""


def script_of(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_of_" + project.name, project / "scripts" / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project with spaces")
    for folder in ("scripts", "app", "requirements", "frontend/src", "frontend/dist"):
        (root / folder).mkdir(parents=True)
    shutil.copy(SCRIPT, root / "scripts")
    (root / "app" / "__init__.py").touch()
    (root / "app" / "cli.py").write_text(PROGRAM)
    (root / "requirements" / "base.txt").write_text("# nothing to install\n")
    (root / "frontend" / "package.json").write_text("{}")
    (root / "frontend" / "package-lock.json").write_text("{}")
    (root / "frontend" / "dist" / "index.html").write_text("pages")
    module = script_of(root)
    (root / "frontend" / "dist" / ".stamp").write_text(module.digest(module.frontend_sources()))
    return root


def offline(project: Path, *words: str) -> "subprocess.Popen[str]":
    """Starts the script where neither an index nor Node can be reached."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    env |= {"PIP_NO_INDEX": "1", "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, str(project / "scripts" / "run.py"), *words],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A shell's background job hands an ignored Ctrl-C down to everything it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )


@pytest.mark.slow
@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_the_program_starts_without_a_network_and_stops_cleanly(project: Path, signal_number: int) -> None:
    process = offline(project, "--port", "0")
    assert process.stdout
    lines = []
    while not lines or not lines[-1].startswith("serving"):
        line = process.stdout.readline()
        assert line, lines
        lines.append(line)
    assert lines[-1].split() == ["serving", "serve", "--port", "0"]
    time.sleep(0.1)
    # A terminal's Ctrl-C reaches the whole group; a service manager's SIGTERM only the first process.
    if signal_number == signal.SIGINT:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.terminate()
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0, rest
    assert "Traceback" not in rest
    if signal_number == signal.SIGINT:
        assert "stopped cleanly" in rest


@pytest.mark.slow
def test_the_programs_own_failure_is_the_scripts_failure(project: Path) -> None:
    process = offline(project, "--fail")
    process.communicate(timeout=60)
    assert process.returncode == 3


@pytest.mark.slow
def test_a_second_setup_does_nothing(project: Path) -> None:
    assert offline(project, "--setup-only").wait(60) == 0
    process = offline(project, "--setup-only")
    printed, _ = process.communicate(timeout=20)
    assert (process.returncode, printed) == (0, "")


def test_pages_are_rebuilt_when_a_source_changes_but_not_for_windows_line_ends(project: Path) -> None:
    run = script_of(project)
    page = project / "frontend" / "src" / "page.tsx"
    page.write_bytes(b"one\ntwo\n")
    first = run.digest(run.frontend_sources())
    page.write_bytes(b"one\r\ntwo\r\n")
    assert run.digest(run.frontend_sources()) == first
    page.write_bytes(b"one\nthree\n")
    assert run.digest(run.frontend_sources()) != first
    page.unlink()


def test_a_failing_step_is_told_in_one_line_with_its_output(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run = script_of(project)
    with pytest.raises(run.Trouble, match=r"pip install: failed with exit code 4; .*no network"):
        run.run_logged(
            [sys.executable, "-c", "print('Temporary failure in name resolution'); raise SystemExit(4)"],
            "pip install",
        )
    assert "name resolution" in capfd.readouterr().err
