"""field.jpg: a spraying drone over paddy fields, its pilot on the bank. 3600 × 2400, printed from six blocks."""

import math
import random

from block import Block, Camera, blade, d_of, hull, leaf, lens, press, smooth, swelling, wave
from landscape import fibres, ridge

W, H = 3600, 2400
HORIZON = 860
CAM = Camera((0, 0, 9.0), 2700, W / 2, HORIZON)
SHEET = d_of([(-10, -10), (W + 10, -10), (W + 10, H + 10), (-10, H + 10)])


class Blocks:
    """The six blocks, from the lightest ink to the darkest."""

    def __init__(self):
        self.warm = Block(W, H, "#EBC27A", shift=(2, -1), grain=0.15, salt=0.45)
        self.sky = Block(W, H, "#A6C6C6", shift=(-1, 1), grain=0.14, salt=0.4)
        self.lime = Block(W, H, "#B5C77A", shift=(1, 1), grain=0.16, salt=0.5)
        self.green = Block(W, H, "#4F8F73", shift=(-1, 2), grain=0.17, salt=0.5)
        self.red = Block(W, H, "#D2492A", opacity=0.3, shift=(1, -1), grain=0.14, salt=0.4, rough=0.6)
        self.dark = Block(W, H, "#1C3A3A", opacity=0.35, grain=0.12, salt=0.4, rough=0.6)
        self.order = [self.warm, self.sky, self.lime, self.green, self.red, self.dark]

    def clear(self, d, *keep):
        for b in self.order:
            if b not in keep:
                b.cut(d)


# ---- sky and hills --------------------------------------------------------------------------------------------


def sky(b):
    b.sky.ink_(SHEET, b.sky.fade((0, 0.95), (200, 0.55), (520, 0.14), (760, 0.0)))
    b.warm.ink_(SHEET, b.warm.fade((300, 0.0), (700, 0.42), (HORIZON, 0.5)))
    y, k = 26.0, 0
    while y < 760:
        wob, tone = wave(300 + k, 3, 0.0016, 0.6), wave(500 + k, 4, 0.0027, 0.6)
        line = [(x, y + wob(x) * 13) for x in range(-20, W + 21, 14)]
        f = max(0.0, 1 - y / 620)
        b.sky.ink_(swelling(line, lambda x, yy: 10 * (f * 0.9 + 0.5 * tone(x) * f**0.5 - 0.1), 1.2), 0.55)
        b.warm.cut(
            swelling([(x, yy + 11) for x, yy in line], lambda x, yy: 7 * (tone(x * 1.3 + 70) + 0.1) * (1 - f), 1.1), 0.7
        )
        y += 25
        k += 1
    cloud(b, 690, 440, 1280, 260, 4)
    cloud(b, 3060, 345, 900, 185, 12)


def cloud(b, cx, base, long, tall, seed):
    """A fair-weather cloud: a flat foot, a billowing head left white, its shaded side in strokes."""
    rnd = random.Random(seed)
    puffs = []
    for k in range(13):
        u = (k + 0.5) / 13 * 2 - 1
        top = (1 - abs(u + 0.1) ** 1.6) * tall * rnd.uniform(0.6, 1.0)
        r = tall * rnd.uniform(0.26, 0.40) * (1.1 - abs(u) * 0.5)
        puffs.append((cx + u * long * 0.31, base - max(top - r, r * 0.2), r))
    outline = []
    for x, y, r in puffs:
        outline.append(
            f"M{x - r:.1f} {y:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r:.1f} {y:.1f}L{x + r:.1f} {base}L{x - r:.1f} {base}Z"
        )
    for q in range(5):  # the long flat tails
        part, y = long * rnd.uniform(0.8, 1.25) * (1 - 0.1 * q), base - 8 - 17 * q
        x = cx + rnd.uniform(-0.16, 0.16) * long
        outline.append(
            blade(
                [(x - part / 2 + part * i / 24, y + 2 * math.sin(i * 0.7)) for i in range(25)],
                lambda u: 13 * math.sin(math.pi * u) ** 0.6,
            )
        )
    body = "".join(outline)
    b.sky.cut(body), b.warm.cut(body)
    b.sky.within(body)
    b.sky.ink_(body, b.sky.fade((base - tall * 0.42, 0.0), (base, 0.42)))
    d = []
    for x, y, r in puffs:  # strokes following the lee of each billow
        for q in range(3):
            rr = r * (0.84 - 0.2 * q)
            arc = [(x + rr * math.cos(a), y + rr * math.sin(a)) for a in (-0.55 + 1.9 * i / 10 for i in range(11))]
            d.append(blade(arc, lambda u: 4.2 * math.sin(math.pi * u)))
    for q in range(6):
        y = base - 9 - q * 13
        part = long * (0.9 - 0.1 * q) * rnd.uniform(0.6, 0.9)
        x = cx + rnd.uniform(-0.08, 0.12) * long
        d.append(
            blade(
                [(x - part / 2 + part * i / 20, y + 2 * math.sin(i)) for i in range(21)],
                lambda u: 4.4 * math.sin(math.pi * u) ** 0.7,
            )
        )
    b.sky.ink_("".join(d), 0.6)
    b.sky.release()


