"""What is announced about approvals."""

from typing import ClassVar

from core.events.base import Event
from helpdesk.approvals.schemas import ApprovalView


class OfApproval(Event):
    """An event of an approval, for the desk."""

    approval: ApprovalView

    def subject(self) -> str:
        return f"approval:{self.approval.id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ApprovalRequested(OfApproval):
    """An agent asks for what is above their limit."""

    kind: ClassVar[str] = "helpdesk.approval.requested"


class ApprovalGranted(OfApproval):
    """A lead said yes; what was asked for has been done in the same instant."""

    kind: ClassVar[str] = "helpdesk.approval.granted"


class ApprovalDeclined(OfApproval):
    """A lead said no."""

    kind: ClassVar[str] = "helpdesk.approval.declined"


class ApprovalExpired(OfApproval):
    """Nobody decided in time."""

    kind: ClassVar[str] = "helpdesk.approval.expired"
