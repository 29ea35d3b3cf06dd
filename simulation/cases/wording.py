"""Moves into bubbles: which intent of the phrasebook fits, with the slots of this order."""

from typing import Any

from core.context import Ctx
from logistics.carriers.queries import hubs
from logistics.consignments.queries import by_references, scans_of
from shop.orders.queries import lines_of
from simulation.cases.queries import Life, order_row
from simulation.grammar import days
from simulation.grammar.phrasebook import Book, book
from simulation.grammar.wording import Style, remembered, word
from simulation.shoppers.moods import tone

NEVER_REFUSED = 3  # how often a move may be tried in other moods before it stays unsaid


def bubbles(ctx: Ctx, case: Life, moves: tuple[str, ...]) -> list[str]:
    """What is typed for the moves, one after the other; remembers it in the mind."""
    lexicon = book(ctx.mall.language)
    values = slots(ctx, case, lexicon)
    said = set(case.mind.said)
    out: list[str] = []
    for move in moves:
        style = Style(case.persona.voice, tone(case.mind), case.persona.noise, case.persona.literacy)
        for intent in intents(move, case):
            if intent not in lexicon.intents:
                continue
            draw: Any = case.dice(f"say.{intent}", case.mind.count(f"say.{intent}"))
            lines = word(lexicon, intent, style, values, said, draw)
            if lines:
                out += lines
                said |= {remembered(line) for line in lines}
                break
    case.mind.said = [*case.mind.said, *(remembered(line) for line in out)]
    return out


def intents(move: str, case: Life) -> tuple[str, ...]:
    """The names under which a move may stand in the phrasebook, the most special first."""
    reason = str(case.brief["reason"])
    if move == "open":
        return (f"open_{reason}",)
    if move == "story":
        return (f"story_{case.brief.get('story')}",)
    if move.startswith("again_"):
        want = move.removeprefix("again_")
        return (f"again_{want}_{reason}", move, f"ask_{want}_{reason}", f"ask_{want}")
    return (f"{move}_{reason}", move)


def slots(ctx: Ctx, case: Life, lexicon: Book) -> dict[str, str]:
    """What this shopper can name: their own order, the days, the sums they saw or were told."""
    order, zone, now = order_row(ctx, case.order_id), ctx.mall.zone, ctx.mall_ms
    joined = " " if lexicon.language == "en" else ""
    where = [order.street, order.district, order.city, order.province]
    if not joined:
        where.reverse()
    args = case.mind.args
    values: dict[str, str | None] = {
        "item": days.short_name(lexicon, lines_of(ctx, order.id)[0].title),
        "order_no": order.order_no,
        "phone": order.phone,
        "tail": order.phone[-4:],
        "name": order.addressee,
        "address": (", " if joined else "").join(dict.fromkeys(where)),
        "city": order.city,
        "hub": _last_hub(ctx, order.id),
        "today": days.weekday(lexicon, now, zone),
        "amount": _money(args.get("seen_cents")),
        "said_amount": _money(args.get("said_cents")),
        "promised": _day(lexicon, order.promised_ms, now, zone),
        "paid_day": _day(lexicon, order.paid_ms, now, zone),
        "when": _day(lexicon, args.get("when"), now, zone),
    }
    if joined:
        name = str(values["item"])
        values["a_item"] = days.with_article(name)
        values["item"] = days.as_one(name)
    if order.paid_ms is not None:
        values["days"] = days.counted(lexicon, max(1, days.days_between(order.paid_ms, now, zone)))
    return {name: value for name, value in values.items() if value}


def _last_hub(ctx: Ctx, order_id: int) -> str | None:
    """The hub the order's page names last."""
    parcels = by_references(ctx, [f"order:{order_id}"])
    if not parcels:
        return None
    names = hubs(ctx)
    scans = scans_of(ctx, [parcels[-1].id])[parcels[-1].id]
    passed = (names[scan.hub_id].name for scan in reversed(scans) if scan.hub_id in names)
    return next(passed, None)


def _day(lexicon: Book, ms: int | None, now: int, zone: str) -> str | None:
    return None if ms is None else days.day(lexicon, ms, now, zone)


def _money(cents: int | None) -> str | None:
    if not cents:
        return None
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}".rstrip("0")
