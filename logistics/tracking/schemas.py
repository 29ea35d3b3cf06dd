"""Parcels on the wire. What only the desk sees is optional."""

from typing import Any, Literal

from pydantic import BaseModel


class CarrierView(BaseModel):
    id: int
    code: str
    name: str
    hotline: str


class ScanView(BaseModel):
    id: int
    at: str
    code: str
    hub: str | None
    params: dict[str, Any]
    text: str


class WorkOrderView(BaseModel):
    id: int
    kind: str
    state: str
    opened_at: str
    opened_by: str | None = None
    note: str | None = None
    answered_at: str | None
    answer_code: str | None
    answer_text: str | None


class PathHub(BaseModel):
    """A hub on the way; `at` of one still ahead is when the timetable expects the parcel there."""

    hub_id: int
    name: str
    city: str
    state: Literal["passed", "here", "ahead"]
    at: str | None


class PieceView(BaseModel):
    piece_no: int
    tracking_no: str
    weight_g: int
    state: str
    last_scan_at: str


class ParcelView(BaseModel):
    id: int
    tracking_no: str
    carrier: CarrierView
    state: str
    exception: str | None
    blame: str | None = None
    insured_cents: int | None = None
    held_at: str | None = None
    return_of: int | None = None
    pieces: int
    each_piece: list[PieceView]
    eta_at: str | None
    created_at: str
    collected_at: str | None
    signed_at: str | None
    signed_by: str | None
    path: list[PathHub]
    scans: list[ScanView]
    work_orders: list[WorkOrderView]
