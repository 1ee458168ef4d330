"""`levergraph check`: shapes, vocabulary and contradictions, of the packaged graph or of files of the user's own."""

from __future__ import annotations

import argparse