def hills(b):
    foot = HORIZON + 30
    for i, (seed, level, height, peaks) in enumerate(
        (
            (5, 640, 70, [(300, 120, 900), (1900, 170, 1000), (3300, 260, 1000)]),
            (19, 735, 60, [(850, 150, 800), (2700, 120, 800), (3650, 210, 700)]),
            (33, 815, 42, [(50, 230, 800), (2050, 55, 700), (3250, 120, 700)]),
        )
    ):
        line = ridge(W, seed, level, height, peaks)
        shape = d_of(line + [(W + 200, foot), (-200, foot)])
        top = int(min(y for _, y in line))
        b.clear(shape)
        if i == 0:
            b.sky.ink_(shape, b.sky.fade((top, 0.85), (level + 60, 0.25)))
        elif i == 1:
            b.sky.ink_(shape, b.sky.fade((top, 1.0), (foot, 0.4)))
            b.green.ink_(shape, b.green.fade((top, 0.34), (level + 80, 0.02)))
            b.green.within(shape)
            b.green.cut(fibres(line, 203, 120, 4.2, 92), 0.9)
            b.green.release()
        else:
            b.sky.ink_(shape, 0.9)
            b.green.ink_(shape, b.green.fade((top, 0.85), (foot, 0.25)))
            b.green.within(shape)
            b.green.cut(fibres(line, 211, 120, 4.6, 66), 0.9)
            b.green.release()


def village(b):
    """White walls and dark roofs among trees, where the fields end."""
    rnd = random.Random(21)
    foot = HORIZON + 34

    def crowns(x0, x1, size, seed, strength):
        grow, x, d, cuts = wave(seed, 4, 0.009, 0.6), x0, [], []
        while x < x1:
            r = size * (0.6 + 0.35 * grow(x) + 0.35 * rnd.random())
            y = foot - r * 0.75
            blob = [
                (
                    x + r * math.cos(a) * (1 + 0.1 * math.sin(5 * a + x)),
                    y + r * math.sin(a) * (1 + 0.12 * math.sin(4 * a + x)) if math.sin(a) < 0 else foot,
                )
                for a in (q * math.pi / 9 for q in range(18))
            ]
            d.append(smooth(blob, True))
            for _ in range(5):
                cuts.append(
                    lens(
                        x + rnd.uniform(-0.6, 0.6) * r,
                        y - rnd.uniform(-0.3, 0.8) * r,
                        r * 0.42,
                        4.2,
                        rnd.uniform(-0.9, 0.9),
                        4,
                    )
                )
            x += r * rnd.uniform(0.7, 1.5)
        shape = "".join(d)
        b.clear(shape)
        b.lime.ink_(shape), b.green.ink_(shape, strength)
        return shape, "".join(cuts)

    shape, cuts = crowns(-40, W + 40, 40, 3, 0.75)
    b.green.cut(cuts, 0.9)
    for x, w, h in (
        (560, 105, 50),
        (655, 82, 74),
        (742, 120, 46),
        (905, 92, 60),
        (990, 128, 48),
        (1130, 84, 44),
        (2870, 96, 52),
        (2960, 120, 42),
        (3110, 84, 58),
        (3190, 110, 44),
    ):
        y = foot - 4
        wall = d_of([(x, y), (x, y - h), (x + w, y - h), (x + w, y)])
        b.clear(wall)
        b.sky.ink_(d_of([(x, y), (x, y - h), (x + w * 0.22, y - h), (x + w * 0.22, y)]), 0.6)
        roof = (
            smooth(
                [
                    (x - 13, y - h + 1),
                    (x + 8, y - h - 17),
                    (x + w * 0.25, y - h - 27),
                    (x + w * 0.75, y - h - 27),
                    (x + w - 8, y - h - 17),
                    (x + w + 13, y - h + 1),
                ]
            )
            + "Z"
        )
        b.clear(roof)
        b.sky.ink_(roof), b.dark.ink_(roof, 0.92)
        b.dark.cut(
            "".join(lens(x + w * (0.1 + 0.16 * q), y - h - 10, 20, 2.6, 1.25 + 0.12 * (2.5 - q)) for q in range(6)), 0.9
        )
        for q in range(int(w / 34)):
            u = x + 20 + q * 32
            b.dark.ink_(d_of([(u, y - h + 14), (u + 9, y - h + 14), (u + 9, y - h + 27), (u, y - h + 27)]), 0.8)
    for x0, x1 in ((-40, 600), (828, 905), (1195, 2890), (3290, W + 40)):
        shape, cuts = crowns(x0, x1, 33, int(x0) + 90, 1.0)
        b.dark.ink_(shape, 0.62)
        b.dark.cut(cuts, 1.0)
    shape, cuts = crowns(500, 1300, 15, 77, 1.0)
    b.dark.ink_(shape, 0.5), b.dark.cut(cuts)


# ---- fields ---------------------------------------------------------------------------------------------------


def place(u, v):
    """Field coordinates to the ground, in metres: the bunds bend, as old bunds do."""
    x = u * (1 + v * 0.0006) + 11 * math.sin(v * 0.026 + 0.9) + v * 0.10 - 3
    y = v + (0.085 * v + 0.4) * math.sin(u * 0.036 + v * 0.010 + 0.5) + 0.022 * v * math.sin(u * 0.11 + v * 0.02)
    return x, max(y, 6.0)


def spot(u, v, z=0.0):
    x, y = place(u, v)
    return CAM(x, y, z)


