#!/usr/bin/env python3
"""Draw the sample's pictures into ../photos. See README.md."""

import sys
from importlib import import_module
from pathlib import Path

sys.dont_write_bytecode = True
from block import save  # noqa: E402  (no cache folder may be left beside the sources)

PHOTOS = Path(__file__).resolve().parent.parent / "photos"

for name in sys.argv[1:] or ["bridge", "field", "village"]:
    picture = import_module(name)
    path = PHOTOS / f"{name}.jpg"
    save(picture.draw(), path, picture.TITLE)
    print(f"{path.name}: {path.stat().st_size:,} bytes")
