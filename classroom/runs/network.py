"""How the computers of a classroom find this one: its addresses, the link to join, a picture of the link."""

import ipaddress
import socket
from functools import lru_cache
from typing import Any

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def network_view(code: str, host: str, port: int) -> dict[str, Any]:
    """What to show for a server bound to `host`, reached at `port`.

    open: false when it is bound to its own computer only, so that the page says how to open it to the class.
    """
    link = f"http://127.0.0.1:{port}/join/{code}"
    if not host or host in _LOOPBACK:
        return {"open": False, "addresses": [], "qr_svg": None, "join_url": link}
    hosts = own_addresses() if host in ("0.0.0.0", "::") else (host,)  # nosec B104: compared, not bound
    addresses = [f"http://{one}:{port}" for one in hosts]
    if addresses:
        link = f"{addresses[0]}/join/{code}"
    return {"open": bool(addresses), "addresses": addresses, "qr_svg": qr(link), "join_url": link}


@lru_cache(maxsize=64)
def qr(link: str) -> str:
    """The link as an SVG to be put into a page as it is."""
    import segno  # not needed to start

    svg: str = segno.make(link, error="m").svg_inline(scale=6, border=2, dark="#111", light="#fff")
    return svg


def own_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses in private networks, the one that leads outward first. Sends nothing."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # A datagram socket only looks up the route; no packet leaves.
            probe.connect(("10.255.255.255", 9))
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    try:
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(entry[4][0]) for entry in named]
    except OSError:
        pass
    kept = [a for a in dict.fromkeys(found) if _usable(a)]
    return tuple(kept[:4])


def _usable(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)
