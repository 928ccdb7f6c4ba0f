"""Names of pictures: what they show, free, and the same file on every system."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.images.naming import check_picture_name, free_picture_name, picture_stem, says_nothing


@pytest.mark.parametrize(
    "own",
    [
        *(
            "IMG_2041",
            "DSC01234",
            "PXL_20240506_070809",
            "image",
            "image-1",
            "Screenshot 2024-05-06 at 07.08.09",
        ),
        *(
            "Untitled",
            "20240506_070809",
            "P1010023",
            "download (3)",
            "WhatsApp Image 2024-05-06 at 07.08.09",
            "",
        ),
    ],
)
def test_names_of_cameras_and_programs_say_nothing(own):
    assert says_nothing(own)
    assert picture_stem(own, "", "my-post") == "my-post"
    assert picture_stem(own, "A cat on a mat!", "my-post") == "a-cat-on-a-mat"


@pytest.mark.parametrize(
    "own", ["cat", "pat", "harbour at dawn", "Ångström", "図1のまとめ", "imagery", "scanner-tests"]
)
def test_names_that_people_gave_stay(own):
    assert not says_nothing(own)
    assert picture_stem(own, "Another thing", "post") != "another-thing"


def test_a_picture_in_the_text_is_not_named_like_the_page_s_own():
    assert "featur" not in picture_stem("featured", "", "post")
    assert picture_stem("featured-harbour", "", "post") == "harbour"


def test_long_names_end_between_words():
    stem = picture_stem("", "word " * 60, "post")
    assert len(stem) <= 60
    assert stem.endswith("word")


@given(st.text(), st.text(), st.text())
def test_a_name_is_always_found_and_always_safe(own, alt, slug):
    stem = picture_stem(own, alt, slug)
    assert stem
    assert not set(stem) & set('/\\:*?"<>|. \0')


@given(st.lists(st.sampled_from(["cat.jpg", "CAT-2.JPG", "cat-3.jpg", "other.png"])))
def test_a_free_name_is_free(taken):
    name = free_picture_name(taken, "cat", ".jpg")
    assert name.casefold() not in {each.casefold() for each in taken}


def test_twins_by_coding_and_case_are_refused(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "café.jpg")).touch()
    for name in ("café.jpg", "CAFÉ.jpg", unicodedata.normalize("NFD", "Café.JPG")):
        with pytest.raises(EditorError, match="already"):
            check_picture_name(name, tmp_path)
    assert free_picture_name([unicodedata.normalize("NFD", "café.jpg")], "café", ".jpg") == "café-2.jpg"
    own = next(tmp_path.iterdir())
    assert check_picture_name("café.jpg", tmp_path, own=own) == "café.jpg"


@pytest.mark.parametrize("name", ["", "cat", ".jpg", "a/b.jpg", "..\\x.png", "con.png", "_x.png", "a?.png"])
def test_names_that_make_trouble_are_refused(name, tmp_path):
    with pytest.raises(EditorError):
        check_picture_name(name, tmp_path)
