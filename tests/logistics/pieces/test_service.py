"""Shipments of several pieces."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, Invalid, Refusal
from core.invariants import check_mall
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan
from logistics.pieces.queries import pieces_of, views
from logistics.pieces.service import add_pieces, merge, scan_piece, split
from tests.logistics.build import WAY, go, parcel, roads


@pytest.fixture
def shipment(act) -> int:  # type: ignore[no-untyped-def]
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        add_pieces(ctx, consignment_id=number, weights_g=[500, 700, 300])
    return number


def states(ctx, number: int) -> list[str]:  # type: ignore[no-untyped-def]
    return [row.state for row in pieces_of(ctx, number)]


def test_each_piece_has_a_number_under_its_parents_and_their_weights_add_up(act, shipment: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        row = ctx.get(Consignment, shipment)
        assert (row.pieces, row.weight_g) == (3, 1500)
        assert [v["tracking_no"] for v in views(ctx, [shipment])[shipment]] == [
            f"{row.tracking_no}-{n}" for n in (1, 2, 3)
        ]
        with pytest.raises(Refusal, match="pieces_already_there"):
            add_pieces(ctx, consignment_id=shipment, weights_g=[1, 2])


def test_a_scan_of_the_whole_takes_all_pieces_along(act, shipment: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        go(ctx, shipment, "arrived_city")
    with act() as ctx:
        assert states(ctx, shipment) == ["arrived_city"] * 3


def test_the_shipment_is_signed_when_its_last_piece_is(act, shipment: int, db, mall: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        go(ctx, shipment, "out_for_delivery")
    with act() as ctx:
        for piece in (1, 3):
            scan_piece(ctx, consignment_id=shipment, piece_no=piece, code="signed", params={"who": "self"})
        assert ctx.get(Consignment, shipment).state == "out_for_delivery"
        scan_piece(ctx, consignment_id=shipment, piece_no=2, code="signed", params={"who": "family"})
        row = ctx.get(Consignment, shipment)
        assert (row.state, row.signed_by) == ("signed", "family")
        assert states(ctx, shipment) == ["signed"] * 3
    with db.reading(mall) as ctx:
        assert check_mall(ctx.session, mall)["logistics.pieces"] == []


def test_a_lost_piece_is_the_shipments_trouble_at_once(act, shipment: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        go(ctx, shipment, "arrived")
    with act() as ctx:
        scan_piece(ctx, consignment_id=shipment, piece_no=2, code="lost")
        row = ctx.get(Consignment, shipment)
        assert (row.exception, row.blame, row.state) == ("lost", "carrier", "in_transit")


def test_an_impossible_scan_of_a_piece_changes_nothing(act, shipment: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx, pytest.raises(IllegalTransition):
        scan_piece(ctx, consignment_id=shipment, piece_no=1, code="signed")


def test_pieces_taken_out_travel_under_a_waybill_of_their_own(act, shipment: int, db, mall: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        other = split(ctx, consignment_id=shipment, piece_nos=[2])
        rest, taken = ctx.get(Consignment, shipment), ctx.get(Consignment, other)
        assert (rest.pieces, rest.weight_g, taken.pieces, taken.weight_g) == (2, 800, 1, 700)
        assert taken.reference == rest.reference and taken.tracking_no != rest.tracking_no
        assert [v["piece_no"] for v in views(ctx, [other])[other]] == [1]
        with pytest.raises(Invalid, match="split_leaves_nothing"):
            split(ctx, consignment_id=other, piece_nos=[1])


def test_two_labels_of_one_order_become_one_shipment(act, shipment: int, db, mall: int) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        single = parcel(ctx)
        merge(ctx, into_id=shipment, from_id=single)
        row = ctx.get(Consignment, shipment)
        assert (row.pieces, row.weight_g) == (4, 2300)
        assert ctx.get(Consignment, single).state == "cancelled"
        elsewhere = parcel(ctx, city="Mianyang")
        with pytest.raises(Refusal, match="merge_of_different_parcels"):
            merge(ctx, into_id=shipment, from_id=elsewhere)
    with db.reading(mall) as ctx:
        assert check_mall(ctx.session, mall)["logistics.pieces"] == []


def test_nothing_is_divided_once_the_carrier_has_it(act, shipment: int) -> None:  # type: ignore[no-untyped-def]
    code, hub, params = WAY[0]
    with act() as ctx:
        add_scan(ctx, consignment_id=shipment, code=code, hub_id=hub, params=params)
        with pytest.raises(IllegalTransition):
            split(ctx, consignment_id=shipment, piece_nos=[1])
    with act() as ctx:
        assert states(ctx, shipment) == ["collected"] * 3
