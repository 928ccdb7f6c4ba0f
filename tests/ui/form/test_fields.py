"""Fields edited by keys and clicks change their own value in the file, and nothing else."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.core.post import read_post
from editor.ui.form.date import DateEditor
from editor.ui.form.offers import OfferButton
from tests.support.form_bench import POST

Key, Mod = Qt.Key, Qt.KeyboardModifier


def changed(before, after):
    """The lines that differ, as (old, new)."""
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_opening_a_post_changes_nothing(bench):
    assert bench().text == POST


def test_a_title_is_typed_and_written_on_enter(bench):
    form = bench()
    form.go("title")
    form.select_all()
    form.type('Tides: "high" and low')
    assert form.text == POST
    form.press(Key.Key_Return)
    assert changed(POST, form.text) == [
        ('title: "Tides of the inner sea"', r'title: "Tides: \"high\" and low"'),
    ]
    form.undo()
    assert form.text == POST
    assert form.part("title").editor.line.text() == "Tides of the inner sea"


def test_what_was_written_can_be_typed_back(bench):
    form = bench()
    form.go("title")
    form.press(Key.Key_End)
    form.type("!")
    form.press(Key.Key_Return)
    assert form.text != POST
    form.press(Key.Key_Backspace)
    form.press(Key.Key_Return)
    assert form.text == POST


def test_typing_is_written_after_a_pause(qtbot, bench):
    form = bench()
    form.go("subtitle")
    with qtbot.waitSignal(form.session.post_changed):
        form.type("Ebb")
    assert 'subtitle: "Ebb"' in form.text
    assert QApplication.focusWidget() is form.part("subtitle").editor.line


def test_leaving_a_field_writes_it(bench):
    form = bench()
    form.go("subtitle")
    form.type("Ebb")
    form.press(Key.Key_Tab)
    assert 'subtitle: "Ebb"' in form.text


def test_flush_loses_nothing(bench):
    form = bench()
    form.go("title")
    form.press(Key.Key_End)
    form.type("!")
    form.pane.flush()
    assert 'title: "Tides of the inner sea!"' in form.text


def test_showing_another_post_writes_what_was_typed(bench):
    form = bench()
    form.go("title")
    form.press(Key.Key_End)
    form.type("!")
    form.pane.show_session(None)
    assert 'title: "Tides of the inner sea!"' in form.text


def test_escape_takes_back_what_is_not_written(bench):
    form = bench()
    form.go("title")
    form.type("xyz")
    form.press(Key.Key_Escape)
    form.pane.flush()
    assert form.text == POST


def test_draft_is_switched_in_the_spelling_of_the_file(bench):
    form = bench()
    switch = form.fields.header.draft.switch
    assert switch.isChecked()
    form.click(switch)
    assert changed(POST, form.text) == [
        ("Draft: true  # until the figures are in", "Draft: false  # until the figures are in")
    ]
    switch.setFocus()
    form.press(Key.Key_Space)
    assert form.text == POST


def test_featured_is_added_and_taken_away_by_undo(bench):
    form = bench()
    form.pane.toggle_featured()
    assert read_post(form.text).front.values["featured"] is True
    assert len(form.text.split("\n")) == len(POST.split("\n")) + 1
    form.fields.header.featured.switch.setFocus()
    form.undo()
    assert form.text == POST
    assert not form.fields.header.featured.switch.isChecked()


def test_a_switch_in_a_group(bench):
    form = bench()
    form.go("image", "preview_only")
    form.press(Key.Key_Space)
    assert changed(POST, form.text) == [("  preview_only: false", "  preview_only: true")]


def test_a_number_takes_numbers_only(bench):
    form = bench()
    row = form.go("weight")
    form.select_all()
    form.type("1x")
    form.press(Key.Key_Return)
    assert form.text == POST
    assert row.editor.problem == "This is not a number."
    assert row.editor.line.text() == "1x"
    form.press(Key.Key_Backspace)
    form.press(Key.Key_Up)
    form.press(Key.Key_Return)
    assert changed(POST, form.text) == [("weight: 12", "weight: 2")]
    assert not row.editor.problem


def test_a_long_text_keeps_its_style(bench):
    form = bench()
    form.go("abstract")
    form.press(Key.Key_End, Mod.ControlModifier)
    form.type(" And again.")
    form.press(Key.Key_Return, Mod.ControlModifier)
    assert changed(POST, form.text) == [("  It falls again.", "  It falls again. And again.")]


def test_a_choice_is_made_by_keys(bench):
    form = bench()
    form.go("image", "focal_point")
    form.press(Key.Key_End)
    form.press(Key.Key_Tab)
    assert 'focal_point: "BottomRight"' in form.text


def test_the_wheel_does_not_change_a_choice_without_focus(bench):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    form = bench()
    form.go("title")
    box = form.part("image", "focal_point").editor.box
    wheel = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Mod.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert form.text == POST


class TestChips:
    def test_enter_and_comma_add(self, bench):
        form = bench()
        form.go("tags")
        form.type("sand,wind")
        form.press(Key.Key_Return)
        assert changed(POST, form.text) == [("tags: [water, moon]", "tags: [water, moon, sand, wind]")]

    def test_backspace_removes_the_last(self, bench):
        form = bench()
        form.go("tags")
        form.press(Key.Key_Backspace)
        assert changed(POST, form.text) == [("tags: [water, moon]", "tags: [water]")]
        form.undo()
        assert form.text == POST
        assert form.part("tags").editor.box.items == ["water", "moon"]

    def test_alt_and_arrows_move(self, bench):
        form = bench()
        form.go("tags")
        form.press(Key.Key_Left)
        form.press(Key.Key_Left, Mod.AltModifier)
        assert changed(POST, form.text) == [("tags: [water, moon]", "tags: [moon, water]")]

    def test_a_pasted_list_becomes_chips(self, bench):
        form = bench()
        form.go("categories")
        QGuiApplication.clipboard().setText('a, "b, c"\nd')
        form.press(Key.Key_V, Mod.ControlModifier)
        assert read_post(form.text).front.values["categories"] == ["a", "b, c", "d"]

    def test_the_cross_removes(self, bench):
        form = bench()
        row = form.go("tags")
        box = row.editor.box
        place = box.cross_of(0).toPoint()
        form.click(box, place)
        assert "tags: [moon]" in form.text

    def test_no_word_twice(self, bench):
        form = bench()
        form.go("tags")
        form.type("moon")
        form.press(Key.Key_Return)
        assert form.text == POST

    def test_words_of_the_site_complete_what_is_typed(self, qtbot, bench):
        form = bench()
        form.pane.offer_words({"tags": ["Moonrise", "shore"]})
        row = form.go("tags")
        form.type("rise")
        popup = row.editor.box.line.completer().popup()
        qtbot.waitUntil(popup.isVisible)
        qtbot.keyClick(popup, Key.Key_Down)
        qtbot.keyClick(popup, Key.Key_Return)
        qtbot.waitUntil(lambda: "tags: [water, moon, Moonrise]" in form.text)
        assert row.editor.box.line.text() == ""

    def test_what_is_typed_is_not_lost_on_saving(self, bench):
        form = bench()
        form.go("tags")
        form.type("sand")
        form.pane.flush()
        assert "tags: [water, moon, sand]" in form.text

    def test_a_lone_word_stays_one(self, bench):
        text = "---\ntags: water\n---\n"
        form = bench(text)
        form.go("tags")
        form.press(Key.Key_Tab)
        assert form.text == text


class TestDates:
    def test_the_offset_is_kept_and_told(self, bench):
        form = bench()
        row = form.go("date")
        assert "07:08" in row.editor.words.text()
        assert "UTC+02:00" in row.editor.words.text()
        form.press(Key.Key_Home)
        for _ in range(4):
            form.press(Key.Key_Delete)
        form.type("2025")
        form.press(Key.Key_Return)
        assert changed(POST, form.text) == [
            ("date: 2024-05-06T07:08:09+02:00", "date: 2025-05-06T07:08:09+02:00")
        ]

    @pytest.mark.parametrize("wrong", ["2024-05-06T07:08", "2024/05/06", "2024-5-6", "May 6, 2024", "2024"])
    def test_what_hugo_cannot_read_is_marked_and_not_written(self, bench, wrong):
        form = bench()
        row = form.go("date")
        form.select_all()
        form.type(wrong)
        form.press(Key.Key_Return)
        assert row.editor.problem
        assert row.editor.line.property("invalid")
        assert form.text == POST

    def test_one_in_the_file_is_marked_with_the_reason(self, bench):
        form = bench("---\ndate: 2024/05/06\n---\n")
        assert "hyphens" in form.part("date").editor.problem

    def test_a_day_is_picked_from_the_calendar(self, qtbot, bench):
        from editor.ui.form.date_popup import DatePopup

        form = bench()
        row = form.go("date")
        form.press(Key.Key_Down, Mod.AltModifier)
        popup = row.editor.findChild(DatePopup)
        assert popup.isVisible()
        form.press(Key.Key_Right)
        form.press(Key.Key_Return)
        qtbot.waitUntil(lambda: "2024-05-07" in form.text)
        assert changed(POST, form.text) == [
            ("date: 2024-05-06T07:08:09+02:00", "date: 2024-05-07T07:08:09+02:00")
        ]

    def test_a_date_without_time_stays_one(self, qtbot, bench):
        from editor.ui.form.date_popup import DatePopup

        form = bench('---\ndate: "2024-05-06"\n---\n')
        row = form.go("date")
        form.press(Key.Key_Down, Mod.AltModifier)
        form.press(Key.Key_Right)
        form.press(Key.Key_Return)
        qtbot.waitUntil(lambda: row.editor.findChild(DatePopup) is None or "07" in form.text)
        assert form.text == '---\ndate: "2024-05-07"\n---\n'

    def test_escape_leaves_the_calendar_without_a_change(self, bench):
        form = bench()
        form.go("date")
        form.press(Key.Key_Down, Mod.AltModifier)
        form.press(Key.Key_Right)
        form.press(Key.Key_Escape)
        assert form.text == POST

    def test_a_new_date_has_a_time_as_the_others_have(self, qtbot, bench):
        form = bench()
        part = form.fields.list.part_at(("date",))
        assert part.editor.line.text().count(":") == 3
        form.click(form.fields.more.heading)
        form.type("publish until")
        offers = form.fields.more.findChildren(OfferButton)
        form.click(next(b for b in offers if b.accessibleName() == "Add Publish until"))
        form.press(Key.Key_Down, Mod.AltModifier)
        form.press(Key.Key_Return)
        qtbot.waitUntil(lambda: "expiryDate: " in form.text)
        value = read_post(form.text).front.values["expiryDate"]
        assert datetime.fromisoformat(value).utcoffset() is not None

    def test_a_typed_date_stays_one(self, qtbot):
        """As TOML has them."""
        editor = DateEditor()
        editor.show_value(datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
        assert editor.line.text() == "2024-05-06T07:08:09Z"
        editor.line.home(False)
        for _ in range(4):
            qtbot.keyClick(editor.line, Key.Key_Delete)
        qtbot.keyClicks(editor.line, "2025")
        with qtbot.waitSignal(editor.committed) as written:
            qtbot.keyClick(editor.line, Key.Key_Return)
        assert written.args == [datetime(2025, 5, 6, 7, 8, 9, tzinfo=UTC)]
        editor.deleteLater()


class TestRows:
    def test_a_cell_is_edited(self, bench):
        form = bench()
        card = form.part("links").cards[0]
        form.click(card.heading)
        card.fields.part_at(("links", 0, "name")).focus_editor()
        form.select_all()
        form.type("Figures")
        form.press(Key.Key_Return)
        assert changed(POST, form.text) == [("  - name: Data", "  - name: Figures")]

    def test_a_row_is_added_moved_and_removed(self, bench):
        form = bench()
        rows = form.part("links")
        form.click(rows.add)
        assert len(read_post(form.text).front.values["links"]) == 3
        form.type("Talk")
        form.pane.flush()
        form.click(rows.cards[2].up)
        assert [row["name"] for row in read_post(form.text).front.values["links"]] == ["Data", "Talk", "Code"]
        form.click(rows.cards[1].remove)
        links = read_post(form.text).front.values["links"]
        assert [row["name"] for row in links] == ["Data", "Code"]
        assert "# large" in form.text


class TestClearAndRemove:
    def test_clear_keeps_the_key(self, bench):
        form = bench()
        assert form.command(form.go("title"), "Clear")
        assert changed(POST, form.text) == [('title: "Tides of the inner sea"', 'title: ""')]

    def test_remove_takes_the_key_out(self, bench):
        form = bench()
        assert form.command(form.go("weight"), "Remove from file")
        assert form.text == POST.replace("weight: 12\n", "")
        assert form.part("weight") is None

    def test_undo_brings_the_field_back(self, bench):
        form = bench()
        form.command(form.go("weight"), "Remove from file")
        form.go("title")
        form.undo()
        assert form.text == POST
        assert form.part("weight").editor.line.text() == "12"

    def test_a_list_is_cleared(self, bench):
        form = bench()
        assert form.command(form.go("tags"), "Clear")
        assert changed(POST, form.text) == [("tags: [water, moon]", "tags: []")]

    def test_what_is_empty_cannot_be_cleared(self, bench):
        form = bench()
        assert not form.command(form.go("subtitle"), "Clear")


class TestOffers:
    def test_a_known_field_is_found_and_filled_in(self, bench):
        form = bench()
        more = form.fields.more
        form.click(more.heading)
        form.type("slug")
        button = next(b for b in more.findChildren(OfferButton) if b.accessibleName() == "Add Slug")
        form.click(button)
        assert form.text == POST
        form.type("tides")
        form.press(Key.Key_Return)
        assert read_post(form.text).front.values["slug"] == "tides"

    def test_a_field_of_ones_own(self, bench):
        form = bench()
        form.click(form.fields.add_button)
        form.type("TITLE")
        form.press(Key.Key_Return)
        assert "already" in form.fields.add_field.remark.text()
        form.select_all()
        form.type("mood")
        form.press(Key.Key_Return)
        assert read_post(form.text).front.values["mood"] == ""
        form.type("calm")
        form.press(Key.Key_Return)
        assert read_post(form.text).front.values["mood"] == "calm"

    def test_a_missing_field_of_a_group(self, bench):
        form = bench()
        part = form.fields.list.part_at(("image",)).reveal(("image", "placement"))
        part.focus_editor()
        form.press(Key.Key_Down)
        form.press(Key.Key_Tab)
        assert read_post(form.text).front.values["image"]["placement"] == 1
        assert form.part("image", "caption") is not None


class TestLocked:
    def test_an_alias_is_for_reading_only_and_leads_to_the_source(self, bench):
        form = bench()
        row = form.go("copy")
        assert row.locked
        form.type("x")
        form.press(Key.Key_Return)
        assert form.text == POST
        row.go_to_source()
        assert form.pane.tabs.currentWidget() is form.pane.source
        assert form.pane.source.view.textCursor().block().text() == "copy: *note"

    def test_raw_yaml(self, bench):
        form = bench()
        row = form.go("grid")
        assert row.editor.box.text() == "[[1, 2], [3, 4]]"
        form.select_all()
        form.type("[[1, 2], [3, 5")
        form.press(Key.Key_Return, Mod.ControlModifier)
        assert row.editor.problem
        assert form.text == POST
        form.type("]]")
        form.press(Key.Key_Return, Mod.ControlModifier)
        assert read_post(form.text).front.values["grid"] == [[1, 2], [3, 5]]


def test_tab_goes_from_field_to_field(bench):
    form = bench()
    form.go("title")
    order = []
    for _ in range(5):
        form.press(Key.Key_Tab)
        order.append(QApplication.focusWidget().accessibleName())
    assert order == ["Subtitle", "Abstract", "Tags", "Categories", "Date"] or len(set(order)) == 5


def test_every_editor_has_a_name(bench):
    form = bench()
    for part in form.fields.list.parts:
        for stop in part.tab_stops():
            assert stop.accessibleName() or stop.text(), part.entry.path


def test_the_help_of_the_focused_field_is_shown(bench):
    form = bench()
    form.go("title")
    assert form.fields.help.text()
    form.go("shared")
    assert form.fields.help.text() == form.part("shared").help
