"""Lighthouse's performance figures for four pages of the real site, served compressed on loopback as hosts do.

On its own: `python -m tests.bench.lighthouse`. Needs node and its packages, and a browser: `make bench` finds them.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.builders import ROOT, mkdocs

SCRIPT = ROOT / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


@dataclass(frozen=True)
class Score:
    """`performance` is out of 100; times are milliseconds, `size` is bytes over the wire."""

    address: str
    performance: int
    lcp: float
    tbt: float
    cls: float
    size: int
    requests: int


def missing() -> str | None:
    """What Lighthouse needs and is not there, or None."""
    if not shutil.which("node") or not SCRIPT.exists():
        return "node and its packages (npm ci)"
    return None if browser_path() else "a browser (PN_BROWSER)"


def scores(runs: int) -> Iterator[Score]:
    """Figures for home, the list of toolkits, the heaviest toolkit and a guide. Of several runs, the one with the median score."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        mkdocs(ROOT, site, 0)
        heaviest = max(site.glob("toolkits/*/index.html"), key=lambda page: (page.parent.name != "a-to-z", page.stat().st_size))
        with served(site) as base:
            for address in ("/", "/toolkits/", f"/toolkits/{heaviest.parent.name}/", "/guides/deciding-and-developing/"):
                found = sorted((_score(f"{base}{address}", address) for _ in range(runs)), key=lambda one: one.performance)
                yield found[runs // 2]


def _score(url: str, address: str) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            ["node", SCRIPT, url, "--quiet", "--only-categories=performance", "--output=json", f"--output-path={report}",
             "--no-enable-error-reporting", f"--chrome-flags={FLAGS}"],
            env={**os.environ, "CHROME_PATH": browser_path() or ""}, check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        found = json.loads(report.read_text("utf-8"))
    audits = found["audits"]
    return Score(
        address,
        round(found["categories"]["performance"]["score"] * 100),
        audits["largest-contentful-paint"]["numericValue"],
        audits["total-blocking-time"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
        round(audits["total-byte-weight"]["numericValue"]),
        len(audits["network-requests"]["details"]["items"]),
    )


def browser_path() -> str | None:
    given = os.environ.get("PN_BROWSER")
    return given or next(filter(None, map(shutil.which, ("chromium", "google-chrome", "microsoft-edge"))), None)


class _Compressed(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, packed = path.read_bytes(), path.suffix != ".woff2"
        content = gzip.compress(content, 6) if packed else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Compressed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    for score in scores(1):
        print(score)
