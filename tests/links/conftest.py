"""A small data folder with the project's own vocabulary and policy, in which evidence can be recorded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent.parent / "data"

ENTRY = """\
- id: {id}
  name: "{name}"
  purpose: "Asks partners about {name}, for a test."
  kind: checklist
  stages:
    - skills
  status: lost
  no_successor: "Nothing does this today."
  publisher: "Example Council"
  links:
{links}
  sources:
    - id: paper
      title: "On paper"
      note: "Read on paper."
      how_read: whole
      read: "2026-11"
      supports:
        - name
        - purpose
        - publisher
        - links
  reviewed: "2026-11-23"
"""
LINK = """\
    - url: "{url}"
      label: "{label}"
      role: own
      footnote: {footnote}
"""
ENTRIES = {
    "lapsed-tool": ("A Lapsed Tool", ("http://www.lapsed.example.com/", "http://www.lapsed.example.com/digging.asp")),
    "kept-tool": ("A Kept Tool", ("http://www.kept.example.org.uk/resources/article.pdf",)),
    "other-tool": ("Another Tool", ("https://other.example.net/?a=1&b=%20",)),
}
DECISIONS = """\
# What people decided, newest last.
- host: lapsed.example.com
  decision: hide
  reason: "Its sponsor no longer exists."
  date: "2026-11-23"
  role: "maintainer"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with only data: three entries with four addresses, of which two are hidden, and no observation."""
    data = tmp_path / "data"
    (data / "links").mkdir(parents=True)
    shutil.copy(DATA / "vocabulary.yaml", data)
    shutil.copy(DATA / "links" / "policy.yaml", data / "links")
    entries, footnote = [], 0
    for name, (title, addresses) in ENTRIES.items():
        links = ""
        for address in addresses:
            footnote += 1
            links += LINK.format(url=address, label=f"{title}, {address[-5:]}", footnote=footnote)
        entries.append(ENTRY.format(id=name, name=title, links=links.rstrip()))
    (data / "toolkits.yaml").write_text("".join(entries), "utf-8")
    (data / "links" / "decisions.yaml").write_text(DECISIONS, "utf-8")
    (data / "links" / "observations.jsonl").write_text("", "utf-8")
    return tmp_path
