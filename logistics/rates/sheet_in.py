"""Rows of a sheet to rate tables. Every error is told with row and column; with one error nothing is used."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from logistics.rates.cells import cities, closed, day, provinces, rounding, weekdays, words
from logistics.rates.columns import COLUMNS, RECORDS, CellError, minutes, whole, yes
from logistics.rates.documents import document_of, read
from logistics.rates.values import RateTable

_AREA = {"provinces", "cities", "postcodes"}
_OVER = {"over_kg", "over_longest_cm", "over_girth_cm"}
_NAMES = {"name_zh", "name_en"}
USED: dict[str, set[str]] = {
    "table": {
        "version", "carrier", *_NAMES, "valid_from", "valid_until", "divisor", "rounding", "whole_yuan",
    },
    "not_served": {"provinces"},
    "origin": {"code", *_NAMES, *_AREA},
    "zone": {
        "code", *_NAMES, *_AREA, "origin", "relation", "mode", "first_kg", "first_fee", "step_kg", "step_fee",
        "proportional", "min_fee", "divisor", "rounding", "transit_h",
    },
    "band": {"code", "from_kg", "to_kg", "fee"},
    "surcharge": {"code", *_NAMES, *_AREA, *_OVER, "zones", "fee", "per", "percent"},
    "discount": {"from_kg", "fee", "percent"},
    "insurance": {"percent", "min_fee", "value"},
    "free": {"value", "zones"},
    "limit": {"zones", *_OVER},
    "ban": {"code", "zones"},
    "service": {"cutoff", "delivery_until", "weekdays", "closed", "slack_days", *_AREA},
}  # fmt: skip
NEEDED: dict[str, tuple[str, ...]] = {
    "table": ("valid_from",),
    "not_served": ("provinces",),
    "origin": ("code",),
    "zone": ("code",),
    "band": ("code", "from_kg", "to_kg", "fee"),
    "surcharge": ("code",),
    "discount": ("from_kg", "fee", "percent"),
    "insurance": ("percent",),
    "free": ("value",),
    "ban": ("code",),
}
BY_MODE: dict[str, tuple[str, ...]] = {
    "first_step": ("first_fee", "step_fee"),
    "bands": ("step_fee",),
    "per_kg": ("step_fee",),
    "flat": ("first_fee",),
}
LISTS = {
    "origin": "origins",
    "zone": "zones",
    "surcharge": "surcharges",
    "free": "free",
    "limit": "limits",
    "ban": "bans",
}
COLUMN_OF = {
    "validity_reversed": "valid_until", "divisor_wrong": "divisor", "rounding_wrong": "rounding",
    "zone_twice": "code", "origin_twice": "code", "surcharge_twice": "code",
    "province_unknown": "provinces", "city_wrong": "cities", "postcode_wrong": "postcodes",
    "origin_unknown": "origin", "zone_unknown": "zones",
    "first_weight_wrong": "first_kg", "step_weight_wrong": "step_kg", "step_fee_wrong": "step_fee",
    "band_overlaps": "from_kg", "band_gap": "from_kg", "band_reversed": "to_kg", "percent_wrong": "percent",
    "province_not_served": "provinces", "provinces_missing": "provinces", "no_weekdays": "weekdays",
    "closed_reversed": "closed", "no_bands": "mode", "bands_not_used": "mode", "carrier_unknown": "carrier",
}  # fmt: skip


class RowError(NamedTuple):
    """What is wrong where: the row as a spreadsheet counts it (the head is 1), the column, a stable code."""

    row: int
    column: str | None
    code: str
    params: dict[str, Any]


class Draft:
    """A table as its rows say, and in which row each of its parts stands."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.document: dict[str, Any] = {}
        self.rows: dict[str, int] = {}
        self.zones: dict[str, dict[str, Any]] = {}


class Sheet(NamedTuple):
    """What a file holds: tables (only when there is no error), how many rows, what is wrong, where each table
    begins."""

    tables: list[RateTable]
    rows: int
    errors: list[RowError]
    heads: dict[str, int] = {}

    def documents(self) -> list[dict[str, Any]]:
        return [document_of(table) for table in self.tables]


def read_rows(rows: Sequence[Sequence[str]]) -> Sheet:
    """The tables of a sheet. Never raises for what a person wrote: see `Sheet.errors`."""
    reader = _Reader()
    reader.read(rows)
    return reader.finished(max(0, len(rows) - 1))


