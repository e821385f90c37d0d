"""Cut wood blocks as SVG, print them in ink on paper, and write the sheet as JPEG.

A picture is a stack of blocks, one ink each, as in 套色木刻. A block is an SVG of white (wood that stands and
takes ink) and black (wood cut away). Printing rasterises it, roughens its edges as a knife would, lays grain and
missed specks into the ink, and multiplies the ink into the sheet.
"""

import io
import math
import random

import numpy as np
import resvg_py
from PIL import Image, ImageCms, ImageFilter

# ---- geometry ------------------------------------------------------------------------------------------------


class Camera:
    """A pinhole camera at `eye`, x to the right, y into the picture, z up; no roll and no tilt, so verticals stay
    vertical, as an architectural illustrator would draw them."""

    def __init__(self, eye, focal, centre, horizon):
        self.eye, self.focal, self.cx, self.hy = eye, focal, centre, horizon

    def __call__(self, x, y, z=0.0):
        depth = max(y - self.eye[1], 0.5)
        k = self.focal / depth
        return (self.cx + (x - self.eye[0]) * k, self.hy - (z - self.eye[2]) * k)

    def scale(self, y):
        """Pixels to the metre at depth `y`."""
        return self.focal / max(y - self.eye[1], 0.5)


def d_of(points, closed=True):
    """Path data of a polyline."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def smooth(points, closed=False):
    """Path data of a Catmull–Rom curve through `points`."""
    p = list(points)
    n = len(p)
    out = [f"M{p[0][0]:.1f} {p[0][1]:.1f}"]
    for i in range(n if closed else n - 1):

        def at(j):
            return p[j % n] if closed else p[min(max(j, 0), n - 1)]

        a, b, c, e = at(i - 1), at(i), at(i + 1), at(i + 2)
        out.append(
            f"C{b[0] + (c[0] - a[0]) / 6:.1f} {b[1] + (c[1] - a[1]) / 6:.1f} "
            f"{c[0] - (e[0] - b[0]) / 6:.1f} {c[1] - (e[1] - b[1]) / 6:.1f} {c[0]:.1f} {c[1]:.1f}"
        )
    return "".join(out) + ("Z" if closed else "")


def hull(points):
    """The convex outline of a set of points."""
    pts = sorted(points)
    sides = []
    for run in (pts, pts[::-1]):
        side = []
        for p in run:
            while (
                len(side) > 1
                and (
                    (side[-1][0] - side[-2][0]) * (p[1] - side[-2][1])
                    - (side[-1][1] - side[-2][1]) * (p[0] - side[-2][0])
                )
                <= 0
            ):
                side.pop()
            side.append(p)
        sides += side[:-1]
    return sides


def wave(seed, octaves=4, base=1.0, fall=0.5):
    """A smooth wandering function of one number, within about ±1, fixed by `seed`."""
    r = random.Random(seed)
    terms = [(base * 2**k * r.uniform(0.8, 1.25), r.uniform(0, 6.283), fall**k) for k in range(octaves)]
    total = sum(t[2] for t in terms)
    return lambda x: sum(a * math.sin(f * x + p) for f, p, a in terms) / total


def lens(x, y, length, width, angle=0.0, bend=0.0):
    """One stroke of a U-gouge: a sliver pointed at both ends, `bend` to one side."""
    c, s = math.cos(angle), math.sin(angle)

    def at(u, v):
        return f"{x + u * c - v * s:.1f} {y + u * s + v * c:.1f}"

    h = length / 2
    return f"M{at(-h, 0)}Q{at(-h * 0.1, bend + width / 2)} {at(h, 0)}" f"Q{at(h * 0.1, bend - width / 2)} {at(-h, 0)}Z"


def swelling(line, halfwidth, least=0.7):
    """Path data of a line that swells and thins: `halfwidth(x, y)` at each point; cut where it is under `least`."""
    runs, run = [], []
    for i, (x, y) in enumerate(line):
        h = halfwidth(x, y)
        if h < least:
            if len(run) > 2:
                runs.append(run)
            run = []
            continue
        ax, ay = line[max(i - 1, 0)]
        bx, by = line[min(i + 1, len(line) - 1)]
        n = math.hypot(bx - ax, by - ay) or 1.0
        run.append((x, y, -(by - ay) / n * h, (bx - ax) / n * h))
    if len(run) > 2:
        runs.append(run)
    out = []
    for run in runs:
        run[0] = (run[0][0], run[0][1], 0.0, 0.0)
        run[-1] = (run[-1][0], run[-1][1], 0.0, 0.0)
        out.append(d_of([(x + a, y + b) for x, y, a, b in run] + [(x - a, y - b) for x, y, a, b in reversed(run)]))
    return "".join(out)


def blade(line, width):
    """Path data of a ribbon along `line`; `width(u)` is its half width, u from 0 to 1 along it."""
    left, right, n = [], [], len(line)
    for i, (x, y) in enumerate(line):
        ax, ay = line[max(i - 1, 0)]
        bx, by = line[min(i + 1, n - 1)]
        k = math.hypot(bx - ax, by - ay) or 1.0
        h = width(i / (n - 1))
        left.append((x - (by - ay) / k * h, y + (bx - ax) / k * h))
        right.append((x + (by - ay) / k * h, y - (bx - ax) / k * h))
    return d_of(left + right[::-1])


def leaf(u):
    """The outline of a leaf or of a deep gouge stroke, for `blade`: 0 at both ends, 1 near the first third."""
    return math.sin(math.pi * u**0.72) ** 0.9 if 0 < u < 1 else 0.0


# ---- blocks --------------------------------------------------------------------------------------------------


class Block:
    """One wood block and its ink."""

    def __init__(self, width, height, ink, opacity=1.0, shift=(0, 0), grain=0.10, salt=0.5, rough=1.0):
        self.size, self.ink, self.opacity, self.shift = (width, height), ink, opacity, shift
        self.grain, self.salt, self.rough = grain, salt, rough
        self.body, self.defs, self.open, self.count = [], [], 0, 0

    def _name(self):
        self.count += 1
        return f"n{self.count}"

    def fade(self, *stops, across=False, tint="#fff"):
        """A bokashi, the printer's wiped gradient: stops of (pixel, strength) down the sheet or across it."""
        name, (a, b) = self._name(), (stops[0][0], stops[-1][0])
        line = f'x1="{a}" y1="0" x2="{b}" y2="0"' if across else f'x1="0" y1="{a}" x2="0" y2="{b}"'
        inner = "".join(
            f'<stop offset="{(p - a) / (b - a):.4f}" stop-color="{tint}" stop-opacity="{s}"/>' for p, s in stops
        )
        self.defs.append(f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" {line}>{inner}</linearGradient>')
        return f"url(#{name})"

    def ink_(self, d, strength=1.0):
        """Leave `d` standing; `strength` is a number or a fade."""
        if isinstance(strength, str):
            self.body.append(f'<path d="{d}" fill="{strength}"/>')
        else:
            self.body.append(f'<path d="{d}" fill="#fff" fill-opacity="{strength}"/>')

    def wipe(self, d, *stops, across=False):
        """Wipe ink off `d` by a gradient before printing."""
        self.body.append(f'<path d="{d}" fill="{self.fade(*stops, across=across, tint="#000")}"/>')

    def cut(self, d, strength=1.0):
        """Cut `d` away."""
        self.body.append(f'<path d="{d}" fill="#000" fill-opacity="{strength}"/>')

    def line(self, d, width, strength=1.0, cut=False):
        """A drawn line of one width, standing or cut."""
        self.body.append(
            f'<path d="{d}" fill="none" stroke="{"#000" if cut else "#fff"}" stroke-width="{width:.2f}" '
            f'stroke-opacity="{strength}" stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def within(self, d):
        """Confine what follows to `d`, until `release`."""
        name = self._name()
        self.defs.append(f'<clipPath id="{name}"><path d="{d}"/></clipPath>')
        self.body.append(f'<g clip-path="url(#{name})">')
        self.open += 1

    def release(self):
        self.body.append("</g>")
        self.open -= 1

    def svg(self):
        w, h = self.size
        assert self.open == 0, "a clip was not released"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
            f'<defs>{"".join(self.defs)}</defs><rect width="{w}" height="{h}" fill="#000"/>'
            f'{"".join(self.body)}</svg>'
        )

    def standing(self):
        """The block's surface as a picture: 0 cut away, 255 standing."""
        png = resvg_py.svg_to_bytes(svg_string=self.svg(), skip_system_fonts=True)
        return Image.open(io.BytesIO(bytes(png))).convert("L")


# ---- printing ------------------------------------------------------------------------------------------------


def noise(size, cell, seed):
    """Smooth noise in 0…1 with features of about `cell` = (x, y) pixels."""
    w, h = size
    r = np.random.Generator(np.random.PCG64(seed))
    small = r.random((max(int(h / cell[1]), 2) + 2, max(int(w / cell[0]), 2) + 2)).astype(np.float32)
    big = Image.fromarray(small).resize((w, h), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(big), 0.0, 1.0)


def wood(size, seed):
    """The figure of a plank, 0…1: long wandering fibres, wider and narrower."""
    w, h = size
    drift = noise(size, (900, 500), seed) * 120 + noise(size, (260, 160), seed + 1) * 22
    rows = np.arange(h, dtype=np.float32)[:, None] + drift
    r = np.random.Generator(np.random.PCG64(seed + 2))
    profile = r.random(h + 400).astype(np.float32)
    kernel = np.array([1, 3, 5, 6, 5, 3, 1], np.float32)
    fine = np.convolve(profile, kernel / kernel.sum(), "same")
    broad = np.convolve(profile, np.ones(41, np.float32) / 41, "same")
    figure = np.clip((fine - 0.5) * 2.2 + (broad - 0.5) * 4.5 + 0.5, 0, 1)
    index = np.clip(rows.astype(np.int32), 0, h + 399)
    return figure[index] * (0.6 + 0.4 * noise(size, (300, 5), seed + 3))


def roughen(surface, seed, amount, shift):
    """Shake the edges a little, so that they look cut with a knife and not ruled, and lay the block a hair out of
    register."""
    a = np.asarray(surface)
    h, w = a.shape
    size = (w, h)

    def shake(s):
        return (noise(size, (46, 46), s) - 0.5) * 3.4 * amount + (noise(size, (13, 13), s + 1) - 0.5) * 1.5 * amount

    x = np.arange(w, dtype=np.float32)[None, :] + shake(seed) - shift[0]
    y = np.arange(h, dtype=np.float32)[:, None] + shake(seed + 2) - shift[1]
    x0, y0 = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    fx, fy = x - x0, y - y0
    x0, x1 = np.clip(x0, 0, w - 1), np.clip(x0 + 1, 0, w - 1)
    y0, y1 = np.clip(y0, 0, h - 1), np.clip(y0 + 1, 0, h - 1)
    f = a.astype(np.float32) / 255
    top = f[y0, x0] * (1 - fx) + f[y0, x1] * fx
    low = f[y1, x0] * (1 - fx) + f[y1, x1] * fx
    return top * (1 - fy) + low * fy


def blurred(f, radius):
    image = Image.fromarray(np.clip(f * 255, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius))).astype(np.float32) / 255


