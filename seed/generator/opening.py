"""Fills a mall: sixty days of trade up to the moment its doors open."""

from bisect import bisect_right

from seed.generator.book import Book, Draft
from seed.generator.cases import POOL, CaseWriter, Trouble, choose_trouble
from seed.generator.dice import Dice, running_totals
from seed.generator.goods import Goods, basket, make_goods
from seed.generator.people import Person, make_people
from seed.generator.plan import DAY, HOUR, OpeningPlan, Row, as_json, local_midnight
from seed.generator.roads import Roads
from seed.packs.loader import load_pack
from seed.packs.models import Pack

ORDERS = 2000
DAYS = 60
# Orders by hour of the day: mornings, afternoons and above all evenings.
HOURS = running_totals(
    [6, 3, 2, 1, 1, 2, 6, 14, 24, 40, 46, 44, 30, 26, 38, 42, 40, 36, 28, 34, 56, 60, 44, 18]
)
OPEN_DAYS = 11  # an order younger than this may still be under way


def plan_opening(seed: int, language: str, opened_at_ms: int) -> OpeningPlan:
    """All rows of a mall at the instant it opens: the same rows for the same arguments.

    `language` is "zh-CN" or "en"; `opened_at_ms` is mall time (Unix milliseconds). Raises KeyError for a
    language without a pack.
    """
    pack = load_pack(language)
    roads, goods = Roads(pack), make_goods(pack)
    trouble = choose_trouble(roads, seed, opened_at_ms)
    shoppers, addresses, persons = make_people(pack, seed, opened_at_ms, _wanted(roads, trouble))
    cases = CaseWriter(roads, goods, seed, opened_at_ms, trouble, persons)
    book = Book(roads, opened_at_ms)
    drafts = cases.drafts()
    drafts += _daily_trade(roads, goods, seed, opened_at_ms, trouble, persons, cases, ORDERS - len(drafts))
    case_orders: dict[str, list[int]] = {truth: [] for truth in POOL}
    for draft in sorted(drafts, key=lambda d: (d.placed_ms, d.shopper_id)):
        order_id = book.write(draft)
        if draft.truth is not None:
            case_orders[draft.truth].append(order_id)
    tables = book.tables
    tables["carriers"], tables["hubs"] = roads.rows()
    tables["networks"] = roads.network()
    tables["rate_tables"] = roads.rate_tables()
    tables["categories"], tables["products"] = goods.categories, goods.products
    tables["shoppers"], tables["addresses"] = shoppers, addresses
    tables["disruptions"] = trouble.rows()
    tables["coupons"] = _welcome_coupons(seed, opened_at_ms)
    tables["policy_cards"], tables["quick_replies"] = _desk_cards(pack)
    _stock_up(book, goods, opened_at_ms - (DAYS + 1) * DAY)
    return OpeningPlan(tables, case_orders)


def _wanted(roads: Roads, trouble: Trouble) -> list[list[str]]:
    served = [
        [code for code, hubs in roads.routes.items() if hubs[-1] == hub]
        for hub in (trouble.backlog_hub, trouble.storm_hub)
    ]
    zone3 = [code for code, zone in roads.zones.items() if zone == 3]
    return [served[0]] * 14 + [served[1]] * 12 + [zone3] * 20


def _daily_trade(
    roads: Roads,
    goods: Goods,
    seed: int,
    now: int,
    trouble: Trouble,
    persons: list[Person],
    cases: CaseWriter,
    count: int,
) -> list[Draft]:
    """Ordinary orders. One still under way touches no troubled hub and belongs to nobody with a case."""
    busy, troubled = cases.shopper_ids(), {trouble.backlog_hub, trouble.storm_hub}
    calm = [
        p for p in persons if p.id not in busy and not troubled & set(roads.routes[p.places[0].province_code])
    ]
    midnight, notes = local_midnight(now), roads.pack.people.buyer_notes
    return [
        _ordinary(roads, goods, Dice(seed, f"order/{index}"), now, midnight, persons, calm, notes)
        for index in range(count)
    ]


