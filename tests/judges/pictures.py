#!/usr/bin/env python3
"""Compares what keben developed (tests/whole/pictures.rs) with Pillow's reading of the same files:

    pictures.py PICTURES DEVELOPED

Says on standard error which file differs (under 35 dB) and which only one of the two reads, and prints the verdict as JSON.
Exit 1 if any differs.

More sets worth a look: PngSuite and libpng's own are in Debian's sources of libspng (tests/images) and of libpng1.6
(contrib/pngsuite, contrib/testpngs), TIFF in those of tiff (test/images), JPEG in those of libjpeg-turbo (testimages), all
kinds in those of pillow (Tests/images)."""

import io
import json
import math
import pathlib
import sys
import warnings

import numpy as np
from PIL import Image, ImageCms, ImageOps

Image.MAX_IMAGE_PIXELS = None
BPC = ImageCms.Flags.BLACKPOINTCOMPENSATION


def reference(path):
    """Upright, in sRGB, on white."""
    image = Image.open(path)
    image.seek(0)
    image.load()
    icc = image.info.get("icc_profile")
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc)) if icc else None
    if image.format == "PNG" and image.mode == "L" and "transparency" in image.info:
        # The transparent gray is meant at the depth of the file (PNG 11.3.2.1); Pillow compares it with widened samples.
        most = (1 << path.read_bytes()[24]) - 1
        image.info["transparency"] = (image.info["transparency"] & most) * 255 // most
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I") or image.mode == "F":
        samples = np.asarray(image).astype(np.float64)
        clear = image.info.get("transparency")
        if isinstance(clear, int):
            samples = np.where(samples == clear, 65535, samples)
        wide = image.mode == "I;16" or image.mode.startswith("I")
        image = Image.fromarray(np.clip(np.round(samples / (257 if wide else 1)), 0, 255).astype(np.uint8))
    if image.mode == "LA" and source and source.profile.xcolor_space.strip() == "GRAY":
        gray, alpha = image.split()
        gray = ImageCms.profileToProfile(gray, source, ImageCms.createProfile("sRGB"), renderingIntent=1, outputMode="RGB")
        image, source = Image.merge("RGBA", (*gray.split(), alpha)), None
    if image.mode in ("P", "PA", "LA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if source and image.mode in ("RGB", "L", "CMYK"):
        if source.profile.xcolor_space.strip() == {"L": "GRAY"}.get(image.mode, image.mode):
            image = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), renderingIntent=1, outputMode="RGB", flags=BPC
            )
    return image.convert("RGB")


def psnr(a, b):
    error = np.mean((np.asarray(a, np.float64) - np.asarray(b, np.float64)) ** 2)
    return 99.0 if error == 0 else 10 * math.log10(255**2 / error)


def main(photos, developed):
    verdict = {"alike": 0, "differ": [], "refused by both": 0, "only keben refuses": [], "only Pillow refuses": []}
    for path in sorted(p for p in pathlib.Path(photos).iterdir() if p.is_file()):
        made = pathlib.Path(developed) / path.name

        def say(kind, why):
            verdict[kind].append(path.name)
            print(f"{path.name}: {kind}: {why}", file=sys.stderr)

        try:
            wanted = reference(path)
        except Exception as why:  # whatever Pillow refuses
            if made.exists():
                say("only Pillow refuses", why)
            else:
                verdict["refused by both"] += 1
            continue
        if not made.exists():
            say("only keben refuses", made.with_name(made.name + ".refused").read_text())
            continue
        seen = Image.open(made).convert("RGB")
        if seen.size != wanted.size:
            say("differ", f"{seen.size} instead of {wanted.size}")
            continue
        found = psnr(seen, wanted)
        if found < 35:
            say("differ", f"{found:.1f} dB")
        else:
            verdict["alike"] += 1
    print(json.dumps(verdict))
    sys.exit(1 if verdict["differ"] else 0)


warnings.simplefilter("ignore")
main(*sys.argv[1:])
