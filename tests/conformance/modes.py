"""The site settings under which every set is judged: Hugo's own, and each that real sites flip."""

from __future__ import annotations

from collections.abc import Mapping


def _goldmark(**parts: object) -> dict[str, object]:
    return {"markup": {"goldmark": {"renderer": {"unsafe": True}, **parts}}}


def _extension(**parts: object) -> dict[str, object]:
    return _goldmark(extensions=parts)


MODES: Mapping[str, Mapping[str, object]] = {
    "unsafe": _goldmark(),
    "default": {},
    "spec": _goldmark(
        parser={"autoHeadingID": False, "attribute": {"title": False}},
        extensions={
            "definitionList": False,
            "footnote": False,
            "linkify": False,
            "strikethrough": False,
            "table": False,
            "taskList": False,
            "typographer": {"disable": True},
        },
    ),
    "block-attributes": _goldmark(parser={"attribute": {"block": True}}),
    "passthrough": _extension(
        passthrough={
            "enable": True,
            "delimiters": {"block": [["\\[", "\\]"], ["$$", "$$"]], "inline": [["\\(", "\\)"], ["$", "$"]]},
        }
    ),
    "no-typographer": _extension(typographer={"disable": True}),
    "typographer-marks": _extension(
        typographer={"leftDoubleQuote": "&laquo;", "rightDoubleQuote": "&raquo;"}
    ),
    "no-linkify": _extension(linkify=False),
    "contents": {"markup": {"tableOfContents": {"startLevel": 1, "endLevel": 5, "ordered": True}}},
    "linkify-http": _extension(linkifyProtocol="http"),
    "no-heading-ids": _goldmark(parser={"autoHeadingID": False}),
    "ids-ascii": _goldmark(parser={"autoHeadingIDType": "github-ascii"}),
    "ids-blackfriday": _goldmark(parser={"autoHeadingIDType": "blackfriday"}),
    "no-title-attributes": _goldmark(parser={"attribute": {"title": False}}),
    "no-definition-lists": _extension(definitionList=False),
    "no-footnotes": _extension(footnote={"enable": False}),
    "footnote-prefix": _extension(footnote={"enable": True, "enableAutoIDPrefix": True}),
    "no-strikethrough": _extension(strikethrough=False),
    "no-tables": _extension(table=False),
    "no-task-lists": _extension(taskList=False),
    "cjk": _extension(cjk={"enable": True, "eastAsianLineBreaks": True, "escapedSpace": True}),
    "cjk-css3": _extension(
        cjk={"enable": True, "eastAsianLineBreaks": True, "eastAsianLineBreaksStyle": "css3draft"}
    ),
    "extras": _extension(
        extras={
            "insert": {"enable": True},
            "mark": {"enable": True},
            "subscript": {"enable": True},
            "superscript": {"enable": True},
            "delete": {"enable": True},
        },
        strikethrough=False,
    ),
    "emoji": {"enableEmoji": True, **_goldmark()},
    "hard-wraps": _goldmark(renderer={"unsafe": True, "hardWraps": True}),
    "xhtml": _goldmark(renderer={"unsafe": True, "xhtml": True}),
    "term-ids": _goldmark(parser={"autoDefinitionTermID": True}),
    "line-numbers": {"markup": {"highlight": {"lineNos": True}, "goldmark": {"renderer": {"unsafe": True}}}},
    "line-numbers-inline": {
        "markup": {
            "highlight": {"lineNos": True, "lineNumbersInTable": False, "anchorLineNos": True},
            "goldmark": {"renderer": {"unsafe": True}},
        }
    },
    "guess-syntax": {
        "markup": {"highlight": {"guessSyntax": True}, "goldmark": {"renderer": {"unsafe": True}}}
    },
    "no-fences": {"markup": {"highlight": {"codeFences": False}, "goldmark": {"renderer": {"unsafe": True}}}},
    "standalone-images": _goldmark(parser={"wrapStandAloneImageWithinParagraph": False}),
}
