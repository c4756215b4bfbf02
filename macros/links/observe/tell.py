"""The words of a run: for the terminal, for the issue that stays up to date, and for the pull request. Pure.

Whatever a website says of itself may stand in a reason. Here nothing of it becomes a link, a mention or a command.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from macros.catalogue.model import Catalogue
from macros.links.judge import Observation
from macros.links.observe.kinds import PERHAPS_MOVED
from macros.links.observe.run import Seen
from macros.links.report import Outside, outside

MARKER = "<!-- partnership-links: kept up to date by the weekly look at outside addresses -->"
TITLE = "Outside addresses that wait for a person"
_WAITING = {
    "hidden": "Hidden: each looks taken over. Pages show it as text, with its archives. Only a person can show it again.",
    "dead": "Dead: nothing has answered for weeks. A replacement, an archive or a new address would help readers.",
    "failing": "Failing: gone at the last look. They turn dead if nothing answers in the next weeks. Nothing to do yet.",
}
_MOVES = "Perhaps moved: they lead to another domain. Look, and record the new address if it is the same thing."
_MOST = 60


def summary(seen: Sequence[Seen], recorded: Sequence[Observation]) -> str:
    """One line for each result, then what is new, for the terminal and the log."""
    counts = Counter(one.outcome.result for one in seen)
    lines = [f"{len(seen)} addresses asked, {len(seen)} came out: " + ", ".join(f"{counts[one]} {one}" for one in sorted(counts))]
    faults = sum(one.outcome.kind == "observer-fault" for one in seen)
    if faults:
        lines.append(f"{faults} of them for a fault of the observer, told above")
    lines.append(f"{len(recorded)} observation{'s' if len(recorded) != 1 else ''} tell something new")
    lines += [f"  {one.result:9} {in_terminal(one.address, one.result == 'takeover')}: {one.reason}" for one in recorded if one.result != "answered"]
    return "\n".join(lines)


def in_terminal(address: str, hidden: bool) -> str:
    """An address for a log; one that is hidden with a broken dot, because terminals make links of addresses."""
    return re.sub(r"(?<=//)([^/]+)\.([^./]+)", r"\1[.]\2", address, count=1) if hidden else address


def issue(catalogue: Catalogue) -> str:
    """The body of the issue, the same for the same standings; nothing when no address waits for a person."""
    rows = outside(catalogue)
    parts = []
    for state, words in _WAITING.items():
        waiting = [row for row in rows if row.standing.state == state and not row.standing.decided]
        if waiting:
            parts.append(_part(f"{words}", waiting))
    moved = [row for row in rows if row.standing.state == "unsure" and PERHAPS_MOVED in (row.standing.reason or "")]
    if moved:
        parts.append(_part(_MOVES, moved))
    if not parts:
        return ""
    how = (
        "To decide, on a copy of the repository:\n\n```\n.venv/bin/python -m macros links explain ADDRESS\n"
        '.venv/bin/python -m macros links decide ADDRESS hide|show|dead --reason "..."\n'
        '.venv/bin/python -m macros links decide ADDRESS moved --to NEW --reason "..."\n```\n\n'
        "This text is rewritten after each look, and the issue closes itself when nothing waits."
    )
    return "\n\n".join([MARKER, *parts, how]) + "\n"


def request(recorded: Iterable[Observation]) -> str:
    """The body of the pull request that carries new observations."""
    counts = Counter(one.result for one in recorded)
    told = "\n".join(f"- {count} {word}" for word, count in sorted(counts.items()))
    return (
        f"{MARKER}\nThe weekly look at outside addresses saw something new:\n\n{told}\n\n"
        "Only `data/links/observations.jsonl` changes, and lines are only added. States are worked out from them at the next build.\n"
    )


def _part(words: str, rows: Sequence[Outside]) -> str:
    lines = [f"### {words}", ""]
    for row in rows[:_MOST]:
        since = f" since {row.standing.since}" if row.standing.since else ""
        used = ", ".join(dict.fromkeys(use.entry for use in row.uses))
        lines.append(f"- {quoted(row.in_terminal)}{since}. {quoted(row.standing.reason or '')} Used by {used}.")
    if len(rows) > _MOST:
        lines.append(f"- and {len(rows) - _MOST} more: `python -m macros links list`")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Text as code, in which GitHub makes nothing of what it finds."""
    return f"`{text.replace('`', chr(39))}`" if text else ""
