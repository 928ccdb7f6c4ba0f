"""A post as a page of its own: HTML, PDF, paper, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog

from editor.app.export import body_html, for_paper, page_html, read_style, with_pictures, write_page
from editor.app.jobs import EachJob
from editor.app.notices import Notice
from editor.app.preferences import OWN_STYLE, STYLE
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.post import Post
from editor.core.site import Site
from editor.ui import dialogs
from editor.ui.features import Parts
from editor.ui.paper_page import PaperPage
from editor.ui.site_scheme import private_profile

_FOLDER = "export/folder"
_TOLD_MS = 5000


@dataclass(frozen=True, slots=True)
class _Task:
    """What is made off the UI thread, and who takes it there."""

    work: Callable[[], str]
    then: Callable[[str], None]


class Export(QObject):
    """Makes the page of the post that is shown and hands it on; `exported(path)` when a file is written."""

    exported = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._settings = parts.settings
        self._making = EachJob[_Task, tuple[_Task, str]](_made, parts.pool, self)
        self._making.finished.connect(self._on_made)
        self._making.failed.connect(self._on_failed)
        self._folder = QTemporaryDir()
        self._view: QWebEngineView | None = None
        self._target: Path | None = None
        self._printer: QPrinter | None = None

    def export_html(self) -> None:
        """Ask for a file and write the page there, everything in it."""
        path = self._ask("Export as HTML", ".html", "Web pages (*.html)")
        if path is not None:
            self.write_html(path)

    def export_pdf(self) -> None:
        """Ask for a file and write the page there as PDF."""
        path = self._ask("Export as PDF", ".pdf", "PDF (*.pdf)")
        if path is not None:
            self.write_pdf(path)

    def print(self) -> None:
        """Ask for a printer and print the page."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._lay_out(None)

    def copy_html(self) -> None:
        """Put the body's HTML on the clipboard as text."""
        session = self._session()
        self._make(partial(body_html, session.post, session.site), self._on_html_made)

    def copy_rich(self) -> None:
        """Put the body on the clipboard as word processors and mail programs take it, pictures included."""
        session = self._session()
        then = partial(self._on_rich_made, session.body_text())
        self._make(partial(_rich_html, session.post, session.site), then)

    def write_html(self, path: Path) -> None:
        """Write the page to a file; done when `exported` tells."""
        page = self._page()
        self._make(lambda: _written(path, page()), lambda _: self._tell(path))

    def write_pdf(self, path: Path) -> None:
        """Write the page to a file as PDF; done when `exported` tells."""
        self._lay_out(path)

    def _make(self, work: Callable[[], str], then: Callable[[str], None]) -> None:
        self._making.submit(_Task(work, then))

    def _on_made(self, made: tuple[_Task, str]) -> None:
        task, text = made
        task.then(text)

    def _on_failed(self, error: Exception) -> None:
        known = error if isinstance(error, EditorError) else None
        told = known or EditorError("The page could not be made.", detail=str(error))
        self._window.show_notice(Notice.of(told))

    def _on_html_made(self, html: str) -> None:
        QGuiApplication.clipboard().setText(html)
        self._window.status.showMessage("The post was copied as HTML", _TOLD_MS)

    def _on_rich_made(self, plain: str, html: str) -> None:
        data = QMimeData()
        data.setHtml(html)
        data.setText(plain)
        QGuiApplication.clipboard().setMimeData(data)
        self._window.status.showMessage("The post was copied as rich text", _TOLD_MS)

    def _page(self) -> Callable[[], str]:
        """Give what makes the page of the post as it is now."""
        session = self._session()
        style, own = str(STYLE.value(self._settings)), str(OWN_STYLE.value(self._settings))
        return partial(_page_html, session.post, session.site, style, own)

    def _session(self) -> PostSession:
        session = self._window.session
        if session is None:
            raise EditorError("Open a post first.")
        return session

    def _ask(self, title: str, ending: str, kinds: str) -> Path | None:
        path = dialogs.choose_target(self._window, title, self.offered(ending), kinds, ending)
        if path is not None:
            self._settings.set_text(_FOLDER, str(path.parent))
        return path

    def offered(self, ending: str) -> Path:
        """Give the name offered for an exported file: where the last one went, or among a person's documents.

        Not beside the post: Hugo would take a page there for one more page of the site.
        """
        path = self._session().path
        name = "post" if path is None else path.stem
        if path is not None and name in ("index", "_index"):
            # A bundle's page is called by its folder.
            name = path.parent.name
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = self._settings.text(_FOLDER)
        folder = Path(last) if last else Path(documents or Path.home())
        return folder / f"{name}{ending}"

    def _lay_out(self, target: Path | None) -> None:
        """Make the page and bring it on paper: into the file `target`, or to the printer."""
        file, page = Path(self._folder.path()) / "page.html", self._page()
        self._make(lambda: _written(file, for_paper(page())), partial(self._load, target))

    def _load(self, target: Path | None, file: str) -> None:
        """Load the page into a view of its own: no script runs there, and nothing comes from the network."""
        self._target = target
        address = QUrl.fromLocalFile(file)
        if self._view is None:
            profile = private_profile(self)
            view = QWebEngineView(self._window)
            view.hide()
            view.setPage(PaperPage(address, profile, view))
            # Children go in the order they came: the view's page must go before its profile.
            profile.setParent(view)
            view.loadFinished.connect(self._on_loaded)
            view.pdfPrintingFinished.connect(self._on_pdf_finished)
            view.printFinished.connect(self._on_printed)
            self._view = view
        self._view.load(address)

    def _on_loaded(self, ok: bool) -> None:
        view = self._view
        if not ok or view is None:
            self._window.show_notice(Notice.of(EditorError("The page could not be laid out.")))
        elif self._target is not None:
            view.printToPdf(str(self._target))
        elif self._printer is not None:
            view.print(self._printer)

    def _on_pdf_finished(self, path: str, ok: bool) -> None:
        if ok:
            self._tell(Path(path))
        else:
            self._window.show_notice(Notice.of(EditorError("The PDF could not be written.", path=Path(path))))

    def _on_printed(self, ok: bool) -> None:
        self._printer = None
        if not ok:
            self._window.show_notice(Notice.of(EditorError("The page could not be printed.")))

    def _tell(self, path: Path) -> None:
        self._window.status.showMessage(f"Exported to {path}", _TOLD_MS)
        self.exported.emit(path)


def _made(task: _Task) -> tuple[_Task, str]:
    return task, task.work()


def _page_html(post: Post, site: Site | None, style: str, own: str) -> str:
    return page_html(post, site, read_style(style, own))


def _rich_html(post: Post, site: Site | None) -> str:
    return with_pictures(body_html(post, site), post.path, site)


def _written(path: Path, page: str) -> str:
    write_page(path, page)
    return str(path)