class _Reader:
    def __init__(self) -> None:
        self.errors: list[RowError] = []
        self.drafts: dict[str, Draft] = {}
        self.row = 1
        self.cells: dict[str, str] = {}

    def wrong(self, code: str, column: str | None = None, **params: Any) -> None:
        self.errors.append(RowError(self.row, column, code, params))

    def read(self, rows: Sequence[Sequence[str]]) -> None:
        head = [cell.strip().casefold() for cell in rows[0]] if rows else []
        for name in ("record", "table"):
            if name not in head:
                self.wrong("column_missing", name)
        for number, name in enumerate(head):
            if name and name not in COLUMNS:
                self.wrong("column_unknown", name[:40])
            elif name and name in head[:number]:
                self.wrong("column_twice", name)
        if self.errors:
            return
        body = [
            (number, {name: cell for name, cell in zip(head, row, strict=False) if name and cell})
            for number, row in enumerate(rows[1:], start=2)
        ]
        # Tables before their zones before the rest: rows may stand in any order.
        order = {"table": 0, "zone": 1}
        for self.row, self.cells in sorted(body, key=lambda line: order.get(line[1].get("record", ""), 2)):
            if self.cells:
                self.take()

    def take(self) -> None:
        record, code = self.cells.pop("record", ""), self.cells.pop("table", "")
        if record not in RECORDS:
            self.wrong("record_unknown" if record else "cell_missing", "record", known=list(RECORDS))
            return
        draft = self.drafts.get(code)
        if record == "table":
            if not code or draft is not None:
                self.wrong("table_twice" if code else "cell_missing", "table")
                return
            draft = self.drafts[code] = Draft(self.row)
        elif draft is None:
            self.wrong("table_unknown", "table")
            return
        for name in sorted(self.cells.keys() - USED[record]):
            self.wrong("cell_not_used", name, record=record)
        for name in NEEDED.get(record, ()):
            if name not in self.cells:
                self.wrong("cell_missing", name)
        getattr(self, f"take_{record}")(draft, code)

    # Cells

    def parsed(self, column: str, read_cell: Callable[[str], Any], usual: Any = None) -> Any:
        text = self.cells.get(column)
        if text is None:
            return usual
        try:
            return read_cell(text)
        except CellError as failure:
            self.wrong(failure.code, column, **failure.params)
            return usual

    def number(self, column: str, usual: int | None = None) -> Any:
        return self.parsed(column, lambda text: whole(column, text), usual)

    def area(self) -> dict[str, Any]:
        return {
            "provinces": self.parsed("provinces", provinces, []),
            "cities": cities(self.cells.get("cities", "")),
            "postcodes": words(self.cells.get("postcodes", "")),
        }

    def zones(self) -> list[str]:
        return words(self.cells.get("zones", ""))

    def over(self) -> dict[str, int | None]:
        return {
            "weight_g": self.number("over_kg"),
            "longest_mm": self.number("over_longest_cm"),
            "girth_mm": self.number("over_girth_cm"),
        }

    def names(self) -> dict[str, str]:
        return {"zh": self.cells.get("name_zh", ""), "en": self.cells.get("name_en", "")}

    def add(self, draft: Draft, record: str, where: str, value: dict[str, Any]) -> None:
        listed = draft.document.setdefault(LISTS[record], [])
        draft.rows.setdefault(where, self.row)
        draft.rows[f"{LISTS[record]}/{len(listed)}"] = self.row
        listed.append(value)

    # Records

    def take_table(self, draft: Draft, code: str) -> None:
        draft.rows["table"] = self.row
        draft.document |= {
            "code": code,
            "version": self.number("version", 1),
            "carrier": self.cells.get("carrier", ""),
            **self.names(),
            "valid_from": self.parsed("valid_from", day),
            "valid_until": self.parsed("valid_until", day),
            "divisor": self.number("divisor", 6000),
            "rounding": self.parsed("rounding", rounding, {}),
            "whole_yuan": self.parsed("whole_yuan", yes, False),
            "zones": [],
        }

    def take_not_served(self, draft: Draft, code: str) -> None:
        draft.rows.setdefault("not_served", self.row)
        found = draft.document.get("not_served", []) + self.parsed("provinces", provinces, [])
        draft.document["not_served"] = list(dict.fromkeys(found))

    def take_origin(self, draft: Draft, code: str) -> None:
        name = self.cells.get("code", "")
        self.add(draft, "origin", f"origin:{name}", {"code": name, **self.names(), **self.area()})

    def take_zone(self, draft: Draft, code: str) -> None:
        name, mode = self.cells.get("code", ""), self.cells.get("mode", "first_step")
        if mode not in BY_MODE:
            self.wrong("mode_unknown", "mode", known=list(BY_MODE))
            mode = "first_step"
        for column in BY_MODE[mode]:
            if column not in self.cells:
                self.wrong("cell_missing", column)
        relation = self.cells.get("relation", "")
        if relation not in ("", "same_city", "same_province", "elsewhere"):
            self.wrong("relation_unknown", "relation", known=["same_city", "same_province", "elsewhere"])
            relation = ""
        zone = {
            "code": name, **self.names(), **self.area(), "origin": self.cells.get("origin", ""),
            "relation": relation, "mode": mode, "first_g": self.number("first_kg", 1000),
            "first_cents": self.number("first_fee", 0), "step_g": self.number("step_kg", 1000),
            "step_cents": self.number("step_fee", 0), "proportional": self.parsed("proportional", yes, False),
            "min_cents": self.number("min_fee", 0), "divisor": self.number("divisor"),
            "rounding": self.parsed("rounding", rounding), "bands": [],
            "transit_h": self.number("transit_h"),
        }  # fmt: skip
        if name in draft.zones:
            self.wrong("zone_twice", "code", zone=name)
            return
        draft.zones[name] = zone
        self.add(draft, "zone", f"zone:{name}", zone)

    def take_band(self, draft: Draft, code: str) -> None:
        name = self.cells.get("code", "")
        zone = draft.zones.get(name)
        if zone is None:
            self.wrong("zone_unknown", "code", zone=name)
            return
        band = {
            "from_g": self.number("from_kg", 0),
            "to_g": self.number("to_kg", 0),
            "cents": self.number("fee", 0),
        }
        zone["bands"].append(band)
        draft.rows[f"zone:{name}/band:{len(zone['bands'])}"] = self.row

    def take_surcharge(self, draft: Draft, code: str) -> None:
        name, over = self.cells.get("code", ""), self.over()
        surcharge: dict[str, Any] = {
            "code": name, **self.names(), **self.area(), "zones": self.zones(),
            "cents": self.number("fee", 0), "ppm": self.number("percent", 0),
            "per": self.cells.get("per", "parcel"),
        }  # fmt: skip
        if surcharge["per"] not in ("parcel", "piece", "kg"):
            self.wrong("per_unknown", "per", known=["parcel", "piece", "kg"])
            surcharge["per"] = "parcel"
        if any(value is not None for value in over.values()):
            surcharge["over"] = over
        self.add(draft, "surcharge", f"surcharge:{name}", surcharge)

    def once(self, draft: Draft, name: str, value: dict[str, Any]) -> None:
        if name in draft.rows:
            self.wrong("record_twice", "record", record=name)
            return
        draft.rows[name] = self.row
        draft.document[name] = value

    def take_discount(self, draft: Draft, code: str) -> None:
        self.once(
            draft,
            "discount",
            {
                "from_g": self.number("from_kg", 0),
                "cents_per_kg": self.number("fee", 0),
                "most_ppm": self.number("percent", 0),
            },
        )

    def take_insurance(self, draft: Draft, code: str) -> None:
        insurance = {"ppm": self.number("percent", 0), "min_cents": self.number("min_fee", 0)}
        self.once(draft, "insurance", {**insurance, "most_cents": self.number("value")})

    def take_free(self, draft: Draft, code: str) -> None:
        number = len(draft.document.get("free", [])) + 1
        free = {"from_cents": self.number("value", 0), "zones": self.zones()}
        self.add(draft, "free", f"free:{number}", free)

    def take_limit(self, draft: Draft, code: str) -> None:
        number = len(draft.document.get("limits", [])) + 1
        self.add(draft, "limit", f"limit:{number}", {**self.over(), "zones": self.zones()})

    def take_ban(self, draft: Draft, code: str) -> None:
        flag, number = self.cells.get("code", ""), len(draft.document.get("bans", [])) + 1
        if flag not in ("battery", "liquid", "fresh"):
            self.wrong("goods_unknown", "code", known=["battery", "liquid", "fresh"])
            return
        self.add(draft, "ban", f"ban:{number}", {"flag": flag, "zones": self.zones()})

    def take_service(self, draft: Draft, code: str) -> None:
        service = {
            "cutoff_min": self.parsed("cutoff", minutes, 18 * 60),
            "delivery_min": self.parsed("delivery_until", minutes, 14 * 60),
            "weekdays": self.parsed("weekdays", weekdays, [1, 2, 3, 4, 5, 6, 7]),
            "closed": self.parsed("closed", closed, []),
            "slack_days": self.number("slack_days", 0),
            "excluded": self.area(),
        }
        self.once(draft, "service", service)

    # The end

    def finished(self, rows: int) -> Sheet:
        if not self.drafts and not self.errors:
            self.wrong("no_tables")
        tables = []
        for draft in self.drafts.values():
            if any(error.code in ("number_wrong", "date_wrong", "cell_missing") and error.row == draft.row
                   for error in self.errors):  # fmt: skip
                continue
            table, problems = read(draft.document)
            for where, code, params in problems:
                parts = where.split("/")
                places = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
                row = next((draft.rows[place] for place in places if place in draft.rows), draft.row)
                column = params.get("column") or COLUMN_OF.get(code)
                if code == "value_wrong":
                    column = parts[-1] if parts[-1] in COLUMNS else None
                self.errors.append(RowError(row, column, code, params))
            if table is not None:
                tables.append(table)
        self.errors.sort(key=lambda error: (error.row, error.column or ""))
        heads = {code: draft.row for code, draft in self.drafts.items()}
        return Sheet([] if self.errors else tables, rows, self.errors, heads)
