"""What may be shown of a person, and who is one."""

from core.errors import Forbidden


def mask_phone(phone: str) -> str:
    """The first three and the last four digits; everything between is hidden. Short numbers are hidden
    whole.
    """
    if len(phone) < 8:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def acting_shopper(actor: str) -> int:
    """The shopper who acts. Raises Forbidden `shoppers_only` for anybody else."""
    role, _, number = actor.partition(":")
    if role != "shopper":
        raise Forbidden("shoppers_only")
    return int(number)
