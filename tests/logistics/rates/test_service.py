"""Versions of rate tables in a mall: drafts, activation, validity by the mall's own time."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from core.context import Ctx
from core.errors import IllegalTransition, Invalid, Refusal
from core.events.log import read_log
from core.invariants import check_mall
from core.malls.clone import clone_mall
from logistics.rates.models import RateTableRow
from logistics.rates.queries import rate_tables, table_by_code, table_of, tables_at
from logistics.rates.rules import price
from logistics.rates.service import activate, import_table, import_tables
from logistics.rates.validity import instant
from logistics.rates.values import Parcel, Piece, Place, Priced
from tests.conftest import Act
from tests.logistics.build import roads
from tests.logistics.rates.build import document

DAY = 24 * 3_600_000
BOX = Parcel((Piece(3200, (400, 300, 300)),))
CHENGDU = Place("51", "成都市")


def at_work(ctx: Ctx, **changes: Any) -> int:
    number = import_table(ctx, document=document(**changes), source="test")
    activate(ctx, rate_table_id=number)
    return number


def fee(ctx: Ctx, at_ms: int | None = None) -> int | None:
    table = table_of(ctx, "HY", at_ms)
    if table is None:
        return None
    priced = price(table.index, BOX, to=CHENGDU)
    assert isinstance(priced, Priced)
    return priced.fee_cents


def day(text_: str) -> int:
    from datetime import date

    return instant(date.fromisoformat(text_), "Asia/Shanghai")


def broken(ctx: Ctx) -> list[str]:
    return [found.code for found in check_mall(ctx.session, ctx.mall_id)["logistics.rate_tables"]]


def test_a_draft_prices_nothing_until_it_is_activated(act: Act) -> None:
    with act("lead:2") as ctx:
        roads(ctx)
        number = import_table(ctx, document=document(), source="hy.csv")
        assert fee(ctx) is None
        activate(ctx, rate_table_id=number)
        assert fee(ctx) == 5400
        row = rate_tables(ctx)["items"][0]
        assert (row["state"], row["now"], row["imported_by"], row["source"]) == (
            "active",
            True,
            "lead:2",
            "hy.csv",
        )
    with act() as ctx:
        kinds = [event.kind for event in read_log(ctx.session, ctx.mall_id) if "rate_table" in event.kind]
        assert kinds == ["logistics.rate_table.imported", "logistics.rate_table.activated"]
        assert broken(ctx) == []


def test_a_version_that_begins_later_ends_the_one_before_at_that_midnight(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx)
        at_work(ctx, version=2, step_cents=900, valid_from="2026-07-01")
        turn = day("2026-07-01")
        assert fee(ctx) == 5400  # it is June
        assert (fee(ctx, turn - 1), fee(ctx, turn)) == (5400, 5900)
        assert [row["now"] for row in rate_tables(ctx)["items"]] == [False, True]
        assert broken(ctx) == []


def test_what_ended_prices_no_more(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx, valid_until="2026-06-30")
        assert fee(ctx, day("2026-07-01") - 1) == 5400
        assert fee(ctx, day("2026-07-01")) is None
        assert fee(ctx, day("2025-12-31")) is None


def test_overlapping_validity_is_found(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx)
        number = import_table(ctx, document=document(version=2, valid_from="2026-03-01"), source="t")
        with pytest.raises(Refusal) as refused:
            activate(ctx, rate_table_id=number, end_previous=False)
        assert refused.value.code == "validity_overlaps" and refused.value.params["version"] == 1
        assert len(tables_at(ctx)) == 1
        # One that stands beside it in time overlaps nothing.
        earlier = document(version=3, valid_from="2025-01-01", valid_until="2025-12-31")
        activate(ctx, rate_table_id=import_table(ctx, document=earlier, source="t"), end_previous=False)
        assert broken(ctx) == []


def test_a_wrong_version_is_taken_back_by_activating_the_right_one_again(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        right = at_work(ctx)
        wrong = at_work(ctx, version=2, step_cents=80, valid_from="2026-06-01")
        assert fee(ctx) == 1800
        ctx.update(RateTableRow, right, state="retired")
        activate(ctx, rate_table_id=right)
        assert fee(ctx) == 5400 and ctx.get(RateTableRow, wrong).state == "retired"
        with pytest.raises(IllegalTransition):
            activate(ctx, rate_table_id=right)
        assert broken(ctx) == []


def test_two_tables_of_one_carrier_cannot_price_at_once(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx)
        number = import_table(ctx, document={**document(code="HY2"), "carrier": "HY"}, source="t")
        with pytest.raises(Refusal, match="carrier_has_a_table"):
            activate(ctx, rate_table_id=number)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"carrier": "ZZ"}, "carrier_unknown"),
        ({"divisor": 10}, "divisor_wrong"),
        ({"zones": []}, "no_zones"),
        ({"zones": [{"code": "1", "step_cents": 1.5}]}, "value_wrong"),
        ({"valid_from": "soon"}, "value_wrong"),
    ],
)
def test_a_table_that_cannot_price_is_not_kept(act: Act, changes: dict[str, Any], code: str) -> None:
    with act() as ctx:
        roads(ctx)
        with pytest.raises(Invalid) as refused:
            import_table(ctx, document=document(**changes), source="t")
        assert refused.value.code == "rate_table_errors"
        assert [error["code"] for error in refused.value.params["errors"]] == [code]


def test_of_several_tables_all_are_kept_or_none(act: Act, mall: int, db: Any) -> None:
    with act() as ctx:
        roads(ctx)
    with pytest.raises(Refusal, match="version_exists"), act("lead:2") as ctx:
        import_tables(ctx, documents=[document(), document()], source="t", activate_them=True)
    with act() as ctx:
        assert rate_tables(ctx)["items"] == []
        made = import_tables(
            ctx, documents=[document(), document("SHOP", carrier="")], source="t", activate_them=True
        )
        assert len(made["ids"]) == 2 and table_by_code(ctx, "SHOP") is not None


def test_a_clone_prices_like_its_mall(act: Act, mall: int, db: Any) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx)
    with db.app_transaction() as app:
        copy = clone_mall(app, mall)
    with db.reading(copy) as ctx:
        assert fee(ctx) == 5400


def change(ctx: Ctx, sql: str) -> None:
    ctx.session.execute(text(f"UPDATE rate_tables SET {sql} WHERE mall_id = :m"), {"m": ctx.mall_id})


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("hash = 'x'", "rate_table_hash_wrong"),
        ("code = 'X'", "rate_table_columns_wrong"),
        ("state = 'odd'", "rate_table_state_wrong"),
        ("document = '{}'", "rate_table_unusable"),
    ],
)
def test_check_finds_a_damaged_table(act: Act, sql: str, code: str) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx)
    with act() as ctx:
        change(ctx, sql)
        assert code in broken(ctx)


def test_check_finds_two_versions_at_once(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        at_work(ctx, valid_until="2026-02-01")
        at_work(ctx, version=2, valid_from="2026-03-01")
        change(ctx, "valid_until_ms = NULL")
        assert broken(ctx) == ["validity_overlaps"]
