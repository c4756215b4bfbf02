"""A year of weekly runs over hosts that are healthy but difficult, hosts that die, and hosts that strangers take over.

The web is made up and in memory; runs, second opinion, records and states are the real ones.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from macros.links.evidence import evidence_in
from macros.links.judge import judge
from macros.links.observe import record
from macros.links.observe.answers import Answer, NoAnswer
from macros.links.observe.asked import Asked
from macros.links.observe.run import Means, Seen, observe
from macros.links.observe.second import NOT_ASKED, Opinion, with_opinion
from tests.links.observe.pages import TAKEOVERS
from tests.links.observe.runs import AGENT, DATA, POLICY
from tests.links.observe.server import GOOD, PUBLISHER, RESOURCE
from tests.links.observe.virtual import EPOCH, virtually

WEEKS = 52
START = EPOCH - timedelta(weeks=WEEKS + 4)
CHALLENGE = b"<title>Just a moment...</title><p>Checking your browser"
DIFFICULT = (
    403,
    429,
    503,
    500,
    451,
    401,
    "timeout",
    "broken-off",
    "tls-expired",
    "tls-name",
    "tls-issuer",
    "tls-old",
    "dns-failed",
    "refused",
    "torn",
    "challenge",
    "robots",
    "rest",
)
FLAKY = ("timeout", "broken-off", 500, 503, 404, "no-such-domain", "torn", 429)


@dataclass
class Site:
    """One host of the year. `dies` and `taken` are days since the start."""

    host: str
    trouble: object = None
    flaky: bool = False
    dies: float = 1e9
    how: object = 404
    taken: float = 1e9
    page: str = ""
    final: str = ""

    @property
    def address(self) -> str:
        return f"http://{self.host}/tools/checklist.html"


class Year:
    """The web on each day of the year: a client, and the resolver that goes with it."""

    def __init__(self, sites: list[Site], chance: random.Random) -> None:
        self.sites, self.chance, self.day = {site.host: site for site in sites}, chance, 0.0

    async def numbers(self, host: str) -> list[str]:
        if host.endswith(".invalid"):
            raise NoAnswer("no-such-domain")
        return ["23.1.1.1"]

    async def ask(self, url: str, cookies: str, seconds: float) -> Answer:
        host, robots = url.split("/")[2], url.endswith("/robots.txt")
        site = self.sites.get(host)
        if site is None:  # a control, or what a stranger shows on a host of his own
            stranger = next((one for one in self.sites.values() if one.final and one.final.split("/")[2] == host), None)
            return self._page(url, stranger.page.encode() if stranger else GOOD, robots)
        if self.day >= site.taken and site.final:
            return Answer(url, 404) if robots else Answer(url, 302, {"location": site.final})
        if self.day >= site.taken:
            return self._page(url, site.page.encode(), robots)
        if self.day >= site.dies:
            return self._troubled(url, site.how, robots)
        if site.flaky and not robots and self.chance.random() < 0.1:
            return self._troubled(url, self.chance.choice(FLAKY), robots)
        return self._troubled(url, site.trouble, robots)

    def _troubled(self, url: str, trouble: object, robots: bool) -> Answer:
        if trouble == "robots":
            return Answer(url, 200, {}, b"User-agent: *\nDisallow: /tools/") if robots else self._page(url, GOOD, False)
        if isinstance(trouble, str) and trouble not in ("challenge", "rest"):
            raise NoAnswer(trouble)
        if robots or trouble is None:
            return self._page(url, GOOD, robots)
        if trouble == "challenge":
            return self._page(url, CHALLENGE, False)
        if trouble == "rest":
            return Answer(url, 429, {"retry-after": "86400"})
        assert isinstance(trouble, int)
        return Answer(url, trouble, {"content-type": "text/html"}, b"<h1>No</h1>")

    def _page(self, url: str, body: bytes, robots: bool) -> Answer:
        return Answer(url, 404) if robots else Answer(url, 200, {"content-type": "text/html; charset=utf-8"}, body)


def sites_of_the_year(chance: random.Random) -> list[Site]:
    difficult = [Site(f"difficult-{at}.example", trouble=trouble) for at, trouble in enumerate(DIFFICULT)]
    difficult += [Site(f"flaky-{at}.example", flaky=True) for at in range(40 - len(difficult))]
    dying = [Site(f"dying-{at}.example", dies=chance.uniform(7, 7 * 45), how=(404, 410, "no-such-domain")[at % 3]) for at in range(21)]
    taken = []
    for at, made in enumerate(TAKEOVERS):
        host, final = f"taken-{at}.example", made.final.replace("new-owner", f"owner-{at}")
        page = made.html.replace("harbourtoolkit.example", host)
        taken.append(Site(host, taken=chance.uniform(7, 7 * 50), page=page, final=final))
    healthy = [Site(f"healthy-{at}.example") for at in range(20)]
    return [*difficult, *dying, *taken, *healthy]


async def week(year: Year, states: dict[str, str], at: datetime) -> list[Seen]:
    """One run, and a second opinion that asks the same web once more."""
    asked = [Asked(site.address, (RESOURCE,), (PUBLISHER,), states.get(site.address, "unchecked")) for site in year.sites.values()]
    asked = [one for one in asked if one.state != "hidden"]
    seen = await observe(asked, POLICY, Means(year, year, AGENT, lambda: at, year.chance.random))
    found = set()
    for one in seen:
        if one.outcome.kind not in NOT_ASKED:
            try:
                answer = await year.ask(one.asked.address, "", 30)
            except NoAnswer:
                continue
            if answer.status == 200:
                found.add(one.asked.address)
    return with_opinion(seen, Opinion(frozenset(found)))


def live_through(year: Year, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[int, str]]]:
    """The state of each address after each week."""
    shutil.copytree(DATA / "links", folder)
    (folder / "decisions.yaml").write_text("", "utf-8")
    file = folder / "observations.jsonl"
    file.write_text("", "utf-8")
    monkeypatch.setattr("macros.links.observe.run._check_clock", lambda *_: None)
    states: dict[str, str] = {}
    late = random.Random(len(year.sites))  # noqa: S311 - the same minutes each time
    story: dict[str, list[tuple[int, str]]] = {site.address: [] for site in year.sites.values()}
    for number in range(WEEKS):
        year.day, at = number * 7.0, START + timedelta(weeks=number)
        seen = virtually(lambda _, at=at: week(year, dict(states), at))  # type: ignore[misc]
        # Each week the addresses finish in another order, within the hours that a run may take.
        seen = [replace(one, at=one.at + timedelta(seconds=late.uniform(0, 3 * 3600))) for one in seen]
        record.append(record.worth_recording(seen, folder, POLICY), file, file.read_bytes())
        known = evidence_in(folder)
        for address, told in story.items():
            evidence = known(address)
            states[address] = judge(address, evidence.observations, evidence.rulings, evidence.policy).state
            told.append((number * 7, states[address]))
    return story


@pytest.mark.parametrize("seed", [2026, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4))])
def test_a_year(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same year each time
    year = Year(sites_of_the_year(chance), chance)
    story = live_through(year, tmp_path / "links", monkeypatch)
    kinds = Counter(host.split("-")[0] for host in year.sites)
    assert kinds["difficult"] + kinds["flaky"] == 40 and kinds["taken"] >= 30
    for host, site in year.sites.items():
        states = story[site.address]
        if host.startswith(("difficult", "flaky", "healthy")):
            assert not {"dead", "hidden"} & {state for _, state in states}, (host, site.trouble, states)
        elif host.startswith("dying"):
            found = next(day for day, state in states if state == "dead")
            assert site.dies <= found <= site.dies + 21, (host, site.dies, states)
        else:
            first = next(day for day, _ in states if day >= site.taken)
            assert all(state == ("live" if day < first else "hidden") for day, state in states), (host, site.page[:80], states)
    lines = (tmp_path / "links" / "observations.jsonl").read_text("utf-8").count("\n")
    assert lines < len(year.sites) * WEEKS / 2
