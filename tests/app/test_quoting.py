"""`malldrill quote` on the command line: no server, no data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import main


def quote(*words: str) -> Result:
    return CliRunner().invoke(main, ["quote", *words])


def answer(*words: str) -> dict[str, Any]:
    done = quote(*words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("table", "fee"), [("HY", 5400), ("XD", 6700)])
def test_the_box_of_the_scenario(table: str, fee: int) -> None:
    found = answer("--table", table, "--zone", "3", "--kg", "3.2", "--size-cm", "40x30x30")
    assert list(found) == ["fee", "currency", "steps"]
    assert (found["fee"], found["currency"]) == (fee, "CNY")
    assert sum(step["amount_cents"] or 0 for step in found["steps"]) == fee
    assert all(step["zh"] and step["en"] for step in found["steps"])


def test_a_destination_instead_of_a_zone() -> None:
    by_name = answer("--table", "HY", "--province", "四川", "--kg", "3.2", "--size-cm", "40*30*30")
    assert by_name == answer("--table", "HY", "--province", "Sichuan", "--kg", "3.2", "--size-cm", "40×30×30")
    assert by_name["fee"] == 5400


def test_pieces_of_one_shipment_and_their_insurance() -> None:
    found = answer("--table", "HY", "--zone", "3", "--pieces", "1.2,1.2,1.2@10x10x10", "--insured", "1000")
    assert found["fee"] == 1400 + 3 * 800 + 500


def test_people_read_it_in_both_languages() -> None:
    done = quote("--table", "XD", "--zone", "3", "--kg", "3.2", "--size-cm", "40x30x30")
    assert done.exit_code == 0
    assert "67.00  运费" in done.output and "fee in CNY" in done.output
    assert "体积重 40×30×30 cm ÷ 6000 = 6 kg" in done.output


def test_a_carriers_no_has_exit_code_one_and_its_reason() -> None:
    done = quote("--table", "QZ", "--zone", "1", "--kg", "1", "--flag", "fresh")
    assert done.exit_code == 1 and "banned" in done.output and "生鲜" in done.output
    told = quote("--table", "QZ", "--zone", "1", "--kg", "1", "--flag", "fresh", "--json")
    assert json.loads(told.stdout)["refusal"]["code"] == "banned" and told.exit_code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--table", "ZZ", "--zone", "1", "--kg", "1"), "quote_no_table"),
        (("--table", "HY", "--zone", "9", "--kg", "1"), "quote_no_zone"),
        (("--table", "HY", "--kg", "1"), "quote_no_destination"),
        (("--table", "HY", "--province", "Atlantis", "--kg", "1"), "quote_province_unknown"),
        (("--table", "HY", "--zone", "3", "--kg", "heavy"), "quote_number"),
        (("--table", "HY", "--zone", "3", "--kg", "-1"), "quote_number"),
        (("--table", "HY", "--zone", "3", "--kg", "0"), "quote_number"),
        (("--table", "HY", "--zone", "3", "--kg", "1e999999999"), "quote_number"),
        (("--table", "HY", "--zone", "3", "--kg", "1", "--size-cm", "40x30"), "quote_size"),
        (("--table", "HY", "--zone", "3", "--kg", "1", "--size-cm", "0x30x30"), "quote_size"),
        (("--table", "HY", "--zone", "3", "--pieces", "1@,2"), "quote_pieces"),
        (("--table", "HY", "--zone", "3", "--kg", "1", "--flag", "gold"), "quote_flag_unknown"),
    ],
)
def test_what_is_not_understood_is_told_with_a_code(words: tuple[str, ...], code: str) -> None:
    done = quote(*words)
    assert done.exit_code == 1
    assert f"[{code}]" in done.stderr and "Traceback" not in done.output


def test_one_of_weight_and_pieces_is_needed() -> None:
    assert quote("--table", "HY", "--zone", "3").exit_code == 2
    assert quote("--table", "HY", "--zone", "3", "--kg", "1", "--pieces", "1").exit_code == 2
