"""Orders about which somebody will write: each truth as it really stands in the records."""

from collections.abc import Callable
from dataclasses import dataclass

from seed.generator.book import Draft
from seed.generator.dice import Dice, shuffled
from seed.generator.goods import Goods, Sellable
from seed.generator.people import Person
from seed.generator.plan import DAY, HOUR, Row, as_json, local_midnight
from seed.generator.roads import Roads, Stop, Trip

# How many orders of each truth a mall opens with.
POOL = {
    "hub_backlog": 8,
    "storm": 6,
    "not_dispatched": 6,
    "never_collected": 6,
    "signed_not_received": 6,
    "not_late": 6,
    "refund_in_transit": 6,
}


@dataclass(slots=True)
class Trouble:
    """Two hubs in trouble when the mall opens."""

    backlog_hub: int
    storm_hub: int
    backlog_from: int
    backlog_until: int
    storm_from: int
    storm_until: int

    def rows(self) -> list[Row]:
        return [
            (
                1,
                "hub_backlog",
                self.backlog_hub,
                "active",
                False,
                self.backlog_from,
                self.backlog_until,
                self.backlog_from + 2 * HOUR,
                None,
                None,
            ),
            (
                2,
                "storm",
                self.storm_hub,
                "active",
                True,
                self.storm_from,
                self.storm_until,
                self.storm_from + HOUR,
                None,
                None,
            ),
        ]


def choose_trouble(roads: Roads, seed: int, opened_ms: int) -> Trouble:
    dice, network = Dice(seed, "trouble"), roads.pack.network
    return Trouble(
        roads.hub_ids[dice.pick(network.backlog_hubs)],
        roads.hub_ids[dice.pick(network.storm_hubs)],
        opened_ms - 120 * HOUR,
        opened_ms + 48 * HOUR,
        opened_ms - 104 * HOUR,
        opened_ms + 30 * HOUR,
    )


