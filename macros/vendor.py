"""Makes overrides/assets/vendor/ and THIRD-PARTY.md from the npm packages of package-lock.json. Development only.

Node makes these files; nobody needs it to build or serve the site, because the results are committed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Vendored:
    """One file that browsers load. `entry` is bundled when it is a script, copied otherwise."""

    file: str
    package: str
    entry: str
    why: str


FILES = (
    Vendored("minisearch.js", "minisearch", "dist/es/index.js", "search, loaded on the search page only"),
    Vendored("docx.js", "docx", "dist/index.mjs", "Word copies of results, loaded when asked for; it holds fflate and nanoid (both MIT)"),
    Vendored("papaparse.js", "papaparse", "papaparse.js", "spreadsheets of answers, loaded when asked for"),
    Vendored(
        "source-sans-3.woff2",
        "@fontsource-variable/source-sans-3",
        "files/source-sans-3-latin-wght-normal.woff2",
        "the one font, so that printed forms break alike everywhere",
    ),
)


def make(root: Path, target: Path) -> None:
    """Writes every vendored file to `target`. Raises CalledProcessError when esbuild fails, OSError when npm ci has not run."""
    target.mkdir(parents=True, exist_ok=True)
    for one in FILES:
        source = root / "node_modules" / one.package / one.entry
        if one.file.endswith(".js"):
            subprocess.run(  # noqa: S603
                # Papaparse names a module of Node in a branch that browsers never take.
                [root / "node_modules" / ".bin" / "esbuild", source, "--bundle", "--minify", "--format=esm", "--external:stream",
                 "--legal-comments=none", "--banner:js=// @ts-nocheck", "--log-level=error", f"--outfile={target / one.file}"],
                check=True,
            )  # fmt: skip
        else:
            shutil.copyfile(source, target / one.file)


def third_party(root: Path, target: Path) -> str:
    """THIRD-PARTY.md: name, version, licence and hash of every file in `target`."""
    packages = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    rows = []
    for one in FILES:
        package = packages[f"node_modules/{one.package}"]
        content = (target / one.file).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        rows.append(f"| `{one.file}` | {one.package} | {package['version']} | {package['license']} | {len(content):,} | {one.why} | `{digest}` |")
    table = "\n".join(rows)
    return (
        "# Work of others that the site serves\n\n"
        "Made by `make vendor` from the versions in `package-lock.json`; a test makes it again and compares.\n\n"
        "| File in `overrides/assets/vendor/` | Package | Version | Licence | Bytes | Used for | SHA-256 |\n"
        "| --- | --- | --- | --- | ---: | --- | --- |\n"
        f"{table}\n\n"
        "The site also serves the stylesheet of mkdocs-material (MIT), from the version in `requirements/site.txt`.\n"
    )
