"""A browser of the person at the machine, where there is a screen."""

from __future__ import annotations

import os
import sys


def opened(address: str) -> bool:
    """Open an address; a text browser that takes the terminal over is no help."""
    import webbrowser

    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    ):
        return False
    return webbrowser.open(address)
