"""Parcels on the wire. What only the desk sees is optional."""

from typing import Any

from pydantic import BaseModel


class CarrierView(BaseModel):
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


class ParcelView(BaseModel):
    id: int
    tracking_no: str
    carrier: CarrierView
    state: str
    exception: str | None
    blame: str | None = None
    eta_at: str | None
    created_at: str
    collected_at: str | None
    signed_at: str | None
    signed_by: str | None
    scans: list[ScanView]
    work_orders: list[WorkOrderView]
