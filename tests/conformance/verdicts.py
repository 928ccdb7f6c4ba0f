"""Our HTML beside Hugo's, body by body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.core.markdown import MarkupConfig, RenderContext, render, table_of_contents
from editor.core.markdown.links import RefNotFoundError
from tests.conformance.dom import same
from tests.conformance.judge import BASE, hugo_pages, merged

Pages = Mapping[str, tuple[str, str]]


@dataclass
class Count:
    """How many bodies were judged, and where we differ: names in the order judged."""

    judged: int = 0
    bytes_equal: int = 0
    refused: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part that is equal, in percent."""
        return 100 * (self.judged - len(self.differing)) / self.judged if self.judged else 100.0


def markup(settings: Mapping[str, object]) -> MarkupConfig:
    """Give our settings for a mode's."""
    return MarkupConfig.from_hugo(merged(BASE, settings))


def ours(
    body: str, config: MarkupConfig, matter: Mapping[str, object] | None = None, page: str = "/p0"
) -> tuple[str, str]:
    """Give our content and table of contents; `page` is the path that the judge gave the page."""
    context = RenderContext(
        params=matter or {},
        title=str((matter or {}).get("title", "")),
        base_url="https://example.org/",
        embeds="hugo",
        page=page,
        resolve_ref=_not_found,
    )
    document = render(body, config, context=context)
    return document.html, table_of_contents(document, config)


def _not_found(path: str) -> str:
    """Stand for the pages beside the one that is judged: there are none that it could mean."""
    raise RefNotFoundError(f"{path} is not there")


def compare(
    bodies: Mapping[str, str],
    hugo: Pages,
    config: MarkupConfig,
    matter: Mapping[str, Mapping[str, object]] | None = None,
) -> Count:
    """Count where we differ; what Hugo refuses to build is not judged."""
    count = Count()
    for i, (name, body) in enumerate(bodies.items()):
        if name not in hugo:
            count.refused += 1
            continue
        content, contents = ours(body, config, (matter or {}).get(name), f"/p{i}")
        count.judged += 1
        count.bytes_equal += content == hugo[name][0]
        # Stored verdicts have no table of contents; the binary always gives one.
        listed = hugo[name][1].strip()
        if not (same(content, hugo[name][0]) and (not listed or same(contents, listed))):
            count.differing.append(name)
    return count


def differ(
    texts: list[str], settings: Mapping[str, object], matter: Mapping[str, object] | None = None
) -> list[bool]:
    """Say of each text whether we render it otherwise than Hugo; one build."""
    bodies = {str(i): text for i, text in enumerate(texts)}
    hugo = hugo_pages(bodies, settings, dict.fromkeys(bodies, matter or {}))
    count = compare(bodies, hugo, markup(settings), dict.fromkeys(bodies, matter or {}))
    return [name in count.differing for name in bodies]
