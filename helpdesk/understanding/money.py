"""Amounts an agent states: fee, refund_amount, price, coupon; which one is told by the words around it."""

import re
from collections.abc import Iterator

from helpdesk.understanding.numerals import CHINESE, ENGLISH, NUMBER, number, tidy
from helpdesk.understanding.values import Span, Value

Found = tuple[str, Value, str | None, Span]

_ABOUT = r"(?P<about>大概|大约|差不多|约|将近|接近|about|around|roughly|approximately|approx\.?|~)?\s*(?:要|是|在|就|也就|for )?\s*"
_MONEY = re.compile(
    _ABOUT
    + rf"(?:(?P<sign>us\$|[¥$£€])\s?(?P<a>{NUMBER})|(?<![\d.*#a-z])(?P<b>{NUMBER}|(?:{ENGLISH})(?=\s(?:dollars?|bucks|pounds?|yuan|euros?|quid)))(?:\s?[-~到至]\s?(?P<b2>{NUMBER}))?\s?"
    r"(?P<unit>块钱|元|(?<!换一)(?<![了掉缺少凹]一)块(?!头|新的|面|布|板|砖|肉)|圆|蚊|rmb\b|cny\b|yuan\b|usd\b|dollars?\b|bucks\b|gbp\b|pounds?\b(?! of)|eur\b|euros?\b|quid\b)"
    r"(?P<rest>[一二三四五六七八九](?![个件天小点块年月日号到\d])|\d(?![\d件个天]))?)"
    r"(?P<more>左右|上下|的样子|or so)?(?P<per>\s?(?:/|每|一|per |a )\s?(?:kg|公斤|千克|kilo))?"
)
_SIGNS = {"¥": "CNY", "$": "USD", "£": "GBP", "€": "EUR", "us$": "USD"}
_FIRST_FURTHER = re.compile(
    rf"(?P<what>首(?:公斤|重|kg)|续重每公斤|续(?:每)?(?:公斤|重|kg))[^\d一二三四五六七八九十两,]{{0,3}}(?P<n>{NUMBER})(?!\s?(?:公斤|kg|千克))"
)
_FREE_FEE = re.compile(
    r"(?:来回|往返)?(?:运费|邮费|快递费|邮资|运费钱)(?:都|全|全部|也)?(?:是|由|算|归)?(?:我(?=出|来|付|承担|包|的)|我们|咱们|我方|店里|商家|这边|我们店)(?:家|这边|来)?(?:的|出|承担|负责|付|包)|"
    r"(?:我们|咱们|店里|商家|我方|这边)(?:来|这边|全部|全程)?(?:承担|出|包|负责)(?:来回|往返|退货|寄回)?(?:的)?(?:运费|邮费|快递费)|(?<!不)包邮|免(?:运费|邮费?|收运费)|"
    r"(?:运费|邮费|安装费?|上门费?|手续费|换货|更换|维修)(?:全|都|是|全部)?免(?:费|的|了)?|免费(?:为您|给您)?(?:上门|安装|维修|更换|换|寄|邮|补寄|补发)|不收(?:您)?(?:任何)?(?:运费|邮费|费用|手续费)|"
    r"(?:不(?:用|需要)|无需|不必)(?:您)?(?:出|付|承担|支付)(?:任何)?(?:运费|邮费|费用)|(?:邮费|运费|费用)您?(?:不用|无需)(?:您)?(?:管|出|付|承担)|"
    r"\bfree (?:standard |express |return |next-day )?(?:shipping|delivery|postage|returns?|installation|of charge)|(?:shipping|delivery|postage|return(?: label)?) (?:is|are|will be) (?:free|on us)|"
    r"(?:we|i)(?:'ll| will)?(?: .{0,12} and)? (?:cover|pay(?: for)?) (?:the |your |all |both )?(?:return |round.trip )?(?:postage|shipping)|(?:no|zero) (?:shipping|restocking|delivery|extra|handling)? ?(?:fee|charge|cost)s?\b|"
    r"(?:postage|shipping)(?: both ways)? is on us|prepaid (?:return )?label|won't be charged|at no (?:extra )?(?:cost|charge)|(?:return|send|exchange|swap|ship)\w*(?: it| them)?(?: back)?(?: is| for) free\b|free of charge|\bfor free\b|\bno charge\b|(?:at|on) our (?:expense|dime|cost)|label(?:'s| is|s)? on us|(?:shipping|postage)(?:'s|s)? on us"
)
_DISCOUNT_ZH = re.compile(
    r"(?<![\d.])(?P<d>[1-9](?:\.\d)?|[1-9]\d|[一二三四五六七八九](?:点?[一二三四五六七八九])?|半|对)\s?折(?!叠|痕|断|腾|扣)"
)
_PERCENT = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d)?|ten|fifteen|twenty|thirty|forty|fifty)\s?(?:%|percent)\s?(?:off|discount|的?优惠|voucher|coupon|code)|(?:discount|coupon|voucher) (?:of|for) (?P<m>\d{1,2})\s?%"
)
_POINTS = re.compile(rf"(?P<n>{NUMBER})\s?(?:个)?(?:积分|points?\b|(?:店铺)?淘金币)|积分(?P<m>\d+)(?!倍)")
_THRESHOLD = re.compile(
    rf"(?:每?满|over|above|spend)\s?[$£¥]?(?P<t>{NUMBER})\s?(?:元|块|or more)?\s?(?:,|就|立|可|再|get)*\s?(?P<v>减|送|返|-)\s?[$£¥]?(?P<n>{NUMBER})(?:元|块)?"
)
_BARE_COUPON = re.compile(
    rf"(?:券|优惠券|红包)\s?(?:面额|面值|是)?(?P<n>{NUMBER})(?![\d张块])|(?P<m>{NUMBER})\s?(?:元|块|块钱)?(?:的)?(?:无门槛)?(?:优惠|店铺|现金|抵用|代金|红|护肤|清洗|保养|清洗保养)?(?:券|红包|卷)|充\d+送(?P<o>\d+)"
)
_DENIED = re.compile(
    rf"(?:不是|并非|而不是|rather than|not|isn't|wasn't)\s?[¥$£]?(?P<x>{NUMBER})\s?(?:元|块|bucks|dollars)?\s?[,.]?\s?(?:而?是|应该是|but|it's|it is)?\s?[¥$£]?(?P<y>{NUMBER})?"
)

