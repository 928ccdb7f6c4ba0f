"""What git says of a folder's files, without anything of the folder being run."""

import shutil
import subprocess

import pytest

from editor.core.site.git_state import GitMark, read_git_state
from editor.core.versions import committed_text

NAMES = ("post.md", "with space.md", "naïve 日本.md", 'quo"te.md', "line\nend.md", "b\udce9d.md")


def git(folder, *arguments):
    command = ("git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments)
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "repository"
    (root / "site" / "content").mkdir(parents=True)
    git(root, "init", "-q")
    for name in NAMES:
        (root / "site" / "content" / name).write_text("one\n")
    (root / "elsewhere.md").write_text("one\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


def marks(state, folder):
    return {path.relative_to(folder).as_posix(): mark for path, mark in state.marks.items()}


def test_a_folder_without_a_repository_is_none(tmp_path):
    assert read_git_state(tmp_path) is None
    (tmp_path / ".git").mkdir()
    assert read_git_state(tmp_path) is None


def test_no_git_is_none(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert read_git_state(repository) is None


def test_every_kind_of_change_has_its_mark(repository):
    site = repository / "site"
    content = site / "content"
    assert marks(read_git_state(site), site) == {}
    for name in NAMES[:4]:
        (content / name).write_text("two\n")
    git(repository, "add", content / NAMES[1])
    (content / NAMES[4]).unlink()
    (content / "new.md").write_text("new\n")
    (content / "added.md").write_text("new\n")
    git(repository, "add", content / "added.md")
    (content / "bundle").mkdir()
    (content / "bundle" / "index.md").write_text("new\n")
    (repository / "elsewhere.md").write_text("two\n")
    state = read_git_state(site)
    assert marks(state, site) == {
        "content/post.md": GitMark.MODIFIED,
        "content/with space.md": GitMark.STAGED,
        "content/naïve 日本.md": GitMark.MODIFIED,
        'content/quo"te.md': GitMark.MODIFIED,
        "content/line\nend.md": GitMark.MODIFIED,
        "content/new.md": GitMark.UNTRACKED,
        "content/added.md": GitMark.STAGED,
    }
    bundle = content / "bundle" / "index.md"
    assert state.mark_of(bundle) is GitMark.UNTRACKED
    assert state.mark_of(content / NAMES[5]) is None
    assert state.marks_of([bundle, content / NAMES[5], content / "post.md"]) == {
        bundle: GitMark.UNTRACKED,
        content / "post.md": GitMark.MODIFIED,
    }
    assert state.git_folder == repository / ".git"
    assert "elsewhere.md" in marks(read_git_state(repository), repository)


def test_both_sides_of_a_merge_are_a_conflict(repository):
    post = repository / "site" / "content" / "post.md"
    git(repository, "checkout", "-qb", "other")
    post.write_text("theirs\n")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "-")
    post.write_text("ours\n")
    git(repository, "commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "-q", "other")
    assert read_git_state(repository).mark_of(post) is GitMark.CONFLICT


def test_a_link_to_the_folder_keeps_its_name(repository, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(repository / "site")
    (repository / "site" / "content" / "post.md").write_text("two\n")
    assert read_git_state(link).marks == {link / "content" / "post.md": GitMark.MODIFIED}


def test_no_program_that_a_repository_names_is_run(repository, tmp_path):
    ran = tmp_path / "ran"
    (repository / ".gitattributes").write_text("*.md filter=bad filter\n*.md filter=bad.two\n")
    for name in ("bad", "bad.two"):
        git(repository, "config", f"filter.{name}.clean", f"touch '{ran}' && cat")
        git(repository, "config", f"filter.{name}.process", f"touch '{ran}'")
        git(repository, "config", f"filter.{name}.required", "true")
    git(repository, "config", "extensions.worktreeConfig", "true")
    git(repository, "config", "--worktree", "filter.third.clean", f"touch '{ran}' && cat")
    included = tmp_path / "included"
    included.write_text(f'[filter "fourth"]\n\tclean = "touch {ran} && cat"\n')
    git(repository, "config", "include.path", str(included))
    git(repository, "config", "core.fsmonitor", f"touch '{ran}'")
    hook = repository / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    hook.chmod(0o755)
    post = repository / "site" / "content" / "post.md"
    post.write_text("two\n")
    before = (repository / ".git" / "index").read_bytes()
    for name in ("bad", "bad.two", "third", "fourth"):
        (repository / ".gitattributes").write_text(f"*.md filter={name}\n")
        # Whether a file of the same size has changed is seen by its content alone.
        (repository / "elsewhere.md").write_text("1ne\n")
        assert read_git_state(repository).mark_of(post) is GitMark.MODIFIED
        assert not ran.exists(), name
    assert (repository / ".git" / "index").read_bytes() == before
    # A plain status does run them.
    subprocess.run(["git", "-C", repository, "status"], capture_output=True)
    assert ran.exists()


def test_the_environment_of_another_git_is_left_out(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    (repository / "elsewhere.md").write_text("two\n")
    assert read_git_state(repository).marks == {repository / "elsewhere.md": GitMark.MODIFIED}
    assert committed_text(repository / "elsewhere.md") == "one\n"


@pytest.mark.parametrize("missing", ["HEAD:elsewhere.md", "HEAD^{tree}"])
def test_what_a_repository_lacks_is_fetched_from_nowhere_by_an_old_git_either(
    repository, tmp_path, monkeypatch, missing
):
    ran = tmp_path / "ran"
    fetch = tmp_path / "fetch"
    fetch.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    fetch.chmod(0o755)
    name = git(repository, "rev-parse", missing).decode().strip()
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.promisor": "true",
        "remote.evil.url": f"ext::{fetch} x",
        "protocol.ext.allow": "always",
    }.items():
        git(repository, "config", key, value)
    # One that knows nothing of the variable by which a newer git is told to fetch nothing.
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {shutil.which("git")} "$@"\n')
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent), prepend=":")
    (repository / "elsewhere.md").write_text("two\n")
    assert committed_text(repository / "elsewhere.md") is None
    read_git_state(repository)
    assert not ran.exists()
    # A plain status or look at the file does fetch.
    subprocess.run(["git", "-C", repository, "cat-file", "blob", "HEAD:elsewhere.md"], capture_output=True)
    assert ran.exists()
