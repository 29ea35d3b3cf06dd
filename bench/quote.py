"""What a quote costs: ten carriers, each with a table of eight zones, asked over HTTP by one desk."""

from __future__ import annotations

import json
from typing import Any

from bench.parts import Figure, Floors, Scale, folder
from bench.world import Server, chat_desks, make_malls, open_folder
from core.context import Ctx
from logistics.carriers.models import Carrier
from logistics.carriers.queries import carriers
from logistics.rates.models import RateTableRow
from logistics.rates.regions import mainland
from logistics.rates.service import import_tables

CARRIERS, ZONES = 10, 8


def document(code: str, number: int) -> dict[str, Any]:
    """A table as a large carrier has it: eight zones, insurance, a surcharge, limits, bans, holidays."""
    provinces = mainland()
    size = -(-len(provinces) // ZONES)
    zones = [
        {
            "code": str(zone + 1),
            "zh": f"{zone + 1} 区",
            "en": f"Zone {zone + 1}",
            "provinces": provinces[zone * size : (zone + 1) * size],
            "postcodes": [f"99{zone}"],
            "first_cents": 600 + 150 * zone + 10 * number,
            "step_cents": 100 + 120 * zone,
            "transit_h": 12 + 9 * zone + number,
        }
        for zone in range(ZONES)
    ]
    return {
        "code": code,
        "version": 2,
        "carrier": code,
        "zh": code,
        "en": code,
        "valid_from": "2025-01-01",
        "divisor": (6000, 8000, 5000, 12000)[number % 4],
        "zones": zones,
        "insurance": {"ppm": 5000, "min_cents": 100},
        "surcharges": [{"code": "fuel", "zh": "燃油附加费", "en": "Fuel", "ppm": 30_000 + 1000 * number}],
        "limits": [{"weight_g": 100_000, "longest_mm": 3000}],
        "bans": [{"flag": "fresh", "zones": ["8"]}],
        "service": {"closed": [["2026-02-14", "2026-02-21"]], "slack_days": 1},
    }


def ten_carriers(ctx: Ctx) -> None:
    """Gives the mall ten carriers and their tables."""
    for row in ctx.rows(RateTableRow, state="active"):
        ctx.update(RateTableRow, row.id, state="retired")
    codes = [row.code for row in carriers(ctx).values()]
    for number in range(len(codes), CARRIERS):
        codes.append(f"C{number}")
        ctx.insert(Carrier, code=codes[-1], name=f"Carrier {number}", hotline="1290", active=True)
    documents = [document(code, number) for number, code in enumerate(codes)]
    import_tables(ctx, documents=documents, source="bench", activate_them=True)


def quote(scale: Scale, floors: Floors) -> list[Figure]:
    """Every request asks for another weight, size and province; the floor is measured in between."""
    with folder() as data:
        db = open_folder(data)
        mall_ids = make_malls(db, 1)
        chat_desks(db, mall_ids, quiet=True)
        with db.transaction(mall_ids[0], "system") as ctx:
            ten_carriers(ctx)
        db.close()
        with Server(data) as server:
            plan = data / "quote.json"
            path = (
                "/api/desk/10000/quotes?province={pick:province}&weight_g={rand:200:20000}"
                "&length_mm={rand:100:600}&width_mm={rand:100:500}&height_mm={rand:50:400}"
            )
            plan.write_text(
                json.dumps(
                    {
                        "base": server.base,
                        "headers": {"Cookie": "malldrill=bench-0"},
                        "lists": {"province": list(mainland())},
                        "requests": [{"name": "quote", "path": path, "ok": [200]}],
                    }
                ),
                "utf-8",
            )
            seconds = str(min(3.0, scale.seconds))
            words = ("--spec", str(plan), "--pid", str(server.process.pid), "--floor", "fastapi", "-c", "8")
            found: Any = floors.run("http_bench.py", *words, "--rounds", str(scale.rounds), "-d", seconds)
    floor, ours = found
    if ours["errors"]:
        raise RuntimeError(f"quotes failed: {ours['error_kinds']}")
    return [
        Figure("quote, ten carriers of eight zones, CPU", ours["server_cpu_us_per_request"], "µs"),
        Figure("quote, bytes of an answer", ours["bytes_per_response"], "bytes"),
        Figure("quote, CPU by the fastapi floor", ours["cpu_times_floor"], "×", 2),
        Figure("fastapi floor, CPU per request", floor["server_cpu_us_per_request"], "µs"),
    ]
