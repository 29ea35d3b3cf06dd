"""The facts an agent asserts, by the label conventions; questions, conditions, examples and quoted figures are none."""

import re
from collections.abc import Iterable

from helpdesk.understanding import money, statuses, text, times
from helpdesk.understanding.values import Span, Statement, Value

_CONDITION_ZH = re.compile(
    r"(?:如果|要是|假如|假设|若是|若(?!干)|倘若|万一|如(?=未|有|您|不)|的话[,，]|一旦|只要(?!\d)|除非|哪怕|即使|(?:没|未|不)(?:到|收到|发|送到)[^,]{0,4}的?话)"
)
_CONDITION_EN = re.compile(
    r"\b(?:if|unless|in case|suppose|should (?:it|you|there|the|any\w*)|provided|assuming|whether)\b"
)
_EXAMPLE = re.compile(r"比如|例如|譬如|打个比方|举个例子|for example|for instance|e\.g\.|say,")
_CUSTOMER = re.compile(
    r"(?:您|你|客户|亲|亲亲)(?:刚才|刚刚|之前|这边|前面|昨天)?(?:说|讲|提到|提|写|填|问|报|反馈|反映|发|看到|以为|想要|希望|要求|要)(?:的|到|过|了)?(?!明|一下)|you (?:said|mentioned|told|wrote|asked|quoted|wanted|want|requested|saw|claim|were told|were quoted)|(?:colleague|he|she|they|driver|agent) (?:told you|quoted)|your (?:figure|claim|request of)|as you"
)
# A time a rule gives stands though a condition follows: can be returned within 30 days if unworn.
_RULED = re.compile(
    r"\b(?:can|may|must) be (?:returned|exchanged|refunded|cancelled|sent back)(?: \w+){0,3} (?:within|for|up to|inside) $"
)
# A day named in a greeting, a wish or an introduction is no fact: 今天由我接待您, how are you today.
_IDLE = re.compile(
    r"接待|值班|(?:为|给)(?:您|你)服务|(?:周末|生活|节日|假期|一天|晚上)愉快|祝(?:您|你)|有什么|帮(?:到|助)?(?:您|你)的$|"
    r"how are (?:you|u)|anything else|help (?:you|u)|for (?:you|u) today|speaking (?:to|with)|\b(?:have|enjoy) (?:a|the|your)\b|(?:is|computer\w*) .{0,12}slow today"
)
_CHILD = re.compile(r"\s?(?:以内|以上|左右)?的?(?:宝宝|孩子|婴儿|大(?:的|$|吗|了))|才拿|-old")


def extract(
    message: str, said_at: int, language: str | None = None, *, zone: str = "Asia/Shanghai"
) -> list[Statement]:
    """What the message states as fact. `said_at` is unix ms in the mall; `zone` is used for calendar words.

    Only the first 20,000 characters are read. Never raises on any text.
    """
    norm = text.normalise(message[: text.MAX_CHARS])
    out: list[Statement] = []
    for tongue in text.languages_of(norm, language):
        for sentence in text.sentences(norm):
            if (text.language_of(sentence.text) if tongue else tongue) == tongue or language:
                out.extend(_of_sentence(sentence, said_at, tongue, zone))
    out.sort(key=lambda s: (s.span, s.kind))
    kept: list[Statement] = []
    for found in out:
        if not any(k.kind == found.kind and k.value == found.value and k.unit == found.unit for k in kept):
            kept.append(found)
    return kept


def _of_sentence(sentence: text.Sentence, said_at: int, language: str, zone: str) -> Iterable[Statement]:
    body = sentence.text
    parts = text.clauses(body)
    if not parts or sentence.asks and len(parts) == 1:
        return
    stop = _first_unreal(body, parts, sentence.asks, language)
    found: list[tuple[str, Value, str | None, tuple[int, int] | None, Span]] = []
    found += [(k, v, u, None, s) for k, v, u, s in money.money(body, parts)]
    found += [(k, v, u, None, s) for k, v, u, s in statuses.numbers(body)]
    days = list(times.dates(body, said_at, zone, language))
    spans = [s for *_, s in days]
    found += days
    found += [d for d in times.durations(body, said_at, zone, language) if not _touches(d[4], spans)]
    for low, high in parts:
        clause = body[low:high]
        for k, v, u, s in (
            *statuses.statuses(clause, body),
            *statuses.actions(clause),
            *statuses.stock(clause),
        ):
            found.append((k, v, u, None, (s[0] + low, s[1] + low)))
    for kind, value, unit, at, span in found:
        clause_span = next(((low, high) for low, high in parts if low <= span[0] < high), (0, len(body)))
        ruled = kind == "duration" and _RULED.search(body[: span[0]]) is not None
        if span[0] >= stop[0] and span[0] < stop[1] and not ruled or sentence.in_quotes(*span):
            continue
        clause = body[clause_span[0] : clause_span[1]]
        if (
            _CUSTOMER.search(body[clause_span[0] : span[0]])
            or _EXAMPLE.search(body[: span[0]])
            or _asked(clause, language)
        ):
            continue
        if kind in ("date", "duration", "stock", "order_no") and _disowned(body, span, clause):
            continue
        if kind in ("date", "duration") and (_IDLE.search(clause) or _CHILD.match(body[span[1] :])):
            continue
        about = times.about_of(clause) or times.about_of(body) if at else None
        yield Statement(kind, value, unit, at, (span[0] + sentence.start, span[1] + sentence.start), about)


def _touches(span: Span, others: list[Span]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _disowned(body: str, span: Span, clause: str) -> bool:
    return bool(re.search(r"(?:不是|并非|isn't|not|wasn't)\s?(?:on |by )?$", body[: span[0]]))


def _asked(clause: str, language: str) -> bool:
    if language == "zh":
        return bool(re.search(r"(?:吗|是不是|是否|有没有|能不能|要不要|可不可以|行不行)[^,]*$", clause))
    return False


def _first_unreal(body: str, parts: list[Span], asks: bool, language: str) -> Span:
    """The stretch that is conditional or asked: from the condition to the end; for a question its last clause."""
    hit = (_CONDITION_ZH if language == "zh" else _CONDITION_EN).search(body)
    if hit and not re.search(
        r"if you (?:like|want|need anything|have any)|let me know if|as if|even if$",
        body[hit.start() : hit.start() + 24],
    ):
        if language == "en" and not body[: hit.start()].strip(" ,"):
            return 0, len(body)
        start = next((low for low, high in parts if low <= hit.start() < high), 0)
        if language == "en" and not re.search(r",\s*(?:and |but |so )?$", body[: hit.start()]):
            return start, len(body)
        return start, len(body)
    if asks:
        return parts[-1][0], len(body)
    return len(body) + 1, len(body) + 1
