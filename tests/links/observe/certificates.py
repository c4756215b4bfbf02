"""Certificates with every fault, from an authority that exists only in this process."""

from __future__ import annotations

import datetime
import functools
import ssl

import trustme

DAY = datetime.timedelta(days=1)


@functools.cache
def authority() -> trustme.CA:
    return trustme.CA()


@functools.cache
def trusting() -> ssl.SSLContext:
    """What the observer trusts in tests."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


def serving(host: str, fault: str = "") -> ssl.SSLContext:
    now = datetime.datetime.now(datetime.UTC)
    issuer = trustme.CA() if fault == "unknown" else authority()
    name = "another.example" if fault == "name" else host
    if fault == "expired":
        leaf = issuer.issue_cert(name, not_before=now - 30 * DAY, not_after=now - DAY)
    elif fault == "early":
        leaf = issuer.issue_cert(name, not_before=now + DAY, not_after=now + 30 * DAY)
    else:
        leaf = issuer.issue_cert(name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context
