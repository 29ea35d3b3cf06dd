"""A mall as it opens: sixty days of trade, made once a language and test run, cloned for each test by copying rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from core.context import Ctx
from seed.generator.insert import insert_plan
from seed.generator.opening import plan_opening
from seed.generator.plan import OpeningPlan
from tests.conftest import OPENED_MALL_MS
from tests.support.alone import alone


@cache
def plan_of(language: str) -> OpeningPlan:
    return plan_opening(7, language, OPENED_MALL_MS)


def fill(ctx: Ctx, plan: OpeningPlan) -> None:
    """Puts an opening plan into a mall and sets its counters."""
    insert_plan(ctx.connection, ctx.mall_id, plan)
    ctx.driver.many(
        "INSERT INTO counters (mall_id, name, value) VALUES (?,?,?)",
        [(ctx.mall_id, name, value) for name, value in plan.last_ids().items()],
    )


@pytest.fixture
def opening(act) -> Callable[..., OpeningPlan]:  # type: ignore[no-untyped-def]
    """`opening("zh-CN")` fills the mall and returns the plan."""

    def filled(language: str = "zh-CN") -> OpeningPlan:
        plan = plan_of(language)
        with act() as ctx:
            fill(ctx, plan)
        return plan

    return filled


@pytest.fixture(autouse=True)
def without_those_above() -> Iterator[None]:
    """Shop and logistics as they are without the desk and the simulation."""
    with alone("core", "logistics", "shop"):
        yield
