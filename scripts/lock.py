"""Write the locks of the Python dependencies: requirements/base.txt and requirements/dev.txt.

Universal (one file for Linux, macOS and Windows), with hashes, without addresses.
Needs uv: `python -m pip install uv`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS: dict[str, list[str]] = {"base": [], "dev": ["--extra", "dev"]}


def main() -> int:
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        print("uv is missing: python -m pip install uv", file=sys.stderr)
        return 2
    for name, extra in LOCKS.items():
        target = ROOT / "requirements" / f"{name}.txt"
        command = [
            uv, "pip", "compile", "pyproject.toml", *extra, "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-annotate", "--quiet",
            "--output-file", str(target), *sys.argv[1:],
        ]  # fmt: skip
        if subprocess.run(command, cwd=ROOT).returncode != 0:
            return 1
        lines = target.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not re.match(r"--(find-links|extra-index-url|index-url)", line)]
        target.write_text("\n".join(kept) + "\n", encoding="utf-8")
        print(f"{target.relative_to(ROOT)}: {sum('==' in line for line in kept)} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
