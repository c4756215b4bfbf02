"""QR codes, so that paper leads back to the page."""

from __future__ import annotations

import segno

from macros.publish.views import View


def qr(address: str) -> View:
    """A QR code as the path of an SVG: one unit a module, with the quiet margin that readers need. Keys: address, path, size."""
    rows = segno.make(address, error="m", micro=False).matrix
    margin = 4
    path = "".join(f"M{x + margin} {y + margin}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"address": address, "path": path, "size": len(rows) + 2 * margin}
