"""What the window can do besides editing, imported when it is first wanted.

A feature is a class `Feature(parts: Parts)`, a QObject, in a module of its own. Each of its actions is declared
in `editor.ui.actions` and named in `FEATURES`; triggering it calls the feature's method of that name. So the
window is up before any of them is read, and no feature knows another.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer

from editor.app.notices import Notice
from editor.app.settings import Settings
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.ui.main_window import MainWindow
from editor.ui.theme import Theme

SAFETY: Final = "editor.ui.safety:Safety"
REMOTE_PICTURES: Final = "editor.ui.remote_pictures:RemotePictures"
FOCUS: Final = "editor.ui.focus_mode:FocusMode"
SPELLING: Final = "editor.ui.spelling:Spelling"
PUBLICATION: Final = "editor.ui.publication:PublicationLine"
SITE_FIND: Final = "editor.ui.site_search:SiteFind"
PASTE_IMAGE: Final = "editor.ui.picture_drops:PictureDrops"
BROWSER: Final = "editor.ui.site_browser:SiteBrowser"
MOVE_PAGE: Final = "editor.ui.move_page:MovePage"
PAGE_ACTIONS: Final = "editor.ui.page_actions:PageActions"
INHERITED: Final = "editor.ui.inherited_values:InheritedValues"
THEME: Final = "editor.ui.themed.tier:ThemeTier"
TEXT_OFFERS: Final = "editor.ui.text_offers:TextOffers"
BULK: Final = "editor.ui.bulk:Bulk"
# The action's name: "module:Class", the method being the action's name.
FEATURES: Final[dict[str, str]] = {
    **dict.fromkeys(("compare", "merge", "autosave", "review"), SAFETY),
    "remote_pictures": REMOTE_PICTURES,
    "undo_files": BULK,
    "change_field": BULK,
    **dict.fromkeys(("find_in_site", "replace_in_site"), SITE_FIND),
    "terms": "editor.ui.site_terms:SiteTerms",
    "move_page": MOVE_PAGE,
    **dict.fromkeys(
        ("duplicate_page", "delete_page", "bundle_page", "unbundle_page", "translate_page"), PAGE_ACTIONS
    ),
    "check_up": "editor.ui.check_up:CheckUp",
    "new_page": "editor.ui.new_page:NewPages",
    "complete": TEXT_OFFERS,
    "outline": "editor.ui.outline:Outline",
    "insert_picture": PASTE_IMAGE,
    "images": "editor.ui.images_panel:ImagesPanel",
    "featured_image": "editor.ui.featured_image:FeaturedImagePanel",
    **dict.fromkeys(("palette", "shortcode"), "editor.ui.command_palette:CommandPalette"),
    **dict.fromkeys(("focus_mode", "typewriter", "distraction_free"), FOCUS),
    **dict.fromkeys(
        ("export_html", "export_pdf", "print", "copy_html", "copy_rich"), "editor.ui.export:Export"
    ),
    "settings": "editor.ui.settings_dialog:SettingsDialog",
    **dict.fromkeys(("theme_preview", "open_in_browser", "hugo_messages"), THEME),
    **dict.fromkeys(("build_site", "publish_check"), "editor.ui.themed.build:SiteBuilds"),
    "about_site": "editor.ui.themed.about:AboutSite",
    "spelling": SPELLING,
}
# Those that work without being asked: built once the window has been painted.
QUIET: Final[tuple[str, ...]] = (
    SAFETY,
    REMOTE_PICTURES,
    SPELLING,
    "editor.ui.word_counts:WordCounts",
    FOCUS,
    "editor.ui.preview_style:PreviewStyle",
    "editor.ui.word_offers:WordOffers",
    TEXT_OFFERS,
    BULK,
    BROWSER,
    MOVE_PAGE,
    PAGE_ACTIONS,
    INHERITED,
    PUBLICATION,
    PASTE_IMAGE,
)
# Late enough that the first letter typed after the start does not wait for them.
_QUIET_AFTER_MS = 400


@dataclass(frozen=True, slots=True)
class Parts:
    """What a feature may use; `state` is the folder for what is kept between starts, None to keep nothing."""

    window: MainWindow
    workspace: Workspace
    settings: Settings
    theme: Theme
    pool: QThreadPool
    state: Path | None = None


class Features(QObject):
    """Makes each feature on its first use and keeps it as long as the window."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._made: dict[str, QObject] = {}
        for name in FEATURES:
            parts.window.actions_[name].triggered.connect(self._on_triggered)

    def start_quiet(self) -> None:
        """Build those that work by themselves, a moment from now."""
        QTimer.singleShot(_QUIET_AFTER_MS, self, self.build_quiet)

    def build_quiet(self) -> None:
        """Build those that work by themselves."""
        for place in QUIET:
            self.get(place)

    def get(self, place: str) -> QObject:
        """Give the feature of "module:Class", made now if it was not yet."""
        if place not in self._made:
            module, name = place.split(":")
            made = getattr(import_module(module), name)(self._parts)
            assert isinstance(made, QObject)
            made.setParent(self)
            self._made[place] = made
        return self._made[place]

    def _on_triggered(self) -> None:
        name = self.sender().objectName()
        try:
            getattr(self.get(FEATURES[name]), name)()
        except EditorError as error:
            self._parts.window.show_notice(Notice.of(error))