_BARE_REFUND = re.compile(rf"(?:退|赔|补|返)(?:给)?(?:您|你)(?P<n>{NUMBER})(?=[,。!~ ]|$|吧|可以|行)")
_REFUND = re.compile(
    r"退(?!货|换|回来|订|税)|补贴|返你|返还|返您|返给|返现|赔|补偿|补给|补您|补差|差价.{0,4}(?:给|退|返)|打款|转给|打给|转回|(?:转|打|补|返)(?:您|你)|(?:多收|多扣)|refund|reimburs|compensat|money back|credited|pay you|return (?:you|u)|give you back|back (?:to|on|onto|in) (?:u|you|your|ur|the)|(?:on|onto|to) (?:your|ur) (?:card|account)|knock(?:ed)? .{0,12}off|reimburs|send you"
)
_FEE = re.compile(
    r"运费|邮费|快递费|手续费|服务费|安装费|上门费|搬楼费|楼层费|每层加收|偏远.{0,3}加|包装费|补寄费|送货费|首重|首公斤|续重|续每|续公斤|公斤算|关税|改签费|shipping|postage|delivery|restocking|handling|\bfees?\b|service charge|installation|customs dut|courier cost"
)
_COUPON = re.compile(r"券|红包|立减|优惠(?!价)|抵扣|满减|coupon|voucher|gift card|promo|store credit|\boff\b")