def _ordinary(
    roads: Roads,
    goods: Goods,
    dice: Dice,
    now: int,
    midnight: int,
    persons: list[Person],
    calm: list[Person],
    notes: list[str],
) -> Draft:
    hour = bisect_right(HOURS, dice.below(HOURS[-1]))
    placed = midnight - dice.below(DAYS) * DAY + hour * HOUR + dice.below(3600) * 1000
    if placed > now - HOUR // 6:
        placed -= DAY
    person = dice.pick(calm if now - placed < OPEN_DAYS * DAY else persons)
    draft = Draft(placed, person.id, dice.pick(person.places), basket(goods, dice), dice)
    if dice.percent(7):
        draft.buyer_note = dice.pick(notes)
    fate = dice.below(1000)
    if fate < 30:  # never paid: closes by itself after 24 h
        draft.cancelled_ms = placed + DAY if placed + DAY <= now else None
        return draft
    draft.paid_ms = placed + dice.between(20_000, 15 * 60_000)
    if draft.paid_ms > now:
        draft.paid_ms = None
        return draft
    if fate < 48 and draft.paid_ms + 2 * HOUR < now:
        draft.cancelled_ms = draft.paid_ms + dice.between(600_000, 7_000_000)
        return draft
    province = draft.place.province_code
    if fate < 880:
        draft.promised_ms = roads.promised(province, draft.paid_ms)
    trip = draft.trip = roads.trip(dice, draft.paid_ms, draft.place.rated(), draft.flags())
    draft.packing = trip.stops[0].at_ms - now < 4 * HOUR
    signed = trip.stops[-1].at_ms
    draft.completed_ms = (
        signed + dice.between(2 * HOUR, 60 * HOUR)
        if dice.percent(45)
        else max(trip.stops[0].at_ms + 10 * DAY, signed + 3 * DAY)
    )
    return draft


def _stock_up(book: Book, goods: Goods, at_ms: int) -> None:
    """Variants with counters, and the opening movement that makes the ledger add up to them.

    What can be sold at the opening is exactly what the pack says; what was sold before came on top.
    """
    openings: list[Row] = []
    for number, item in enumerate(goods.sellables, start=1):
        sold, shipped = book.sold.get(item.variant_id, 0), book.shipped.get(item.variant_id, 0)
        openings.append((number, item.variant_id, "opening", item.stock + sold, 0, "opening", at_ms))
        book.tables["variants"].append(
            (
                item.variant_id,
                item.product_id,
                item.code,
                item.options,
                item.price_cents,
                item.stock + sold - shipped,
                sold - shipped,
            )
        )
    shift = len(openings)
    book.tables["stock_movements"] = openings + [
        (row[0] + shift, *row[1:]) for row in book.tables["stock_movements"]
    ]


def _welcome_coupons(seed: int, now: int) -> list[Row]:
    rows: list[Row] = []
    for shopper_id in range(1, 501):
        dice = Dice(seed, f"coupon/{shopper_id}")
        if not dice.percent(20):
            continue
        granted = now - dice.between(2 * DAY, 50 * DAY)
        expires = granted + 30 * DAY
        amount, threshold = ((500, 5900), (1000, 9900), (1500, 19900))[dice.below(3)]
        rows.append(
            (
                len(rows) + 1,
                shopper_id,
                None,
                "welcome",
                amount,
                threshold,
                "granted" if expires > now else "expired",
                "system",
                granted,
                expires,
            )
        )
    return rows


def _desk_cards(pack: Pack) -> tuple[list[Row], list[Row]]:
    policies: list[Row] = [
        (n, p.code, p.title, p.rule, p.agent_may, as_json(p.limits))
        for n, p in enumerate(pack.policies, start=1)
    ]
    replies: list[Row] = [
        (n, "team", None, r.category, r.shortcut, r.initials, r.title, r.text)
        for n, r in enumerate(pack.quick_replies, start=1)
    ]
    return policies, replies
