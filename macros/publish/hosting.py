"""The headers that a page cannot ask for in a meta tag, as the `_headers` file that Netlify and Cloudflare Pages read.

Other hosts: docs/contribute/hosting.md. Both hosts send the headers of every rule that matches, and join a header that
two rules give. So `/*` says nothing of caching: for pages both hosts already ask the browser to check each time.
"""

from __future__ import annotations

from collections.abc import Iterable

# One constant for every page: no inline script or style exists anywhere, so nothing needs a hash.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)
FOREVER = "public, max-age=31536000, immutable"


def headers_file(policy: str, assets: str, named_by_content: Iterable[str] = ()) -> str:
    """The file's text. `policy` is the one of the meta tag; `assets` the folder whose name is a hash of its content.

    `named_by_content` lists single files that never change under their name either. Paths have no slash at the start.
    """
    everywhere = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    rules = {"/*": everywhere}
    for path in (f"{assets}/*", *named_by_content):
        rules[f"/{path}"] = {"Cache-Control": FOREVER}
    return "\n".join(_rule(path, headers) for path, headers in rules.items())


def _rule(path: str, headers: dict[str, str]) -> str:
    return "".join((f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())))
