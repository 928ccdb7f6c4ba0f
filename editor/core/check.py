"""What a build would stumble over: in a post, and in a whole site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.frontmatter import Field, FrontMatter, Shape, find_field
from editor.core.post import Post, read_post
from editor.core.post_render import render_post
from editor.core.problem import Problem, Severity
from editor.core.reserved_keys import reserved_key_problems
from editor.core.site import Site
from editor.core.site.folders import section
from editor.core.text_file import read_text_file

# The formats Hugo has without configuration (https://gohugo.io/configuration/output-formats/).
_OUTPUTS = frozenset(
    {"404", "alias", "amp", "calendar", "css", "csv", "gotmpl", "html", "json", "markdown", "robots", "rss"}
    | {"sitemap", "sitemapindex", "webappmanifest"}
)
_ENDINGS = frozenset({".md", ".mdown", ".markdown"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the file it is in."""

    path: Path
    problem: Problem


def check_post(post: Post, site: Site | None = None) -> tuple[Problem, ...]:
    """Give what is wrong with a post, by line: what Hugo refuses or takes otherwise than it looks."""
    front = post.front
    found = [*front.problems, *_ambiguous(front.fields), *reserved_key_problems(front)]
    found += _unknown_outputs(front, site)
    found += render_post(post, site).problems
    return tuple(sorted(found, key=lambda problem: problem.line))


def check_file(path: Path, site: Site | None = None) -> Iterator[Finding]:
    """Give what is wrong with the file at `path`, if only that it cannot be read."""
    try:
        file = read_text_file(path)
    except EditorError as error:
        message = f"{error.message} ({error.detail})" if error.detail else error.message
        yield Finding(path, Problem(Severity.ERROR, message))
        return
    if not file.valid_utf8:
        at = next(i for i, c in enumerate(file.text) if "\udc80" <= c <= "\udcff")
        line = file.text.count("\n", 0, at) + 1
        yield Finding(
            path, Problem(Severity.WARNING, "This line holds bytes that are not UTF-8.", line, at, at + 1)
        )
    yield from (Finding(path, problem) for problem in check_post(read_post(file.text, path), site))


def check_folder(folder: Path, site: Site | None = None) -> Iterator[Finding]:
    """Give what is wrong in a folder of posts, file by file; a site's root stands for its content folders."""
    tops: tuple[Path, ...] = (folder,)
    if site is not None and folder.absolute() == site.root:
        yield from (Finding(site.root, problem) for problem in site.problems)
        tops = site.content_dirs
    for top in tops:
        for path in _markdown_files(top):
            yield from check_file(path, site)


def _markdown_files(top: Path) -> Iterator[Path]:
    """Give the Markdown files below `top` in order, bundles and all."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(folder) / name for name in sorted(names) if Path(name).suffix.lower() in _ENDINGS)


def _ambiguous(fields: tuple[Field, ...]) -> Iterator[Problem]:
    """Find keys that differ in case alone: to Hugo they are one, and the capitalised spelling wins."""
    if fields and isinstance(fields[0].key, str):
        groups: dict[str, list[Field]] = {}
        for field in fields:
            groups.setdefault(str(field.key).lower(), []).append(field)
        for group in groups.values():
            if len(group) > 1:
                lines = " and ".join(str(field.line) for field in group)
                field = group[-1]
                name = str(field.key).lower()
                message = f"The key {name} is here more than once (lines {lines}); Hugo takes one."
                advice = "Keep one of them."
                severity = Severity.WARNING
                yield Problem(severity, message, field.line, field.start, field.end, advice, field.path)
    for field in fields:
        yield from _ambiguous(field.children)


def _unknown_outputs(front: FrontMatter, site: Site | None) -> Iterator[Problem]:
    field = find_field(front, ("outputs",))
    if field is None or field.shape is Shape.MAP:
        return
    own = {str(name).lower() for name in section(site.config, "outputformats")} if site else set()
    for item in field.children or (field,):
        if isinstance(item.value, str) and item.value.lower() not in _OUTPUTS | own and item.value:
            message = f"Hugo knows no output format {item.value!r}."
            advice = "Correct the name, or define the format in the site's outputFormats."
            yield Problem(Severity.ERROR, message, item.line, item.start, item.end, advice, item.path)
