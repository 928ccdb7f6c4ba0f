"""Git asked about a folder so that nothing runs which the folder itself names.

A folder that came in an archive may bring a repository along whose settings name programs
(https://git-scm.com/docs/git-config): filters, hooks, a monitor, a remote to fetch missing objects from.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

# What another git, a hook of it for one, leaves in the environment of the programs it starts.
_NOT_OURS: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)
_ENVIRONMENT: Final = MappingProxyType(
    {
        # Nothing is fetched; a git too old to know that has no way to fetch by.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
)


def ask_git(
    folder: Path,
    *arguments: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    seconds: float = 30,
) -> bytes:
    """Run git in `folder`, with `settings` above those of the repository, and give what it prints.

    Raises OSError without git, subprocess.SubprocessError where it fails or takes longer.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    environment |= _ENVIRONMENT
    environment["GIT_CONFIG_COUNT"] = str(len(settings))
    for at, (key, value) in enumerate(settings.items()):
        environment[f"GIT_CONFIG_KEY_{at}"] = key
        environment[f"GIT_CONFIG_VALUE_{at}"] = value
    # The monitor's setting stands here too, for a git too old to read settings from the environment.
    command = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments)
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=True,
    )
    return done.stdout