def outline(u0, u1, v0, v1, inset):
    """A plot's edge on the sheet, its corners rounded off."""
    du, dv = (u1 - u0), (v1 - v0)
    a, c = inset / du, inset / dv
    pts = []
    n = 16
    for q in range(n + 1):
        pts.append((a + (1 - 2 * a) * q / n, c))
    for q in range(1, n + 1):
        pts.append((1 - a, c + (1 - 2 * c) * q / n))
    for q in range(1, n + 1):
        pts.append((1 - a - (1 - 2 * a) * q / n, 1 - c))
    for q in range(1, n):
        pts.append((a, 1 - c - (1 - 2 * c) * q / n))
    out = []
    for s, t in pts:  # squeeze the corners
        k = 1 - 0.10 * (abs(2 * s - 1) * abs(2 * t - 1)) ** 5
        s, t = 0.5 + (s - 0.5) * k, 0.5 + (t - 0.5) * k
        out.append(spot(u0 + s * du, v0 + t * dv))
    return out


BANDS = [9, 15.5, 23, 33, 45, 60, 79, 103, 134, 175, 230, 305, 410, 560]
PATH = (-14.0, 1.7)  # the cart path between the plots: where, and how wide


def plots():
    """(u0, u1, v0, v1, kind) for every plot, far ones first."""
    rnd = random.Random(404)
    out = []
    for v0, v1 in zip(BANDS, BANDS[1:]):
        reach = 0.75 * v1 + 60
        for side in (-1, 1):
            u = PATH[0] + side * PATH[1] / 2
            k = 0
            while abs(u) < reach:
                step = (v1 - v0) * rnd.uniform(1.0, 2.1) + 6
                a, c = (u, u + step) if side > 0 else (u - step, u)
                kind = rnd.choices(("lush", "young", "mirror"), (0.56, 0.20, 0.24) if v0 > 40 else (1.0, 0.0, 0.0))[0]
                if v0 in (33, 45) and k == 0:
                    kind = "mirror"
                out.append((a, c, v0, v1, kind))
                u += side * step
                k += 1
    return sorted(out, key=lambda p: -p[2])


def ground(b):
    """The bunds and the path first: everything the plots will leave uncovered."""
    land = d_of([(-10, HORIZON + 26), (W + 10, HORIZON + 26), (W + 10, H + 10), (-10, H + 10)])
    b.clear(land)
    b.lime.ink_(land, 0.55)
    b.warm.ink_(land, 0.55)


def tuft(x, y, h, rnd):
    """One hill of rice: light blades, middle blades, dark blades."""
    light, deep, ink = [], [], []
    for k in range(8):
        a = (k / 7 - 0.5) * 0.95 + rnd.uniform(-0.10, 0.10)
        long = h * rnd.uniform(0.72, 1.12) * (1 - 0.25 * abs(a))
        px, py, pts = x + a * h * 0.10, y, []
        for q in range(8):
            pts.append((px, py))
            lean = a * (0.5 + 2.0 * (q / 7) ** 2)
            px, py = px + math.sin(lean) * long / 7, py - math.cos(lean) * long / 7
        d = blade(pts, lambda u: h * 0.030 * (1 - u) ** 0.55 + 0.35)
        (ink if k in (2, 5) else deep if k % 2 else light).append(d)
    return "".join(light), "".join(deep), "".join(ink)


def fields(b):
    rnd = random.Random(505)
    shade = wave(901, 3, 0.05, 0.6)
    for u0, u1, v0, v1, kind in plots():
        near = CAM.scale(v0)
        edge = outline(u0, u1, v0, v1, 0.24 + 0.004 * v0)
        if all(x < -60 or x > W + 60 for x, _ in edge) or min(y for _, y in edge) > H + 40:
            continue
        shape = d_of(edge)
        top, low = min(y for _, y in edge), max(y for _, y in edge)
        for block in (b.warm, b.lime, b.sky, b.green, b.dark):
            block.cut(shape)
        far = min(max((v0 - 60) / 300, 0.0), 1.0)
        lift = 0.5 + 0.5 * shade(u0 * 0.6 + v0)
        if kind == "mirror":
            b.sky.ink_(shape, b.sky.fade((top, 0.35), (low, 0.95)))
            b.lime.ink_(shape, 0.16)
        elif kind == "young":
            b.lime.ink_(shape, 0.62 + 0.2 * lift)
            b.sky.ink_(shape, b.sky.fade((top, 0.15), (low, 0.5)))
            b.warm.ink_(shape, 0.25)
        else:
            b.lime.ink_(shape, 1.0)
            b.green.ink_(
                shape,
                b.green.fade(
                    (top, (0.30 + 0.25 * lift) * (1 - 0.5 * far)), (low, (0.50 + 0.3 * lift) * (1 - 0.5 * far))
                ),
            )
        for block in (b.lime, b.green, b.dark, b.sky):
            block.within(shape)
        rows(b, rnd, u0, u1, v0, v1, kind, near, far)
        for block in (b.lime, b.green, b.dark, b.sky):
            block.release()
        # the bund's near face, in shadow, and its edge
        w = min(0.09 * near, 16)
        back = edge[32:49]
        hush = min(max((v0 - 25) / 160, 0.0), 1.0)
        b.green.ink_(
            blade([(x, y + w * 0.8) for x, y in back], lambda u: max(w, 1.4) * math.sin(math.pi * u) ** 0.3),
            0.9 - 0.6 * hush,
        )
        b.dark.ink_(blade(back, lambda u: max(0.4 * w, 0.8) * math.sin(math.pi * u) ** 0.3), 0.9 - 0.75 * hush)
        if near > 30:
            grass(b, rnd, edge, near)


