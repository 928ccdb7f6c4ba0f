"""The specs are complete, consistent and in words a person can use."""

import re
from itertools import product

import pytest

from editor.core.schema import ContentKind, FieldKind, PostKind, find_spec, known_fields, sibling_order
from editor.core.site import Generation

KINDS = [PostKind(content, generation) for content, generation in product(ContentKind, Generation)]


def every(kind):
    pending = list(known_fields(kind).values())
    while pending:
        spec = pending.pop()
        yield spec
        pending += spec.children


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_each_field_has_a_name_a_sentence_and_the_path_it_stands_at(kind):
    for spec in every(kind):
        assert spec.label.strip(), spec
        assert re.fullmatch(r".+[.?)]", spec.help), spec
        assert spec.label[0].isupper() or spec.label.startswith("arXiv"), spec
        assert find_spec(kind, tuple(key.upper() for key in spec.spelling)) == spec
        for child in spec.children:
            assert child.spelling[:-1] == spec.spelling


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_choices_have_a_default_among_them(kind):
    for spec in every(kind):
        if spec.kind is FieldKind.CHOICE:
            assert spec.choices, spec
            if spec.default is not None:
                assert spec.default in {choice.value for choice in spec.choices}
        if spec.kind is FieldKind.SWITCH:
            assert isinstance(spec.default, bool)
        if spec.kind in (FieldKind.ROWS,):
            assert spec.children, spec


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_hugos_own_fields_are_known_everywhere(kind):
    for key in (
        "title",
        "DATE",
        "lastMod",
        "publishDate",
        "expirydate",
        "Draft",
        "featured",
        "slug",
        "weight",
    ):
        assert find_spec(kind, (key,)), key
    for alias, key in (("modified", "lastmod"), ("pubdate", "publishdate"), ("unpublishDate", "expirydate")):
        assert find_spec(kind, (alias,)).path == (key,)


def test_the_generations_have_words_of_their_own():
    event = {g: known_fields(PostKind(ContentKind.EVENT, g)) for g in Generation}
    assert ("date_end",) in event[Generation.WOWCHEMY]
    assert ("event_end",) in event[Generation.HUGOBLOX]
    assert ("event",) not in event[Generation.HUGO]
    for key in ("event", "date_end", "all_day"):
        assert find_spec(PostKind(ContentKind.EVENT, Generation.HUGOBLOX), (key,)), key
    kit = known_fields(PostKind(ContentKind.PUBLICATION, Generation.HUGOBLOX))
    assert kit["url_pdf",].legacy
    assert not known_fields(PostKind(ContentKind.PUBLICATION, Generation.WOWCHEMY))["url_pdf",].legacy


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_each_known_key_has_one_place_in_the_order(kind):
    order = sibling_order(kind)
    assert len(order) == len(set(order))
    assert {path[0] for path in known_fields(kind)} <= set(order)
    assert abs(order.index("featured") - order.index("draft")) == 1
    assert order.index("date") < order.index("lastmod") < order.index("draft")
