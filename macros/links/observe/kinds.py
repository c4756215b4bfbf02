"""Every kind of answer that the observer knows: what it counts as, whether asking again may help, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`result` is a word of judge.RESULTS; `words` say what was seen, with gaps to fill in. `again`: worth asking twice."""

    result: str
    words: str
    again: bool = False


PERHAPS_MOVED = "A person can record the move."
"""What stands in the words of those kinds that wait for a person to look at another address."""


def _unsure(words: str, again: bool = False) -> Kind:
    return Kind("undecided", words, again)


KINDS = {
    # The resource.
    "names-it": Kind("answered", "The page names the resource."),
    "document": Kind("answered", "It gives a document whose title names the resource."),
    # Surely nothing.
    "not-found": Kind("missing", "The host says that there is no such page (404)."),
    "gone": Kind("missing", "The host says that the page was taken away for good (410)."),
    "no-such-domain": Kind("missing", "There is no such domain any more.", again=True),
    # Somebody else seems to have the address.
    "other-domain": Kind("takeover", "It leads to another domain, {where}, where nothing names the resource or its publisher."),
    "parked": Kind("takeover", "The page says that the domain is for sale, parked or expired."),
    "market": Kind("takeover", "It leads to a market where domains are sold or parked."),
    "gambling": Kind("takeover", "It offers gambling, and does not name the resource."),
    "pornography": Kind("takeover", "It offers pornography, and does not name the resource."),
    "pills": Kind("takeover", "It sells pills without prescription, and does not name the resource."),
    "revived": Kind("takeover", "It was dead and answers again, which is what a takeover looks like."),
    # Finding and reaching the host.
    "dns-failed": _unsure("The name of the host could not be looked up this time.", again=True),
    "no-address": _unsure("The host has a name, but no address on the network.", again=True),
    "refused": _unsure("The host refused the connection.", again=True),
    "unreachable": _unsure("The host could not be reached.", again=True),
    "broken-off": _unsure("The host broke the connection off.", again=True),
    "timeout": _unsure("No whole answer came within {seconds} seconds.", again=True),
    "tls-expired": _unsure("The certificate of the host has expired."),
    "tls-early": _unsure("The certificate of the host is not valid yet."),
    "tls-name": _unsure("The certificate of the host is for another name."),
    "tls-issuer": _unsure("The certificate of the host comes from nobody that browsers trust."),
    "tls-old": _unsure("The host offers only a kind of encryption that is too old to trust."),
    "tls-broken": _unsure("No safe connection could be set up with the host.", again=True),
    # What came back cannot be read.
    "not-http": _unsure("The answer breaks the rules of the web and could not be read.", again=True),
    "torn": _unsure("The answer broke off before its end.", again=True),
    "garbled": _unsure("The answer is packed in a way that cannot be unpacked."),
    "bomb": _unsure("The answer unpacks to far more than any page holds, so it was not read."),
    # The host would not say.
    "login": _unsure("The host asks for a name and password ({status})."),
    "forbidden": _unsure("The host does not let machines in ({status})."),
    "challenge": _unsure("The host wants proof that a person is asking, which a machine cannot give."),
    "withheld": _unsure("The host withholds the page for legal reasons (451)."),
    "throttled": _unsure("The host says that it was asked too often ({status}).", again=True),
    "later": _unsure("The host asks to come back later ({status}).", again=True),
    "deferred": _unsure("The host asked for a longer wait than one check can give, so it was left in peace."),
    "put-off": _unsure("The host asked again and again to come back later, so it was left in peace."),
    "server-error": _unsure("The host reports a fault of its own ({status}).", again=True),
    "odd-status": _unsure("The host gave an answer that is neither yes nor no ({status})."),
    "robots": _unsure("The host asks machines not to look at this page (robots.txt)."),
    "robots-unread": _unsure("The host did not say whether machines may look (robots.txt could not be read).", again=True),
    # Redirects.
    "no-target": _unsure("It redirects, but not to any address."),
    "loop": _unsure("It redirects in a circle."),
    "too-many": _unsure("It redirects more than {most} times."),
    "lapsed-target": _unsure("It leads to {where}, and there is no such domain any more.", again=True),
    "unsafe": _unsure("It leads to a place where no public page can be, so it was not followed."),
    # Pages that are not surely the resource.
    "empty": _unsure("The page is empty."),
    "script-only": _unsure("The page shows nothing until its scripts run, which this check does not do."),
    "unread": _unsure("It gives something that is neither a page nor a document."),
    "torn-document": _unsure("The document it gives is not whole."),
    "home-page": _unsure("It now leads to the home page of its host."),
    "soft-404": _unsure("The page says that what was there cannot be found."),
    "moved-notice": _unsure("The page says that what was there has moved."),
    "became-html": _unsure("It was a document, and now a page comes in its place."),
    "same-page": _unsure("It now leads to the same page as another address of its host."),
    "login-page": _unsure("The page asks readers to log in."),
    "consent": _unsure("The page asks for consent before it shows anything."),
    "maintenance": _unsure("The page says that the website is being repaired or is not ready."),
    "suspended": _unsure("The page says that the website has been switched off by its host."),
    "forward-missing": _unsure("The page sends readers on to one that is missing."),
    "moved-named": _unsure("It leads to another domain, {where}, where the page names {what}. " + PERHAPS_MOVED),
    "moved-file": _unsure("It leads to a document with the same file name on another domain, {where}. " + PERHAPS_MOVED),
    "guarded": _unsure("It leads to {where}, a name that no stranger can buy, but nothing there names the resource or its publisher."),
    "resolved-unnamed": _unsure("It leads to another domain, {where}, as it is meant to, but nothing there names the resource or its publisher."),
    "names-publisher": _unsure("The page names the publisher, but not the resource."),
    "document-unnamed": _unsure("It gives a document whose title does not name the resource, or could not be read."),
    "unnamed": _unsure("The page names neither the resource nor its publisher."),
    # This side.
    "second-opinion": _unsure("This check found no page, but a second one with another tool did."),
    "run-over": _unsure("The time for this run was over before there was an answer."),
    "observer-fault": _unsure("This check failed on the answer, which is a fault of ours."),
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one address. `final` is where the answer came from, `title` what that page calls itself."""

    kind: str
    words: str
    final: str = ""
    title: str = ""

    @property
    def result(self) -> str:
        return KINDS[self.kind].result


def outcome(kind: str, final: str = "", title: str = "", **gaps: object) -> Outcome:
    """An outcome with the words of its kind, and the gaps in them filled."""
    return Outcome(kind, KINDS[kind].words.format(**gaps), final, title)
