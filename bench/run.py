"""Measures what the project promises: `python bench/run.py`. Figures are printed with their goals.

--only PART,PART: start, malls, engine, headless, chat, sockets, desks, quote, labels, packing.
--smoke: a short run that shows every part works; goals are not judged there. --json FILE keeps the figures.
--floors FOLDER: where floor.py, http_bench.py and ws_bench.py are; without them chat, sockets and quote are
left out and the run says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.desks import desks  # noqa: E402
from bench.labels import labels  # noqa: E402
from bench.packing import packing  # noqa: E402
from bench.parts import FULL, PARTS, SMOKE, Figure, Floors  # noqa: E402
from bench.quote import quote  # noqa: E402

NEED_FLOORS = ("chat", "sockets", "quote")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--floors", type=Path, default=ROOT.parent / "shared" / "bench")
    options = parser.parse_args()
    parts = {**PARTS, "desks": desks, "quote": quote, "labels": labels, "packing": packing}
    chosen = options.only.split(",") if options.only else list(parts)
    if unknown := set(chosen) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not (options.floors / "floor.py").exists():
        print("the floors are not here: left out " + ", ".join(p for p in chosen if p in NEED_FLOORS))
        chosen = [part for part in chosen if part not in NEED_FLOORS]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}",
        flush=True,
    )
    figures: list[Figure] = []
    for part in chosen:
        for figure in parts[part](SMOKE if options.smoke else FULL, Floors(options.floors)):
            figures.append(figure)
            print(line(figure, judged=not options.smoke), flush=True)
    if options.json:
        options.json.write_text(
            json.dumps(
                [
                    {"what": f.what, "value": f.value, "unit": f.unit, "goal": f.goal, "met": f.met}
                    for f in figures
                ],
                indent=1,
                ensure_ascii=False,
            ),
            "utf-8",
        )
    missed = [f for f in figures if f.met is False and not options.smoke]
    print(f"{len(figures)} figures" + (f", {len(missed)} miss their goal" if missed else ""))
    return 0


def line(figure: Figure, *, judged: bool) -> str:
    goal = ""
    if figure.goal is not None:
        goal = f"  goal {'≥' if figure.at_least else '≤'} {figure.goal:g}"
        if judged:
            goal += "  met" if figure.met else "  MISSED"
    return f"{figure.what:<58} {figure.value:>10.2f} {figure.unit:<9}{goal}"


if __name__ == "__main__":
    raise SystemExit(main())
