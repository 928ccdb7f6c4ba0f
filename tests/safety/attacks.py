"""What a hostile post may hold: `tests/data/attacks`, and spellings of files that it must not get at."""

from pathlib import Path

RUN = "document.title='HACKED'"
_DATA = Path(__file__).parents[1] / "data" / "attacks"

# Ways out of a site's folders in an image's address; `{0}` is an absolute path without its first slash.
OUT = (
    "../secret.png",
    "../../secret.png",
    "../../../secret.png",
    "../../../../secret.png",
    "/../secret.png",
    "/../../secret.png",
    "/%2e%2e/secret.png",
    "/%2e%2e/%2e%2e/secret.png",
    "/..%2fsecret.png",
    "/..%2f..%2fsecret.png",
    "/%2e%2e%2f%2e%2e%2fsecret.png",
    "/..%5csecret.png",
    "/..%5c..%5csecret.png",
    "/%252e%252e/%252e%252e/secret.png",
    "/..%c0%af..%c0%afsecret.png",
    "/%c0%ae%c0%ae/secret.png",
    "/%e0%80%ae%e0%80%ae/secret.png",
    "/..;/secret.png",
    "/.%00./secret.png",
    "/secret.png%00.png",
    "/post/..%2f..%2f..%2fsecret.png",
    "/\uff0e\uff0e/secret.png",
    "/linked/secret.png",
    "/link.png",
    "/post/link.png",
    "/hidden/.secret.png",
    "//{0}",
    "/{0}",
    "file:///{0}",
    "file://localhost/{0}",
    "postwright://site/../{0}",
    "postwright://site//{0}",
    "postwright://other/{0}",
    "postwright:/{0}",
    "postwright:{0}",
    "filesystem:file:///{0}",
    "view-source:file:///{0}",
    "qrc:///{0}",
)


def attacks(name, address):
    """Give the attacks in a file of the data, told to call on `address`, a server's `http://127.0.0.1:1234`."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return (
        text.replace("RUN", RUN).replace("ADDRESS", address).replace("HOST", address.removeprefix("http://"))
    )
