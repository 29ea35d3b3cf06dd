"""`make bundle`: a folder that installs and starts without a network: dist/malldrill-<version>/.

It holds wheels for Linux and Windows (--platforms to choose), the project's own wheel with the built pages
inside, and start.sh / start.bat. --try installs from a copy of that folder, offline, and asks for the help.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

import run  # noqa: E402

PAGES = ROOT / "app" / "frontend_dist"
VERSIONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "windows": ["win_amd64"],
}

HERE = Path(__file__).resolve().parent / "bundle_files"


def locked_lines(platform: str, version: str) -> str:
    """The lock's entries for one platform and Python; pip would decide the markers for this computer."""
    from pip._vendor.packaging.markers import Marker

    windows = platform == "windows"
    system = {"sys_platform": "win32" if windows else "linux", "os_name": "nt" if windows else "posix",
              "platform_system": "Windows" if windows else "Linux", "implementation_name": "cpython",
              "platform_python_implementation": "CPython", "python_version": version}  # fmt: skip
    kept: list[str] = []
    for entry in run.LOCK.read_text("utf-8").replace("\\\n", " ").splitlines():
        head, _, hashes = entry.partition(" --hash")
        requirement, _, marker = (part.strip() for part in head.partition(";"))
        if not requirement or requirement.startswith("#"):
            continue
        # The first and the last patch release: the computer that installs may have any.
        patches = [{**system, "python_full_version": f"{version}.{patch}"} for patch in (0, 99)]
        if not marker or any(Marker(marker).evaluate(patch) for patch in patches):
            kept.append(f"{requirement} --hash{hashes}")
    return "\n".join(kept) + "\n"


def build_wheel(python: Path, wheels: Path) -> None:
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(run.FRONTEND / "dist", PAGES)
    try:
        with tempfile.TemporaryDirectory() as build:
            command = [str(python), "-m", "pip", "wheel", "--no-deps", "--disable-pip-version-check", "-q"]
            run.run_logged(
                [*command, "--wheel-dir", str(wheels), str(ROOT)], "wheel", env=dict(os.environ, TMPDIR=build)
            )
    finally:
        shutil.rmtree(PAGES, ignore_errors=True)
        # setuptools leaves a copy of the sources there, and would put its stale files into the next wheel.
        shutil.rmtree(ROOT / "build", ignore_errors=True)


def collect(python: Path, wheels: Path, platform: str, versions: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "lock.txt"
        for version in versions:
            lock.write_text(locked_lines(platform, version), "utf-8")
            tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
            run.run_logged(
                [str(python), "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps",
                 "--only-binary=:all:", "--require-hashes", "--implementation", "cp",
                 "--python-version", version,
                 *tags, "--dest", str(wheels), "-r", str(lock)],
                f"wheels for {platform}, Python {version}",
            )  # fmt: skip


def try_offline(folder: Path) -> None:
    """Installs the copy of the folder where no index can be reached, and starts the program's help."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "elsewhere with spaces"
        shutil.copytree(folder, copy)
        nowhere = "http://127.0.0.1:9"
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        env |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere)
        env |= {
            "PIP_CONFIG_FILE": os.devnull,
            "PYTHON": sys.executable,
            "MALLDRILL_DATA": str(Path(place) / "data"),
        }
        run.run_logged(["sh", str(copy / "start.sh"), "--help"], "offline start", cwd=Path(place), env=env)
        python = run.venv_python(copy / "venv")
        code = (
            "from pathlib import Path; import app\n"
            "pages = Path(app.__file__).parent / 'frontend_dist'\n"
            "assert all((pages / f'{n}.html').is_file() for n in ('index', 'shop', 'cockpit')), pages"
        )
        run.run_logged([str(python), "-c", code], "pages in the wheel", cwd=Path(place), env=env)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--platforms", nargs="+", choices=[*PLATFORMS], default=[*PLATFORMS])
    parser.add_argument("--python-versions", nargs="+", default=[*VERSIONS])
    parser.add_argument("--try", dest="attempt", action="store_true")
    options = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    target = ROOT / "dist" / f"malldrill-{version}"
    try:
        python = run.prepare_python()
        if not Path(sys.prefix).samefile(run.VENV):
            # pip's own reading of markers is needed, and only the environment surely has pip.
            return subprocess.run([str(python), *sys.argv]).returncode
        run.prepare_frontend()
        shutil.rmtree(target, ignore_errors=True)
        wheels = target / "wheels"
        wheels.mkdir(parents=True)
        run.say("打包项目", "building the project's wheel")
        build_wheel(python, wheels)
        for platform in options.platforms:
            run.say(f"收集 {platform} 依赖", f"collecting wheels for {platform}")
            collect(python, wheels, platform, tuple(options.python_versions))
        (target / "requirements.txt").write_bytes(run.LOCK.read_bytes())
        (target / "start.sh").write_bytes((HERE / "start.sh").read_bytes().replace(b"\r\n", b"\n"))
        (target / "start.sh").chmod(0o755)
        batch = (HERE / "start.bat").read_bytes().replace(b"\r\n", b"\n")
        (target / "start.bat").write_bytes(batch.replace(b"\n", b"\r\n"))
        if options.attempt:
            run.say("离线试装", "trying it offline")
            try_offline(target)
    except run.Trouble as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file()) / 1e6
    print(f"{target.relative_to(ROOT).as_posix()}: {len(list(wheels.iterdir()))} wheels, {size:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
