"""The catalogue as rows, and baskets drawn from it."""

from dataclasses import dataclass

from seed.generator.dice import Dice
from seed.generator.plan import Row, as_json
from seed.packs.models import Pack


@dataclass(slots=True)
class Sellable:
    """A variant as an order remembers it."""

    variant_id: int
    product_id: int
    title: str
    options: str
    picture: str
    price_cents: int
    weight_g: int
    volume_mm3: int
    stock: int
    code: str
    flags: tuple[str, ...]


@dataclass(slots=True)
class Goods:
    categories: list[Row]
    products: list[Row]
    sellables: list[Sellable]
    by_product: list[list[Sellable]]


def make_goods(pack: Pack) -> Goods:
    sort = {category.code: number for number, category in enumerate(pack.categories, start=1)}
    goods = Goods([(sort[c.code], c.code, c.name, sort[c.code]) for c in pack.categories], [], [], [])
    for product_id, product in enumerate(pack.products, start=1):
        length, width, height = product.size_mm
        goods.products.append(
            (
                product_id,
                product.code,
                sort[product.category],
                product.title,
                product.summary,
                product.price_cents,
                product.cost_cents,
                product.weight_g,
                length,
                width,
                height,
                as_json(product.flags),
                product.picture,
                as_json(product.detail()),
            )
        )
        own = [
            Sellable(
                len(goods.sellables) + number,
                product_id,
                product.title,
                as_json(variant.options),
                product.picture,
                variant.price_cents,
                product.weight_g,
                length * width * height,
                variant.stock,
                variant.code,
                tuple(product.flags),
            )
            for number, variant in enumerate(product.variants, start=1)
        ]
        goods.sellables.extend(own)
        goods.by_product.append(own)
    return goods


def basket(goods: Goods, dice: Dice) -> list[Sellable]:
    """One entry per unit: mostly one or two things, sometimes two of the same."""
    units: list[Sellable] = []
    for _ in range((1, 1, 1, 1, 2, 2, 2, 3, 3, 4)[dice.below(10)]):
        chosen = dice.pick(dice.pick(goods.by_product))
        units.append(chosen)
        if chosen.price_cents < 6000 and dice.percent(14):
            units.append(chosen)
    return units


def threshold_discount(goods_cents: int) -> int:
    """The shop's standing offer (满减): 20 off from 199, 50 off from 399."""
    return 5000 if goods_cents >= 39900 else 2000 if goods_cents >= 19900 else 0


def split(amount: int, weights: list[int]) -> list[int]:
    """Shares in proportion to the weights that add up to the cent (largest remainder first)."""
    total = sum(weights)
    if not amount or not total:
        return [0] * len(weights)
    shares = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    return shares
