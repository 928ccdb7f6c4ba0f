"""Layers: imports point down, core knows no Qt, and signals survive thousands of emissions."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

PACKAGE = Path(__file__).parents[1] / "editor"
# What each layer may import of the package; the first name that fits a module is its layer.
LAYERS = ("core", "app", "ui")
ROOT_MODULES = {
    "__init__": {"editor"},
    "__main__": {"cli"},
    "resources": set(),
    "qt_libraries": {"core"},
    "application": {"core", "app", "ui", "resources", "editor", "qt_libraries"},
    "headless": {"core", "headless"},
    "launch": {"application", "editor", "ui"},
    "cli": {"headless", "launch", "editor", "qt_libraries"},
}
QT_OF_LAYER = {"core": set(), "app": {"QtCore", "QtGui"}}


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def imports(path):
    """Give every module imported in a file, nested and TYPE_CHECKING imports too."""
    package = path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield name, tuple(alias.name for alias in node.names)


def parts_of(name, names):
    """Name the parts of the package that an import reaches: a layer or a root module."""
    if name == "editor":
        return {n if (PACKAGE / n).exists() or (PACKAGE / f"{n}.py").exists() else "editor" for n in names}
    return {name.split(".")[1]} if name.startswith("editor.") else set()


def layer_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path):
    layer = layer_of(path)
    below = {*LAYERS[: LAYERS.index(layer) + 1], "editor", "resources"} if layer in LAYERS else set()
    allowed = below or ROOT_MODULES[layer]
    for name, names in imports(path):
        wrong = parts_of(name, names) - allowed
        assert not wrong, f"{path}: {layer} imports {wrong}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_layer_keeps_to_its_part_of_qt(path):
    allowed = QT_OF_LAYER.get(layer_of(path))
    if allowed is None:
        return
    for name, names in imports(path):
        if name.split(".")[0] == "PySide6":
            used = set(names) if name == "PySide6" else {name.split(".")[1]}
            assert used <= allowed, f"{path} imports {used}"


def test_panes_do_not_know_each_other():
    panes = {"text_pane", "preview_pane", "site_pane", "form.form_pane"}
    for pane in panes:
        path = PACKAGE / "ui" / f"{pane.replace('.', '/')}.py"
        for name, _ in imports(path):
            assert name.removeprefix("editor.ui.") not in panes - {pane}, path


def test_core_is_imported_without_qt():
    code = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "import pkgutil, importlib, editor.core\n"
        "for found in pkgutil.walk_packages(editor.core.__path__, 'editor.core.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


class Source(QObject):
    said = Signal(bool, object)


def test_five_thousand_emissions_are_survived():
    # PySide 6.12.0 on Python 3.10 and 3.11 drops a reference to True and None with each, and aborts.
    heard = []
    source = Source()
    source.said.connect(lambda yes, nothing: heard.append((yes, nothing)))
    for _ in range(5000):
        source.said.emit(True, None)
        source.setObjectName("x")
    assert heard == [(True, None)] * 5000
