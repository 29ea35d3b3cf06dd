"""Shoppers and where they live."""

from bisect import bisect_right
from dataclasses import dataclass

from logistics.rates.values import Place as RatedPlace
from seed.generator.dice import Dice, running_totals
from seed.generator.plan import DAY, Row
from seed.packs.models import Pack

SHOPPERS = 500


@dataclass(slots=True)
class Place:
    """An address row's content with the province code that decides the route."""

    province_code: str
    row: tuple[str, str, str, str, str, str, str]  # name, phone, province, city, district, street, postcode

    def rated(self) -> RatedPlace:
        """The place as rate tables know it."""
        return RatedPlace(self.province_code, self.row[3], self.row[6])


@dataclass(slots=True)
class Person:
    id: int
    places: list[Place]


def phone(dice: Dice) -> str:
    """Eleven digits that look like a mobile number and reach nobody.

    Mobile numbers on the mainland begin with 13 to 19; 129 is neither a mobile prefix nor the beginning of
    any public service number, so nobody can be called by accident (120, 122 and 123 would not be safe).
    """
    return f"129{dice.below(10000):04d}{dice.below(10000):04d}"


def make_people(
    pack: Pack, seed: int, opened_ms: int, wanted: list[list[str]]
) -> tuple[list[Row], list[Row], list[Person]]:
    """Rows of shoppers and addresses. `wanted`: province codes for the first shoppers, so that certain
    hubs surely have customers; everybody else lives where people live."""
    people, provinces = pack.people, {p.code: p for p in pack.provinces}
    surnames, surname_totals = list(people.surnames), running_totals(list(people.surnames.values()))
    codes, code_totals = list(provinces), running_totals([p.weight for p in provinces.values()])
    chinese = pack.language == "zh-CN"
    names: set[str] = set()
    nicks: set[str] = set()
    shoppers: list[Row] = []
    addresses: list[Row] = []
    persons: list[Person] = []

    def place(dice: Dice, name: str, number: str, code: str) -> Place:
        province = provinces[code]
        city = province.cities[dice.below(len(province.cities))]
        pattern = people.door if dice.percent(82) else people.door_plain
        street = pattern.format(
            street=dice.pick(people.streets),
            number=1 + dice.below(260),
            compound=dice.pick(people.compounds),
            building=1 + dice.below(28),
            unit=1 + dice.below(4),
            room=(1 + dice.below(26)) * 100 + 1 + dice.below(4),
        )
        return Place(
            code,
            (
                name,
                number,
                province.name,
                city.name,
                dice.pick(city.districts),
                street,
                f"{city.postcode}{dice.below(20):02d}",
            ),
        )

    for index in range(SHOPPERS):
        dice = Dice(seed, f"shopper/{index}")
        while True:
            family = surnames[bisect_right(surname_totals, dice.below(surname_totals[-1]))]
            given = dice.pick(people.given)
            name = f"{family}{given}" if chinese else f"{given} {family}"
            if name not in names:
                break
        names.add(name)
        nick = dice.pick(people.nicknames)
        while nick in nicks:
            nick = f"{dice.pick(people.nicknames)}{1 + dice.below(99)}"
        nicks.add(nick)
        number = phone(dice)
        code = (
            dice.pick(wanted[index])
            if index < len(wanted)
            else codes[bisect_right(code_totals, dice.below(code_totals[-1]))]
        )
        person = Person(index + 1, [place(dice, name, number, code)])
        if dice.percent(18):
            person.places.append(place(dice, name, number, code))
        first = len(addresses) + 1
        for offset, where in enumerate(person.places):
            addresses.append((first + offset, person.id, *where.row))
        level = (1, 1, 1, 2, 2, 3, 3, 4, 5)[dice.below(9)]
        years_days = level * 330 + dice.below(300)
        shoppers.append(
            (
                person.id,
                nick,
                name,
                number,
                level,
                opened_ms - years_days * DAY - dice.below(DAY // 1000) * 1000,
                dice.below(360),
                first,
            )
        )
        persons.append(person)
    return shoppers, addresses, persons
