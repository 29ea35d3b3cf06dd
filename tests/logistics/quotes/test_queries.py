"""What a shipment would cost by each carrier, and when it would be there."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from core.context import Ctx
from core.errors import Invalid
from logistics.carriers.models import Carrier
from logistics.network.models import NetworkPlan
from logistics.quotes.answers import quotes_json
from logistics.quotes.queries import carrier_fee, freight, parcel_of, place_of, quotes
from logistics.quotes.schemas import Quotes
from logistics.rates.service import import_tables
from logistics.rates.values import Priced
from tests.conftest import Act
from tests.logistics.build import go, parcel, roads
from tests.logistics.rates.build import document

BOX = {"weight_g": 3200, "length_mm": 400, "width_mm": 300, "height_mm": 300}


def trade(ctx: Ctx, *more: dict[str, Any]) -> None:
    """A mall with carriers HY and XD, their tables, and the shop's own."""
    roads(ctx)
    ctx.insert(Carrier, code="XD", name="Xingdu", hotline="1290", active=True)
    ctx.insert(Carrier, code="OLD", name="Old", hotline="1290", active=False)
    shop = document("SHOP", carrier="", free=[{"from_cents": 5900}])
    shop["zones"] = [{"code": "1", "relation": "elsewhere", "mode": "flat", "first_cents": 800}]
    fast = document(
        "XD", step_cents=1000, service={"cutoff_min": 20 * 60, "excluded": {"postcodes": ["6217"]}}
    )
    fast["zones"][0]["transit_h"] = 16
    fast["bans"] = [{"flag": "liquid"}]
    import_tables(ctx, documents=[document(), fast, shop, *more], source="t", activate_them=True)


def asked(ctx: Ctx, **changes: Any) -> dict[str, Any]:
    found = quotes(ctx, **{"province": "四川省", "city": "成都市", "pieces": [BOX], **changes})
    Quotes.model_validate(found)
    return found


def test_every_active_carrier_answers_with_fee_steps_and_day(act: Act) -> None:
    with act() as ctx:
        trade(ctx)
        found = asked(ctx)
        hy, xd = found["items"]
        assert (hy["carrier"]["code"], hy["fee_cents"], xd["carrier"]["code"], xd["fee_cents"]) == (
            "HY",
            5400,
            "XD",
            6400,
        )
        assert (found["cheapest"], found["fastest"]) == ("HY", "XD")
        assert sum(step["amount_cents"] or 0 for step in hy["steps"]) == 5400
        # Monday 09:00; leaves 18:00, 44 h later it is Wednesday 14:00, still delivered that evening.
        assert (hy["promised_at"], hy["days"]) == ("2026-06-17T14:00:00.000Z", 2)
        # Leaves 20:00, is there on Tuesday at noon.
        assert (xd["promised_at"], xd["days"]) == ("2026-06-16T14:00:00.000Z", 1)


def test_a_no_is_an_answer_of_its_own(act: Act) -> None:
    with act() as ctx:
        trade(ctx)
        hy, xd = asked(ctx, flags=["liquid"])["items"]
        assert hy["refusal"] is None and xd["fee_cents"] is None
        assert xd["refusal"]["code"] == "banned" and "liquids" in xd["refusal"]["en"]
        assert [item["refusal"]["code"] for item in asked(ctx, province="香港")["items"]] == [
            "no_zone",
            "no_zone",
        ]
        assert asked(ctx, province="香港")["cheapest"] is None


def test_nothing_is_promised_to_an_excluded_place(act: Act) -> None:
    with act() as ctx:
        trade(ctx)
        hy, xd = asked(ctx, postcode="621700")["items"]
        assert hy["promised_at"] and hy["unpromised"] is None
        assert (xd["fee_cents"], xd["promised_at"], xd["unpromised"]) == (6400, None, "excluded_area")


