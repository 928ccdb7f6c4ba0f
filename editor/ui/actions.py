"""What a person can do in the window: names, shortcuts, icons, and where they stand in menus and tool bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from editor.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command; it `needs` a "post", one it may "edit", or nothing ("")."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    tip: str = ""
    needs: str = ""
    checkable: bool = False


_SPECS: Final = (
    ActionSpec("new", "&New Post…", "Ctrl+N", "new", "Begin a post in a file of its own"),
    ActionSpec(
        "new_page", "New Page of a &Kind…", "", "", "A post, event, publication, project, profile or page"
    ),
    ActionSpec("open", "&Open…", "Ctrl+O", "open", "Open one or more posts"),
    ActionSpec(
        "open_folder", "Open &Folder…", "Ctrl+Shift+O", "folder", "Open a site, or any folder of posts"
    ),
    ActionSpec("sample", "Open the Sa&mple Site", "", "sparkle", "A small site to try everything on"),
    ActionSpec("close_folder", "Close Fol&der"),
    ActionSpec("save", "&Save", "Ctrl+S", "save", "Save this post", "post"),
    ActionSpec("save_as", "Save &As…", "Ctrl+Shift+S", "", "Save this post under another name", "post"),
    ActionSpec("save_all", "Save A&ll", "Ctrl+Alt+S", "", "Save every post that was changed", "post"),
    ActionSpec("reload", "&Reload from Disk", "F5", "", "Read the file again; can be undone", "post"),
    ActionSpec("compare", "Com&pare with…", "Ctrl+Alt+D", "", "The file, former versions, git", "post"),
    ActionSpec("merge", "&Merge with the File…", "", "", "Bring in what another program wrote", "edit"),
    ActionSpec("autosave", "Save A&fter a Pause", "", "", "Save by itself when you rest", "", True),
    ActionSpec("review", "Revie&w Before Saving", "", "", "Show what a save would change", "", True),
    ActionSpec("close", "&Close Post", "Ctrl+W", "", "Close this tab", "post"),
    ActionSpec("quit", "&Quit", "Ctrl+Q"),
    ActionSpec("undo", "&Undo", "Ctrl+Z", "undo", "Take back the last thing done, in form or text", "edit"),
    ActionSpec("redo", "&Redo", "Ctrl+Shift+Z", "redo", "Do again what was taken back", "edit"),
    ActionSpec("cut", "Cu&t", "Ctrl+X", "", "", "edit"),
    ActionSpec("copy", "&Copy", "Ctrl+C", "", "", "post"),
    ActionSpec("paste", "&Paste", "Ctrl+V", "", "", "edit"),
    ActionSpec("paste_plain", "Paste as Plain Te&xt", "Ctrl+Shift+V", "", "", "edit"),
    ActionSpec("select_all", "Select &All", "Ctrl+A", "", "", "post"),
    ActionSpec("find", "&Find…", "Ctrl+F", "find", "Find in the text", "post"),
    ActionSpec("replace", "R&eplace…", "Ctrl+H", "", "Find and replace in the text", "edit"),
    ActionSpec("find_next", "Find &Next", "F3", "", "", "post"),
    ActionSpec("find_previous", "Find Pre&vious", "Shift+F3", "", "", "post"),
    ActionSpec("bold", "&Bold", "Ctrl+B", "bold", "Bold", "edit"),
    ActionSpec("italic", "&Italic", "Ctrl+I", "italic", "Italic", "edit"),
    ActionSpec("strikethrough", "&Strikethrough", "Ctrl+Shift+X", "", "Strikethrough", "edit"),
    ActionSpec("code", "&Code", "Ctrl+E", "code", "Code within a line", "edit"),
    ActionSpec("link", "&Link", "Ctrl+K", "link", "Link; Tab goes on to its address", "edit"),
    ActionSpec("heading_1", "Heading &1", "Ctrl+1", "", "", "edit"),
    ActionSpec("heading_2", "Heading &2", "Ctrl+2", "heading", "Heading of the second level", "edit"),
    ActionSpec("heading_3", "Heading &3", "Ctrl+3", "", "", "edit"),
    ActionSpec("heading_4", "Heading &4", "Ctrl+4", "", "", "edit"),
    ActionSpec("heading_0", "&Paragraph", "Ctrl+Shift+0", "", "", "edit"),
    ActionSpec("bullet_list", "B&ullet List", "Ctrl+Shift+8", "list", "Bullet list", "edit"),
    ActionSpec("numbered_list", "&Numbered List", "Ctrl+Shift+7", "", "", "edit"),
    ActionSpec("task_list", "&Task List", "Ctrl+Shift+9", "", "", "edit"),
    ActionSpec("quote", "&Quote", "Ctrl+Shift+.", "quote", "Quote", "edit"),
    ActionSpec("code_block", "Code Bl&ock", "Ctrl+Shift+K", "", "", "edit"),
    ActionSpec("toggle_task", "Tic&k Task", "Ctrl+L", "", "", "edit"),
    ActionSpec("image", "I&mage", "Ctrl+Shift+I", "image", "Image", "edit"),
    ActionSpec(
        "insert_picture",
        "Insert &Picture…",
        "Ctrl+Alt+I",
        "",
        "Store pictures with the post and show them here; pasting and dropping do it too",
        "edit",
    ),
    ActionSpec("footnote", "&Footnote", "Ctrl+Alt+F", "footnote", "Footnote", "edit"),
    ActionSpec("table", "Insert &Table", "Ctrl+Shift+T", "table", "Table", "edit"),
    ActionSpec("table_align", "Tid&y Columns", "", "", "", "edit"),
    ActionSpec("table_add_row", "Add &Row", "Ctrl+Return", "", "", "edit"),
    ActionSpec("table_remove_row", "Remove R&ow", "", "", "", "edit"),
    ActionSpec("table_add_column", "Add &Column", "", "", "", "edit"),
    ActionSpec("table_remove_column", "Remove Col&umn", "", "", "", "edit"),
    ActionSpec("table_turn", "&Align Column", "", "", "", "edit"),
    ActionSpec("move_up", "Move Lines &Up", "Alt+Up", "", "", "edit"),
    ActionSpec("move_down", "Move Lines &Down", "Alt+Down", "", "", "edit"),
    ActionSpec("duplicate", "Du&plicate Lines", "Ctrl+Shift+D", "", "", "edit"),
    ActionSpec("delete_lines", "De&lete Lines", "Ctrl+Shift+Backspace", "", "", "edit"),
    ActionSpec("shortcode", "S&hortcode…", "Ctrl+Alt+K", "shortcode", "Shortcode", "edit"),
    ActionSpec(
        "complete", "C&omplete", "Ctrl+Space", "", "Offer pages, pictures, headings and shortcodes", "edit"
    ),
    ActionSpec("outline", "&Outline", "Alt+5", "outline", "Headings of the post", "post"),
    ActionSpec("images", "&Images", "Alt+6", "", "The files of the post and where they are used", "post"),
    ActionSpec(
        "featured_image",
        "Featured Ima&ge",
        "Alt+7",
        "",
        "The picture for lists, and how cards cut it",
        "post",
    ),
    ActionSpec("palette", "Command Pa&lette…", "Ctrl+Shift+P", "", "Every command, post and heading"),
    ActionSpec("focus_mode", "F&ocus on the Paragraph", "Ctrl+Alt+O", "", "", "", True),
    ActionSpec("typewriter", "T&ypewriter Scrolling", "Ctrl+Alt+T", "", "", "", True),
    ActionSpec("distraction_free", "Distraction-&Free", "F11", "", "", "", True),
    ActionSpec("spelling", "Check &Spelling", "F7", "", "", "", True),
    ActionSpec("settings", "Se&ttings…", "Ctrl+,", "", "", ""),
    ActionSpec("export_html", "&Export as HTML…", "", "", "", "post"),
    ActionSpec("export_pdf", "Ex&port as PDF…", "", "", "", "post"),
    ActionSpec("print", "Pr&int…", "", "", "", "post"),
    ActionSpec("copy_html", "Copy as &HTML", "", "", "", "post"),
    ActionSpec("copy_rich", "Copy as Rich Te&xt", "Ctrl+Alt+C", "", "", "post"),
    ActionSpec("zoom_in", "Zoom &In", "Ctrl++", "", "", "post"),
    ActionSpec("zoom_out", "Zoom &Out", "Ctrl+-", "", "", "post"),
    ActionSpec("zoom_reset", "Actual Si&ze", "Ctrl+0", "", "", "post"),
    ActionSpec("draft", "&Draft", "Ctrl+D", "draft", "Hugo leaves drafts out of the site", "edit", True),
    ActionSpec(
        "featured", "&Featured", "Ctrl+Shift+F", "star", "Themes show featured posts first", "edit", True
    ),
    ActionSpec("show_posts", "&Posts", "Alt+1", "sidebar", "Show or hide the list of posts", "", True),
    ActionSpec("show_form", "&Form", "Alt+2", "form", "Show or hide the front matter", "", True),
    ActionSpec("show_text", "&Text", "Alt+3", "text", "Show or hide the Markdown", "", True),
    ActionSpec("show_preview", "Pre&view", "Alt+4", "preview", "Show or hide the page", "", True),
    ActionSpec(
        "remote_pictures",
        "Load &Remote Pictures",
        "",
        "",
        "Let this site's pictures come by HTTPS",
        "post",
        True,
    ),
    ActionSpec(
        "theme_preview",
        "Page in Its T&heme",
        "F6",
        "",
        "The page as your site will show it, made by Hugo from the text as it is",
        "post",
        True,
    ),
    ActionSpec("open_in_browser", "Open Page in the Bro&wser", "Ctrl+Alt+B", "", "", "post"),
    ActionSpec("hugo_messages", "&What Hugo Says", "", "", "Errors and warnings of the theme's preview"),
    ActionSpec("build_site", "&Build the Site…", "", "", "Make the whole site in a folder of your choice"),
    ActionSpec(
        "publish_check",
        "Build to Check for Pu&blishing",
        "Ctrl+F8",
        "",
        "Make the whole site in a private folder: warnings, and what has changed since the last time",
    ),
    ActionSpec(
        "about_site", "A&bout This Site", "", "", "Its configuration, theme, and the Hugo it is built with"
    ),
    ActionSpec("next_tab", "&Next Post", "Ctrl+PgDown", "", "", "post"),
    ActionSpec("previous_tab", "P&revious Post", "Ctrl+PgUp", "", "", "post"),
    ActionSpec("find_post", "Find in the Post &List", "Ctrl+P", "", "Filter the list of posts"),
    ActionSpec(
        "browse",
        "&Browse the Site",
        "Ctrl+Shift+E",
        "",
        "The list of posts as a table over the whole window, or back",
    ),
    ActionSpec(
        "undo_files", "Undo Last Change of &Files", "", "", "Take back what was changed in many posts"
    ),
    ActionSpec(
        "change_field", "Change a &Field of the Selected Posts…", "", "", "Shown before it is written"
    ),
    ActionSpec("find_in_site", "Find in A&ll Posts…", "Ctrl+Shift+G", "", "Search the text of every post"),
    ActionSpec("replace_in_site", "Replace &in All Posts…", "Ctrl+Shift+H", "", "Shown before it is written"),
    ActionSpec(
        "terms", "Tags, Categories and &Authors…", "", "", "Rename and merge what the site's posts share"
    ),
    ActionSpec("check_up", "&Check the Site", "F8", "", "List what a build would stumble over"),
    ActionSpec(
        "move_page",
        "&Rename or Move the Page…",
        "Ctrl+Alt+M",
        "",
        "The page's name and folder, with all that leads to it",
    ),
    ActionSpec("duplicate_page", "D&uplicate the Page", "", "", "A draft of the same text, with its files"),
    ActionSpec(
        "bundle_page", "Turn the Page into a &Bundle…", "", "", "A folder of its own, for its pictures"
    ),
    ActionSpec(
        "unbundle_page", "Turn the Page into a Single F&ile…", "", "", "A page without files needs no folder"
    ),
    ActionSpec(
        "translate_page", "&Translate the Page…", "", "", "Begin the page in another language of the site"
    ),
    ActionSpec("delete_page", "De&lete the Page…", "", "", "Put the page into the trash"),
    ActionSpec("look_system", "As the &System", "", "", "", "", True),
    ActionSpec("look_light", "&Light", "", "", "", "", True),
    ActionSpec("look_dark", "&Dark", "", "", "", "", True),
    ActionSpec("keys", "&Keyboard Shortcuts", "F1"),
    ActionSpec("about", "&About Postwright"),
)
_SECOND_KEYS: Final = {
    "redo": ("Ctrl+Y",),
    "next_tab": ("Ctrl+Tab",),
    "previous_tab": ("Ctrl+Shift+Tab",),
    "zoom_in": ("Ctrl+=",),
}
# What the text pane does by itself, by the names of its commands.
TEXT_COMMANDS: Final = (
    *("bold", "italic", "strikethrough", "code", "link", "heading_1", "heading_2", "heading_3", "heading_4"),
    *("toggle_task", "image", "footnote", "table", "table_align", "table_add_row", "table_remove_row"),
    *("table_add_column", "table_remove_column", "table_turn"),
    *("move_up", "move_down", "duplicate", "delete_lines", "paste_plain"),
    *("heading_0", "bullet_list", "numbered_list", "task_list", "quote", "code_block"),
    *("find", "replace", "find_next", "find_previous", "zoom_in", "zoom_out", "zoom_reset"),
)
LOOKS: Final = ("system", "light", "dark")


class Actions(QObject):
    """Every action by its name; icons follow the theme, and `enable` what is possible."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by_name: dict[str, QAction] = {}
        for spec in _SPECS:
            self._by_name[spec.name] = self._made(spec)
        looks = QActionGroup(self)
        for look in LOOKS:
            looks.addAction(self[f"look_{look}"])
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the menus."""
        return tuple(self._by_name.values())

    def enable(self, *, post: bool, editable: bool) -> None:
        """Say whether there is a post and whether it can be changed."""
        for spec in _SPECS:
            if spec.needs:
                self._by_name[spec.name].setEnabled(editable if spec.needs == "edit" else post)

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.name)
        keys = [QKeySequence(k) for k in (spec.keys, *_SECOND_KEYS.get(spec.name, ())) if k]
        action.setShortcuts(keys)
        action.setCheckable(spec.checkable)
        if spec.tip:
            native = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
            action.setToolTip(f"{spec.tip} ({native})" if native else spec.tip)
            action.setStatusTip("")
        return action

    def _take_icons(self) -> None:
        for spec in _SPECS:
            if spec.icon:
                self._by_name[spec.name].setIcon(self._theme.icon(spec.icon))


# What is said before a command's own words where its menu does not say it.
_GROUPS: Final = {"look_": "Look", "show_": "Show or Hide", "table_": "Table"}


def command_name(action: QAction) -> str:
    """Give a command's name as it stands by itself in a list, without the menu's marks."""
    text = action.text().replace("&", "").rstrip("…")
    name = action.objectName()
    group = next((words for start, words in _GROUPS.items() if name.startswith(start)), "")
    return f"{group}: {text}" if group else text


def first_keys(name: str) -> str:
    """Give the keys that the command named has by itself; empty where it has none."""
    return next((spec.keys for spec in _SPECS if spec.name == name), "")


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> QMenu:
    """Make the menus and give back the one for recent files, which its owner fills."""
    recent = QMenu("Open &Recent", bar)
    _fill(bar.addMenu("&File"), actions, "new new_page open open_folder")
    file_menu = bar.actions()[-1].menu()
    assert isinstance(file_menu, QMenu)
    file_menu.addMenu(recent)
    _fill(
        file_menu,
        actions,
        "| save save_as save_all reload | compare merge | autosave review | export_html export_pdf print |"
        " close close_folder | quit",
    )
    _fill(
        bar.addMenu("&Edit"),
        actions,
        "undo redo | cut copy paste paste_plain copy_html copy_rich select_all"
        " | move_up move_down duplicate delete_lines"
        " | find find_next find_previous replace | find_in_site replace_in_site find_post"
        " | undo_files | spelling | settings",
    )
    post = bar.addMenu("&Post")
    _fill(
        post,
        actions,
        "draft featured | move_page duplicate_page translate_page bundle_page unbundle_page delete_page |"
        " change_field",
    )
    _fill(
        bar.addMenu("F&ormat"),
        actions,
        "bold italic strikethrough code link image insert_picture footnote shortcode complete"
        " | heading_1 heading_2 heading_3 heading_4 heading_0"
        " | bullet_list numbered_list task_list toggle_task quote code_block |",
    )
    table = bar.actions()[-1].menu()
    assert isinstance(table, QMenu)
    _fill(
        table.addMenu("Ta&ble"),
        actions,
        "table | table_add_row table_remove_row | table_add_column table_remove_column | table_turn table_align",
    )
    _fill(
        bar.addMenu("&Site"),
        actions,
        "theme_preview open_in_browser hugo_messages | check_up terms | build_site publish_check | about_site",
    )
    view = bar.addMenu("&View")
    _fill(
        view,
        actions,
        "browse | show_posts show_form show_text show_preview outline images featured_image"
        " | focus_mode typewriter distraction_free | zoom_in zoom_out zoom_reset | remote_pictures"
        " | next_tab previous_tab |",
    )
    _fill(view.addMenu("&Look"), actions, "look_system look_light look_dark")
    _fill(bar.addMenu("&Help"), actions, "palette keys | sample | about")
    return recent


def fill_tool_bar(bar: QToolBar, actions: Actions) -> None:
    """Put the commands used most in the tool bar."""
    _fill(bar, actions, "new open open_folder save | undo redo | bold italic code link heading_2 bullet_list")
    _fill(bar, actions, "quote | image table footnote shortcode | find")


def _fill(target: QMenu | QToolBar, actions: Actions, names: str) -> None:
    for name in names.split():
        if name == "|":
            target.addSeparator()
        else:
            target.addAction(actions[name])