def rows(b, rnd, u0, u1, v0, v1, kind, near, far):
    strength = 1.0 - 0.55 * far
    if near > 55:  # near plots: hill by hill, from the back, so that each row stands before the last
        pitch = {"lush": 0.46, "young": 0.60, "mirror": 0.70}[kind]
        v = v1
        while v > v0 - 0.2:
            light, deep, ink, glint, foot = [], [], [], [], []
            u = u0 + rnd.uniform(0, pitch)
            while u < u1:
                x, y = spot(u + rnd.uniform(-0.07, 0.07), v + rnd.uniform(-0.07, 0.07))
                s = CAM.scale(place(u, v)[1])
                if -80 < x < W + 80 and y < H + 220:
                    h = {"lush": 0.74, "young": 0.52, "mirror": 0.40}[kind] * s
                    a, c, e = tuft(x, y, h, rnd)
                    light.append(a), deep.append(c), ink.append(e)
                    foot.append(lens(x, y, 0.40 * s, 0.11 * s))
                    glint.append(lens(x + 0.1 * s, y + 0.09 * s, 0.6 * s, 0.06 * s))
                u += pitch
            if kind == "lush":
                b.dark.ink_("".join(foot), 0.85)
                for block in (b.dark, b.green):
                    block.cut("".join(light + deep), 0.95)
                b.green.ink_("".join(deep), 0.95)
                b.dark.ink_("".join(ink), 0.92)
            else:
                b.sky.cut("".join(glint), 0.9), b.lime.cut("".join(glint), 0.5)
                b.lime.ink_("".join(light))
                b.green.ink_("".join(deep + light), 0.9)
                b.dark.ink_("".join(ink), 0.85)
            v -= pitch * 1.05
        return
    pitch = {"lush": 0.72, "young": 0.95, "mirror": 1.05}[kind] * (1 + v0 * 0.010)
    line_d, dash, ink = [], [], []
    u = u0 + pitch / 2
    while u < u1:  # further off: rows of short strokes on a swelling line
        tone = wave(int(u * 37) + 7, 3, 0.05, 0.6)
        line = [spot(u, v0 + (v1 - v0) * q / 40) for q in range(41)]
        half = min(0.11 * pitch * near, 5.0) if kind == "lush" else 0.05 * near
        line_d.append(swelling(line, lambda x, y: half * (0.85 + 0.5 * tone(y)), 0.3))
        v = v0 + rnd.uniform(0, pitch)
        while v < v1:
            x, y = spot(u + rnd.uniform(-0.1, 0.1), v)
            if -40 < x < W + 40:
                s = CAM.scale(place(u, v)[1])
                h = {"lush": 0.62, "young": 0.5, "mirror": 0.42}[kind] * s
                if h > 3.5:
                    for a in (-0.42, 0.0, 0.42) if h > 9 else (0.0,):
                        d = lens(
                            x + a * h * 0.55, y - h * 0.45, h * rnd.uniform(0.8, 1.2), max(0.13 * s, 1.7), 1.57 + a, 1
                        )
                        (ink if rnd.random() < 0.3 else dash).append(d)
            v += pitch * 1.25
        u += pitch
    if kind != "mirror":
        b.green.ink_("".join(line_d), 0.8 * strength)
    b.green.ink_("".join(dash + ink), 0.95 * strength)
    b.dark.ink_("".join(ink), (0.75 if kind == "lush" else 0.4) * strength)
    if kind == "mirror":
        glints = []
        for _ in range(int(60 + 4 * (u1 - u0))):
            x, y = spot(rnd.uniform(u0, u1), rnd.uniform(v0, v1))
            glints.append(lens(x, y, 2.2 * near * rnd.uniform(0.4, 1.4), max(0.10 * near, 1.6)))
        b.sky.cut("".join(glints), 0.85), b.lime.cut("".join(glints), 0.85)


def grass(b, rnd, edge, near):
    """Grass on the bunds."""
    d, ink = [], []
    for x, y in edge[:33]:
        for _ in range(7):
            px, py = x + rnd.uniform(-0.5, 0.5) * near, y + rnd.uniform(0.0, 0.22) * near
            h = rnd.uniform(0.12, 0.34) * near
            bend = rnd.uniform(-0.5, 0.5)
            line = [(px + h * bend * (q / 5) ** 2, py - h * q / 5) for q in range(6)]
            (ink if rnd.random() < 0.3 else d).append(blade(line, lambda u: 0.022 * near * (1 - u) + 0.3))
    b.green.ink_("".join(d), 0.9)
    b.dark.ink_("".join(ink), 0.85)


def path(b):
    """Wheel tracks and stones on the cart path."""
    rnd = random.Random(606)
    for off in (-0.42, 0.42):
        line = [spot(PATH[0] + off, 9 + 0.9 * q) for q in range(260)]
        b.warm.ink_(swelling(line, lambda x, y: 0.13 * 2700 / 9 * (y - HORIZON) / 2700 * 1.0, 0.6), 0.8)
        b.green.ink_(
            swelling([(x + (y - HORIZON) * 0.012, y) for x, y in line], lambda x, y: 0.012 * (y - HORIZON), 0.6), 0.5
        )
    d = []
    for _ in range(420):
        v = 9 + rnd.random() ** 2 * 150
        x, y = spot(PATH[0] + rnd.uniform(-0.95, 0.95), v)
        s = CAM.scale(place(PATH[0], v)[1])
        d.append(lens(x, y, 0.4 * s, 0.05 * s, rnd.uniform(-0.1, 0.1)))
    b.green.ink_("".join(d), 0.75)


