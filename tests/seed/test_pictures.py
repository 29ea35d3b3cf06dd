"""Product pictures: the same bytes for ever, named by their content, and well-formed."""

import xml.etree.ElementTree as ET
from hashlib import sha256

import pytest

from seed.packs.loader import load_pack
from seed.pictures import picture_by_hash, picture_hash, picture_svg


def test_a_picture_is_named_by_the_hash_of_its_bytes() -> None:
    for product in load_pack("zh-CN").products:
        svg = picture_svg(product.code)
        name = picture_hash(product.code)
        assert name == sha256(svg).hexdigest()[:32] == product.picture
        assert picture_by_hash(name) == svg


def test_no_two_products_share_a_picture() -> None:
    assert len({p.picture for p in load_pack("en").products}) == 300


def test_pictures_are_well_formed_and_carry_no_script_or_outside_address() -> None:
    for product in load_pack("en").products:
        svg = picture_svg(product.code)
        root = ET.fromstring(svg)
        assert root.get("viewBox") == "0 0 600 600"
        assert {"script", "foreignObject", "image"}.isdisjoint(e.tag.split("}")[-1] for e in root.iter())
        assert not any(
            value.startswith(("http:", "https:", "//", "javascript:"))
            for e in root.iter()
            for key, value in e.attrib.items()
            if "href" in key
        )
        assert len(svg) < 24_000


def test_an_unknown_picture_is_none_and_an_unknown_product_is_refused() -> None:
    assert picture_by_hash("0" * 32) is None
    with pytest.raises(KeyError):
        picture_svg("nothing")
