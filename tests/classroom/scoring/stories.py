"""Builders: a case told in a few lines, understood by the real recogniser."""

from dataclasses import replace
from typing import Any

from classroom.scoring.values import ActRead, CaseFile, Deed, Mood, PromiseRead, Said, StatementRead
from helpdesk.understanding import Facts, StatusFact, extract, ground, recognise
from helpdesk.understanding.values import AmountFact, DoneFact, MomentFact, NumberFact

OPENED = 1_795_482_000_000
HOUR = 3_600_000

FACTS_ZH: dict[str, Any] = {
    "order_no": "2026112000120345",
    "carrier": "众达速递",
    "tracking_no": "ZD712345600077",
    "hub": "武汉分拨中心",
    "city": "襄阳市",
    "buyer": "春风不问路",
    "promised_ms": OPENED - 11 * HOUR,
    "paid_ms": OPENED - 100 * HOUR,
    "eta_ms": OPENED + 60 * HOUR,
    "until_ms": OPENED + 48 * HOUR,
    "paid_cents": 10_400,
}
FACTS_EN = FACTS_ZH | {"carrier": "Zhongda Express", "hub": "Wuhan hub", "city": "Xiangyang", "buyer": "Mia"}

MARKING: dict[str, dict[str, Any]] = {
    "hub_backlog": {
        "acceptable": ["solved"],
        "required": {
            "facts": ["parcel_whereabouts", "cause_backlog", "next_step"],
            "actions": ["chase", "late_credit"],
            "note": True,
            "ticket": False,
        },
        "money": {"credit_cents": 520, "goodwill_max_cents": 1000, "policy": "P3", "why": None},
    },
    "storm": {
        "acceptable": ["solved", "refund_requested"],
        "required": {
            "facts": ["parcel_whereabouts", "cause_storm", "force_majeure"],
            "actions": [],
            "note": True,
            "ticket": False,
        },
        "money": {"credit_cents": 0, "goodwill_max_cents": 2000, "policy": "P3", "why": "force_majeure"},
    },
    "not_late": {
        "acceptable": ["solved"],
        "required": {
            "facts": ["parcel_whereabouts", "promise_not_passed"],
            "actions": [],
            "note": False,
            "ticket": False,
        },
        "money": {"credit_cents": 0, "goodwill_max_cents": 500, "policy": "P3", "why": "not_late"},
    },
    "refund_in_transit": {
        "acceptable": ["solved", "refund_requested"],
        "required": {
            "facts": ["intercept_uncertain", "refund_after_return"],
            "actions": ["refund_request"],
            "note": True,
            "ticket": False,
        },
        "money": {"credit_cents": 0, "goodwill_max_cents": 500, "policy": "P3", "why": "refund_only"},
    },
    "signed_not_received": {
        "acceptable": ["solved", "partial"],
        "required": {
            "facts": ["signed_by", "next_step"],
            "actions": ["proof_of_delivery"],
            "note": True,
            "ticket": True,
        },
        "money": {"credit_cents": 0, "goodwill_max_cents": 2000, "policy": "P8", "why": "not_proven"},
    },
}


