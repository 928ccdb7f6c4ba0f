"""Whether the post that is open would be published, as its text is now and not as it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from editor.core.frontmatter.casts import to_bool
from editor.core.frontmatter.meta import fold_keys
from editor.core.post import Post
from editor.core.site.index import PageRow, rendering
from editor.core.site.publication import Facts, Publication, publication


def live_publication(post: Post, row: PageRow | None, now: datetime) -> Publication:
    """Judge a post at the moment `now`; from `row`, the page as saved, come its address and what it inherits."""
    inherited = row.facts if row is not None else Facts()
    own = fold_keys(post.front.values)
    meta = post.meta
    given = frozenset(key for key in inherited.inherited if key not in own)
    build = own.get("build", own.get("_build"))
    render = inherited.render if {"build", "_build"} & given else "always"
    if isinstance(build, Mapping):
        render = rendering(build)
    facts = Facts(
        draft=inherited.draft if "draft" in given else meta.draft,
        publish_date=inherited.publish_date if "publishdate" in given else meta.publish_date,
        expiry_date=inherited.expiry_date if "expirydate" in given else meta.expiry_date,
        render=render,
        headless=inherited.headless if "headless" in given else to_bool(own.get("headless")),
        inherited=given,
        problem=_problem(post),
        left_out=inherited.left_out,
    )
    return publication(facts, row.url if row is not None else "", now)


def _problem(post: Post) -> str:
    if post.front.broken:
        return next((problem.message for problem in post.front.problems), "The front matter cannot be read.")
    bad = post.meta.bad_dates
    return f"Hugo cannot read the date in `{bad[0]}`." if bad else ""
