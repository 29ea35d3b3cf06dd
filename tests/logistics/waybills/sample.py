"""A waybill and its label, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from logistics.waybills.rules import masked
from logistics.waybills.values import Form, Label, Party, Terms

SENDER = {
    "zh-CN": Party("练兵商城", "12900008800", "浙江省", "金华市", "金东区", "丰实路 18 号电商仓 3 号库"),
    "en": Party("Drill Mall", "12900008800", "Zhejiang", "Jinhua", "Jindong District", "18 Fengshi Road"),
}
RECEIVER = {
    "zh-CN": Party("王小满", "13800138821", "四川省", "成都市", "武侯区", "桂溪街道天府大道北段 1480 号锦城花园 6 栋 1804 室"),
    "en": Party("Emma Wood", "13800138821", "Sichuan", "Chengdu", "Wuhou District",
                "Room 1804, Unit 2, Building 6, Jincheng Gardens, 1480 Tianfu Avenue North"),
}  # fmt: skip
TERMS = Terms("HY", frozenset({"四川省", "浙江省"}), frozenset({"liquid"}), 30_000, 1_500)


def form(**changes: Any) -> Form:
    """A waybill without a fault; receiver_x=... and sender_x=... change a field of theirs."""
    people = {"sender": SENDER["zh-CN"], "receiver": RECEIVER["zh-CN"]}
    for role, party in people.items():
        own = {
            key.removeprefix(f"{role}_"): changes.pop(key) for key in list(changes) if key.startswith(role)
        }
        people[role] = replace(party, **own)
    whole = Form(**people, goods_note="玻璃茶壶", weight_g=1_236, size_mm=(438, 218, 278))
    return replace(whole, **changes)


def label(language: str = "zh-CN", **changes: Any) -> Label:
    """Piece 1 of 2 of a fragile parcel."""
    chinese = language == "zh-CN"
    whole = Label(
        tracking_no="HY712345600012",
        carrier_code="HY",
        carrier_name="禾邮快递" if chinese else "Heyou Express",
        hotline="1290-0010-01",
        segments=("CD", "317", "08"),
        hub_name="成都转运中心" if chinese else "Chengdu hub",
        sender=replace(SENDER[language], phone="129****8800"),
        receiver=masked(RECEIVER[language]),
        goods_note="玻璃茶壶 ×1" if chinese else "Heat-Resistant Glass Teapot with Steel Filter",
        reference="DD2026061500017",
        weight_g=1_236,
        printed_at="2026-06-15 09:32",
        piece=1,
        pieces=2,
        marks=("fragile", "this_side_up", "not_by_air"),
        insured_cents=20_000,
    )
    return replace(whole, **changes)
