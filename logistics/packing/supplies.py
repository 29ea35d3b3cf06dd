"""The shelf of the packing bench in a mall's language.

Core and logistics know no packs: the composition root installs a provider that reads them. What does not
change in a mall is not copied into each.
"""

from collections.abc import Callable

from logistics.packing.values import Supplies

Provider = Callable[[str], Supplies]
_providers: list[Provider] = []


def install(provider: Provider) -> None:
    """Makes a provider (language) -> Supplies the one that is asked."""
    _providers[:] = [provider]


def supplies(language: str) -> Supplies:
    """Cartons and materials with their names in that language. Raises LookupError before one is
    installed."""
    if not _providers:
        raise LookupError("nobody has stocked the packing bench")
    return _providers[0](language)
