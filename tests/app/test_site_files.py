import pytest

from editor.app.site_files import SiteFiles

OUTSIDE = (
    "/../secret.png",
    "/%2e%2e/secret.png",
    "/..%2fsecret.png",
    "/a/..%5c..%5csecret.png",
    "/%252e%252e/secret.png",
    "//secret.png",
    "/link.png",
    "/linked/secret.png",
    "/.hidden/cat.png",
    "/page.html",
    "/script.js",
    "/cat.png%00.png",
    "/etc/passwd",
    "/",
)


@pytest.fixture
def files(tmp_path):
    root = tmp_path / "site"
    (root / "a").mkdir(parents=True)
    (root / ".hidden").mkdir()
    secret = tmp_path / "secret.png"
    for place in (secret, root / "a" / "cät 1.png", root / ".hidden" / "cat.png", root / "page.html"):
        place.write_bytes(b"x")
    (root / "script.js").write_bytes(b"x")
    (root / "link.png").symlink_to(secret)
    (root / "linked").symlink_to(tmp_path)
    (root / "inner.png").symlink_to(root / "a" / "cät 1.png")
    return SiteFiles((root,))


@pytest.mark.parametrize("address", OUTSIDE)
def test_nothing_but_pictures_of_the_folders_is_found(files, address):
    assert files.find(address) is None


def test_a_picture_is_found_by_its_address_and_through_links_that_stay_inside(files):
    picture = files.roots[0] / "a" / "cät 1.png"
    served = files.find("/a/c%C3%A4t%201.png")
    assert served is not None
    assert (served.path, served.mime_type) == (picture.resolve(), "image/png")
    assert files.find("/inner.png") is not None
    assert files.address_of(picture) == "/a/c%C3%A4t%201.png"