def egrets(b):
    for x, y, k, turn in (
        (3060, 1330, 1.0, 1),
        (3180, 1312, 0.9, -1),
        (3330, 1352, 1.05, 1),
        (330, 1190, 0.62, 1),
        (400, 1180, 0.58, -1),
    ):

        def at(u, v):
            return (x + turn * u * k, y - v * k)

        body = smooth(
            [
                at(-34, 40),
                at(-10, 58),
                at(14, 60),
                at(24, 66),
                at(28, 84),
                at(22, 98),
                at(28, 108),
                at(38, 106),
                at(36, 98),
                at(31, 95),
                at(36, 82),
                at(34, 60),
                at(20, 42),
                at(-8, 36),
            ],
            True,
        )
        b.clear(body)
        b.dark.line(d_of([at(38, 103), at(56, 98)], False), 3.6 * k)
        for u in (-2, 8):
            b.dark.line(d_of([at(u, 38), at(u + 2, 0)], False), 2.6 * k)
        b.sky.ink_(smooth([at(-30, 40), at(-4, 50), at(12, 44), at(-8, 38)], True), 0.8)
        for block in (b.sky, b.lime):
            block.cut(lens(x, y + 8 * k, 70 * k, 6 * k))


# ---- the drone ------------------------------------------------------------------------------------------------


class Drone:
    """A six-rotor sprayer, modelled in metres about its own middle and tipped towards us."""

    at, pitch, turn, size = (3.1, 21.0, 10.1), math.radians(19), math.radians(6), 1.95

    def __call__(self, x, y, z):
        x, y, z = x * self.size, y * self.size, z * self.size
        c, s = math.cos(self.turn), math.sin(self.turn)
        x, y = x * c - y * s, x * s + y * c
        c, s = math.cos(self.pitch), math.sin(self.pitch)
        y, z = y * c - z * s, y * s + z * c
        roll = math.radians(-5)
        x, z = x * math.cos(roll) - z * math.sin(roll), x * math.sin(roll) + z * math.cos(roll)
        return CAM(self.at[0] + x, self.at[1] + y, self.at[2] + z)


D = Drone()
REACH = 1.48
ROTORS = [math.radians(a) for a in (0, 56, 124, 180, 232, 308)]


def spray(b):
    """Mist from the six nozzles: overlapping cones wiped out of the field blocks, the droplets cut."""
    rnd = random.Random(707)
    nozzles = [D(REACH * math.cos(a), REACH * math.sin(a), -0.38) for a in ROTORS]
    middle = sum(x for x, _ in nozzles) / 6
    foot = 1930
    drops, veil = [], []
    for nx, ny in nozzles:
        lean = (nx - middle) * 0.42
        floor = foot + (ny - 800) * 0.5

        def at(t, side):
            """A point of the cone, t down it, side from -1 to 1."""
            return nx + lean * t**1.2 + side * (7 + 335 * t**0.75), ny + (floor - ny) * t

        cone = d_of(
            [at(q / 14, -1 + 0.06 * math.sin(q * 2.3 + nx)) for q in range(15)]
            + [at(q / 14, 1 + 0.06 * math.sin(q * 1.9 + ny)) for q in range(14, -1, -1)]
        )
        for block, worn in ((b.dark, 0.62), (b.green, 0.44), (b.lime, 0.20), (b.warm, 0.25)):
            block.wipe(cone, (ny, worn), (ny + (floor - ny) * 0.45, worn * 0.62), (floor, 0.0))
        for _ in range(430):
            t, side = rnd.random() ** 0.7, rnd.uniform(-1, 1)
            x, y = at(t, side * 0.98)
            ahead = at(min(t + 0.02, 1.1), side * 0.98)
            slope = math.atan2(ahead[1] - y, ahead[0] - x)
            drops.append(
                lens(x, y, rnd.uniform(20, 60) * (0.6 + 0.7 * t), rnd.uniform(2.8, 5.4) * (0.8 + 0.5 * t), slope)
            )
        for k in range(13):
            side, reach = -0.95 + 1.9 * k / 12, rnd.uniform(0.16, 0.42)
            veil.append(blade([at(reach * q / 14, side) for q in range(15)], lambda u: 3.4 * (1 - u) + 0.6))
    for block in (b.dark, b.green, b.lime, b.warm, b.sky):
        block.cut("".join(drops), 0.9 if block is not b.lime else 0.75)
        block.cut("".join(veil), 0.9)
    b.sky.ink_("".join(drops[::5]), 0.5)


