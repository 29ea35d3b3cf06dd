"""How a team lead decides when the instructor does not: by what the records show."""


def grants(*, amount_cents: int, captured_cents: int, in_trouble: bool, lead_limit_cents: int) -> bool:
    """Within the lead's limit and not out of proportion; more readily where the order really went wrong."""
    if amount_cents > lead_limit_cents or amount_cents > captured_cents:
        return False
    share = amount_cents / max(1, captured_cents)
    return share <= (1.0 if in_trouble else 0.3)
