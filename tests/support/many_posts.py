"""A site with as many posts as are wanted, each a little different, the same each time."""

from pathlib import Path

_THINGS = (
    "tides",
    "harbours",
    "letters",
    "maps",
    "lanterns",
    "gardens",
    "bridges",
    "clocks",
    "rivers",
    "winters",
)
_ABOUT = (
    "A walk along",
    "What I learned from",
    "Notes on",
    "In praise of",
    "Against",
    "A history of",
    "The sound of",
)
_TAGS = ("writing", "reading", "music", "travel", "maths", "tools", "memory", "weather", "cities", "food")
_SECTIONS = ("post", "post", "post", "event", "project", "publication")
_AUTHORS = ("ada-merriman", "tomas-lind", "grace-okafor")


def make_posts(content: Path, count: int) -> None:
    """Write `count` posts below the content folder, in four sections, drafts and scheduled ones among them."""
    for number in range(count):
        folder = content / _SECTIONS[number % len(_SECTIONS)]
        folder.mkdir(parents=True, exist_ok=True)
        thing, about = _THINGS[number * 7 % len(_THINGS)], _ABOUT[number * 5 % len(_ABOUT)]
        year = 2030 if number % 41 == 7 else 2026 - number % 9
        lines = [
            f'title: "{about} {thing}, part {number}"',
            f"date: {year}-{number % 12 + 1:02}-{number % 27 + 1:02}T09:30:00+01:00",
            f"draft: {'true' if number % 6 == 1 else 'false'}",
            f"featured: {'true' if number % 11 == 3 else 'false'}",
            f"tags: [{_TAGS[number % 10]}, {_TAGS[(number * 3 + 1) % 10]}]",
            f"authors: [{_AUTHORS[number % 3]}]",
        ]
        if number % 97 == 5:
            lines.append("tags: [twice")
        if number % 53 == 9:
            lines.append("expiryDate: 2020-01-01")
        text = "\n".join(["---", *lines, "---", "", "Some words of a post. " * (5 + number % 60), ""])
        (folder / f"{thing}-{number}.md").write_text(text, encoding="utf-8")