def test_without_hours_or_timetable_no_day_is_named(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        silent = document()
        del silent["zones"][0]["transit_h"]
        import_tables(ctx, documents=[silent], source="t", activate_them=True)
        (item,) = asked(ctx)["items"]
        assert (item["fee_cents"], item["promised_at"], item["unpromised"]) == (5400, None, "road_unknown")


def test_the_origin_is_where_the_malls_parcels_begin(act: Act) -> None:
    with act() as ctx:
        near = document()
        near["zones"].append(
            {"code": "near", "relation": "same_province", "first_cents": 600, "step_cents": 100}
        )
        roads(ctx)
        import_tables(ctx, documents=[near], source="t", activate_them=True)
        assert asked(ctx)["items"][0]["zone"] == "3"
        ctx.session.connection().exec_driver_sql("UPDATE hubs SET province = 'Sichuan', city = 'Chengdu'")
        go(ctx, parcel(ctx), "collected")
        assert asked(ctx)["items"][0]["zone"] == "near"


def test_the_buyer_pays_by_the_shops_own_table(act: Act) -> None:
    with act() as ctx:
        trade(ctx)
        little = freight(ctx, province="Sichuan", goods_cents=5000, pieces=[BOX])
        assert (little["fee_cents"], little["missing_cents"]) == (800, 900)
        assert little["earliest_at"] == "2026-06-16T14:00:00.000Z"
        assert little["latest_at"] == "2026-06-17T14:00:00.000Z"
        enough = freight(ctx, province="Sichuan", goods_cents=5900, pieces=[BOX])
        assert (enough["fee_cents"], enough["missing_cents"]) == (0, None)
        nowhere = freight(ctx, province="澳门", goods_cents=5900, pieces=[BOX])
        assert nowhere["fee_cents"] is None and nowhere["refusal"]["code"] == "no_zone"
        priced = carrier_fee(ctx, carrier="HY", to=place_of("51"), parcel=parcel_of([BOX]))
        assert isinstance(priced, Priced) and priced.fee_cents == 5400
        assert carrier_fee(ctx, carrier="OLD", to=place_of("51"), parcel=parcel_of([BOX])) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"province": "Atlantis"}, "province_unknown"),
        ({"pieces": []}, "pieces_wrong"),
        ({"pieces": [{"weight_g": -1}]}, "pieces_wrong"),
        ({"flags": ["gold"]}, "flag_unknown"),
        ({"insured_cents": -1}, "amount_wrong"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(act: Act, changes: dict[str, Any], code: str) -> None:
    with act() as ctx:
        trade(ctx)
        with pytest.raises(Invalid) as refused:
            asked(ctx, **changes)
        assert refused.value.code == code


def test_the_timetable_of_the_hubs_goes_before_the_usual_hours(act: Act) -> None:
    question = {"province": "四川省", "pieces": [BOX]}
    with act() as ctx:
        trade(ctx)
        go(ctx, parcel(ctx), "collected")
        # From the first hub (1) by the second (2) to the third (3), which serves Sichuan; lorries at 20:00 and 06:00.
        legs = [[1, 2, 300, [20 * 60]], [2, 3, 600, [6 * 60]]]
        ctx.insert(NetworkPlan, document={"legs": legs, "provinces": {"51": 3}, "speeds": {"2": 50}})
    with act() as ctx:
        hy, xd = asked(ctx)["items"]
        # HY: Mon 18:00, lorry 20:00, Tue 01:00; sorted, 06:00, there 16:00: too late for that day's round.
        assert (hy["promised_at"], hy["days"]) == ("2026-06-17T14:00:00.000Z", 2)
        # XD at half the time: leaves 20:00, 22:30; 06:00, there 11:00.
        assert (xd["promised_at"], xd["days"]) == ("2026-06-16T14:00:00.000Z", 1)
        assert quotes_json(ctx, **question) == orjson.dumps(quotes(ctx, **question))
        assert asked(ctx, province="31")["items"][0]["days"] == 2  # no hub serves it: 44 hours by the table
