"""Labels and hand-overs on the wire."""

from typing import Any

from pydantic import BaseModel, Field

from core.http import Body


class PrintLabels(Body):
    consignment_ids: list[int] = Field(min_length=1, max_length=20)
    size: str = Field(max_length=20)
    reason: str | None = Field(default=None, max_length=120)


class PrintBatch(Body):
    consignment_ids: list[int] = Field(min_length=1, max_length=500)
    size: str = Field(max_length=20)
    reason: str | None = Field(default=None, max_length=120)


class MakeManifest(Body):
    carrier_id: int
    consignment_ids: list[int] = Field(min_length=1, max_length=500)


class Printed(BaseModel):
    id: int
    consignment_id: int
    copy_no: int = Field(alias="copy")


class Prints(BaseModel):
    prints: list[Printed]


class Batch(BaseModel):
    job_id: str
    prints: list[Printed]


class BatchJob(BaseModel):
    """state queued | running | done | failed; progress 0-100."""

    id: str
    kind: str
    state: str
    progress: int
    result: dict[str, Any] | None
    error: dict[str, Any] | None


class RegisterEntry(BaseModel):
    id: int
    copy_no: int = Field(alias="copy")
    size: str
    reason: str | None
    printed_by: str
    printed_at: str


class Register(BaseModel):
    items: list[RegisterEntry]


class ManifestMade(BaseModel):
    id: int
    manifest_no: str


class ManifestRow(BaseModel):
    id: int
    manifest_no: str
    carrier_id: int
    parcels: int
    pieces: int
    weight_g: int
    fee_cents: int
    made_by: str
    made_at: str


class Manifests(BaseModel):
    items: list[ManifestRow]


class ManifestLine(BaseModel):
    consignment_id: int
    tracking_no: str
    reference: str
    shown: str
    destination: str
    routing: list[str]
    pieces: int
    weight_g: int
    fee_cents: int


class ManifestDetail(ManifestRow):
    lines: list[ManifestLine]