def money(sentence: str, parts: list[Span]) -> Iterator[Found]:
    """Every asserted amount of a sentence with kind, value, unit and span, in order of the coupons, free fees, money."""
    taken: list[Span] = []
    denied = [found.span("x") for found in _DENIED.finditer(sentence)]
    for found in _coupons(sentence):
        taken.append(found[3])
        yield found
    for hit in _FREE_FEE.finditer(sentence):
        if not re.search(
            r"不(?:能|可以|再|支持)?\s?$|(?:not|no longer|isn't|aren't|n't do|cant do|no) $",
            sentence[: hit.start()],
        ) and not re.match(r"(?:真)?(?:做不|不了|不行)", sentence[hit.end() :]):
            yield "fee", 0, None, hit.span()
    for hit in _FIRST_FURTHER.finditer(sentence):
        value = number(hit["n"])
        if value is not None:
            taken.append(hit.span("n"))
            yield "fee", tidy(value), "CNY" if hit["what"].startswith("首") else "CNY/kg", hit.span("n")
    for hit in _MONEY.finditer(sentence):
        span = (hit.start("sign") if hit["sign"] else hit.start("b"), hit.end())
        if any(low < span[1] and span[0] < high for low, high in [*taken, *denied]):
            continue
        read = _read(hit)
        if read is None or re.search(r"满\s?$|(?:over|above|spend|minimum(?: of)?) $", sentence[: span[0]]):
            continue
        value_, unit = read
        yield kind_of(sentence, parts, span), value_, unit, span
    bare = _BARE_REFUND.search(sentence)
    if bare and (value := number(bare["n"])) is not None:
        yield "refund_amount", tidy(value), "CNY", bare.span("n")
    yield from _corrected(sentence)


def _read(hit: re.Match[str]) -> tuple[Value, str] | None:
    raw = hit["a"] or hit["b"]
    value = number(raw)
    if value is None:
        return None
    if hit["rest"]:
        digit = number(hit["rest"])
        value += (digit or 0) / 10
    unit = _SIGNS[hit["sign"]] if hit["sign"] else _unit(hit["unit"])
    if hit["per"]:
        unit += "/kg"
    shown = tidy(value)
    if hit["b2"] and (high := number(hit["b2"])) is not None:
        return f"{shown}-{tidy(high)}", unit
    return (f"~{shown}" if hit["about"] or hit["more"] else shown), unit


def _unit(word: str) -> str:
    if word in ("usd", "dollar", "dollars", "bucks"):
        return "USD"
    if word.startswith(("gbp", "pound", "quid")):
        return "GBP"
    if word == "蚊":
        return "HKD"
    return "EUR" if word.startswith("eur") else "CNY"


def _coupons(sentence: str) -> Iterator[Found]:
    for hit in _THRESHOLD.finditer(sentence):
        value = number(hit["n"])
        if value is not None:
            unit = "CNY" if re.search(r"[\u4e00-\u9fff¥]", hit.group()) else "USD"
            yield "coupon", tidy(value), unit, hit.span()
    for hit in _DISCOUNT_ZH.finditer(sentence):
        raw = hit["d"]
        tenths = 5.0 if raw in "半对" else _tenths(raw)
        if tenths is not None:
            yield "coupon", tidy(100 - tenths * 10), "percent", hit.span()
    for hit in _PERCENT.finditer(sentence):
        yield "coupon", tidy(number(hit["n"] or hit["m"]) or 0), "percent", hit.span()
    spot = re.search(r"(?<!原)半价(?!券)|half.price", sentence)
    if spot:
        yield "coupon", 50, "percent", spot.span()
    for hit in _POINTS.finditer(sentence):
        value = number(hit["n"] or hit["m"])
        if value is not None:
            yield "coupon", tidy(value), "point", hit.span()
    for hit in _BARE_COUPON.finditer(sentence):
        raw = hit["n"] or hit["m"] or hit["o"]
        value = number(raw)
        if value is not None and not re.fullmatch(CHINESE, raw) and not _THRESHOLD.search(sentence):
            yield "coupon", tidy(value), "CNY", hit.span()


