"""Steps and refusals in both languages; the words stand in words.yaml beside this file."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import orjson
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


@lru_cache(8_192)
def kilograms(grams: int) -> str:
    return shortest(grams, 1000, 3)


@lru_cache(8_192)
def yuan(cents: int) -> str:
    return f"-{yuan(-cents)}" if cents < 0 else f"{cents // 100}.{cents % 100:02d}"


@lru_cache(8_192)
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
    """One sentence in both languages, taken apart once."""

    __slots__ = ("en", "en_gaps", "zh", "zh_gaps")

    def __init__(self, words: dict[str, str]) -> None:
        self.zh, self.zh_gaps = _apart(words["zh"])
        self.en, gaps = _apart(words["en"])
        # None: the same values in the same order.
        self.en_gaps = None if gaps == self.zh_gaps else gaps

    def say(self, params: dict[str, Any], amount: int | None) -> tuple[str, str]:
        """The sentence in Chinese and in English."""
        told = _filled(self.zh_gaps, params, amount)
        return self.zh % told, self.en % (
            told if self.en_gaps is None else _filled(self.en_gaps, params, amount)
        )


_Gaps = list[tuple[str, Callable[[Any], str]]]


def _apart(text: str) -> tuple[str, _Gaps]:
    names = _GAP.findall(text)
    return _GAP.sub("%s", text.replace("%", "%%")), [(name, _shown_by(name)) for name in names]


def _filled(gaps: _Gaps, params: dict[str, Any], amount: int | None) -> tuple[str, ...]:
    return tuple([shown(amount if name == "amount" else params[name]) for name, shown in gaps])


@cache
def _words() -> dict[str, dict[str, Template]]:
    text = (files("logistics.rates") / "words.yaml").read_text("utf-8")
    raw = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # nosec B506: a safe loader either way
    return {
        section: {code: Template(words) for code, words in codes.items()} for section, codes in raw.items()
    }


def of_step(step: Step) -> tuple[str, str]:
    """A step in Chinese and in English."""
    return _words()["steps"][step.code].say(step.params, step.amount_cents)


def of_refusal(refused: Refused) -> tuple[str, str]:
    """A carrier's no in Chinese and in English."""
    said = dict(refused.params)
    for name in ("value", "limit"):
        if isinstance(number := said.get(name), int):
            said |= {f"{name}_kg": kilograms(number), f"{name}_cm": centimetres(number)}
            said[f"{name}_yuan"] = yuan(number)
    flags = _words()["flags"].get(str(said.get("flag")))
    zh, en = flags.say({}, None) if flags else ("", "")
    template = _words()["refusals"][refused.code]
    return (
        template.say({**said, "flag_word": zh}, None)[0],
        template.say({**said, "flag_word": en}, None)[1],
    )


def wire_steps(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps with their words, as they are sent."""
    words = _words()["steps"]
    sent = []
    for code, params, amount in steps:
        zh, en = words[code].say(params, amount)
        sent.append({"code": code, "params": params, "amount_cents": amount, "zh": zh, "en": en})
    return sent


_pressed: dict[tuple[str, ...], str] = {}


def steps_json(steps: Sequence[Step]) -> bytes:
    """`wire_steps` as JSON without the brackets around it, byte for byte; figures go into sentences that are
    JSON already."""
    if any("zh" in params for _, params, _ in steps):  # names of the table's own, which may need escaping
        return orjson.dumps(wire_steps(steps))[1:-1]
    words = _words()["steps"]
    codes = tuple([step[0] for step in steps])
    pattern = _pressed.get(codes)
    if pattern is None:
        # Steps of one code always have the same parameters in the same order.
        pattern = _pressed[codes] = ",".join(_press(step, words[step.code]) for step in steps)
    values: list[Any] = []
    for code, params, amount in steps:
        template = words[code]
        values += params.values()
        values.append("null" if amount is None else amount)
        told = [shown(amount if name == "amount" else params[name]) for name, shown in template.zh_gaps]
        values += told
        values += told if template.en_gaps is None else _filled(template.en_gaps, params, amount)
    return (pattern % tuple(values)).encode()


def _press(step: Step, template: Template) -> str:
    """A step as JSON with a gap for each figure, those of the parameters first."""
    zh, en = (orjson.dumps(text).decode() for text in (template.zh, template.en))
    names = ",".join(f'"{name}":%s' for name in step.params)
    return f'{{"code":"{step.code}","params":{{{names}}},"amount_cents":%s,"zh":{zh},"en":{en}}}'
