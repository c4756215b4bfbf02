"""`make serve`: a mistake shows its message in the terminal, the last good pages stay, and mending it is enough."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import copy_project, rest_in_the_long_run

PATIENCE = 90  # seconds; a build takes three
TICK = threading.Event()  # never set: waiting on it is the pause between two looks


@dataclass
class Served:
    """A running `mkdocs serve` and what it has printed."""

    root: Path
    address: str
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    def printed(self, since: int = 0) -> str:
        return "".join(self.lines[since:])

    def page(self, path: str = "/about/") -> str:
        """The page without what live reload adds to it."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode().partition("var livereload")[0]

    def until(self, what: str, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert self.process.poll() is None, f"the server ended:\n{self.printed()}"
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.printed()}"
            TICK.wait(0.05)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = copy_project(tmp_path_factory.mktemp("serve") / "project")
    scratch = root.parent / "scratch"
    scratch.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    running = Served(root, f"http://127.0.0.1:{port}", process)
    threading.Thread(target=running.listen, daemon=True).start()
    try:
        running.until("the first page", lambda: "Serving on" in running.printed() and _answers(running))
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)
    assert process.returncode == 0, running.printed()
    assert not list(scratch.iterdir()), "the server leaves files behind"


def _answers(running: Served) -> bool:
    try:
        return bool(running.page())
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return False


# What is broken: the file, the text in it, what a slip makes of it, and what the terminal then says.
MISTAKES = {
    "data": ("data/toolkits.yaml", "\n  kind: ", "\n  kinds: ", "data/toolkits.yaml:"),
    "syntax": ("data/vocabulary.yaml", "\n  - id: ", "\n\t- id: ", "data/vocabulary.yaml:"),
    "component": ("overrides/components/numbers/numbers.html", "{{", "{{ nothing.", "overrides/components/numbers/numbers.html:1"),
    "page template": ("overrides/partials/footer.html", "<nav", "{% if %}<nav", "overrides/partials/footer.html:3"),
    "macro call": ("docs/about/index.md", "{{ numbers()", "{{ number()", "docs/about/index.md:9"),
    "front matter": ("docs/about/index.md", 'title: "', 'title: "x"', "docs/about/index.md:2"),
    "code": ("macros/publish/views.py", " import annotations\n", " import annotations\nslip\n", "NameError: name 'slip' is not defined"),
    "settings": ("mkdocs.yml", "\nplugins:", "\nplugins: [", "mkdocs.yml"),
}


@pytest.mark.parametrize("mistake", rest_in_the_long_run(MISTAKES, "data", "component", "macro call"))
def test_a_mistake_is_named_and_mending_it_is_enough(served: Served, mistake: str) -> None:
    name, old, new, said = MISTAKES[mistake]
    path = served.root / name
    good = path.read_text("utf-8")
    before, start = served.page(), len(served.lines)

    assert old in good, f"the test no longer fits {name}"
    path.write_text(good.replace(old, new, 1), "utf-8")
    served.until("the message", lambda: "The pages stay as they were" in served.printed(start))
    message = served.printed(start)
    assert said in message
    assert "Traceback" not in message
    assert served.page() == before, "a mistake must leave the last good page in place"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        served.page("/no-such-page/")

    path.write_text(good, "utf-8")
    _change_a_word(served, mistake)


def test_a_change_of_the_data_shows(served: Served) -> None:
    path = served.root / "data" / "toolkits.yaml"
    good = path.read_text("utf-8")
    head, _, rest = good.partition("\n  name: ")
    path.write_text(f'{head}\n  name: "Popped"\n{rest.partition(chr(10))[2]}', "utf-8")
    served.until("the new name", lambda: "Popped" in served.page("/toolkits/a-to-z/"))
    path.write_text(good, "utf-8")
    served.until("the old name", lambda: "Popped" not in served.page("/toolkits/a-to-z/"))


def _change_a_word(served: Served, word: str) -> None:
    page = served.root / "docs" / "about" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\nMended after: {word}.\n", "utf-8")
    served.until("the mended page", lambda: f"Mended after: {word}." in served.page())


def test_a_mistake_at_the_start_is_named_and_nothing_is_served(project: Path) -> None:
    path = project / "data" / "toolkits.yaml"
    path.write_text(path.read_text("utf-8").replace("\n  kind: ", "\n  kinds: ", 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:0"],
        cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "data/toolkits.yaml:" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout
