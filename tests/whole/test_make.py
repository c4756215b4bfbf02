"""The commands of the README find or install what they need, and say in a line what they cannot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

TARGETS = ("serve", "test", "test-long", "build", "check", "bench", "links", "vendor", "zensical")
TOOLS = ("sh", "cat", "env", "dirname", "cmp", "cp", "mkdir", "chmod", "touch", "rm", "ls")


class Computer:
    """A computer that has the ordinary tools and nothing else: programs are put on its PATH by tests."""

    def __init__(self, folder: Path):
        self.folder, self.bin, self.log = folder / "work here", folder / "bin", folder / "log"
        self.folder.mkdir()
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        self.has("id", "echo 1000")

    def has(self, name: str, does: str = "") -> Path:
        """Gives it a program, which writes its name and arguments to the log and does what `does` says."""
        program = self.bin / name
        program.unlink(missing_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{does}\n', "utf-8")
        program.chmod(0o755)
        return program

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("", "utf-8")
        return subprocess.run(
            command, cwd=self.folder, env={"PATH": str(self.bin), **environment}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    @property
    def called(self) -> list[str]:
        return [line for line in self.log.read_text("utf-8").splitlines() if not line.startswith("id ")]


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


# make


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Without what the `make test` around it tells its children (MAKELEVEL, MAKEFLAGS): as a reader types it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_make_alone_lists_every_target_on_a_line() -> None:
    done = make("--no-print-directory")
    assert done.returncode == 0
    assert [line.split()[1] for line in done.stdout.splitlines()] == list(TARGETS)
    assert all(len(line.split()) > 4 for line in done.stdout.splitlines()), "each line says what the target does"


def test_the_readme_names_only_targets_that_exist() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"(?:`|^|\n|\s)make ([a-z-]+)(?=`|\n)", (ROOT / name).read_text("utf-8"))
        assert set(named) <= set(TARGETS), name


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_can_be_planned_in_parallel_and_in_a_folder_with_a_space(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    done = make("-j", "4", "--dry-run", target, cwd=folder)
    assert done.returncode == 0, done.stderr
    steps = done.stdout.splitlines()
    assert steps[0].startswith("sh requirements/install "), "installing comes first"


def test_serve_checks_the_data_first() -> None:
    steps = make("--dry-run", "serve").stdout.splitlines()
    assert [step.partition(" -m ")[2] for step in steps[1:]] == ["macros check", "mkdocs serve"]
    assert yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["dev_addr"] == "127.0.0.1:8000"


def test_test_runs_every_kind_of_check() -> None:
    planned = make("--dry-run", "test").stdout
    for part in ("find-browser", "macros check", "macros links history", "ruff check .", "mypy", "tsc", "script-tests", "pytest -m 'not long'"):
        assert part in planned, part
    assert "pytest -m" not in make("--dry-run", "test-long").stdout, "the long run leaves nothing out"


def test_a_failing_build_leaves_no_site_behind(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "install").write_text("", "utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\ncase "$*" in *mkdocs*) mkdir -p site && echo half >site/index.html && exit 1;; esac\n', "utf-8")
    python.chmod(0o755)
    assert make("build", cwd=tmp_path).returncode != 0
    assert not (tmp_path / "site").exists()


# requirements/install

PYTHON = """case "$*" in
*"sys.version_info < (3, 11)"*) exit {old} ;;
*ensurepip*) exit {bare} ;;
*"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && : >.venv/marker ;;
*"-m pip"*) exit {offline} ;;
esac"""


@pytest.fixture
def installing(computer: Computer) -> Computer:
    (computer.folder / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "install", computer.folder / "requirements")
    (computer.folder / "requirements" / "site.txt").write_text("one==1\n", "utf-8")
    computer.has("python3", PYTHON.format(old=0, bare=0, offline=0))
    return computer


def install(computer: Computer, **environment: str) -> subprocess.CompletedProcess[str]:
    return computer.run("sh", "requirements/install", "site", **environment)


def test_a_lock_is_installed_once_by_its_hashes_and_again_when_it_changed(installing: Computer) -> None:
    assert install(installing).returncode == 0
    pip = [call for call in installing.called if "-m pip" in call]
    assert len(pip) == 1
    assert pip[0].endswith("install --quiet --require-hashes -r requirements/site.txt")

    assert install(installing).returncode == 0
    assert not [call for call in installing.called if "-m pip" in call or "-m venv" in call]

    (installing.folder / "requirements" / "site.txt").write_text("one==2\n", "utf-8")
    assert install(installing).returncode == 0
    assert len([call for call in installing.called if "-m pip" in call]) == 1
    assert not [call for call in installing.called if "-m venv" in call], "the environment itself is kept"


def test_an_installation_that_failed_is_tried_again(installing: Computer) -> None:
    installing.has("python3", PYTHON.format(old=0, bare=0, offline=1))
    assert install(installing).returncode != 0
    assert not (installing.folder / ".venv" / "installed-site.txt").exists()


def test_an_environment_whose_python_is_gone_is_made_again(installing: Computer) -> None:
    install(installing)
    python = installing.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    install(installing)
    assert [call for call in installing.called if "-m venv" in call]


def test_without_venv_one_line_says_which_package_to_install(installing: Computer) -> None:
    installing.has("python3", PYTHON.format(old=0, bare=1, offline=0))
    done = install(installing)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (installing.folder / ".venv").exists()


def test_an_old_python_is_named_in_one_line_and_a_newer_one_is_found(installing: Computer) -> None:
    installing.has("python3", PYTHON.format(old=1, bare=0, offline=0))
    done = install(installing)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.11 or newer" in done.stderr

    installing.has("python3.13", PYTHON.format(old=0, bare=0, offline=0))
    assert install(installing).returncode == 0
    assert "python3.13 -m venv --clear .venv" in installing.called


def test_no_python_at_all_is_the_same_line(computer: Computer) -> None:
    (computer.folder / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "install", computer.folder / "requirements")
    done = install(computer)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


# the browser


def find_browser(computer: Computer, **environment: str) -> subprocess.CompletedProcess[str]:
    return computer.run("sh", str(ROOT / "tests" / "tooling" / "find-browser"), **environment)


def test_the_first_browser_wins_and_the_wish_of_a_person_before_all(computer: Computer) -> None:
    for name in ("microsoft-edge", "google-chrome", "chromium"):
        path = computer.has(name)
        assert find_browser(computer).stdout.strip() == str(path)
    wished = computer.has("other browser")
    assert find_browser(computer, PN_BROWSER=str(wished)).stdout.strip() == str(wished)
    assert computer.called == [], "nothing is started or installed"


def test_a_wish_that_does_not_exist_is_not_ignored(computer: Computer) -> None:
    computer.has("chromium")
    done = find_browser(computer, PN_BROWSER="/no/such/browser")
    assert done.returncode == 2
    assert "/no/such/browser" in done.stderr


def test_without_a_browser_each_system_gets_a_line(computer: Computer) -> None:
    done = find_browser(computer)
    assert done.returncode == 2
    assert done.stdout == ""
    for system in ("Debian, Ubuntu", "Fedora", "macOS", "Windows"):
        assert len([line for line in done.stderr.splitlines() if line.startswith(f"  {system}: ")]) == 1


APT = """case "$*" in
update) : >"$0.updated" ;;
*install*) [ {ready} ] && printf '#!/bin/sh\\n' >"${{0%/*}}/chromium" && chmod +x "${{0%/*}}/chromium" ;;
esac"""


@pytest.mark.parametrize("user", ["root", "sudo"])
@pytest.mark.parametrize("fresh", [True, False])
def test_who_may_install_gets_chromium(computer: Computer, user: str, fresh: bool) -> None:
    computer.has("apt-get", APT.format(ready="-n yes" if fresh else '-e "$0.updated"'))
    if user == "root":
        computer.has("id", "echo 0")
    else:
        computer.has("true")
        computer.has("sudo", 'shift\nexec "$@"')
    done = find_browser(computer)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(computer.bin / "chromium")
    assert ("apt-get update" in computer.called) is not fresh, "the list of packages is fetched only when it is needed"


def test_who_may_not_install_is_not_asked_for_a_password(computer: Computer) -> None:
    computer.has("apt-get", APT.format(ready="-n yes"))
    computer.has("sudo", "exit 1")
    done = find_browser(computer)
    assert done.returncode == 2
    assert computer.called == ["sudo -n true"]


def test_a_system_that_has_no_such_package_gets_the_lines(computer: Computer) -> None:
    computer.has("id", "echo 0")
    computer.has("apt-get", 'case "$*" in *install*) exit 100 ;; esac')
    done = find_browser(computer)
    assert done.returncode == 2
    assert "  Debian, Ubuntu: " in done.stderr


# LibreOffice


def test_libreoffice_is_found_installed_or_named(computer: Computer) -> None:
    script = str(ROOT / "tests" / "tooling" / "find-office")
    done = computer.run("sh", script)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f"  {system}: " in done.stderr for system in ("Debian, Ubuntu", "Fedora", "macOS", "Windows"))
    computer.has("id", "echo 0")
    computer.has("apt-get", APT.format(ready="-n yes").replace("/chromium", "/soffice"))
    assert computer.run("sh", script).stdout.strip() == str(computer.bin / "soffice")
    assert "apt-get install --yes --no-install-recommends libreoffice-writer-nogui" in computer.called
    there = computer.has("soffice")
    assert computer.run("sh", script).stdout.strip() == str(there)
    assert computer.called == []


# Node


@pytest.fixture
def with_node(computer: Computer) -> Computer:
    """A project in which installing Node puts it into the virtual environment."""
    for folder in ("requirements", "tests/tooling", "node_modules"):
        (computer.folder / folder).mkdir(parents=True)
    for name in ("find-node", "find-browser", "install-debian", "with"):
        shutil.copy(ROOT / "tests" / "tooling" / name, computer.folder / "tests" / "tooling")
    (computer.folder / "requirements" / "install").write_text(
        f'echo "install $1" >>"{computer.log}"\nmkdir -p .venv/bin\nfor one in node npm npx; do cp "{computer.bin}/npm" .venv/bin/$one; done\n',
        "utf-8",
    )
    (computer.folder / "package-lock.json").write_text("{}", "utf-8")
    computer.has("npm", "exit 0")
    computer.has("npx")
    return computer


@pytest.mark.parametrize(("version", "good"), [("18", False), ("20", True), ("26", True), ("", False)])
def test_the_systems_node_is_used_when_it_is_new_enough(with_node: Computer, version: str, good: bool) -> None:
    with_node.has("node", f"echo {version}" if version else "exit 1")
    done = with_node.run("sh", "tests/tooling/find-node")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(with_node.bin if good else with_node.folder / ".venv" / "bin")
    assert ("install node" in with_node.called) is not good


def test_a_node_without_npm_is_not_enough(with_node: Computer) -> None:
    with_node.has("node", "echo 22")
    (with_node.bin / "npx").unlink()
    assert with_node.run("sh", "tests/tooling/find-node").stdout.strip() == str(with_node.folder / ".venv" / "bin")


def test_packages_are_installed_when_their_lock_changed(with_node: Computer) -> None:
    with_node.has("node", "echo 22")
    command = ("sh", "tests/tooling/with", "node", "--", "sh", "-c", 'echo "ran with $*"', "x", "two words")
    first, again = with_node.run(*command), with_node.run(*command)
    assert first.stdout.splitlines()[-1] == again.stdout.splitlines()[-1] == "ran with two words"
    assert [call for call in with_node.called if call.startswith("npm")] == []
    (with_node.folder / "package-lock.json").write_text("{ }", "utf-8")
    with_node.run(*command)
    assert [call for call in with_node.called if call.startswith("npm")] == ["npm ci --no-progress --loglevel=error"]


def test_the_status_of_the_command_is_handed_on(with_node: Computer) -> None:
    with_node.has("node", "echo 22")
    assert with_node.run("sh", "tests/tooling/with", "node", "--", "sh", "-c", "exit 7").returncode == 7
    assert with_node.run("sh", "tests/tooling/with", "browser", "--", "ls").returncode == 2, "there is no browser"
    chromium = with_node.has("chromium")
    assert with_node.run("sh", "tests/tooling/with", "browser", "--", "sh", "-c", 'echo "$PN_BROWSER"').stdout.strip() == str(chromium)


# what is locked, and what runs elsewhere

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_requirement_is_locked_by_hash_and_by_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index-url", text)
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", f"\n{text}") if re.match(r"[a-z0-9]", block)]
    assert len(blocks) == len(re.findall(r"^[a-z0-9._-]+==\d", text, re.MULTILINE)) > 0, "each is pinned to one version"
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_site_is_tested_with_the_versions_that_build_it() -> None:
    site, tests = pins(ROOT / "requirements" / "site.txt"), pins(ROOT / "requirements" / "test.txt")
    assert {name: tests.get(name) for name in site} == site


def test_the_next_builder_gets_what_the_macros_import() -> None:
    site, zensical = pins(ROOT / "requirements" / "site.txt"), pins(ROOT / "requirements" / "zensical.txt")
    wanted = re.findall(r"^([A-Za-z0-9-]+)", (ROOT / "requirements" / "site.in").read_text("utf-8"), re.MULTILINE)
    needed = {name.lower() for name in wanted if not name.lower().startswith("mkdocs")}
    assert {name: zensical.get(name) for name in needed} == {name: site[name] for name in needed}


def test_node_packages_are_locked_by_hash_and_by_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') > 50


def test_ci_calls_make_test_and_says_where_it_runs(computer: Computer) -> None:
    computer.has("bash").unlink()
    (computer.bin / "bash").symlink_to(str(shutil.which("bash")))
    computer.has("make", f'echo "CI=$CI in $PWD" >>"{computer.log}"\nexit 3')
    done = computer.run("bash", str(ROOT / ".ci" / "run"))
    assert done.returncode == 3, "a failure is handed on"
    assert computer.called == ["make test", f"CI=true in {ROOT}"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github" / "workflows").glob("*.yml")}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_workflows_do_what_make_does_and_may_only_read() -> None:
    assert WORKFLOWS.keys() >= {"ci", "nightly", "zensical"}
    for name in ("ci", "nightly", "zensical"):
        workflow = WORKFLOWS[name]
        assert workflow["permissions"] == {"contents": "read"}
        for step in steps(workflow):
            assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]), step
            assert "${{ github.event" not in step.get("run", ""), "text from outside never becomes part of a command"
        assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    commands = [step.get("run") for step in steps(WORKFLOWS["ci"])]
    assert "make test" in commands
    assert ".venv/bin/python -m macros links history" in commands
    assert WORKFLOWS["ci"]["jobs"]["test"]["steps"][0]["with"]["fetch-depth"] == 0, "a part of the history cannot be checked"
    assert "make test-long" in [step.get("run") for step in steps(WORKFLOWS["nightly"])]


def test_the_next_builder_is_advice_with_a_visible_result() -> None:
    (job,) = WORKFLOWS["zensical"]["jobs"].values()
    assert job["continue-on-error"] is True
    assert "GITHUB_STEP_SUMMARY" in job["steps"][-1]["run"]


def test_no_test_leaves_itself_out() -> None:
    ways = ("skip", "skipif", "xfail", "importor" + "skip")
    pattern = re.compile(rf"\b(?:pytest|mark|test|it|describe)\.(?:{'|'.join(ways)})\b|\bskip: *true")
    for path in [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests").rglob("*.js")]:
        assert not pattern.search(path.read_text("utf-8")), path
