"""Rules on front matter that need nothing but the file and the site's settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from editor.core.checks.dates import readable_date
from editor.core.checks.finding import Finding, Fix, column_at, text_mark
from editor.core.errors import EditorError
from editor.core.frontmatter import Field, FrontMatter, Shape, find_field, read_front_matter, set_field
from editor.core.frontmatter.casts import to_text
from editor.core.frontmatter.meta import DATE_CHAINS
from editor.core.post import Post
from editor.core.problem import Problem, Severity
from editor.core.reserved_keys import reserved_key_problems
from editor.core.schema.catalogue import known_fields
from editor.core.schema.detect import detect_kind
from editor.core.site import Site
from editor.core.site.folders import section
from editor.core.site.generation import Generation
from editor.core.site.theme_outputs import may_bring_output
from editor.core.text_edit import TextEdit, apply_edits

# The formats Hugo has without configuration (https://gohugo.io/configuration/output-formats/).
_OUTPUTS: Final = frozenset(
    {"404", "alias", "amp", "calendar", "css", "csv", "gotmpl", "html", "json", "markdown", "robots", "rss"}
    | {"sitemap", "sitemapindex", "webappmanifest"}
)
_DATE_KEYS: Final = frozenset(key for chain in DATE_CHAINS.values() for key in chain)
# Tried on Hugo 0.168.
_MARKUPS: Final = frozenset(
    {"md", "mdown", "markdown", "goldmark", "rst", "asciidoc", "asciidocext", "adoc", "ad", "pandoc", "pdc"}
)
_GUARDED: Final = frozenset({"html", "htm", "org"})
_RENAMED: Final = {"_build": "build", "_target": "target"}
# What HugoBlox calls the kinds of works since the kit; before, they had numbers.
_WORKS: Final = {
    **{"1": "paper-conference", "2": "article-journal", "3": "article", "4": "report", "5": "book"},
    **{"6": "chapter", "7": "thesis", "8": "patent"},
}
_MORE: Final = re.compile(r"\s*<!--\s*more\s*-->")
_SUMMARIES: Final = ("summary", "description", "abstract")


def matter_findings(post: Post, path: Path, site: Site | None) -> Iterator[Finding]:
    """Give what is wrong with the front matter of `post`, in no order."""
    front, text = post.front, post.text
    problems = [(_rule_of(problem, front), problem) for problem in front.problems]
    problems += (("duplicate-key", problem) for problem in _ambiguous(front.fields))
    for problem in reserved_key_problems(front):
        problems.append(("deprecated" if _last_key(problem) in _RENAMED else "value", problem))
    problems += (("output", problem) for problem in _unknown_outputs(front, site))
    problems += (("value", problem) for problem in _unknown_markup(front, site))
    problems += (("deprecated", problem) for problem in _replaced(post, site))
    problems += (("summary", problem) for problem in _empty_summary(post))
    for rule, problem in problems:
        yield Finding(path, problem, rule, column_at(text, problem.start), _fix(text, front, problem))


def _rule_of(problem: Problem, front: FrontMatter) -> str:
    if not problem.key:
        return "front-matter" if front.broken else "value"
    return "date" if str(problem.key[-1]).lower() in _DATE_KEYS else "value"


def _last_key(problem: Problem) -> str:
    return str(problem.key[-1]).lower() if problem.key else ""


def _ambiguous(fields: tuple[Field, ...]) -> Iterator[Problem]:
    """Find keys that differ in case alone: to Hugo they are one, and the capitalised spelling wins."""
    if fields and isinstance(fields[0].key, str):
        groups: dict[str, list[Field]] = {}
        for field in fields:
            groups.setdefault(str(field.key).lower(), []).append(field)
        for name, group in groups.items():
            if len(group) > 1:
                lines = " and ".join(str(field.line) for field in group)
                message = f"The key {name} is here more than once (lines {lines}); Hugo takes one."
                yield _problem(Severity.WARNING, group[-1], message, "Keep one of them.")
    for field in fields:
        yield from _ambiguous(field.children)


def _unknown_outputs(front: FrontMatter, site: Site | None) -> Iterator[Problem]:
    field = find_field(front, ("outputs",))
    if field is None or field.shape is Shape.MAP:
        return
    own = {str(name).lower() for name in section(site.config, "outputformats")} if site else set()
    for item in field.children or (field,):
        name = item.value.lower() if isinstance(item.value, str) else ""
        if name and name not in _OUTPUTS | own and not (site and may_bring_output(site, name)):
            message = f"Hugo knows no output format {item.value!r}."
            advice = "Correct the name, or define the format in the site's outputFormats."
            yield _problem(Severity.ERROR, item, message, advice)


def _unknown_markup(front: FrontMatter, site: Site | None) -> Iterator[Problem]:
    """Find languages of text that Hugo refuses; of those that need another program nobody knows from here."""
    field = find_field(front, ("markup",))
    name = field.value.lower() if field is not None and isinstance(field.value, str) else ""
    if field is None or not name or name in _MARKUPS:
        return
    config = site.config if site is not None else {}
    if name in _GUARDED:
        if "security" not in config:
            message = f"Hugo takes no page in {name} unless the site's security settings allow it."
            yield _problem(Severity.ERROR, field, message, "Remove the key for Markdown.")
    elif "mediatypes" not in config:
        message = f"Hugo knows no markup {name}."
        yield _problem(Severity.ERROR, field, message, "Remove the key for Markdown.")


def _replaced(post: Post, site: Site | None) -> Iterator[Problem]:
    """Find keys that the theme has replaced; an empty one is left from a template and does no harm."""
    if site is None or site.generation is Generation.HUGO:
        return
    kind = detect_kind(post, site)
    for spec in known_fields(kind).values():
        field = find_field(post.front, spec.path) if spec.legacy else None
        if field is None or field.value in (None, "", False, [], {}):
            continue
        warned = kind.generation is Generation.HUGOBLOX and spec.key.startswith(("url_", "external", "doi"))
        severity = Severity.WARNING if warned else Severity.HINT
        yield _problem(severity, field, f"{spec.key} is an old key.", spec.legacy)
    if kind.generation is Generation.HUGOBLOX:
        types = find_field(post.front, ("publication_types",))
        for item in (types.children or (types,)) if types is not None else ():
            if (name := _WORKS.get(to_text(item.value))) is not None:
                message = f"{to_text(item.value)} is the old number of a kind of publication."
                yield _problem(Severity.WARNING, item, message, f"It is called {name} now.")


def _empty_summary(post: Post) -> Iterator[Problem]:
    front = post.front
    fields = [field for name in _SUMMARIES if (field := find_field(front, (name,))) is not None]
    said = any(to_text(field.value).strip() for field in fields)
    if (marker := _MORE.match(post.body)) and not said:
        at = front.split.body + marker.end() - len(marker.group().lstrip())
        line = post.text.count("\n", 0, at) + 1
        message = "Nothing stands above the “more” line, so the summary is empty."
        yield Problem(Severity.HINT, message, line, at, front.split.body + marker.end(), "Move it down.")
    elif fields and not (said or post.meta.draft) and fields[0].shape is Shape.SCALAR:
        field = fields[0]
        message = f"The {field.key} is empty."
        advice = "Write a sentence for lists and search engines, or remove the key."
        yield _problem(Severity.HINT, field, message, advice)


def _problem(severity: Severity, field: Field, message: str, advice: str = "") -> Problem:
    return Problem(severity, message, field.line, field.start, field.end, advice, field.path)


def _fix(text: str, front: FrontMatter, problem: Problem) -> Fix | None:
    field = _field_at(front, problem)
    if field is None or field.locked:
        return None
    name = str(field.key).lower()
    if name in _RENAMED:
        return _renamed(text, field, _RENAMED[name])
    if name in _DATE_KEYS and problem.severity is Severity.ERROR:
        return _date_fix(text, front, field, name)
    if field.path[0] == "publication_types" and (work := _WORKS.get(to_text(field.value))):
        return fix_of(f"Write {work}", text, safe_edits(text, field.path, work))
    return None


def _field_at(front: FrontMatter, problem: Problem) -> Field | None:
    found = find_field(front, problem.key) if problem.key else None
    return found if found is not None and found.start == problem.start else None


def _renamed(text: str, field: Field, name: str) -> Fix | None:
    at = text.rfind(str(field.key), 0, field.start)
    if at < 0:
        return None
    edit = TextEdit(at, at + len(str(field.key)), name)
    after = find_field(read_front_matter(apply_edits(text, (edit,))), (*field.path[:-1], name))
    fits = after is not None and after.value == field.value
    return fix_of(f"Call it {name}", text, (edit,)) if fits else None


def _date_fix(text: str, front: FrontMatter, field: Field, name: str) -> Fix | None:
    if name == "published" and isinstance(field.value, bool):
        return _as_draft(text, front, field) if len(field.path) == 1 else None
    written = to_text(field.value)
    better = readable_date(written)
    raw = text[field.start : field.end]
    if better is None or raw.count(written) != 1:
        return None
    edit = TextEdit(field.start, field.end, raw.replace(written, better))
    after = read_front_matter(apply_edits(text, (edit,)))
    if any(problem.key == field.path for problem in after.problems) or after.broken:
        return None
    return fix_of(f"Write {better}", text, (edit,))


def _as_draft(text: str, front: FrontMatter, field: Field) -> Fix | None:
    """Say by `draft` what `published: true` was meant to say."""
    at = text.rfind(str(field.key), 0, field.start)
    if find_field(front, ("draft",)) is not None or at < 0:
        return None
    value = "false" if field.value else "true"
    edits = (TextEdit(at, at + len(str(field.key)), "draft"), TextEdit(field.start, field.end, value))
    after = find_field(read_front_matter(apply_edits(text, edits)), ("draft",))
    fits = after is not None and after.value is not field.value and isinstance(after.value, bool)
    return fix_of(f"Write draft: {value}", text, edits) if fits else None


def fix_of(title: str, text: str, edits: tuple[TextEdit, ...]) -> Fix | None:
    """Make a fix of edits of `text`; None where they change nothing."""
    wanted = tuple(edit for edit in edits if text[edit.start : edit.end] != edit.text)
    return Fix(title, wanted, text_mark(text)) if wanted else None


def safe_edits(text: str, path: tuple[str | int, ...], value: object) -> tuple[TextEdit, ...]:
    """Give the edits that set a field, none where it cannot be set."""
    try:
        return set_field(text, path, value)
    except EditorError:
        return ()