class Story:
    """Tells a case step by step; every step takes the next seq. Times are seconds of desk time."""

    def __init__(
        self, truth: str = "hub_backlog", language: str = "zh-CN", status: str = "stuck", **brief: Any
    ) -> None:
        facts = FACTS_ZH if language.startswith("zh") else FACTS_EN
        marking = MARKING[truth] | {"facts": facts}
        self.file = CaseFile(
            "LP1",
            truth,
            "patient",
            language,
            {"linked": True, "marking": marking} | brief,
            17,
            3,
            5,
            arrived_desk_ms=0,
        )
        self.status, self.seq, self.done = status, 0, []
        self.said: list[Said] = []
        self.deeds: list[Deed] = []
        self.foreign: list[Deed] = []
        self.moods: list[Mood] = []
        self.promises: list[PromiseRead] = []

    def _next(self) -> int:
        self.seq += 1
        return self.seq

    def shopper(self, at: float, text: str) -> "Story":
        seq = self._next()
        self.said.append(Said(seq, seq, int(at * 1000), "shopper", "text", text))
        return self

    def agent(self, at: float, text: str, kind: str = "text", card: dict[str, Any] | None = None) -> "Story":
        seq = self._next()
        acts = (
            tuple(ActRead(a.name, a.reason) for a in recognise(text, self.file.language))
            if kind == "text"
            else ()
        )
        statements = tuple(
            StatementRead(g.statement.kind, g.statement.value, g.statement.unit, g.verdict, g.record, g.statement.span)
            for g in ground(extract(text, OPENED, self.file.language), self.facts())
        ) if kind == "text" else ()  # fmt: skip
        self.said.append(Said(seq, seq, int(at * 1000), "agent", kind, text, acts, statements, card))
        return self

    def facts(self) -> Facts:
        f = self.file.facts
        return Facts(
            OPENED,
            amounts=(
                AmountFact("refund_amount", 5.2, "CNY", "policy:P3"),
                AmountFact("refund_amount", 104.0, "CNY", "order:17"),
            ),
            moments=(
                MomentFact("arrival", f["eta_ms"] - 24 * HOUR, f["eta_ms"] + 24 * HOUR, "consignment:9"),
            ),
            statuses=(
                StatusFact("parcel", self.status, "consignment:9"),
                StatusFact("order", "shipped", "order:17"),
            ),
            order_numbers=(NumberFact(f["order_no"], "order:17"),),
            tracking_numbers=(NumberFact(f["tracking_no"], "consignment:9", None),),
            actions_done=tuple(DoneFact(what, OPENED - 1, f"{what}:1") for what in self.done),
        )

    def deed(
        self, at: float, what: str, amount: int = 0, order_id: int = 17, by: str = "agent:1", **data: Any
    ) -> "Story":
        seq = self._next()
        kind = {
            "chase": "logistics.work_order.opened",
            "note": "shop.order.noted",
            "ticket": "helpdesk.ticket.opened",
        }
        deed = Deed(
            seq,
            kind.get(what, f"shop.{what}"),
            what,
            int(at * 1000),
            by,
            f"{what}:{seq}",
            order_id,
            amount,
            data,
        )
        (self.deeds if order_id == 17 else self.foreign).append(deed)
        doing = {
            "chase": ("urged_carrier", "registered"),
            "late_credit": ("paid_out",),
            "note": ("noted",),
            "ticket": ("registered",),
        }
        self.done += doing.get(what, ())
        return self

    def mood(self, at: float, anger: float, cause: str) -> "Story":
        self.moods.append(Mood(int(at * 1000), 0.5, anger, 0.2, cause, self._next()))
        return self

    def promise(self, message_id: int, state: str) -> "Story":
        self.promises.append(PromiseRead(1, message_id, "reply", state, self._next(), 90_000))
        return self

    def ended(self, at: float, outcome: str, rating: int | None = None, **more: Any) -> CaseFile:
        return replace(
            self.file, ended_desk_ms=int(at * 1000), closed_desk_ms=int(at * 1000), outcome=outcome, rating=rating,
            said=tuple(self.said), deeds=tuple(self.deeds), foreign=tuple(self.foreign), moods=tuple(self.moods),
            promises=tuple(self.promises), **more,
        )  # fmt: skip


def good_chase(language: str = "zh-CN") -> CaseFile:
    """A backlog handled as a good colleague would."""
    story = Story("hub_backlog", language)
    if language == "en":
        story.shopper(0, "hi, my parcel hasn't moved for three days")
        story.agent(
            20,
            "Hello Mia, I can see your order. It's at the Wuhan hub, which is backed up, so it hasn't moved. I'm sorry.",
        )
        story.shopper(40, "so what are you going to do about it?").deed(50, "chase").deed(
            55, "late_credit", 520
        )
        story.agent(
            62,
            "I've chased the carrier, and credited you 5.20 yuan for the delay. I'll let you know as soon as they answer.",
        )
        story.shopper(75, "ok").deed(80, "note", text="Held at Wuhan hub, chased, 5.20 credited")
        story.agent(84, "Does that work for you? Is there anything else? Have a nice day!")
    else:
        story.shopper(0, "我那个快递怎么三天没动了")
        story.agent(
            20, "您好，您的单我看到了，件在武汉分拨中心，那边爆仓积压了，不是您地址的问题，抱歉让您着急了。"
        )
        story.shopper(40, "那怎么办啊").deed(50, "chase").deed(55, "late_credit", 520)
        story.agent(62, "已经帮您催件了，按规则补偿您5.2元也打过去了，快递一有答复我马上回您。")
        story.shopper(75, "好的").deed(80, "note", text="件滞武汉，已催件，已补偿5.2")
        story.agent(84, "您看这样处理可以吗？还有别的要查的吗？祝您生活愉快！")
    return story.shopper(92, "ok, thanks" if language == "en" else "谢谢").ended(100, "solved", 5)
