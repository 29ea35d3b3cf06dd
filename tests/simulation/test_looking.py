"""What a shopper takes in at a glance is what their order's page says."""

from __future__ import annotations

from collections.abc import Callable

from core.db.engine import Database
from shop.order_files.queries import order_detail
from simulation.bots.service import run_bot
from simulation.cases.queries import cases, look
from simulation.shoppers.values import Mind


def test_a_glance_and_the_page_say_the_same_about_every_case(
    db: Database, late_parcels: Callable[..., int]
) -> None:
    mall = late_parcels()
    run_bot(db, mall, "expert")
    seen = set()
    with db.reading(mall) as ctx:
        for case in cases(ctx):
            page, view = (
                order_detail(ctx, order_id=case.order_id, desk=False),
                look(ctx, case.order_id, Mind()),
            )
            parcels = [p for p in page["consignments"] if p["state"] != "cancelled"]
            scans = sorted(parcels[-1]["scans"], key=lambda s: (s["at"], s["id"])) if parcels else []
            returns = [r["state"] for r in page["returns"] if r["state"] != "cancelled"]
            coupons = [c for c in page["coupons"] if c["kind"] != "welcome"]
            assert view.order_state == page["state"]
            assert view.captured_cents == page["captured_cents"]
            assert view.parcel_state == (parcels[-1]["state"] if parcels else None)
            assert view.signer == (parcels[-1]["signed_by"] if parcels else None)
            assert view.last_code == (scans[-1]["code"] if scans else None)
            assert view.return_state == (returns[-1] if returns else None)
            assert view.payout_cents == sum(p["amount_cents"] for p in page["payouts"])
            assert view.coupon_cents == sum(c["amount_cents"] for c in coupons)
            back = [r for r in page["refunds"] if r["state"] in ("processing", "succeeded")]
            assert view.refunded_cents == sum(r["amount_cents"] for r in back)
            seen |= {name for name in ("payout_cents", "coupon_cents", "last_code") if getattr(view, name)}
    assert seen == {"payout_cents", "coupon_cents", "last_code"}, "the story had none of these"