class CaseWriter:
    """Makes the drafts. Every case has its own shopper, who has no other open order."""

    def __init__(
        self, roads: Roads, goods: Goods, seed: int, opened_ms: int, trouble: Trouble, persons: list[Person]
    ) -> None:
        self.roads, self.goods, self.seed, self.now, self.trouble = roads, goods, seed, opened_ms, trouble
        self.midnight = local_midnight(opened_ms)
        self.affordable = [s for s in goods.sellables if 5900 <= s.price_cents <= 42000]
        self.chosen: dict[str, list[Person]] = {}
        free = shuffled(seed, "case people", persons)
        for truth, wanted in POOL.items():
            fits = self.lives_for(truth)
            own = [p for p in free if fits(p.places[0].province_code)][:wanted]
            self.chosen[truth] = own
            taken = {p.id for p in own}
            free = [p for p in free if p.id not in taken]

    def shopper_ids(self) -> set[int]:
        return {person.id for people in self.chosen.values() for person in people}

    def lives_for(self, truth: str) -> Callable[[str], bool]:
        """Where a shopper must live for the truth to be possible."""
        routes, zones = self.roads.routes, self.roads.zones
        troubled = {self.trouble.backlog_hub, self.trouble.storm_hub}
        if truth == "hub_backlog":
            return lambda code: routes[code][-1] == self.trouble.backlog_hub
        if truth == "storm":
            return lambda code: routes[code][-1] == self.trouble.storm_hub
        if truth in ("not_late", "refund_in_transit"):
            return lambda code: zones[code] == 3 and not troubled & set(routes[code])
        return lambda code: zones[code] >= 2 and not troubled & set(routes[code])

    def drafts(self) -> list[Draft]:
        makers = {
            "hub_backlog": self.stuck,
            "storm": self.stuck,
            "not_dispatched": self.not_dispatched,
            "never_collected": self.never_collected,
            "signed_not_received": self.signed_not_received,
            "not_late": self.on_the_way,
            "refund_in_transit": self.on_the_way,
        }
        found = []
        for truth, people in self.chosen.items():
            for index, person in enumerate(people):
                dice = Dice(self.seed, f"case/{truth}/{index}")
                draft = Draft(0, person.id, person.places[0], self.units(dice), dice, truth=truth)
                makers[truth](draft, index)
                draft.placed_ms = (draft.paid_ms or 0) - dice.between(60_000, 900_000)
                found.append(draft)
        return found

    def units(self, dice: Dice) -> list[Sellable]:
        return [dice.pick(self.affordable) for _ in range(1 + dice.below(2))]

    def trip(self, draft: Draft, paid_ms: int) -> Trip:
        return self.roads.trip(draft.dice, paid_ms, draft.place.rated(), draft.flags())

    def stuck(self, draft: Draft, index: int) -> None:
        """The promised evening has passed; the parcel waited outside its last hub, then in it."""
        storm, dice = draft.truth == "storm", draft.dice
        province = draft.place.province_code
        draft.promised_ms = promised = self.midnight - (1 if storm else 1 + index % 2) * DAY + 22 * HOUR
        days = self.roads.promise_days[self.roads.zones[province]]
        draft.paid_ms = promised - 22 * HOUR - days * DAY + dice.between(13 * HOUR, 21 * HOUR)
        trip, hub = self.trip(draft, draft.paid_ms), self.roads.routes[province][-1]
        arrival = next(
            i for i, stop in enumerate(trip.stops) if stop.code == "arrived" and stop.hub_id == hub
        )
        since = max(trip.stops[arrival].at_ms, self.now - dice.between(84 * HOUR, 98 * HOUR))
        stops = [*trip.stops[:arrival], Stop(since, "arrived", hub, "{}")]
        code, at = "storm_hold" if storm else "backlog", since + dice.between(3 * HOUR, 8 * HOUR)
        while at < self.now - 7 * HOUR:
            stops.append(Stop(at, code, hub, "{}"))
            at += dice.between(19 * HOUR, 29 * HOUR)
        until = self.trouble.storm_until if storm else self.trouble.backlog_until
        eta = self.roads.next_round(until + dice.between(4 * HOUR, 16 * HOUR), dice) + 2 * HOUR
        draft.trip = Trip(trip.carrier, stops, trip.signed_by, eta)
        draft.exception = ("delayed", "weather" if storm else "carrier")

    def not_dispatched(self, draft: Draft, index: int) -> None:
        """Paid more than 48 hours ago; the warehouse has not printed a label."""
        draft.paid_ms = self.awake(draft.dice, 51 * HOUR, 66 * HOUR)
        draft.promised_ms = self.roads.promised(draft.place.province_code, draft.paid_ms)
        draft.packing = index % 3 == 2

    def never_collected(self, draft: Draft, index: int) -> None:
        """A label and nothing after it, more than 48 hours after payment."""
        draft.paid_ms = self.awake(draft.dice, 64 * HOUR, 80 * HOUR)
        draft.promised_ms = self.roads.promised(draft.place.province_code, draft.paid_ms)
        trip = self.trip(draft, draft.paid_ms)
        draft.trip = Trip(trip.carrier, trip.stops[:1], trip.signed_by, trip.eta_ms)

    def signed_not_received(self, draft: Draft, index: int) -> None:
        """Shown as signed since yesterday, never seen by the shopper. A courier knows where it went."""
        dice, signer = draft.dice, ("station", "family", "locker", "door", "station", "neighbour")[index % 6]
        trip = self.departure(
            draft, 60 * HOUR, 140 * HOUR, lambda t: 9 * HOUR < self.now - t.stops[-1].at_ms < 44 * HOUR
        )
        signed, people = trip.stops[-1].at_ms, self.roads.pack.people
        params = {"who": signer}
        if signer in ("station", "locker"):
            params["station"] = dice.pick(people.stations if signer == "station" else people.lockers)
        stops = [stop for stop in trip.stops if stop.code not in ("ready_to_collect", "signed")]
        stops.append(Stop(signed, "signed", None, as_json(params)))
        draft.trip = Trip(trip.carrier, stops, signer, signed)

    def on_the_way(self, draft: Draft, index: int) -> None:
        """Nothing is wrong: between two hubs, and the promised date is days off."""

        def between_hubs(trip: Trip) -> bool:
            gone = [stop for stop in trip.stops if stop.at_ms <= self.now]
            return (
                gone[-1].code in ("departed", "arrived")
                and trip.stops[len(gone)].code != "arrived_city"
                and self.now - gone[-1].at_ms > HOUR
                and trip.stops[len(gone)].at_ms - self.now > 2 * HOUR
            )

        draft.trip = self.departure(draft, 34 * HOUR, 62 * HOUR, between_hubs)

    def awake(self, dice: Dice, least: int, most: int) -> int:
        """An instant between `most` and `least` ago at which people buy: 8:00 to midnight."""
        for _ in range(100):
            at = self.now - dice.between(least, most)
            if at - local_midnight(at) >= 8 * HOUR:
                break
        return at

    def departure(self, draft: Draft, least: int, most: int, fits: Callable[[Trip], bool]) -> Trip:
        """Draws moments of payment between `most` and `least` ago until the journey fits."""
        for _ in range(200):
            draft.paid_ms = self.awake(draft.dice, least, most)
            trip = self.trip(draft, draft.paid_ms)
            if trip.stops[0].at_ms < self.now and fits(trip):
                draft.promised_ms = self.roads.promised(draft.place.province_code, draft.paid_ms)
                return trip
        raise RuntimeError(f"no journey fits {draft.truth}")
