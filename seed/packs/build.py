"""Compiles the hand-written YAML of a pack into one JSON file per language: `python -m seed.packs.build`.

Parsing a megabyte of YAML takes seconds, loading the compiled file takes milliseconds, so the compiled
files are
kept in the repository and a test says when they are out of date.
"""

import re
import sys
from pathlib import Path
from typing import Any

import orjson
import yaml

from logistics.rates.documents import document_of
from logistics.rates.documents import read as read_table
from seed.packs.drawing import picture_hash_of
from seed.packs.models import Pack
from seed.packs.packing import packing_of

HERE = Path(__file__).parent
LANGUAGES = {"zh-CN": "zh", "en": "en"}
COUNTED = {
    "n": ("{} 件", "{} pcs"),
    "mo": ("{} 个月", "{} months"),
    "yr": ("{} 年", "{} yr"),
    "d": ("{} 天", "{} days"),
    "h": ("{} 钩", "{} hooks"),
}


class PackError(ValueError):
    """The pack contradicts itself; the message names product and field."""


def read_yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # nosec B506: a safe loader either way


def spell(value: str, terms: dict[str, str], short: str) -> str:
    """The words for a value: from the table, from a counting code, or itself if it begins with a figure."""
    if value in terms:
        return terms[value]
    counted = re.fullmatch(r"(n|mo|yr|d|h)(\d+)", value)
    if counted:
        words = COUNTED[counted[1]][0 if short == "zh" else 1].format(counted[2])
        return words.replace("1 months", "1 month").replace("1 pcs", "1 pc") if counted[2] == "1" else words
    if re.match(r"[0-9±>IP]", value):
        return value
    raise PackError(f"no {short} word for {value!r}")


def product_of(
    raw: dict[str, Any], text: dict[str, Any], terms: dict[str, Any], short: str
) -> dict[str, Any]:
    names = list(raw.get("options", {}))
    variants = []
    for number, variant in enumerate(raw["variants"], start=1):
        picked = {
            terms["options"][name]: spell(value, terms["values"], short)
            for name, value in zip(names, variant["pick"], strict=True)
        }
        variants.append(
            {
                "code": f"{raw['code']}-{number}",
                "options": picked,
                "stock": variant["stock"],
                "price_cents": raw["price_cents"] + variant.get("delta_cents", 0),
            }
        )
    return {
        "code": raw["code"],
        "category": raw["category"],
        "icon": raw["icon"],
        "picture": picture_hash_of(raw["code"], raw["category"], raw["icon"]),
        "title": text["title"],
        "summary": text["summary"],
        "points": text["points"],
        "faq": [text["faq"]],
        "price_cents": raw["price_cents"],
        "cost_cents": raw["cost_cents"],
        "weight_g": raw["weight_g"],
        "size_mm": raw["size_mm"],
        "flags": raw.get("flags", []),
        "variants": variants,
        "options": [
            {"name": terms["options"][name], "values": [spell(v, terms["values"], short) for v in values]}
            for name, values in raw.get("options", {}).items()
        ],
        "attributes": [
            {"name": terms["attributes"][name], "value": spell(value, terms["values"], short)}
            for name, value in raw["attributes"].items()
        ],
    }


def minute_of_day(text: str) -> int:
    """Minutes since midnight of "06:30"."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def graph_of(raw: dict[str, Any]) -> dict[str, Any]:
    times = {name: [minute_of_day(t) for t in found] for name, found in raw["timetables"].items()}
    return {
        "legs": [
            {"ends": [one, other], "minutes": minutes, "departs": times[name]}
            for one, other, minutes, name in raw["legs"]
        ],
        "capacity": raw["capacity"],
        "rounds": [minute_of_day(t) for t in raw["rounds"]],
    }


def network_of(raw: dict[str, Any], graph: dict[str, Any], short: str) -> dict[str, Any]:
    drop = ("zh", "en")
    return {
        **graph_of(graph),
        **{
            key: raw[key] for key in ("origin", "promise_days", "transit_hours", "backlog_hubs", "storm_hubs")
        },
        "carriers": [
            {"name": c[short], **{k: v for k, v in c.items() if k not in drop}} for c in raw["carriers"]
        ],
        "hubs": [
            {"code": h["code"], "name": h[short], "city": h[f"city_{short}"], "province": h["province"]}
            for h in raw["hubs"]
        ],
        "routes": {code: {"zone": zone, "hubs": hubs} for code, (zone, hubs) in raw["routes"].items()},
    }


def rate_tables_of(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The pack's rate tables, each one checked. Raises PackError."""
    found = []
    for entry in raw["tables"]:
        table, problems = read_table(entry)
        if table is None or problems:
            raise PackError(f"rate table {entry.get('code')}: {problems}")
        found.append(document_of(table))
    return found


def provinces_of(raw: list[dict[str, Any]], short: str) -> list[dict[str, Any]]:
    side = 0 if short == "zh" else 1
    return [
        {
            "code": p["code"],
            "name": p[short],
            "weight": p["weight"],
            "cities": [
                {"name": c[short], "postcode": c["postcode"], "districts": [d[side] for d in c["districts"]]}
                for c in p["cities"]
            ],
        }
        for p in raw
    ]


def initials_of(title: str, short: str) -> str:
    if short == "en":
        return "".join(word[0] for word in re.findall(r"[a-z]+", title.lower()))
    from pypinyin import (  # a tool of the authors: the running program never needs it
        Style,
        lazy_pinyin,
    )

    return "".join(re.findall(r"[a-z0-9]", "".join(lazy_pinyin(title, style=Style.FIRST_LETTER)).lower()))


def compile_pack(name: str, language: str) -> bytes:
    """The compiled form of one pack in one language. Raises PackError when a word or a number is missing."""
    short, folder = LANGUAGES[language], HERE / name
    numbers, words = read_yaml(folder / "catalogue.yaml"), read_yaml(folder / f"catalogue.{short}.yaml")
    terms = read_yaml(folder / f"terms.{short}.yaml")
    missing = {p["code"] for p in numbers["products"]} ^ set(words["products"])
    if missing:
        raise PackError(f"{short}: products without numbers or without words: {sorted(missing)}")
    content = {
        "name": name,
        "language": language,
        "categories": [{"code": code, "name": words["categories"][code]} for code in numbers["categories"]],
        "products": [product_of(p, words["products"][p["code"]], terms, short) for p in numbers["products"]],
        "network": network_of(read_yaml(folder / "carriers.yaml"), read_yaml(folder / "network.yaml"), short),
        "rate_tables": rate_tables_of(read_yaml(folder / "rates.yaml")),
        "provinces": provinces_of(orjson.loads((HERE / "divisions.json").read_bytes()), short),
        "people": read_yaml(folder / f"people.{short}.yaml"),
        "phrases": read_yaml(folder / f"phrases.{short}.yaml"),
        "quick_replies": [
            {**reply, "initials": initials_of(reply["title"], short)}
            for reply in read_yaml(folder / f"scripts.{short}.yaml")
        ],
        "policies": [
            {"code": p["code"], "limits": p["limits"], **p[short]}
            for p in read_yaml(folder / "policies.yaml")
        ],
        "packing": packing_of(read_yaml(folder / "packing.yaml"), short),
    }
    Pack.model_validate(content)
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE)


def main() -> None:
    for folder in sorted(p for p in HERE.iterdir() if (p / "catalogue.yaml").is_file()):
        for language in LANGUAGES:
            target = HERE / "built" / f"{folder.name}.{language}.json"
            target.write_bytes(compile_pack(folder.name, language))
            sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
