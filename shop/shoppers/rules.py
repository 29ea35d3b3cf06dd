"""What may be shown of a person."""


def mask_phone(phone: str) -> str:
    """The first three and the last four digits; everything between is hidden. Short numbers are hidden
    whole.
    """
    if len(phone) < 8:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
