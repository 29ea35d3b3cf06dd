"""The answer that is kept ready says byte for byte what the plain one says."""

from __future__ import annotations

from random import Random
from typing import Any

import orjson
import pytest

from core.context import Ctx
from core.errors import Invalid
from logistics.carriers.models import Carrier
from logistics.quotes.answers import quotes_json
from logistics.quotes.queries import quotes
from logistics.rates.service import import_tables
from tests.conftest import Act
from tests.logistics.build import roads
from tests.logistics.rates import drawn
from tests.logistics.rates.build import document


def asked(rng: Random) -> dict[str, Any]:
    parcel = drawn.parcel(rng)
    names = ("length_mm", "width_mm", "height_mm")
    return {
        "province": rng.choice(("四川", "Xinjiang", "44", "33", "香港")),
        "city": rng.choice(("", "绵阳市")),
        "postcode": rng.choice(("", "621700", "857000")),
        "pieces": [
            {"weight_g": piece["weight_g"], **dict(zip(names, piece["size_mm"], strict=True))}
            for piece in parcel["pieces"]
        ],
        "flags": parcel["flags"],
        "insured_cents": parcel["insured_cents"],
    }


def market(ctx: Ctx, rng: Random, count: int) -> None:
    """Carriers with random tables, each excluding somewhere or resting some day."""
    roads(ctx)
    documents = []
    for number in range(count):
        code = f"R{number}"
        ctx.insert(Carrier, code=code, name=code, hotline="1290", active=True)
        raw = {**drawn.table(rng), "code": code, "carrier": code}
        for zone in raw["zones"]:
            zone["transit_h"] = rng.choice((None, rng.randint(5, 90)))
        raw["service"] = {
            "weekdays": rng.choice(([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7])),
            "slack_days": number % 3,
        }
        if number % 3 == 0:
            raw["service"]["excluded"] = {"postcodes": ["857"]}
        if number % 4 == 1:
            raw["surcharges"] += [{"code": "far", "cents": 800, "postcodes": ["857"]}]
        documents.append(raw)
    import_tables(ctx, documents=documents, source="t", activate_them=True)


@pytest.mark.parametrize("part", range(3))
def test_it_is_the_same_answer_however_often_it_is_asked(act: Act, part: int) -> None:
    rng = Random(f"answers/{part}")
    with act() as ctx:
        market(ctx, rng, 12)
        questions = [asked(rng) for _ in range(40)]
        for question in questions + questions:
            assert quotes_json(ctx, **question) == orjson.dumps(quotes(ctx, **question))


def test_what_was_kept_ready_ends_with_the_day_and_the_cut_off(act: Act, pass_time: Any) -> None:
    question = {"province": "四川", "pieces": [{"weight_g": 500}]}
    with act() as ctx:
        roads(ctx)
        import_tables(ctx, documents=[document()], source="t", activate_them=True)
    seen = set()
    for _ in range(60):
        with act() as ctx:
            answer = quotes_json(ctx, **question)
            assert answer == orjson.dumps(quotes(ctx, **question))
            seen.add(orjson.loads(answer)["items"][0]["promised_at"])
        pass_time(3_600_000)
    assert len(seen) == 4  # Monday before and after the cut-off, Tuesday after it, Wednesday after it


def test_another_version_is_told_at_once(act: Act) -> None:
    question = {"province": "四川", "pieces": [{"weight_g": 500}]}
    with act() as ctx:
        roads(ctx)
        import_tables(ctx, documents=[document()], source="t", activate_them=True)
        before = orjson.loads(quotes_json(ctx, **question))["items"][0]
        dearer = document(version=2, valid_from="2026-06-01")
        dearer["zones"][0]["first_cents"] = 9900
        import_tables(ctx, documents=[dearer], source="t", activate_them=True)
        after = orjson.loads(quotes_json(ctx, **question))["items"][0]
    assert (before["fee_cents"], before["table"]["version"]) == (1400, 1)
    assert (after["fee_cents"], after["table"]["version"]) == (9900, 2)


def test_a_question_that_makes_no_sense_is_refused(act: Act) -> None:
    with act() as ctx, pytest.raises(Invalid, match="province_unknown"):
        quotes_json(ctx, province="Atlantis", pieces=[{"weight_g": 500}])


def test_whoever_only_looks_sees_a_new_version_and_the_turn_of_its_validity(
    act: Act, db: Any, mall: int, pass_time: Any
) -> None:
    question = {"province": "四川", "pieces": [{"weight_g": 500}]}

    def seen() -> tuple[int, int]:
        with db.reading(mall, "agent:1") as ctx:
            answer = quotes_json(ctx, **question)
            assert answer == quotes_json(ctx, **question) == orjson.dumps(quotes(ctx, **question))
        item = orjson.loads(answer)["items"][0]
        return item["table"]["version"], item["days"]

    with act() as ctx:
        roads(ctx)
        import_tables(ctx, documents=[document()], source="t", activate_them=True)
    assert seen() == (1, 2)
    with act() as ctx:
        import_tables(
            ctx, documents=[document(version=2, valid_from="2026-06-01")], source="t", activate_them=True
        )
    assert seen() == (2, 2)
    with act() as ctx:
        import_tables(
            ctx, documents=[document(version=3, valid_from="2026-06-16")], source="t", activate_them=True
        )
    assert seen() == (2, 2)
    pass_time(9 * 3_600_000)  # 18:00: the cut-off to the very instant
    assert seen() == (2, 2)
    pass_time(1)
    assert seen() == (2, 3)
    pass_time(6 * 3_600_000)  # after midnight
    assert seen() == (3, 2)


def test_what_a_failed_change_showed_is_forgotten(act: Act, db: Any, mall: int) -> None:
    question = {"province": "四川", "pieces": [{"weight_g": 500}]}
    with act() as ctx:
        roads(ctx)
        import_tables(ctx, documents=[document()], source="t", activate_them=True)
    with pytest.raises(RuntimeError), act() as ctx:
        import_tables(
            ctx, documents=[document(version=2, valid_from="2026-06-01")], source="t", activate_them=True
        )
        assert b'"version":2' in quotes_json(ctx, **question)
        raise RuntimeError("taken back")
    with db.reading(mall, "agent:1") as ctx:
        assert b'"version":1' in quotes_json(ctx, **question)
