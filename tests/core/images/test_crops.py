"""Crops: ours beside those that real Hugo cuts, found again in the pixels."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editor.core.images.crops import (
    ANCHORS,
    SMART,
    Card,
    anchor_at,
    cards_of,
    crop_box,
    named_anchor,
    place_of,
)
from editor.core.images.smart import smart_crop
from editor.core.site import Generation
from tests.support.hugo_site import build_site

SIZES = {"wide": (320, 200), "tall": (200, 320), "square": (300, 300), "odd": (333, 187), "small": (101, 57)}
CARDS = [(160, 90), (90, 160), (100, 100), (202, 113), (150, 100)]
LAYOUT = """{{ range $src := .Resources.ByType "image" }}{{ range $spec := slice %s }}{{ range $a := slice %s }}
{{ with $src.Fill (printf "%%s %%s" $spec $a) }}{{ $src.Name }} {{ $spec }} {{ $a }} {{ .RelPermalink }}{{ end }}
{{ end }}{{ end }}{{ end }}"""


def ramp(width, height):
    """A picture in which each pixel's colour tells where it is."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 90)))


def colours_along(image, axis):
    """The colours along the middle, of the channel that tells the place."""
    middle = image.size[1 - axis] // 2
    line = (0, middle, image.width, middle + 1) if axis == 0 else (middle, 0, middle + 1, image.height)
    return list(image.crop(line).getchannel(axis).tobytes())


def shown_part(source, cut):
    """Tell which part of `source` a cut shows: where the colours a bit inside its edges stand there."""
    edges = []
    for axis in (0, 1):
        ours, theirs = colours_along(cut, axis), colours_along(source, axis)
        first, last = len(ours) // 5, len(ours) - 1 - len(ours) // 5
        places = [nearest(theirs, ours[at]) for at in (first, last)]
        scale = (places[1] - places[0]) / (last - first)
        low = places[0] - first * scale
        edges.append((low / len(theirs), (low + len(ours) * scale) / len(theirs)))
    return edges


def nearest(values, wanted):
    least = min(abs(value - wanted) for value in values)
    near = [at for at, value in enumerate(values) if abs(value - wanted) == least]
    return sum(near) / len(near)


@pytest.mark.hugo
def test_crops_are_those_of_real_hugo(tmp_path):
    bundle = tmp_path / "content" / "a"
    bundle.mkdir(parents=True)
    (bundle / "index.md").write_text("---\ntitle: a\n---\n")
    for name, size in SIZES.items():
        ramp(*size).save(bundle / f"{name}.png")
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term"]\n'
    )
    (tmp_path / "layouts").mkdir()
    specs, anchors = " ".join(f'"{w}x{h}"' for w, h in CARDS), " ".join(f'"{a}"' for a in ANCHORS)
    (tmp_path / "layouts" / "page.html").write_text(LAYOUT % (specs, anchors))
    (tmp_path / "layouts" / "home.html").write_text("")
    build = build_site(tmp_path)
    assert build.code == 0, build.log
    rows = [line.split() for line in build.read("a/index.html").splitlines() if line.strip()]
    assert len(rows) == len(SIZES) * len(CARDS) * len(ANCHORS)
    for name, spec, anchor, address in rows:
        source = Image.open(bundle / name).convert("RGB")
        cut = Image.open(build.public / address.lstrip("/")).convert("RGB")
        width, height = map(int, spec.split("x"))
        assert cut.size == (width, height)
        box = crop_box(*source.size, Card("", width, height, "Center"), anchor)
        (left, right), (top, bottom) = shown_part(source, cut)
        # A 256th is all a colour can tell, and a pixel of the small ones is a hundredth.
        near = pytest.approx((left, top, right, bottom), abs=0.03)
        assert (box.left, box.top, box.right, box.bottom) == near, (name, spec, anchor)


@pytest.mark.hugo
def test_what_hugo_chooses_by_itself_is_shown_as_hugo_cuts_it():
    image = Image.new("RGB", (900, 300), "#8899aa")
    image.paste(Image.effect_noise((120, 120), 90).convert("RGB"), (740, 90))
    out = BytesIO()
    image.save(out, "PNG")
    card = cards_of(Generation.WOWCHEMY)[0]
    cut = smart_crop(out.getvalue(), ".png", card)
    shown = Image.open(BytesIO(cut)).convert("L")
    assert shown.size == (card.width, card.height)
    # The busy part at the right is in it, which the middle of the picture would leave out.
    low, high = shown.getextrema()
    assert high - low > 100


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(CARDS), st.sampled_from([*ANCHORS, SMART]))
def test_a_crop_lies_in_the_picture_and_has_the_card_s_shape(width, height, size, anchor):
    box = crop_box(width, height, Card("", *size, "Center"), anchor)
    assert 0 <= box.left < box.right <= 1 + 1e-9
    assert 0 <= box.top < box.bottom <= 1 + 1e-9
    shape = (box.right - box.left) * width / ((box.bottom - box.top) * height)
    assert shape == pytest.approx(size[0] / size[1], rel=1e-6)
    assert max(box.right - box.left, box.bottom - box.top) == pytest.approx(1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_click_names_the_ninth_it_is_in(across, down):
    name = anchor_at(across, down)
    x, y = place_of(name)
    assert abs(x - across) <= 1 / 6 + 1e-9
    assert abs(y - down) <= 1 / 6 + 1e-9
    assert anchor_at(x, y) == name


def test_cards_follow_the_page_or_their_theme():
    kit_card, portfolio = cards_of(Generation.HUGOBLOX)
    assert [kit_card.anchor_for(name) for name in ("", "smart", "topleft", "Middle")] == [
        "Center",
        SMART,
        "TopLeft",
        "Center",
    ]
    assert portfolio.anchor_for("TopLeft") == SMART
    assert cards_of(Generation.WOWCHEMY)[0].anchor_for("") == SMART
    assert cards_of(Generation.HUGO) == ()
    assert named_anchor(" bottomRIGHT ") == "BottomRight"
    assert crop_box(0, 0, kit_card, "Top").right == 1