def drone(b):
    def solid(shape, ink=None, strength=1.0):
        b.clear(shape)
        if ink is not None:
            ink.ink_(shape, strength)

    def tube(p, q, w0, w1, ink=b.dark):
        nx, ny = q[1] - p[1], p[0] - q[0]
        m = math.hypot(nx, ny) or 1
        nx, ny = nx / m, ny / m
        solid(
            d_of(
                [
                    (p[0] + nx * w0, p[1] + ny * w0),
                    (q[0] + nx * w1, q[1] + ny * w1),
                    (q[0] - nx * w1, q[1] - ny * w1),
                    (p[0] - nx * w0, p[1] - ny * w0),
                ]
            ),
            ink,
        )

    def ring(cx, cy, cz, r, a0=0.0, a1=6.2832, n=48):
        return [
            D(cx + r * math.cos(a0 + (a1 - a0) * k / n), cy + r * math.sin(a0 + (a1 - a0) * k / n), cz)
            for k in range(n + 1)
        ]

    def rotor(angle, seed):
        cx, cy, cz = REACH * math.cos(angle), REACH * math.sin(angle), 0.24
        disc = d_of(ring(cx, cy, cz, 0.60))
        for block in (b.sky, b.warm, b.lime, b.green):
            block.cut(disc, 0.55)
        b.sky.ink_(disc, 0.42)
        rr = random.Random(seed)
        arcs = []
        for _ in range(15):  # the blur of the blades
            r, a0 = 0.60 * rr.uniform(0.35, 1.0) ** 0.6, rr.uniform(0, 6.283)
            arcs.append(
                blade(ring(cx, cy, cz, r, a0, a0 + rr.uniform(0.5, 1.6), 16), lambda u: 3.0 * math.sin(math.pi * u))
            )
        b.dark.ink_("".join(arcs), 0.85)
        b.dark.line(d_of(ring(cx, cy, cz, 0.60)), 2.2, 0.9)
        a = rr.uniform(0, 3.14)
        for t in (a, a + math.pi):
            line = [
                D(
                    cx + 0.58 * q / 10 * math.cos(t + 0.12 * q / 10),
                    cy + 0.58 * q / 10 * math.sin(t + 0.12 * q / 10),
                    cz + 0.02,
                )
                for q in range(11)
            ]
            b.dark.ink_(
                blade(line, lambda u: 7.5 * (0.45 + 0.55 * math.sin(math.pi * min(u + 0.15, 1))) * (1 - 0.5 * u))
            )

    def arm(angle):
        c, s = math.cos(angle), math.sin(angle)
        tube(D(0.25 * c, 0.25 * s, 0.05), D(REACH * c, REACH * s, 0.10), 15, 11)
        p, q = D(0.35 * c, 0.35 * s, 0.075), D(1.2 * c, 1.2 * s, 0.125)
        b.dark.line(d_of([p, q], False), 3.0, 0.95, cut=True), b.sky.line(d_of([p, q], False), 3.0)
        tube(D(REACH * c, REACH * s, 0.02), D(REACH * c, REACH * s, 0.25), 22, 19)  # motor
        a = D(REACH * c, REACH * s, 0.20)
        b.dark.cut(lens(a[0], a[1], 30, 4.5), 0.95), b.red.ink_(lens(a[0], a[1], 30, 4.5))
        tube(D(REACH * c, REACH * s, 0.02), D(REACH * c, REACH * s, -0.30), 4, 3)  # lance and nozzle
        tube(D(REACH * c, REACH * s, -0.30), D(REACH * c, REACH * s, -0.38), 11, 6)

    behind = [k for k, a in enumerate(ROTORS) if math.sin(a + D.turn) > 0.01]
    front = [k for k in range(6) if k not in behind]
    for k in behind:
        arm(ROTORS[k])
        rotor(ROTORS[k], 40 + k)

    def shell(*rings):
        """The silhouette of a moulded shape: rings of (z, half width, half depth)."""
        pts = []
        for z, w, d in rings:
            for q in range(40):
                a = q * math.pi / 20
                c, s = math.cos(a), math.sin(a)
                pts.append(D(w * math.copysign(abs(c) ** 0.7, c), d * math.copysign(abs(s) ** 0.7, s), z))
        return hull(pts)

    def meridian(side, *rings):
        """A line down the front of the shape."""
        return [D(w * side, -d * (1 - abs(side) ** 3) ** 0.5, z) for z, w, d in rings]

    for sx in (-1, 1):  # landing gear
        for y in (0.30, -0.30):
            tube(D(sx * 0.26, y * 0.6, -0.05), D(sx * 0.52, y, -0.80), 8, 7)
        tube(D(sx * 0.52, -0.50, -0.81), D(sx * 0.52, 0.50, -0.81), 9, 9)
    tank = [(0.0, 0.33, 0.32), (-0.22, 0.34, 0.33), (-0.46, 0.27, 0.27), (-0.56, 0.17, 0.17)]
    d = d_of(shell(*tank))
    b.clear(d)
    b.sky.within(d), b.dark.within(d)
    b.sky.ink_(d, 0.22)
    b.sky.ink_(d_of(shell((-0.20, 0.34, 0.33), *tank[2:])), 0.9)
    b.dark.ink_("".join(blade(meridian(side, *tank), lambda u: 9 * leaf(u)) for side in (0.74, 0.86, 0.95)), 0.9)
    b.dark.ink_("".join(blade(meridian(side, *tank)[1:], lambda u: 5 * leaf(u)) for side in (-0.9, 0.55, 0.3)), 0.8)
    b.sky.cut(blade(meridian(-0.62, *tank), lambda u: 8 * leaf(u)), 0.95)
    b.sky.release(), b.dark.release()
    b.dark.line(d, 5)
    solid(d_of(shell((0.0, 0.43, 0.44), (0.075, 0.43, 0.44))), b.dark)
    top = [(0.075, 0.40, 0.42), (0.17, 0.38, 0.40), (0.27, 0.29, 0.31), (0.33, 0.16, 0.18), (0.34, 0.02, 0.02)]
    d = d_of(shell(*top))
    solid(d, b.red)
    b.dark.within(d), b.red.within(d)
    for side, w in ((0.97, 15), (0.90, 11), (0.80, 8), (0.68, 5)):
        b.dark.ink_(blade(meridian(side, *top), lambda u: w * leaf(u)), 0.92)
    for side, w in ((-0.88, 5), (-0.74, 7), (-0.58, 5), (-0.2, 3.5)):
        b.red.cut(blade(meridian(side, *top), lambda u: w * leaf(u)), 0.9)
    b.dark.release(), b.red.release()
    p, q = D(0.10, 0.12, 0.30), D(0.11, 0.14, 0.58)
    b.dark.line(d_of([p, q], False), 6)
    solid(f"M{q[0] - 18} {q[1]}a18 11 0 1 0 36 0a18 11 0 1 0 -36 0Z", b.dark)
    x, y = D(0, -0.46, 0.03)  # the forward camera
    eye = f"M{x - 24} {y}a24 24 0 1 0 48 0a24 24 0 1 0 -48 0Z"
    solid(eye, b.dark)
    b.dark.cut(f"M{x - 13} {y}a13 13 0 1 0 26 0a13 13 0 1 0 -26 0Z"), b.sky.ink_(
        f"M{x - 13} {y}a13 13 0 1 0 26 0a13 13 0 1 0 -26 0Z", 0.9
    )
    b.dark.ink_(f"M{x - 6} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z")
    for k in front:
        arm(ROTORS[k])
    for k in front:
        rotor(ROTORS[k], 40 + k)


