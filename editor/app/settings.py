"""What is remembered from one start to the next, by name and type."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

_MOST_RECENT = 12


class Settings(QObject):
    """A typed view of a QSettings; a value that is missing or damaged reads as its default.

    `changed(key)` comes when another value is kept.
    """

    changed = Signal(str)

    def __init__(self, store: QSettings) -> None:
        super().__init__()
        self._store = store
        # QSettings takes a tenth of a millisecond to give a value, which is asked for with every letter typed.
        self._known: dict[str, object] = {}

    def _value(self, key: str) -> object:
        if key not in self._known:
            self._known[key] = self._store.value(key)
        return self._known[key]

    def _set(self, key: str, value: object) -> None:
        is_other = self._value(key) != value
        self._known[key] = value
        self._store.setValue(key, value)
        if is_other:
            self.changed.emit(key)

    def flag(self, key: str, default: bool = False) -> bool:
        """Read a yes or no."""
        value = self._value(key)
        if isinstance(value, bool):
            return value
        # An INI file keeps words.
        return {"true": True, "false": False}.get(str(value).lower(), default)

    def set_flag(self, key: str, value: bool) -> None:
        """Keep a yes or no."""
        self._set(key, value)

    def number(self, key: str, default: float) -> float:
        """Read a number."""
        value = self._value(key)
        try:
            return float(str(value)) if value is not None else default
        except ValueError:
            return default

    def set_number(self, key: str, value: float) -> None:
        """Keep a number."""
        self._set(key, value)

    def text(self, key: str, default: str = "") -> str:
        """Read a text."""
        value = self._value(key)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Keep a text."""
        self._set(key, value)

    def state(self, key: str) -> QByteArray:
        """Read what a widget's `saveState` or `saveGeometry` gave; empty where there is nothing."""
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Keep a widget's state."""
        self._set(key, value)

    def recent(self, kind: str) -> tuple[Path, ...]:
        """Give the paths used last, the newest first; `kind` is "files" or "folders"."""
        try:
            listed = json.loads(self.text(f"recent/{kind}", "[]"))
        except ValueError:
            return ()
        return tuple(Path(p) for p in listed if isinstance(p, str)) if isinstance(listed, list) else ()

    def add_recent(self, kind: str, path: Path) -> None:
        """Put `path` first among the recent ones."""
        paths = (path, *(p for p in self.recent(kind) if p != path))
        self._set(f"recent/{kind}", json.dumps([str(p) for p in paths[:_MOST_RECENT]]))

    def remove_recent(self, kind: str, path: Path) -> None:
        """Forget a path that is no more."""
        self._set(f"recent/{kind}", json.dumps([str(p) for p in self.recent(kind) if p != path]))

    def clear_recent(self) -> None:
        """Forget all recent paths."""
        self._store.remove("recent")
        self._known.clear()
