"""What fields a post kind has: Hugo's own, HugoBlox's in both generations, the site's.

`detect_kind` tells what a page is, `offered_fields` what a form shows for it. What is known stands as data in
`hugo`, `blox` (both generations), `wowchemy` and `kit`.
"""

from editor.core.schema.catalogue import NATURAL_ORDER, find_spec, known_fields, sibling_order
from editor.core.schema.content_kind import ContentKind, PostKind
from editor.core.schema.detect import detect_kind
from editor.core.schema.fit import concern_of, fitting_kind, inferred_kind
from editor.core.schema.offer import OfferedField, inferred_spec, offered_fields, readable
from editor.core.schema.spec import Choice, FieldKind, FieldSpec, Group

__all__ = [
    "NATURAL_ORDER",
    "Choice",
    "ContentKind",
    "FieldKind",
    "FieldSpec",
    "Group",
    "OfferedField",
    "PostKind",
    "concern_of",
    "detect_kind",
    "find_spec",
    "fitting_kind",
    "inferred_kind",
    "inferred_spec",
    "known_fields",
    "offered_fields",
    "readable",
    "sibling_order",
]