def rgb(code):
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


def pull(sheet, block, seed):
    """Print one block on the sheet."""
    w, h = block.size
    f = roughen(block.standing(), seed, block.rough, block.shift)
    rim = np.clip(f - blurred(f, 7), 0, 1)
    figure = wood(block.size, seed + 10)
    cloud = noise(block.size, (420, 300), seed + 20)
    dense = 1 - block.grain * (1.0 * (1 - figure) + 0.8 * cloud) + 0.10 * rim
    speck = noise(block.size, (7, 5), seed + 30) * 0.75 + noise(block.size, (90, 40), seed + 31) * 0.25
    missed = np.clip((speck - (0.90 - 0.075 * block.salt)) * 16, 0, 1) * block.salt
    dense = np.clip(dense - missed * 0.62, 0, 1)
    cover = np.clip(f * dense, 0, 1)[..., None]
    ink = rgb(block.ink)
    through = sheet * (1 - cover * (1 - ink))  # transparent ink: multiplies
    over = sheet * (1 - cover) + ink * cover  # opaque ink: hides
    return through * (1 - block.opacity) + over * block.opacity


def press(size, paper, blocks, seed):
    """Print the blocks in order on a sheet of paper."""
    w, h = size
    fibre = (noise(size, (5, 3), seed) - 0.5) * 0.010 + (noise(size, (300, 200), seed + 1) - 0.5) * 0.014
    sheet = np.clip(rgb(paper)[None, None, :] + fibre[..., None], 0, 1)
    for i, block in enumerate(blocks):
        sheet = pull(sheet, block, seed + 100 * (i + 1))
    return Image.fromarray((np.clip(sheet, 0, 1) * 255 + 0.5).astype(np.uint8))


# ---- the file ------------------------------------------------------------------------------------------------


def srgb():
    """The sRGB profile, its date set to a fixed one (the library writes the present time there)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes([0x07, 0xEA, 0, 6, 0, 5, 0, 0, 0, 0, 0, 0])
    profile[84:100] = bytes(16)
    return bytes(profile)


def save(image, path, description, quality=88):
    """Write a baseline JPEG with profile and EXIF, the shorter side brought down to 2000 px."""
    scale = max(2000 / min(image.size), 3000 / image.width)
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.LANCZOS)
    exif = Image.Exif()
    exif[0x010E] = description
    exif[0x0112] = 1
    exif[0x011A] = 300.0
    exif[0x011B] = 300.0
    exif[0x0128] = 2
    exif[0x013B] = "Lin Du (pen name)"
    exif[0x8298] = "Drawn for the keben sample; MIT OR Apache-2.0"
    image.save(
        path,
        "JPEG",
        quality=quality,
        subsampling="4:2:0",
        optimize=True,
        progressive=False,
        dpi=(300, 300),
        icc_profile=srgb(),
        exif=exif,
    )
