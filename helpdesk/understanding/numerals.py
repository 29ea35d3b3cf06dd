"""Numbers as agents write them: 35.8, 1,200, 1.2k, 三十五块八, 两百, ranges and approximations."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-four": 24, "thirty": 30,
    "thirteen": 13, "fourteen": 14, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "forty": 40, "forty-eight": 48, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "a couple of": 2, "couple of": 2,
}  # fmt: skip

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[一二三四五六七八九十百千万两零〇]+(?:点[一二三四五六七八九零]+)?"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TY = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ENGLISH = rf"(?:{_TY})[ -](?:{_UNITS})|" + "|".join(
    sorted((re.escape(w) for w in _WORDS if w not in ("a", "an")), key=len, reverse=True)
)
NUMBER = rf"(?:(?:{ARABIC})[kw万]?|{CHINESE})"


def number(text: str) -> float | None:
    """The value of one numeral, None when the characters are no number."""
    raw = text.strip().replace(",", "")
    if raw in _WORDS:
        return float(_WORDS[raw])
    tens, _, ones = raw.replace("-", " ").partition(" ")
    if ones and tens in _WORDS and ones in _WORDS:
        return float(_WORDS[tens] + _WORDS[ones])
    scale = 1.0
    if raw and raw[-1] in "kw万" and raw[0].isdigit():
        scale = 1000.0 if raw[-1] == "k" else 10000.0
        raw = raw[:-1]
    try:
        return float(raw) * scale if raw[:1].isdigit() else _chinese(raw)
    except ValueError:
        return None


def _chinese(raw: str) -> float | None:
    whole, _, part = raw.partition("点")
    if not whole or any(c not in _DIGITS and c not in _TENS and c != "万" for c in whole):
        return None
    if all(c in _DIGITS for c in whole):
        value = float("".join(str(_DIGITS[c]) for c in whole)) if len(whole) > 1 else float(_DIGITS[whole])
    else:
        value = _composed(whole)
    if part:
        value += float("0." + "".join(str(_DIGITS[c]) for c in part))
    return value


def _composed(whole: str) -> float:
    total, section, digit, last = 0, 0, 0, 1
    for char in whole:
        if char in _DIGITS:
            digit = _DIGITS[char]
            if char in "零〇":
                last = 10
        elif char == "万":
            total += (section + digit) * 10000
            section, digit, last = 0, 0, 10000
        else:
            section += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
    if digit and last >= 100:
        digit *= last // 10
    return float(total + section + digit)


def tidy(value: float) -> int | float:
    """An integer when it is one, else at most two decimals."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