def _tenths(raw: str) -> float | None:
    if len(raw) == 2 and raw.isdigit():
        return float(raw) / 10
    return number(raw[0] + "点" + raw[-1]) if len(raw) >= 2 and not raw[0].isdigit() else number(raw)


def _corrected(sentence: str) -> Iterator[Found]:
    """不是59,是49: the second figure, when it carries no currency of its own."""
    for hit in _DENIED.finditer(sentence):
        if hit["y"] is None or re.match(
            r"\s?[\d]*\s?(?:元|块|[件个天号码岁月年]|小时|dollars|bucks|cm|kg)", sentence[hit.end("y") :]
        ):
            continue
        if re.search(r"[¥$£]\s?$", sentence[: hit.start("y")]) or re.search(
            r"件|号|天|码|工作日|day|piece", sentence
        ):
            continue
        value = number(hit["y"])
        if value is not None and re.search(r"\d", hit["y"]):
            yield (
                "price",
                tidy(value),
                "CNY" if re.search(r"[\u4e00-\u9fff]", sentence) else None,
                hit.span("y"),
            )


def kind_of(sentence: str, parts: list[Span], span: Span) -> str:
    """Which kind an amount at `span` is: by its clause, then by the clause before."""
    here = next(((low, high) for low, high in parts if low <= span[0] < high), (0, len(sentence)))
    left, right = sentence[here[0] : span[0]], sentence[span[1] : here[1]]
    if re.match(
        r"\s?(?:的|无门槛)*(?:优惠|店铺|现金|抵用|护肤|清洗|保养|清洗保养|心意|补偿|无门槛)?(?:券|卷|红包|coupon|voucher|gift card|store credit|off\b|discount)",
        right,
    ) or re.search(
        r"(?:券|红包|立减|再减|优惠|减|抵扣|红包吧,|coupon (?:for|of|worth)|voucher (?:for|of|worth)|gift card (?:for|of|worth)|saves?(?: you)?|省|便宜|红包)\s*(?:了|您|个)?$",
        left.rstrip(),
    ):
        return "coupon"
    if re.search(
        r"\d\s?% (?:of|credit)|percent of|\bcredit(?:ed)?\b|\bpaid (?:out|you)\b", sentence[: span[0]]
    ) and not re.search(r"\bprice\b|\bcosts?\b", left):
        return "refund_amount"
    near = [
        (m.start(), kind)
        for kind, rx in (("refund_amount", _REFUND), ("fee", _FEE))
        for m in rx.finditer(left)
    ]
    if re.match(
        r"\s?(?:(?:cash )?back\b|(?:\w+ ){0,3}back (?:to|on|onto|in)\b|(?:on|onto|to) (?:your|ur) (?:card|account)|(?:will be|is|has been) (?:refunded|returned|reversed|credited))",
        right,
    ):
        return "refund_amount"
    if re.match(r"\s?(?:我|我们|这边|会|直接|全部|转|给您|都|原路|将|全额)*退(?!货|换)", right):
        return "refund_amount"
    if any(kind == "refund_amount" for _, kind in near):
        return "refund_amount"
    if near:
        return "fee"
    after_refund, after_fee = _REFUND.search(right), _FEE.search(right)
    if after_refund and re.match(r"\s?(?:我|我们|这边|会|直接|全部|转|给您|都)*退", right):
        return "refund_amount"
    if after_fee and (not after_refund or after_fee.start() < after_refund.start()):
        return "fee"
    if after_refund:
        return "refund_amount"
    before = sentence[: here[0]]
    if _REFUND.search(before) and not re.search(r"价|售|卖|price|cost", left):
        return "refund_amount"
    if _FEE.search(before) and not re.search(r"价|售|卖|price", left):
        return "fee"
    return "coupon" if _COUPON.search(left) and not re.search(r"券后|到手|后是|after", left) else "price"
