"""The shapes of a content pack, as the loader hands them out. Everything is already in one language."""

from pydantic import BaseModel, ConfigDict

from logistics.rates.values import RateTable
from seed.packs.packing import PackingContent


class Content(BaseModel):
    """Content is never changed after loading, and an unknown field is an error in the pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Faq(Content):
    q: str
    a: str


class Named(Content):
    name: str
    value: str


class Option(Content):
    name: str
    values: list[str]


class VariantContent(Content):
    """`options`: option name to value in the pack's language. Price in cents, stock in units at opening."""

    code: str
    options: dict[str, str]
    price_cents: int
    stock: int


class ProductContent(Content):
    """flags: battery, liquid, fragile, fresh, soft, personal_care, custom. Grams and millimetres."""

    code: str
    category: str
    icon: str
    picture: str
    title: str
    summary: str
    price_cents: int
    cost_cents: int
    weight_g: int
    size_mm: tuple[int, int, int]
    flags: list[str]
    options: list[Option]
    variants: list[VariantContent]
    attributes: list[Named]
    points: list[str]
    faq: list[Faq]

    def detail(self) -> dict[str, object]:
        """What the product page shows below the price: attributes, selling points, questions, options."""
        return self.model_dump(include={"attributes", "points", "faq", "options"})


class CategoryContent(Content):
    code: str
    name: str


class CarrierContent(Content):
    """Speed: 100 is usual, less faster. What a carrier charges stands in the pack's rate tables."""

    code: str
    name: str
    hotline: str
    prefix: str
    share: int
    speed_pct: int


class HubContent(Content):
    code: str
    name: str
    city: str
    province: str


class Route(Content):
    """The hubs between the origin and a province, in order; the last one serves the province."""

    zone: int
    hubs: list[str]


class Leg(Content):
    """A road both ways: minutes on it and when lorries leave, in minutes of the day."""

    ends: tuple[str, str]
    minutes: int
    departs: list[int]


class Network(Content):
    """`capacity`: parcels a hub takes on in a day, by hub and "default". `rounds`: when couriers set out."""

    legs: list[Leg]
    capacity: dict[str, int]
    rounds: list[int]
    carriers: list[CarrierContent]
    hubs: list[HubContent]
    origin: str
    routes: dict[str, Route]
    promise_days: dict[int, int]
    transit_hours: dict[int, int]
    backlog_hubs: list[str]
    storm_hubs: list[str]


class City(Content):
    name: str
    postcode: str
    districts: list[str]


class Province(Content):
    code: str
    name: str
    weight: int
    cities: list[City]


class People(Content):
    """What shoppers are called and where they live. `door` and `door_plain` are patterns of a street line."""

    surnames: dict[str, int]
    given: list[str]
    nicknames: list[str]
    streets: list[str]
    compounds: list[str]
    door: str
    door_plain: str
    stations: list[str]
    lockers: list[str]
    buyer_notes: list[str]
    courier: list[str]


class Phrases(Content):
    """Words for tracking entries, signers, parcel states and the answers of carriers, by code."""

    scans: dict[str, str]
    signers: dict[str, str]
    failures: dict[str, str]
    states: dict[str, str]
    work_order_answers: dict[str, str]
    hotline: dict[str, str]
    label: dict[str, str]
    manifest: dict[str, str]
    sender: dict[str, str]
    incidents: dict[str, str]


class QuickReplyContent(Content):
    """`initials`: pinyin initials of the title in Chinese, of its words in English."""

    category: str
    shortcut: str
    initials: str
    title: str
    text: str


class PolicyContent(Content):
    code: str
    title: str
    rule: str
    agent_may: str
    limits: dict[str, int]


class Pack(Content):
    """Everything a mall of one language is filled with."""

    name: str
    language: str
    categories: list[CategoryContent]
    products: list[ProductContent]
    network: Network
    rate_tables: list[RateTable]
    provinces: list[Province]
    people: People
    phrases: Phrases
    quick_replies: list[QuickReplyContent]
    policies: list[PolicyContent]
    packing: PackingContent
