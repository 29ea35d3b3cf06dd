"""Who acts: "agent:1", "lead:2", "shopper:17", "timer"."""


def number_of(actor: str) -> int:
    """The id behind the colon."""
    return int(actor.split(":", 1)[1])


def is_lead(actor: str) -> bool:
    """Whether a team lead acts, who may force what an agent may not."""
    return actor.startswith("lead:")


def is_desk(actor: str) -> bool:
    """Whether somebody at the desk acts."""
    return actor.startswith(("agent:", "lead:"))
