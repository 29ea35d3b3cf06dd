"""Steps and refusals in both languages; the words stand in words.yaml beside this file."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from logistics.rates.values import Refused, Step

LANGUAGES = ("zh", "en")
_GAP = re.compile(r"\{(\w+)\}")


def shortest(value: int, unit: int, places: int) -> str:
    """A whole number of units' parts as a decimal, without zeros at its end."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, unit)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0")


def kilograms(grams: int) -> str:
    return shortest(grams, 1000, 3)


def yuan(cents: int) -> str:
    return f"-{yuan(-cents)}" if cents < 0 else f"{cents // 100}.{cents % 100:02d}"


def centimetres(mm: int) -> str:
    return shortest(mm, 10, 1)


def percent(ppm: int) -> str:
    return shortest(ppm, 10_000, 4)


def _shown_by(name: str) -> Callable[[Any], str]:
    if name == "amount" or name.endswith("_cents"):
        return yuan
    if name.endswith("_g"):
        return kilograms
    if name.endswith("_mm"):
        return centimetres
    if name.endswith("_mm3"):
        return lambda value: shortest(value, 1000, 3)
    if name.endswith("ppm"):
        return percent
    return str


class Template:
    """One sentence, taken apart once."""

    __slots__ = ("gaps", "pattern")

    def __init__(self, text: str) -> None:
        names = _GAP.findall(text)
        self.pattern = _GAP.sub("%s", text.replace("%", "%%"))
        self.gaps = [(name, _shown_by(name)) for name in names]

    def say(self, params: dict[str, Any], amount: int | None) -> str:
        return self.pattern % tuple(
            [shown(amount if name == "amount" else params[name]) for name, shown in self.gaps]
        )


@cache
def _words() -> dict[str, dict[str, tuple[Template, Template]]]:
    text = (files("logistics.rates") / "words.yaml").read_text("utf-8")
    raw = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # nosec B506: a safe loader either way
    return {
        section: {code: (Template(words["zh"]), Template(words["en"])) for code, words in codes.items()}
        for section, codes in raw.items()
    }


def of_step(step: Step) -> tuple[str, str]:
    """A step in Chinese and in English."""
    zh, en = _words()["steps"][step.code]
    return zh.say(step.params, step.amount_cents), en.say(step.params, step.amount_cents)


def of_refusal(refused: Refused) -> tuple[str, str]:
    """A carrier's no in Chinese and in English."""
    zh, en = _words()["refusals"][refused.code]
    said = dict(refused.params)
    for name in ("value", "limit"):
        if isinstance(number := said.get(name), int):
            said |= {f"{name}_kg": kilograms(number), f"{name}_cm": centimetres(number)}
            said[f"{name}_yuan"] = yuan(number)
    flags = _words()["flags"].get(str(said.get("flag")))
    both = [template.say({}, None) for template in flags] if flags else ["", ""]
    return zh.say({**said, "flag_word": both[0]}, None), en.say({**said, "flag_word": both[1]}, None)


def wire_steps(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Steps with their words, as they are sent."""
    words = _words()["steps"]
    sent = []
    for code, params, amount in steps:
        zh, en = words[code]
        sent.append(
            {"code": code, "params": params, "amount_cents": amount, "zh": zh.say(params, amount),
             "en": en.say(params, amount)}
        )  # fmt: skip
    return sent