# ---- the pilot ------------------------------------------------------------------------------------------------


def bank(b):
    """The raised bank in the near corner, in its own shadow."""
    rnd = random.Random(808)
    top = [(-60, 1905), (160, 1925), (380, 1968), (600, 2040), (800, 2130), (980, 2235), (1120, 2340), (1220, 2460)]
    shape = smooth(top) + f"L-60 {H + 60}Z"
    b.clear(shape)
    b.lime.ink_(shape), b.green.ink_(shape), b.dark.ink_(shape, 0.93)

    def crest(x):
        for (x0, y0), (x1, y1) in zip(top, top[1:]):
            if x0 <= x <= x1:
                return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        return H

    cuts = []
    for _ in range(360):
        x = rnd.uniform(-20, 1150)
        y = crest(x) + 24 + rnd.random() ** 1.2 * 420
        long = rnd.uniform(30, 84)
        bend = 0.4 * rnd.choice((-1, 1, 1))
        line = [(x + long * bend * (q / 6) ** 2, y - long * q / 6) for q in range(7)]
        cuts.append(blade(line, lambda u: 4.6 * leaf(u)))
    b.dark.cut("".join(cuts), 0.92)
    b.green.cut("".join(cuts[::3]), 0.8)
    d = []
    for _ in range(330):  # grass along the crest
        x = rnd.uniform(-30, 1180)
        y, h = crest(x) + rnd.uniform(0, 26), rnd.uniform(40, 120)
        bend = rnd.uniform(-0.6, 0.9)
        d.append(
            blade(
                [(x + h * bend * (q / 7) ** 2, y - h * q / 7) for q in range(8)], lambda u: 5.2 * (1 - u) ** 0.7 + 0.3
            )
        )
    return "".join(d)


