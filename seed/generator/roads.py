"""How a parcel travels: carriers, hubs, fees, and the timetable of its scans."""

from dataclasses import dataclass
from datetime import date

from logistics.rates.documents import document_of, hash_of, text_of
from logistics.rates.rules import price
from logistics.rates.values import Parcel, Piece, Place, Priced, Refused
from logistics.rates.zones import Index
from seed.generator.dice import Dice, running_totals
from seed.generator.plan import DAY, HOUR, ZONE, Row, as_json
from seed.packs.models import CarrierContent, Pack

MINUTE = 60_000


@dataclass(slots=True)
class Stop:
    """A scan to come or gone: instant, code, hub and the text of its params column."""

    at_ms: int
    code: str
    hub_id: int | None
    params: str


@dataclass(slots=True)
class Trip:
    """The whole journey as planned. `signed_by` is a signer code of the phrasebook."""

    carrier: int
    stops: list[Stop]
    signed_by: str
    eta_ms: int


class Roads:
    def __init__(self, pack: Pack) -> None:
        network = pack.network
        self.pack = pack
        self.carriers: list[CarrierContent] = network.carriers
        self.shares = running_totals([c.share for c in network.carriers])
        self.hub_ids = {hub.code: number for number, hub in enumerate(network.hubs, start=1)}
        self.hub_names = {number: hub.name for number, hub in enumerate(network.hubs, start=1)}
        self.origin = self.hub_ids[network.origin]
        self.zones = {code: route.zone for code, route in network.routes.items()}
        self.routes = {code: [self.hub_ids[h] for h in route.hubs] for code, route in network.routes.items()}
        self.hours = network.transit_hours
        self.promise_days = network.promise_days
        self.cards = {table.code: Index(table) for table in pack.rate_tables}
        self.by_carrier = {card.table.carrier: card for card in self.cards.values() if card.table.carrier}
        home = next(hub for hub in network.hubs if hub.code == network.origin)
        origin_city, self.home = home.city, Place(home.province, home.city)
        self.carried: dict[tuple[int, frozenset[str], str], bool] = {}
        self.printed = [as_json({"carrier": c.name}) for c in self.carriers]
        self.picked_up = [as_json({"carrier": c.name, "city": origin_city}) for c in self.carriers]
        self.onward = {number: as_json({"next": name}) for number, name in self.hub_names.items()}

    def rows(self) -> tuple[list[Row], list[Row]]:
        carriers: list[Row] = [
            (n, c.code, c.name, c.hotline, True) for n, c in enumerate(self.carriers, start=1)
        ]
        hubs: list[Row] = [
            (n, h.code, h.name, h.city, h.province) for n, h in enumerate(self.pack.network.hubs, start=1)
        ]
        provinces = {p.code: p.name for p in self.pack.provinces}
        return carriers, [(*hub[:4], provinces[hub[4]]) for hub in hubs]

    def network(self) -> list[Row]:
        """The hub graph as one row, hubs and carriers by their numbers in a mall."""
        network, people = self.pack.network, self.pack.people
        usual = network.capacity["default"]
        document = {
            "legs": [
                [self.hub_ids[leg.ends[0]], self.hub_ids[leg.ends[1]], leg.minutes, leg.departs]
                for leg in network.legs
            ],
            "capacity": {str(n): network.capacity.get(code, usual) for code, n in self.hub_ids.items()},
            "speeds": {str(n): c.speed_pct for n, c in enumerate(self.carriers, start=1)},
            "provinces": {code: hubs[-1] for code, hubs in self.routes.items()},
            "rounds": network.rounds,
            "stations": people.stations,
            "lockers": people.lockers,
            "couriers": people.courier,
        }
        return [(1, as_json(document))]

    def rate_tables(self) -> list[Row]:
        """The pack's rate tables, in force since they say."""
        rows: list[Row] = []
        for number, card in enumerate(self.cards.values(), start=1):
            table = card.table
            text = text_of(document_of(table))
            since = local_day(table.valid_from)
            until = None if table.valid_until is None else local_day(table.valid_until) + DAY
            rows.append(
                (number, table.code, table.version, table.carrier, "active", since, until, hash_of(text),
                 text, since, "system", "opening")
            )  # fmt: skip
        return rows

    def choose_carrier(self, dice: Dice, to: Place, flags: frozenset[str]) -> int:
        """By their shares; who does not carry such goods there leaves them to the next who does."""
        throw = dice.below(self.shares[-1])
        drawn = next(index for index, total in enumerate(self.shares) if throw < total)
        return next((n for n in (drawn, *range(len(self.carriers))) if self.carries(n, to, flags)), drawn)

    def carries(self, carrier: int, to: Place, flags: frozenset[str]) -> bool:
        card = self.by_carrier[self.carriers[carrier].code]
        zone = card.find(self.home, to)
        if zone is None:
            return False
        key = (carrier, flags, zone.code)
        if key not in self.carried:
            priced = price(card, Parcel((Piece(1),), flags), zone=zone.code)
            self.carried[key] = isinstance(priced, Priced)
        return self.carried[key]

    def fee(self, carrier: int, to: Place, weight_g: int, volume_mm3: int) -> int:
        """What the carrier charges by its table (rule P12). Raises ValueError when it does not go there."""
        card, piece = self.by_carrier[self.carriers[carrier].code], Piece(weight_g, volume_mm3=volume_mm3)
        priced = price(card, Parcel((piece,)), to=to, origin=self.home)
        if isinstance(priced, Refused):
            raise ValueError(priced)
        return priced.fee_cents

    def freight(self, to: Place, goods_cents: int) -> int:
        """What the buyer pays by the shop's own table. Raises ValueError when it does not go there."""
        priced = price(self.cards["SHOP"], Parcel((Piece(1),), goods_cents=goods_cents), to=to)
        if isinstance(priced, Refused):
            raise ValueError(priced)
        return priced.fee_cents

    def tracking_no(self, carrier: int, dice: Dice, number: int) -> str:
        """Two letters of the carrier and twelve digits: seven drawn, five that make it unique in the mall."""
        drawn, own = (7 + dice.below(2)) * 1_000_000 + dice.below(1_000_000), number * 7919 % 100_000
        return f"{self.carriers[carrier].prefix}{drawn:07d}{own:05d}"

    def promised(self, province: str, paid_ms: int) -> int:
        """The end of the day (22:00) the product page promises."""
        return (
            (paid_ms + ZONE) // DAY * DAY - ZONE + self.promise_days[self.zones[province]] * DAY + 22 * HOUR
        )

    def trip(self, dice: Dice, paid_ms: int, to: Place, flags: frozenset[str]) -> Trip:
        """A journey without mishaps: collected soon, at the door well before the promised date."""
        carrier, province, city = self.choose_carrier(dice, to, flags), to.province, to.city
        zone, hubs = self.zones[province], self.routes[province]
        printed = self.at_work(paid_ms + dice.between(2 * HOUR, 11 * HOUR), dice)
        collected = self.at_work(printed + dice.between(HOUR, 5 * HOUR), dice)
        stops = [
            Stop(printed, "label_created", None, self.printed[carrier]),
            Stop(collected, "collected", None, self.picked_up[carrier]),
        ]
        travel = (
            self.hours[zone] * HOUR * self.carriers[carrier].speed_pct // 100 * (90 + dice.below(30)) // 100
        )
        at = collected + dice.between(2 * HOUR, 4 * HOUR)
        before = self.origin
        leg = travel // len(hubs)
        for hub in hubs:
            stops.append(Stop(at, "departed", before, self.onward[hub]))
            at += leg - 90 * MINUTE + dice.below(40) * MINUTE
            stops.append(Stop(at, "arrived", hub, "{}"))
            at += 30 * MINUTE + dice.below(60) * MINUTE
            before = hub
        at += dice.between(HOUR, 3 * HOUR)
        stops.append(Stop(at, "arrived_city", before, as_json({"city": city})))
        at = self.next_round(at, dice)
        courier = {
            "city": city,
            "courier": dice.pick(self.pack.people.courier),
            "phone": f"129{dice.below(10000):04d}{dice.below(10000):04d}",
        }
        stops.append(Stop(at, "out_for_delivery", None, as_json(courier)))
        at += dice.between(HOUR, 5 * HOUR)
        eta = at
        signer = (
            "self",
            "self",
            "self",
            "self",
            "family",
            "desk",
            "colleague",
            "station",
            "station",
            "locker",
        )[dice.below(10)]
        params = {"who": signer}
        if signer in ("station", "locker"):
            params["station"] = dice.pick(
                self.pack.people.stations if signer == "station" else self.pack.people.lockers
            )
            stops.append(Stop(at, "ready_to_collect", None, as_json({"station": params["station"]})))
            at = (
                at + dice.between(HOUR, 4 * HOUR)
                if dice.percent(60)
                else at + dice.between(15 * HOUR, 22 * HOUR)
            )
        stops.append(Stop(at, "signed", None, as_json(params)))
        return Trip(carrier, stops, signer, eta)

    @staticmethod
    def at_work(at: int, dice: Dice) -> int:
        """That instant, or the next morning if the warehouse is closed: it works from 8:00 to 22:00."""
        day = (at + ZONE) // DAY * DAY - ZONE
        if 8 * HOUR <= at - day < 22 * HOUR:
            return at
        return day + (8 if at - day < 8 * HOUR else 32) * HOUR + dice.below(90) * MINUTE

    @staticmethod
    def next_round(at: int, dice: Dice) -> int:
        """The next time couriers set out: 8:00 or 14:00, give or take half an hour."""
        day = (at + ZONE) // DAY * DAY - ZONE
        clock = at - day
        start = 8 * HOUR if clock < 8 * HOUR else 14 * HOUR if clock < 13 * HOUR else 32 * HOUR
        return day + start + dice.below(30) * MINUTE


def local_day(day: date) -> int:
    """The instant a day of the mall begins."""
    return (day - date(1970, 1, 1)).days * DAY - ZONE


STATE_AFTER = {
    "label_created": "label_created",
    "collected": "collected",
    "departed": "in_transit",
    "arrived": "in_transit",
    "arrived_city": "arrived_city",
    "out_for_delivery": "out_for_delivery",
    "ready_to_collect": "ready_to_collect",
    "signed": "signed",
    "backlog": "in_transit",
    "storm_hold": "in_transit",
}
