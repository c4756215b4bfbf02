"""The maintainer's command: `python -m macros check | schema | pages <folder> | finder paths | links …`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros import ROOT
from macros.catalogue.problems import CatalogueError
from macros.links import commands as commands_of_links
from macros.links.evidence import whole_catalogue


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0 when all is well, 1 when the data have problems, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="The maintainer's command.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check every data file and list all problems as file:line")
    check.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of data files")
    disk = commands.add_parser("pages", help="write every page source, asset and data file to a folder, for another builder")
    disk.add_argument("folder", type=Path)
    finder = commands.add_parser("finder", help="paths: list every way through the decision tree and every shortlist, for review")
    finder.add_argument("what", choices=("paths",))
    finder.add_argument("file", type=Path, nargs="?", help="the file to write to, such as tests/data/finder-paths.txt; without it, print")
    commands.add_parser("prose", help="warn of long sentences, words to avoid and abbreviations that nobody has spelt out")
    commands.add_parser("vendor", help="make overrides/assets/vendor/ and THIRD-PARTY.md again (needs `npm ci`)")
    commands.add_parser("schema", help="write the JSON Schemas for editors to data/schema/")
    commands_of_links.add_to(commands)
    given = parser.parse_args(arguments)
    try:
        commands_by_name = {"check": _check, "pages": _pages, "schema": _schema, "finder": _finder, "prose": _prose, "vendor": _vendor}
        if given.command == "links":
            return commands_of_links.run(given, ROOT)
        return commands_by_name[given.command](given)
    except CatalogueError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
            if os.environ.get("GITHUB_ACTIONS"):
                print(problem.annotation())
        print(f"{len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1


def _check(given: argparse.Namespace) -> int:
    from macros.publish.finder import offered_but_gone

    catalogue = whole_catalogue(given.data)
    for warning in offered_but_gone(catalogue):
        print(f"warning: {warning}")
    print(f"{len(catalogue.toolkits)} toolkits and {len(catalogue.references)} references: no problems")
    return 0


def _pages(given: argparse.Namespace) -> int:
    from macros.publish.disk import write

    count = write(ROOT, given.folder)
    print(f"{count} files written to {given.folder}")
    return 0


def _schema(given: argparse.Namespace) -> int:
    from macros.publish.exports import data_files

    folder = ROOT / "data" / "schema"
    folder.mkdir(exist_ok=True)
    for path, text in data_files(whole_catalogue(ROOT / "data"), "").items():
        if path.startswith("schema/"):
            (folder / Path(path).name).write_text(text, "utf-8")
    return 0


def _finder(given: argparse.Namespace) -> int:
    from macros.catalogue.finder import listing

    catalogue = whole_catalogue(ROOT / "data")
    text = listing(catalogue.finder) if catalogue.finder else ""
    if given.file:
        given.file.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def _prose(given: argparse.Namespace) -> int:
    from macros.prose import read_style, warnings

    found = warnings(ROOT, whole_catalogue(ROOT / "data"), read_style(ROOT / "data" / "style.yaml"))
    for warning in found:
        print(f"warning: {warning}")
    print(f"{len(found)} warning{'s' if len(found) != 1 else ''} about prose")
    return 0


def _vendor(given: argparse.Namespace) -> int:
    from macros.vendor import make, third_party

    target = ROOT / "overrides" / "assets" / "vendor"
    make(ROOT, target)
    (ROOT / "THIRD-PARTY.md").write_text(third_party(ROOT, target), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
