"""A site's configuration as Hugo merges it (https://gohugo.io/configuration/introduction/)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.core.frontmatter.fields import MatterError
from editor.core.frontmatter.yaml_loader import load_yaml
from editor.core.problem import Problem, Severity

# Hugo takes the first it finds; `config` is the name before 0.110.
_NAMES = ("hugo", "config")
_LINE = re.compile(r"\bline (\d+)")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")
# Real configuration files stay far below this.
_MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a site's configuration files say: keys in lower case at every level, as Hugo compares them.

    `files` are those read, the weakest first. A file that cannot be read adds a problem (with the file's
    name in its message) and nothing to the values.
    """

    values: Mapping[str, object]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def root_config(folder: Path) -> Path | None:
    """Find the configuration file that Hugo reads in `folder` itself."""
    candidates = (folder / f"{name}{ending}" for name in _NAMES for ending in _ENDINGS)
    return next((path for path in candidates if path.is_file()), None)


def read_config(root: Path, environment: str = "production") -> SiteConfig:
    """Merge the file in `root`, then `config/_default/` and `config/<environment>/`; the later win."""
    values: dict[str, object] = {}
    files: list[Path] = []
    problems: list[Problem] = []
    for path, keys in _sources(root, environment):
        try:
            found = _lowered(_load(path))
        except (OSError, ValueError, MatterError, RecursionError) as error:
            problems.append(_problem(path.relative_to(root), error))
            continue
        files.append(path)
        for key in reversed(keys):
            found = {key: found}
        values = _merged(values, found)
    return SiteConfig(values, tuple(files), tuple(problems))


def _sources(root: Path, environment: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Give each file with the key its content belongs under."""
    main = root_config(root)
    if main:
        yield main, ()
    for folder in (root / "config" / "_default", root / "config" / environment):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix in _ENDINGS and path.is_file():
                yield path, _keys(path.stem.lower())


def _keys(stem: str) -> tuple[str, ...]:
    """Give the key a file of the configuration folder stands for: `params`, `menus.en`, `hugo` for none."""
    if stem in _NAMES:
        return ()
    name, _, language = stem.partition(".")
    name = "menus" if name == "menu" else name
    if not language:
        return (name,)
    return ("languages", language, name) if name in ("menus", "params") else ("languages", language)


def _load(path: Path) -> object:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError(f"it is larger than {_MAX_BYTES // 1_000_000} MB")
    text = path.read_bytes().decode("utf-8-sig")
    if path.suffix == ".toml":
        import tomllib

        return tomllib.loads(text)
    return json.loads(text) if path.suffix == ".json" else load_yaml(text)


def _problem(path: Path, error: Exception) -> Problem:
    reason = f"{error.message} {error.detail}".strip() if isinstance(error, MatterError) else str(error)
    if isinstance(error, RecursionError):
        reason = "It nests too deep."
    # The TOML reader of Python 3.11 tells the line in its words alone.
    told = _LINE.search(reason)
    line = getattr(error, "line", None) or getattr(error, "lineno", 0) or (int(told[1]) if told else 0)
    return Problem(
        Severity.ERROR,
        f"The configuration file {path.as_posix()} cannot be read: {reason}",
        line=line,
        advice="Hugo will not build the site until this is mended.",
    )


def _lowered(value: object) -> object:
    """Give `value` with the keys of all its maps in lower case."""
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(item) for key, item in value.items()}
    return [_lowered(item) for item in value] if isinstance(value, list) else value


def _merged(below: Mapping[str, object], above: object) -> dict[str, object]:
    """Lay `above` over `below`, maps key by key; what is no map at the top says nothing."""
    merged = dict(below)
    if not isinstance(above, dict):
        return merged
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
