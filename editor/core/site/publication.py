"""Whether a page is published, where, and if not why and what mends it (https://gohugo.io/getting-started/usage/)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Status(Enum):
    """What becomes of a page in a build without special options."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    NEVER = "never"
    UNREADABLE = "unreadable"


class Mend(NamedTuple):
    """The action that publishes a page: `value` for the key at `path`, or the key taken away where it is None."""

    label: str
    path: tuple[str, ...]
    value: object


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides on a page: moments are aware, `render` is `build.render`, `headless` its older name.

    `inherited` are the keys (lower case) whose values come from a cascade; `problem` says why the page cannot be
    read, `left_out` why the site's settings make no page of it whatever it says.
    """

    draft: bool = False
    publish_date: datetime | None = None
    expiry_date: datetime | None = None
    render: str = "always"
    headless: bool = False
    inherited: frozenset[str] = frozenset()
    problem: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The verdict on a page: `url` is empty where it has none; `reason` is a sentence for a person.

    `turn` is the moment it is scheduled for, or at which it expired.
    """

    status: Status
    url: str
    reason: str
    mend: Mend | None = None
    turn: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether visitors of the site can see the page."""
        return self.status is Status.PUBLISHED


def publication(facts: Facts, url: str, now: datetime) -> Publication:
    """Judge a page as a build at the moment `now` would; a draft is a draft whatever its dates are."""
    if facts.problem:
        return Publication(Status.UNREADABLE, "", facts.problem)
    if facts.left_out:
        return Publication(Status.NEVER, "", facts.left_out)
    if facts.draft:
        return Publication(
            Status.DRAFT,
            url,
            _told("It is a draft.", "draft", facts),
            Mend("Publish it: draft off", ("draft",), False),
        )
    if facts.headless or facts.render in ("never", "link"):
        key = ("headless",) if facts.headless else ("build", "render")
        return Publication(
            Status.NEVER,
            "",
            _told(f"`{'.'.join(key)}` keeps it from having a page of its own.", key[0], facts),
            Mend("Give it a page", key, False if facts.headless else "always"),
        )
    if facts.publish_date is not None and facts.publish_date > now:
        return Publication(
            Status.SCHEDULED,
            url,
            _told(f"It is scheduled for {_moment(facts.publish_date)}.", "publishdate", facts),
            Mend("Publish it now", ("publishDate",), now.replace(microsecond=0)),
            facts.publish_date,
        )
    if facts.expiry_date is not None and facts.expiry_date <= now:
        return Publication(
            Status.EXPIRED,
            url,
            _told(f"It expired on {_moment(facts.expiry_date)}.", "expirydate", facts),
            Mend("Take the expiry date away", ("expiryDate",), None),
            facts.expiry_date,
        )
    return Publication(Status.PUBLISHED, url, f"It is published at {url}." if url else "It is published.")


def _told(sentence: str, key: str, facts: Facts) -> str:
    return f"{sentence[:-1]} (inherited by cascade)." if key in facts.inherited else sentence


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if (moment.hour or moment.minute) else f"{moment:%Y-%m-%d}"
