"""Dates and durations an agent states, and the window of mall time each one means."""

import calendar
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from helpdesk.understanding.numerals import ARABIC, CHINESE, ENGLISH, number, tidy
from helpdesk.understanding.values import Span

Window = tuple[int, int]
Found = tuple[str, str | int | float, str, Window, Span]

_N = rf"(?:{ARABIC}|{CHINESE}|半)"
_NE = rf"(?:{ARABIC}|{ENGLISH}|an?(?: half)?|half an?)"
_DAYS_ZH = {"今天": 0, "今日": 0, "今儿": 0, "今晚": 0, "今早": 0, "当天": 0, "明天": 1, "明日": 1, "明儿": 1, "明晚": 1, "明早": 1, "后天": 2, "后晚": 2, "大后天": 3, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨儿": -1, "前儿": -2, "前天": -2}  # fmt: skip
_DAYS_EN = {
    "tmrw": 1,
    "tmr": 1,
    "tonite": 0,
    "day after tomorrow": 2,
    "tomorrow": 1,
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "last night": -1,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK_ZH = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_MONTHS = {
    m: i
    for i, m in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

_CLOCK_ZH = r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜里|晚|早)?\s?(?:(?P<h>\d{1,2})[::](?P<m>\d{2})(?!\d)|(?P<hz>\d{1,2}|[一二三四五六七八九十两]{1,3})\s?点(?!击|开|赞|评|进|一下|单|券|[的]?价)(?:钟|整)?(?:(?P<half>半)|(?P<mz>\d{1,2})分?)?)"
_DAY_ZH = "|".join(sorted(_DAYS_ZH, key=len, reverse=True))
_ZH = re.compile(
    rf"(?:(?P<day>{_DAY_ZH})|(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月\s?(?P<dom>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[号日]?(?!份|销)"
    rf"|(?P<only>(?<![\d月一二三四五六七八九十.*#路街巷弄道])(?:\d{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))\s?[号](?!线|码|店|楼|机|仓|馆|柜|客服|链|色|门|商品|主播|直播|电池|电梯|快递)"
    rf"|(?P<next>下下|下|这|本|上)?(?:个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末])(?!定期|到(?:周|星期|礼拜|下)|至))\s?(?:的|之内|内)?\s?(?:{_CLOCK_ZH}|(?P<noon>中午|正午))?"
    rf"|(?P<rel>(?:这|本|下)周(?:内|之内|以内)?|(?:这|本)?月底|下个?月|年前|节前|节后)(?![一二三四五六日天末])"
    rf"|(?<![\d:]){_CLOCK_ZH.replace('?P<part>', '?P<part2>').replace('?P<h>', '?P<h2>').replace('?P<m>', '?P<m2>').replace('?P<hz>', '?P<hz2>').replace('?P<half>', '?P<half2>').replace('?P<mz>', '?P<mz2>')}(?=前|之前|以前|左右|已经|后|钟|截单|发|到|送|下班|给|回|开|的|,|。|!|$|\s)"
)
_CLOCK_EN = r"(?:(?:by|before|at|around|until|from)\s+)?(?:(?P<noon>noon|midnight|end of (?:the )?(?:day|business)|eod|close of business)|(?P<h>\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s(?:am|pm|a\.m|p\.m|o'?clock)))(?:[:.](?P<m>\d{2}))?\s?(?P<ap>am|pm|a\.m\.?|p\.m\.?|o'?clock)|(?P<h24>\d{1,2}):(?P<m24>\d{2}))"
_WD_EN = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MON_EN = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DATE_EN = (
    rf"(?P<day>(?:the )?day after tomorrow|tomorrow|tmrw|tmr|today|tonight|tonite|yesterday|last night|this (?:morning|afternoon|evening))|(?P<mon>\b{_MON_EN})\s(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?\b|\b(?:the )?(?P<dom2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon2>{_MON_EN})\b"
    rf"|\bthe (?P<only>\d{{1,2}})(?:st|nd|rd|th)\b|(?P<next>next |this |last )?\b(?P<wd>{_WD_EN})\b"
)
_EN = re.compile(
    rf"(?:(?:{_DATE_EN})(?:\s?,?\s?(?:in the )?(?P<part>morning|afternoon|evening|night))?(?:\s?,?\s?{_CLOCK_EN})?)|(?P<rel>\b(?:next|this) (?:week|month|weekend)\b|\bend of (?:the |this )?(?:week|month)\b)"
    rf"|\b{_CLOCK_EN.replace('?P<noon>', '?P<noon2>').replace('?P<h>', '?P<h2>').replace('?P<m>', '?P<m2>').replace('?P<ap>', '?P<ap2>').replace('?P<h24>', '?P<h242>').replace('?P<m24>', '?P<m242>')}\b(?:,? (?P<after>(?:on )?{_WD_EN}|tomorrow|today|tonight)\b)?"
)
_UNITS_ZH = {
    "分钟": "minute",
    "分": "minute",
    "小时": "hour",
    "钟头": "hour",
    "工作日": "workday",
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "年": "year",
}
_DURATION_ZH = re.compile(
    rf"(?P<about>大概|大约|差不多|约|预计)?(?:要|需要|是|在)?\s?(?<![\d.年月第:满哪每某a-z])(?P<a>{_N})(?:\s?[-~到至、]\s?(?P<b>{_N}))?\s?(?:个)?(?P<half>半)?(?P<unit>分钟|小时|钟头|工作日|天(?!猫|健|快|都)|日(?=内)|周(?!岁|年)|星期|礼拜|(?<=个)月|年)(?P<extra>半)?(?!前[下买拍的购]|级|会员|老|店|纪|份|代|款)(?P<more>左右|上下)?"
)
_UNITS_EN = {
    "min": "minute",
    "minute": "minute",
    "hour": "hour",
    "hr": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "sec": "minute",
}
_DURATION_EN = re.compile(
    rf"(?P<about>about|around|roughly|approximately|up to)?\s?\b(?P<a>{_NE})(?:\s?(?:-|to|or)\s?(?P<b>{_NE}))?[\s-]+(?P<work>working |business |work)?(?P<unit>minute|min|hour|hr|day|week|month|year)s?\b(?! (?:old|ago|member|customer))(?!-old)"
)
_ABOUT = (
    ("refund", r"退款|到账|原路|打款|refund|back in your|credited|your account|on your (?:card|statement)"),
    ("dispatch", r"发货|发出|寄出|出库|揽收|发(?:的|走|哦|呢|$|,)|dispatch|ship(?:ped|s|ping)?\b|leave(?:s)? (?:the|our)|send(?:ing)? (?:it )?out|go(?:es)? out"),
    ("arrival", r"送(?!您|你|券|一)|到(?!账|期|货价|手|底)|签收|派件|派送|配送|预计|deliver|arriv|get to you|reach you|with you|expected|eta"),
    ("reply", r"回复|答复|联系您|给您(?:消息|结果|说法|反馈|回)|告诉您|跟进|get back|reply|call you|update you|let you know|answer"),
    ("pickup", r"取件|自提|上门取|pick ?up|collect"),
)  # fmt: skip


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def about_of(clause: str) -> str | None:
    """What a date or duration in this clause is of, when the clause says so."""
    for name, pattern in _ABOUT:
        if re.search(pattern, clause):
            return name
    return None


def dates(sentence: str, said_at: int, zone: str, language: str) -> Iterator[Found]:
    """The dates and clock times of a sentence with their windows in unix ms."""
    now = datetime.fromtimestamp(said_at / 1000, _zone(zone))
    for hit in (_ZH if language == "zh" else _EN).finditer(sentence):
        groups = hit.groupdict()
        if language == "zh" and re.match(r"有效|到期|出厂|生产", sentence[hit.end() :].lstrip("前之以")):
            continue
        if (
            language == "zh"
            and _no_time(sentence, hit)
            or re.match(r"sat (?:there|here|in|on|and)", hit.group())
        ):
            continue
        read = _day(groups, now, language)
        if read is None:
            continue
        value, unit, day = read
        clock = _clock_zh(groups) if language == "zh" else _clock_en(groups)
        before = re.match(r"\s?(?:之|以)?前", sentence[hit.end() :]) or re.search(
            r"(?:by|before|latest)\s(?:the |on )?$|最迟$|最晚$", sentence[: hit.start()]
        )
        if clock is not None:
            value += f"T{clock[0]:02d}:{clock[1]:02d}" if unit != "time" else f"{clock[0]:02d}:{clock[1]:02d}"
            instant = (day + timedelta(hours=clock[0], minutes=clock[1])).timestamp()
            window = (said_at if before else int(instant * 1000), int(instant * 1000))
        elif unit == "time":
            continue
        else:
            length = 1 if unit != "relative" else 7
            window = (
                said_at if before else int(day.timestamp() * 1000),
                int((day + timedelta(days=length)).timestamp() * 1000) - 1,
            )
        if window[0] > window[1]:
            window = (window[1], window[1])
        yield "date", value, unit, window, hit.span()


def _no_time(sentence: str, hit: re.Match[str]) -> bool:
    """退不了一点 tells no time, and 签收当天 no date."""
    after = sentence[hit.end() : hit.end() + 2]
    if re.fullmatch(r"[一1两二]\s?点", hit.group().strip()) and not re.match(
        r"前|之前|以前|钟|左右|整|半", after
    ):
        return True
    return hit.group().strip() == "当天" and bool(
        re.search(r"(?:签收|收货|付款|下单|收到)$", sentence[: hit.start()])
    )


def _day(g: dict[str, str | None], now: datetime, language: str) -> tuple[str, str, datetime] | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if g.get("after"):
        word = (g["after"] or "").removeprefix("on ")
        g = {**g, "day": word if word in _DAYS_EN else None, "wd": None if word in _DAYS_EN else word}
    if g.get("day"):
        word = (g["day"] or "").removeprefix("the ")
        offset = (_DAYS_ZH if language == "zh" else _DAYS_EN)[word]
        return f"{offset:+d}", "day_offset", today + timedelta(days=offset)
    month, dom = g.get("month") or g.get("mon") or g.get("mon2"), g.get("dom") or g.get("dom2")
    if month and dom:
        m, d = (_MONTHS.get(month[:3]) if language == "en" else number(month)), number(dom)
        if not m or not d or not 1 <= m <= 12 or not 1 <= d <= calendar.monthrange(now.year, int(m))[1]:
            return None
        day = today.replace(month=int(m), day=int(d))
        if (today - day).days > 200 and day.month + day.day != 31:
            day = day.replace(year=now.year + 1)
        return f"{int(m):02d}-{int(d):02d}", "MM-DD", day
    if g.get("only"):
        d = number(g["only"] or "")
        if not d or not 1 <= d <= 31:
            return None
        return f"{int(d):02d}", "DD", _next_dom(today, int(d))
    if g.get("wd"):
        return _weekday(g, today, language)
    if g.get("rel"):
        return _relative(g["rel"] or "", today)
    spoken = g.get("part2") or ""
    return (
        ("+0", "day_offset", today)
        if spoken in ("下午", "晚上", "傍晚", "中午", "晚")
        else ("", "time", today)
    )


def _next_dom(today: datetime, dom: int) -> datetime:
    day = today
    for _ in range(62):
        if day.day == dom:
            return day
        day += timedelta(days=1)
    return today


def _weekday(g: dict[str, str | None], today: datetime, language: str) -> tuple[str, str, datetime]:
    word, which = g["wd"] or "", (g.get("next") or "").strip()
    index = _WEEK_ZH[word] if language == "zh" else _WEEK.index(word[:3])
    name = _WEEK[index]
    monday = today - timedelta(days=today.weekday())
    if which in ("下", "next"):
        return "next_" + name, "weekday", monday + timedelta(days=7 + index)
    if which in ("上", "last"):
        return "last_" + name, "weekday", monday + timedelta(days=index - 7)
    day = monday + timedelta(days=index)
    return name, "weekday", day if which or day >= today else day + timedelta(days=7)


def _relative(word: str, today: datetime) -> tuple[str, str, datetime]:
    monday = today - timedelta(days=today.weekday())
    if "月底" in word or word.startswith("end of") and "month" in word:
        last = calendar.monthrange(today.year, today.month)[1]
        return "month_end", "relative", today.replace(day=last) - timedelta(days=6)
    if word.startswith(("下个月", "下月", "next month")):
        return "next_month", "relative", (today.replace(day=28) + timedelta(days=7)).replace(day=1)
    if word.startswith(("下", "next")):
        return "next_week", "relative", monday + timedelta(days=7)
    return (
        ("this_week" if "周" in word or "week" in word else "this_month" if "month" in word else word),
        "relative",
        monday,
    )


def _clock_zh(g: dict[str, str | None]) -> tuple[int, int] | None:
    tail = "2" if g.get("h2") or g.get("hz2") else ""
    if g.get("noon"):
        return 12, 0
    raw = g.get("h" + tail) or g.get("hz" + tail)
    if not raw:
        return None
    hour, minute = (
        number(raw),
        int(g.get("m" + tail) or g.get("mz" + tail) or (30 if g.get("half" + tail) else 0)),
    )
    part, word = g.get("part" + tail) or "", g.get("day") or ""
    if hour is None or hour > 24 or minute > 59:
        return None
    if (
        not part
        and hour < 8
        and (
            not word
            and re.fullmatch(r"[一二三四五六七]", raw)
            or word in ("今天", "今日")
            and tail == ""
            and not g.get("h")
        )
    ):
        hour += 12
    late = part in ("下午", "傍晚", "晚上", "晚间", "夜里", "晚") or word.endswith("晚")
    if late and hour < 12 or part == "中午" and hour < 3:
        hour += 12
    return int(hour) % 24 if hour != 24 else 23, minute if hour != 24 else 59


def _clock_en(g: dict[str, str | None]) -> tuple[int, int] | None:
    for tail in ("", "2"):
        noon = g.get("noon" + tail)
        if noon:
            return (12, 0) if noon == "noon" else (23, 59) if noon == "midnight" else (18, 0)
        if g.get("h" + tail):
            hour, minute, half = (
                int(number(g["h" + tail] or "0") or 0),
                int(g.get("m" + tail) or 0),
                (g.get("ap" + tail) or "")[:1],
            )
            if half == "p" and hour < 12 or half == "o" and hour < 8:
                hour += 12
            if half == "a" and hour == 12:
                hour = 0
            return (hour, minute) if hour < 24 and minute < 60 else None
        if g.get("h24" + tail):
            hour, minute = int(g["h24" + tail] or 0), int(g["m24" + tail] or 0)
            return (hour, minute) if hour < 24 and minute < 60 else None
    return None


def durations(sentence: str, said_at: int, zone: str, language: str) -> Iterator[Found]:
    """The spans of time of a sentence; the window runs from the message (or its low end) to its high end."""
    units = _UNITS_ZH if language == "zh" else _UNITS_EN
    for hit in (_DURATION_ZH if language == "zh" else _DURATION_EN).finditer(sentence):
        if hit["a"] in ("a", "an") and re.search(
            r"\b(?:promise|name|guarantee|give|fix|set)(?: you)? $", sentence[: hit.start("a")]
        ):
            continue  # "I cannot promise a day" names none
        if language == "zh" and re.search(
            r"(?:美好|愉快|开心|幸运|充实)的?$|这$|过去$", sentence[: hit.start("a")]
        ):
            continue  # 祝您有美好的一天, 这两天
        low, high = _count(hit["a"]), _count(hit["b"]) if hit["b"] else None
        if low is None or low > 3000:
            continue
        unit = "workday" if language == "en" and hit["work"] else units[hit["unit"]]
        if language == "zh" and (hit["half"] or hit["extra"]):
            low += 0.5
        scale = {"week": 7, "month": 30}.get(unit, 1)
        if unit in ("week", "month"):
            unit = "day"
        if low == 0.5 and unit in ("hour",):
            low, unit = 30, "minute"
        low, high = low * scale, high * scale if high is not None else None
        shown: str | int | float = tidy(low) if high is None else f"{tidy(low)}-{tidy(high)}"
        marked = hit["about"] in (
            "大概",
            "大约",
            "差不多",
            "约",
            "about",
            "around",
            "roughly",
            "approximately",
        ) or (language == "zh" and hit["more"])
        if marked and unit not in ("minute", "hour") and high is None:
            shown = f"~{shown}"
        window = (
            later(said_at, low, unit, zone) if high is not None else said_at,
            later(said_at, high or low, unit, zone),
        )
        yield "duration", shown, unit, window, hit.span()


def _count(raw: str) -> float | None:
    if raw in ("半", "half a", "half an", "a half", "an half"):
        return 0.5
    return 1.0 if raw in ("a", "an") else number(raw)


def later(from_ms: int, count: float, unit: str, zone: str) -> int:
    """The instant `count` units after `from_ms`; workdays skip Saturday and Sunday."""
    if unit == "workday":
        moment, left = datetime.fromtimestamp(from_ms / 1000, _zone(zone)), int(count)
        while left > 0 and left < 400:
            moment += timedelta(days=1)
            left -= moment.weekday() < 5
        return int(moment.timestamp() * 1000)
    size = {"minute": 60, "hour": 3600, "day": 86400, "year": 31_536_000}[unit]
    return from_ms + int(count * size * 1000)
