"""A post as a page of its own: HTML, PDF, paper, and the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog, QFileDialog

from editor.app.export import body_html, for_paper, page_html, read_style, with_pictures, write_page
from editor.app.notices import Notice
from editor.app.preferences import OWN_STYLE, STYLE
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.ui.features import Parts
from editor.ui.paper_page import PaperPage
from editor.ui.site_scheme import private_profile

_FOLDER = "export/folder"
_TOLD_MS = 5000


class Export(QObject):
    """Makes the page of the post that is shown and hands it on; `exported(path)` when a file is written."""

    exported = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._settings = parts.settings
        self._theme = parts.theme
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
            self._target = None
            self._load()

    def copy_html(self) -> None:
        """Put the body's HTML on the clipboard as text."""
        session = self._session()
        QGuiApplication.clipboard().setText(body_html(session.post, session.site))
        self._window.status.showMessage("The post was copied as HTML", _TOLD_MS)

    def copy_rich(self) -> None:
        """Put the body on the clipboard as word processors and mail programs take it, pictures included."""
        session = self._session()
        data = QMimeData()
        data.setHtml(with_pictures(body_html(session.post, session.site), session.path, session.site))
        data.setText(session.body_text())
        QGuiApplication.clipboard().setMimeData(data)
        self._window.status.showMessage("The post was copied as rich text", _TOLD_MS)

    def write_html(self, path: Path) -> None:
        """Write the page to a file."""
        write_page(path, self._page())
        self._tell(path)

    def write_pdf(self, path: Path) -> None:
        """Write the page to a file as PDF; done when `exported` tells."""
        self._target = path
        self._load()

    def _page(self) -> str:
        session = self._session()
        style = read_style(str(STYLE.value(self._settings)), str(OWN_STYLE.value(self._settings)))
        return page_html(session.post, session.site, style)

    def _session(self) -> PostSession:
        session = self._window.session
        if session is None:
            raise EditorError("Open a post first.")
        return session

    def _ask(self, title: str, ending: str, kinds: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(self.offered(ending)), kinds)
        if not name:
            return None
        path = Path(name)
        self._settings.set_text(_FOLDER, str(path.parent))
        return path if path.suffix else path.with_suffix(ending)

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

    def _load(self) -> None:
        """Lay the page out in a view of its own: no script runs there, and nothing comes from the network."""
        file = Path(self._folder.path()) / "page.html"
        address = QUrl.fromLocalFile(str(file))
        write_page(file, for_paper(self._page()))
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
