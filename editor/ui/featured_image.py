"""The featured image at the window's side: which file stands for the post and why, and how cards cut it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.app.file_changes import FileChanges
from editor.app.jobs import LatestJob
from editor.app.notices import Notice, Tone
from editor.app.picture_source import Source
from editor.app.pictures import PictureFeed, Ready, wish_of
from editor.app.resource_feed import Listing, ResourceFeed
from editor.app.session import PostSession
from editor.app.smart_crops import SmartCrops, WantedCut
from editor.app.thumbnails import Shown, ThumbnailFeed, Wanted
from editor.core.changes import Applied, ChangeSet, Trash
from editor.core.errors import EditorError
from editor.core.frontmatter import find_field
from editor.core.images.crops import SMART, cards_of, crop_box, named_anchor
from editor.core.images.plans import plan_featured
from editor.core.images.preparing import PreparedPicture
from editor.core.post import Post
from editor.core.site import Generation, Site
from editor.core.site.bundle import IMAGE_ENDINGS
from editor.ui.card_crop import CardCrop, CardGallery
from editor.ui.featured_fields import FeaturedFields
from editor.ui.features import Parts
from editor.ui.focal_picture import FocalPicture
from editor.ui.named import label
from editor.ui.picture_mime import sources_of

_PANEL: Final = "featured_image"
_EDGE: Final = 800
_NO_MAP: Final = "The front matter's `image` is a text; themes look for a map there, so these cannot be set."
_CHOOSE: Final = "Choose…"
_BUNDLE: Final = "Give It a Folder…"
_PLAIN: Final = (
    "Hugo's own templates show it in link previews; what else it is for is up to the site's templates."
)


@dataclass(frozen=True, slots=True)
class _Asked:
    post: Post
    prepared: PreparedPicture
    site: Site | None


class FeaturedImagePanel(QObject):
    """Shows the picture, sets another, and edits what the front matter says of it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._window = parts.window
        self._drawer = parts.window.frame.side
        journal = (parts.state or Path(tempfile.gettempdir()) / "postwright") / "changes"
        self.feed = ResourceFeed(parts.pool, self)
        self.thumbnails = ThumbnailFeed(parts.pool, self)
        self.smart = SmartCrops(parts.pool, self)
        self.changes = FileChanges(journal, parts.pool, self)
        self.pictures = PictureFeed(journal, parts.pool, self)
        self.picture = FocalPicture(parts.theme, QSize(160, 96))
        self.reason = label("reason", wrap=True)
        self.trouble = label("trouble", wrap=True)
        self.trouble.setProperty("role", "warning")
        self.choose = QPushButton(_CHOOSE)
        self._lacks_folder = False
        self.gallery = CardGallery(parts.theme)
        self.fields = FeaturedFields(self.gallery)
        self._page: Path | None = None
        self._notes: tuple[str, ...] = ()
        self._trashed: tuple[str, ...] = ()
        # Whose picture is being prepared: another post may be shown by then.
        self._taker: PostSession | None = None
        self._seen: tuple[Path, Path | None, int] | None = None
        self._drawer.add_panel(_PANEL, "Featured Image", self._panel())
        self._connect()

    def featured_image(self) -> None:
        """Show the panel, or put it away."""
        if self._drawer.shown == _PANEL:
            self._drawer.close_panel()
        else:
            self._drawer.show_panel(_PANEL)
            self.picture.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panel(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("featured_image")
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 0, 16, 16)
        box.setSpacing(8)
        self.reason.setProperty("role", "hint")
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        box.addWidget(self.picture)
        box.addWidget(self.reason)
        box.addWidget(self.trouble)
        box.addLayout(row)
        box.addSpacing(8)
        box.addWidget(self.fields)
        box.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self.feed.listed.connect(self._on_listed)
        self.feed.failed.connect(self._on_listing_failed)
        self._window.session_shown.connect(self._on_session_shown)
        self._drawer.turned.connect(self._on_turned)
        self.thumbnails.made.connect(self._show_picture)
        self.smart.made.connect(self._show_crops)
        self.fields.changed.connect(self._on_field_changed)
        self.picture.anchor_picked.connect(partial(self._on_field_changed, "focal_point"))
        self.picture.dropped.connect(self._on_dropped)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.pictures.ready.connect(self._on_ready)
        self.pictures.failed.connect(self._on_failed)
        self._planning = LatestJob[_Asked, ChangeSet](_plan, self._parts.pool, self)
        self._planning.finished.connect(self._on_planned)
        self._planning.failed.connect(self._on_failed)
        self.changes.applied.connect(self._on_applied)
        self.changes.failed.connect(self._on_failed)
        self.feed.show_session(self._window.session)

    def _on_turned(self, name: str, shown: bool) -> None:
        if name == _PANEL:
            self.feed.set_active(shown)

    def _on_session_shown(self, session: PostSession | None) -> None:
        self.fields.flush()
        self.feed.show_session(session)

    def _on_listed(self, listing: Listing | None) -> None:
        session = self._window.session
        featured = listing.featured if listing is not None else None
        words = (
            "Open a post first."
            if session is None
            else "Save the post first."
            if session.path is None
            else ""
        )
        self.reason.setText(featured.reason if featured is not None else words)
        self.trouble.setText(featured.trouble if featured is not None else "")
        self.trouble.setVisible(bool(self.trouble.text()))
        themed = listing is not None and listing.generation is not Generation.HUGO
        if listing is not None and not themed and featured is not None and featured.path is not None:
            self.reason.setText(f"{featured.reason} {_PLAIN}")
        editable = listing is not None and session is not None and not session.read_only_reason
        self._lacks_folder = listing is not None and not listing.is_bundle
        self.choose.setText(_BUNDLE if self._lacks_folder else _CHOOSE)
        self.choose.setEnabled(editable)
        self.fields.setVisible(themed)
        self.gallery.show_cards(cards_of(listing.generation) if listing is not None else ())
        self._show_fields()
        self._show_picture()
        if listing is not None:
            self._refresh_page(listing)

    def _refresh_page(self, listing: Listing) -> None:
        """Let the page show a featured image whose file became another."""
        now = (listing.path, listing.featured.path, listing.featured_modified_ns)
        before, self._seen = self._seen, now
        if before is not None and before != now and before[0] == listing.path:
            self._window.preview.refresh_head()

    def _on_listing_failed(self, words: str) -> None:
        self.reason.setText(words)
        self.picture.show_picture(QImage(), "")

    def _values(self) -> Mapping[str, object] | None:
        """Give the map `image` with keys in lower case; None where the front matter has something else there."""
        session = self._window.session
        found = find_field(session.post.front, ("image",)) if session is not None else None
        value = found.value if found is not None else None
        if value is None or value == "":
            return {}
        return {str(key).lower(): each for key, each in value.items()} if isinstance(value, dict) else None

    def _show_fields(self) -> None:
        values = self._values()
        session = self._window.session
        listing = self.feed.listing
        editable = values is not None and session is not None and not session.read_only_reason
        self.fields.setEnabled(editable)
        if values is None and not self.fields.isHidden():
            self.trouble.setText(_NO_MAP)
            self.trouble.show()
        page = listing.path if listing is not None else None
        cards = cards_of(listing.generation) if listing is not None else ()
        self.fields.show_values(values or {}, cards[0].anchor if cards else "", anew=page != self._page)
        self._page = page

    def _shown(self) -> tuple[Wanted, Shown | None] | None:
        """Give what is known of the picture; None where there is no picture."""
        listing = self.feed.listing
        if listing is None or listing.featured.path is None or not listing.featured_size:
            return None
        size, modified_ns = listing.featured_size, listing.featured_modified_ns
        wanted = Wanted(listing.featured.path, size, modified_ns, _EDGE)
        return wanted, self.thumbnails.get(wanted)

    def _show_picture(self, *_: object) -> None:
        known = self._shown()
        if known is None:
            open_to_drops = self.choose.isEnabled() and not self._lacks_folder
            self.picture.show_picture(QImage(), "Drop a picture here" if open_to_drops else "No picture")
        elif known[1] is None:
            self.picture.show_picture(QImage(), "")
        else:
            trouble = known[1].trouble or "This drawing is not shown here."
            self.picture.show_picture(known[1].image, trouble)
        self._show_crops()

    def _show_crops(self, *_: object) -> None:
        values = self._values()
        focal = str((values or {}).get("focal_point") or "")
        picture = self.picture.picture
        known = self._shown()
        has_cards = bool(self.gallery.crops) and known is not None and not picture.isNull()
        self.gallery.setVisible(has_cards)
        if not has_cards or known is None:
            self.picture.show_crop("", None, choosing=False)
            return
        for crop in self.gallery.crops:
            self._show_crop(crop, crop.card.anchor_for(focal), known[0])
        first = self.gallery.crops[0].card
        anchor = first.anchor_for(focal)
        box = None if anchor == SMART else crop_box(picture.width(), picture.height(), first, anchor)
        self.picture.show_crop(named_anchor(focal), box, choosing=self.fields.isEnabled())

    def _show_crop(self, crop: CardCrop, anchor: str, known: Wanted) -> None:
        picture = self.picture.picture
        if anchor != SMART:
            crop.show_part(picture, crop_box(picture.width(), picture.height(), crop.card, anchor))
            return
        cut = self.smart.get(WantedCut(known.path, known.size, known.modified_ns, crop.card))
        words = "Hugo looks for the part…" if cut is None else "Hugo chooses the part when it builds."
        crop.show_cut(cut if cut is not None else QImage(), words)

    def _on_field_changed(self, key: str, value: object) -> None:
        session = self._window.session
        if session is None:
            return
        try:
            session.set_field(("image", key), value)
        except EditorError as error:
            self._window.show_notice(Notice.of(error))
        self._show_fields()
        self._show_crops()

    def _on_dropped(self, mime: QMimeData) -> None:
        sources = sources_of(mime)
        if sources:
            self.take(sources[0])

    def _on_choose_clicked(self) -> None:
        if self._lacks_folder:
            self._window.actions_["bundle_page"].trigger()
            return
        session = self._window.session
        start = str(session.path.parent) if session is not None and session.path else ""
        patterns = " ".join(f"*{ending}" for ending in sorted(IMAGE_ENDINGS))
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Featured Image", start, f"Pictures ({patterns});;All files (*)"
        )
        if name:
            self.take(Source(Path(name), Path(name).stem))

    def take(self, source: Source) -> None:
        """Make a picture the featured image of the post that is shown."""
        session = self._window.session
        if session is not None and not session.read_only_reason:
            self._taker = session
            self.pictures.take(source, wish_of(self._parts.settings))

    def _on_ready(self, ready: Ready) -> None:
        session, self._taker = self._taker, None
        if session in self._parts.workspace.sessions:
            self._notes = ready.prepared.notes
            self._planning.submit(_Asked(session.post, ready.prepared, session.site))

    def _on_planned(self, changes: ChangeSet) -> None:
        self._trashed = tuple(step.path.name for step in changes.steps if isinstance(step, Trash))
        self.changes.apply(changes)

    def _on_applied(self, _applied: Applied) -> None:
        verb = "are" if len(self._trashed) > 1 else "is"
        former = f" {' and '.join(self._trashed)} {verb} in the trash." if self._trashed else ""
        words = "  ".join((f"The featured image is set.{former}", *self._notes))
        self._window.show_notice(Notice(words, Tone.INFO, offer="undo_files", offer_text="Take It Back"))
        self.feed.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._window.show_notice(Notice.of(error) if isinstance(error, EditorError) else Notice(str(error)))


def _plan(asked: _Asked) -> ChangeSet:
    return plan_featured(asked.post, asked.prepared, asked.site)
