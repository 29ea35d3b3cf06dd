"""A conversation in hand: changes gathered, written once, announced with the view after them."""

from typing import Any

from core.context import Ctx
from core.errors import Forbidden
from helpdesk.actors import is_lead, number_of
from helpdesk.chats import queries
from helpdesk.chats.events import OfConversation
from helpdesk.chats.models import Conversation
from helpdesk.chats.rules import Actor, move
from helpdesk.chats.schemas import ConversationView


class Talk:
    """The conversation as it is now, with what this verb has changed."""

    def __init__(self, ctx: Ctx, row: Any) -> None:
        self.ctx = ctx
        self.id: int = row.id
        self.shopper_id: int = row.shopper_id
        self.view = queries.conversation_view(row)
        self._pending: dict[str, Any] = {}

    @classmethod
    def load(cls, ctx: Ctx, conversation_id: int) -> "Talk":
        """Raises NotFound."""
        return cls(ctx, queries.load(ctx, conversation_id))

    @property
    def state(self) -> str:
        return str(self.view["state"])

    @property
    def session_no(self) -> int:
        return int(self.view["session_no"])

    @property
    def agent_id(self) -> int | None:
        found: int | None = self.view["agent_id"]
        return found

    @property
    def order_id(self) -> int | None:
        found: int | None = self.view["order_id"]
        return found

    def only_its_own(self) -> None:
        """Only its agent, or a lead, goes on. Raises Forbidden `not_your_conversation`."""
        if (
            self.agent_id is not None
            and not is_lead(self.ctx.actor)
            and self.agent_id != number_of(self.ctx.actor)
        ):
            raise Forbidden("not_your_conversation", agent_id=self.agent_id)

    def move(self, action: str, actor: Actor) -> None:
        """Raises IllegalTransition."""
        after = move(self.state, action, actor)
        if after != self.state:
            self.change(state=after)

    def change(self, **values: Any) -> None:
        """Remembers columns to write; the view follows."""
        self._pending.update(values)
        self.view.update({name: value for name, value in values.items() if name in self.view})

    def keep(self) -> ConversationView:
        """Writes what was changed and gives the view after it."""
        if self._pending:
            self.ctx.update(Conversation, self.id, **self._pending)
            self._pending = {}
        return ConversationView(**self.view)

    def announce(self, event: type[OfConversation], **more: Any) -> int:
        """Writes and records. Returns the seq."""
        return self.ctx.record(event(conversation=self.keep(), **more))

    def cancel_timers(self) -> None:
        """Nothing set for it will happen any more."""
        self.ctx.cancel(timer_key(self.id))


def timer_key(conversation_id: int) -> str:
    """The group of a conversation's own timers: one is set at a time."""
    return f"talk:{conversation_id}"
