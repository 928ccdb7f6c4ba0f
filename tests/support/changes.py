"""A folder of files, and a change set of every kind of step for it."""

from editor.core.changes import ChangeSet, Copy, Create, Move, Trash, edit_of
from editor.core.text_edit import TextEdit
from editor.core.text_file import decode, read_text_file

FILES = {
    "a.md": b"one\n",
    "b.md": b"two",
    "post/old/index.md": b"\xff\r\ntext\r\n",
    "post/old/cat.jpg": bytes(range(256)),
    "post/away.md": b"away",
}


def sample_site(root):
    """Write the files."""
    for name, data in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    # A post that is not UTF-8 is not edited, so the one that moves is made good.
    (root / "post/old/index.md").write_bytes("\ufeff\r\ntext\r\n".encode())
    return root


def sample_changes(root):
    """Edit three files, move a folder with one of them, make, copy and delete."""
    first = edit_of(read_text_file(root / "a.md"), [TextEdit(0, 3, "ONE é 🙂"), TextEdit(4, 4, "more")])
    second = edit_of(read_text_file(root / "post/old/index.md"), [TextEdit(0, 1, decode(b"X\xff"))])
    steps = (
        *first,
        *second,
        Copy(root / "post/old/cat.jpg", root / "made/copy.jpg"),
        Move(root / "post/old", root / "post/new/deep"),
        Create(root / "made/here.md", b"hello"),
        Trash(root / "post/away.md"),
    )
    return ChangeSet("Everything at once", steps)


def snapshot(root):
    """Give all files and folders below a folder, with what they hold; half-written files of killed saves apart."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
        if path.suffix != ".postwright"
    }