def pilot(b):
    """The young operator, seen from behind and a little from the left, looking up to the drone."""
    ox, oy, k = 600, 2105, 1.02

    def at(u, v):
        return (ox + u * k, oy - v * k)

    def part(points, *inks, seam=7):
        """A flat shape with a white line cut round it, as in white-line woodcut."""
        d = smooth([at(*p) for p in points], True)
        for block in b.order if seam else ():
            block.line(d, seam, cut=True)
        b.clear(d)
        for ink, strength in inks:
            ink.ink_(d, strength)
        return d

    def strokes(block, *items):
        block.cut("".join(blade([at(*p) for p in line], lambda u: half * leaf(u)) for half, *line in items), 0.95)

    cloth = ((b.green, 1.0), (b.dark, 1.0))
    skin, vest, linen = ((b.warm, 1.0),), ((b.red, 1.0),), ((b.sky, 0.20),)

    # legs: the weight on the left, the right knee a little forward
    part([(-58, 372), (-66, 300), (-62, 200), (-66, 90), (-28, 88), (-14, 190), (-6, 290), (2, 356)], *cloth)
    part([(-16, 366), (-2, 290), (16, 200), (22, 92), (60, 92), (66, 200), (70, 300), (62, 374)], *cloth)
    part([(-70, 128), (-72, 30), (-74, 4), (-40, -4), (-20, 6), (-22, 60), (-24, 128)], *cloth)
    part([(16, 128), (18, 40), (22, 4), (56, -6), (88, 4), (84, 22), (66, 40), (66, 128)], *cloth)
    strokes(
        b.dark,
        (4.5, (-52, 350), (-56, 260), (-52, 150)),
        (3.5, (-40, 330), (-42, 260), (-40, 190)),
        (3, (-56, 118), (-58, 70), (-60, 20)),
        (4.5, (10, 330), (20, 250), (28, 150)),
        (3, (26, 300), (34, 240), (38, 190)),
        (3, (30, 118), (30, 70), (32, 20)),
    )
    # the controller and the far hand
    part([(120, 462), (124, 500), (196, 516), (204, 480)], *cloth)
    screen = d_of([at(128, 496), at(132, 506), at(192, 519), at(194, 509)])
    b.clear(screen), b.sky.ink_(screen, 0.6)
    for foot, tip in (((138, 504), (150, 562)), ((184, 514), (206, 566))):
        b.dark.line(d_of([at(*foot), at(*tip)], False), 6)
    part([(178, 470), (184, 492), (200, 498), (210, 486), (204, 470), (190, 464)], *skin)
    # trunk
    part(
        [
            (-60, 352),
            (-66, 420),
            (-70, 500),
            (-80, 560),
            (-70, 590),
            (-34, 606),
            (4, 612),
            (42, 606),
            (70, 588),
            (76, 556),
            (68, 500),
            (66, 420),
            (66, 352),
            (2, 344),
        ],
        *vest,
    )
    for line, half in (
        ([(-68, 450), (-24, 442), (26, 442), (67, 450)], 8),
        ([(-46, 598), (-38, 530), (-34, 444)], 6.5),
        ([(38, 604), (36, 530), (34, 444)], 6.5),
    ):
        b.red.cut(blade([at(*p) for p in line], lambda u: half), 0.97)
    strokes(
        b.red,
        (4, (-54, 430), (-52, 400), (-52, 362)),
        (3, (-30, 424), (-28, 396), (-30, 366)),
        (3, (8, 420), (10, 390), (6, 360)),
        (4, (-62, 560), (-60, 520), (-58, 470)),
    )
    b.dark.within(
        smooth(
            [
                at(*p)
                for p in [
                    (-60, 352),
                    (-66, 420),
                    (-70, 500),
                    (-80, 560),
                    (-70, 590),
                    (-34, 606),
                    (4, 612),
                    (42, 606),
                    (70, 588),
                    (76, 556),
                    (68, 500),
                    (66, 420),
                    (66, 352),
                    (2, 344),
                ]
            ],
            True,
        )
    )
    for half, *line in (
        (7, (58, 590), (56, 500), (54, 360)),
        (4.5, (46, 560), (46, 490), (44, 380)),
        (3, (20, 580), (22, 520), (20, 462)),
        (4, (-4, 600), (0, 540), (-2, 464)),
    ):
        b.dark.ink_(blade([at(*p) for p in line], lambda u: half * leaf(u)), 0.9)
    b.dark.release()
    # left sleeve, mostly hidden; right sleeve, bent to the controller
    part([(-72, 592), (-94, 566), (-102, 510), (-98, 462), (-82, 452), (-70, 470), (-72, 520), (-66, 566)], *linen)
    part(
        [
            (40, 602),
            (72, 594),
            (90, 556),
            (96, 506),
            (100, 486),
            (132, 490),
            (140, 474),
            (134, 458),
            (96, 450),
            (68, 456),
            (58, 480),
            (54, 530),
            (46, 566),
        ],
        *linen,
    )
    part([(128, 458), (130, 490), (146, 496), (160, 486), (158, 466), (144, 458)], *skin)
    shade = (
        (6, (74, 586), (84, 540), (86, 494)),
        (5, (64, 560), (70, 520), (72, 480)),
        (5, (76, 462), (104, 458), (132, 464)),
        (4, (58, 580), (62, 540), (64, 500)),
        (5, (-76, 580), (-78, 530), (-80, 470)),
        (4, (-86, 550), (-90, 510), (-90, 474)),
    )
    b.sky.ink_("".join(blade([at(*p) for p in line], lambda u: half * leaf(u)) for half, *line in shade), 0.95)
    # neck, head, cap
    part([(-14, 602), (-16, 640), (20, 644), (24, 604), (6, 598)], *skin)
    part([(0, 630), (26, 632), (42, 646), (48, 668), (44, 692), (10, 704), (-10, 680)], *skin)
    part(
        [
            (-30, 632),
            (-38, 664),
            (-34, 696),
            (6, 706),
            (34, 694),
            (32, 676),
            (18, 670),
            (14, 650),
            (20, 638),
            (14, 618),
            (-6, 612),
            (-22, 616),
        ],
        *cloth,
        seam=0,
    )
    part([(20, 652), (17, 668), (24, 675), (33, 668), (30, 652)], *skin, seam=0)
    b.dark.line(smooth([at(24, 654), at(22, 664), at(28, 669)]), 2.4)
    strokes(b.dark, (2.6, (-28, 690), (-28, 664), (-22, 640)), (2.2, (-14, 690), (-14, 664), (-10, 640)))
    part([(-42, 672), (-40, 702), (-22, 726), (8, 734), (36, 724), (50, 704), (50, 694), (16, 684), (-16, 676)], *vest)
    part([(36, 696), (50, 706), (84, 728), (96, 732), (88, 718), (56, 694)], *vest)
    strokes(b.red, (3.5, (-32, 690), (-26, 712), (-8, 724)), (2.6, (-18, 690), (-12, 708), (4, 722)))
    for half, *line in (
        (4, (44, 702), (34, 716), (14, 728)),
        (3, (36, 698), (28, 710), (12, 720)),
        (3, (48, 702), (70, 716), (90, 727)),
    ):
        b.dark.ink_(blade([at(*p) for p in line], lambda u: half * leaf(u)), 0.9)


def draw():
    b = Blocks()
    sky(b)
    hills(b)
    village(b)
    ground(b)
    fields(b)
    path(b)
    egrets(b)
    spray(b)
    drone(b)
    grass_line = bank(b)
    pilot(b)
    for block in (b.red, b.warm, b.sky):
        block.cut(grass_line)
    b.lime.ink_(grass_line), b.green.ink_(grass_line), b.dark.ink_(grass_line, 0.95)
    return press((W, H), "#F4EEDD", b.order, 70)


TITLE = (
    "A six-rotor drone sprays paddy fields; its pilot stands on the bank. Drawing in the manner of a colour woodcut."
)
