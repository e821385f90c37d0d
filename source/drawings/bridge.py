"""bridge.jpg: a cable-stayed bridge over a wide river at sunrise. 4200 × 2100, printed from six blocks."""

import math
import random

from block import Block, Camera, blade, d_of, leaf, lens, press, smooth, swelling, wave
from landscape import banks, fibres, ridge

W, H = 4200, 2100
SHORE = 1262  # where the far bank meets the water
SUN = (1500, 640, 165)  # x, y, radius


class Span:
    """The bridge in metres: `t` along the deck from the tower (positive to the far bank), `n` across it, `z` up."""

    foot, along = (34.0, 300.0), (-0.645, 0.764)
    cam = Camera((0, 0, 4.0), 4050, W / 2, 1232)
    half, deep, top, join = 13.5, 3.4, 82.0, 52.0

    def world(self, t, n):
        a, b = self.along
        return self.foot[0] + a * t + b * n, self.foot[1] + b * t - a * n

    def __call__(self, t, n, z):
        x, y = self.world(t, n)
        return self.cam(x, y, z)

    def scale(self, t, n=0.0):
        return self.cam.scale(self.world(t, n)[1])

    @staticmethod
    def deck(t):
        """Height of the roadway: a long crest, falling to the far bank."""
        return 20.5 - max(t + 60, 0) ** 2 / 560**2 * 15


S = Span()


class Blocks:
    """The six blocks, from the lightest ink to the darkest; the bridge has its own key block, cut more finely."""

    def __init__(self):
        self.warm = Block(W, H, "#E8A565", shift=(2, -1), grain=0.17, salt=0.5)
        self.pale = Block(W, H, "#A9C4C2", shift=(-1, 1), grain=0.15, salt=0.45)
        self.mid = Block(W, H, "#5C8E97", shift=(1, 2), grain=0.18, salt=0.55)
        self.red = Block(W, H, "#D2492A", opacity=0.25, shift=(-2, 1), grain=0.16, salt=0.6, rough=0.8)
        self.dark = Block(W, H, "#1D3746", opacity=0.35, grain=0.13, salt=0.5, rough=0.8)
        self.key = Block(W, H, "#1D3746", opacity=0.35, grain=0.12, salt=0.3, rough=0.3)
        self.order = [self.warm, self.pale, self.mid, self.red, self.dark, self.key]

    def clear(self, d, *keep):
        for b in self.order:
            if b not in keep:
                b.cut(d)


# ---- sky and land ---------------------------------------------------------------------------------------------


def sky(b):
    sheet = d_of([(-10, -10), (W + 10, -10), (W + 10, SHORE), (-10, SHORE)])
    b.pale.ink_(sheet, b.pale.fade((0, 0.85), (170, 0.42), (430, 0.05), (600, 0.0)))
    b.warm.ink_(sheet, b.warm.fade((330, 0.0), (800, 0.42), (1080, 0.80), (SHORE, 0.75)))
    # engraved tone: blue lines that thin out downwards, white ones cut into the warm glow
    y, k = 30.0, 0
    while y < 900:
        wob, tone = wave(300 + k, 3, 0.0016, 0.6), wave(500 + k, 4, 0.0026, 0.6)
        line = [(x, y + wob(x) * 16) for x in range(-20, W + 21, 14)]
        f = max(0.0, 1 - y / 640)
        b.pale.ink_(swelling(line, lambda x, yy: 11 * (f * 1.05 + 0.42 * tone(x) * f**0.5 - 0.12), 1.2), 0.62)
        g = min(max((y - 330) / 500, 0.0), 1.0)

        def white(x, yy):
            near = (x - SUN[0]) ** 2 + (yy - SUN[1]) ** 2 < 330**2
            return 9 * (0.85 * tone(x * 1.2 + 99) + 0.18) * g * (0.15 if near else 1.0)

        b.warm.cut(swelling([(x, yy + 13) for x, yy in line], white, 1.2), 0.8)
        y += 27
        k += 1
    banks(
        b.pale,
        b.warm,
        (
            (560, 330, 1150),
            (1250, 440, 620),
            (3480, 250, 1350),
            (2950, 372, 760),
            (260, 545, 620),
            (3900, 520, 760),
            (1900, 210, 520),
        ),
        8,
    )
    x, y, r = SUN
    disc = f"M{x - r} {y}A{r} {r} 0 1 1 {x + r} {y}A{r} {r} 0 1 1 {x - r} {y}Z"
    b.clear(disc)
    b.red.ink_(disc, b.red.fade((y - r, 1.0), (y + r * 0.4, 0.95), (y + r, 0.70)))


def hills(b):
    """Four ranges, each nearer one darker, the mist rising between them."""

    def shade(x):
        return 1 if x > SUN[0] else -1

    ranges = [
        (11, 905, 90, [(350, 170, 900), (2050, 120, 900), (3300, 330, 1100)]),
        (23, 1000, 80, [(900, 210, 800), (2900, 150, 700), (3900, 300, 900)]),
        (37, 1105, 70, [(150, 330, 900), (1900, 80, 600), (3550, 210, 800)]),
        (53, 1190, 55, [(-50, 190, 800), (1300, 45, 500), (4150, 260, 900)]),
    ]
    for i, (seed, level, height, peaks) in enumerate(ranges):
        line = ridge(W, seed, level, height, peaks)
        shape = d_of(line + [(W + 200, SHORE), (-200, SHORE)])
        top = int(min(y for _, y in line))
        b.clear(shape)
        if i == 0:
            b.pale.ink_(shape, b.pale.fade((top, 0.62), (level + 60, 0.16)))
        elif i == 1:
            b.pale.ink_(shape, b.pale.fade((top, 0.95), (level + 70, 0.20)))
            b.pale.within(shape)
            b.pale.cut(fibres(line, 201, 150, 4.0, 105, shade), 0.40)
            b.pale.release()
        elif i == 2:
            b.pale.ink_(shape, b.pale.fade((top, 1.0), (level, 0.8), (SHORE, 0.2)))
            b.mid.ink_(shape, b.mid.fade((top, 0.82), (level + 75, 0.05)))
            b.mid.within(shape)
            b.mid.cut(fibres(line, 203, 190, 5.0, 84, shade), 0.85)
            b.mid.release()
        else:
            b.pale.ink_(shape, b.pale.fade((top, 1.0), (SHORE, 0.7)))
            b.mid.ink_(shape, b.mid.fade((top, 1.0), (SHORE, 0.55)))
            b.dark.ink_(shape, b.dark.fade((top, 0.62), (SHORE - 30, 0.0)))
            for block, w in ((b.dark, 6.4), (b.mid, 3.4)):
                block.within(shape)
                block.cut(fibres(line, 207, 150, w, 62, shade), 0.95)
                block.release()


def town(b):
    """A low town on the far bank, half in the mist: two knots of blocks, lit on the side of the sun."""
    rnd = random.Random(31)
    houses = []
    for centre, reach, tallest, count in ((1010, 380, 120, 24), (3020, 560, 190, 40), (3760, 260, 95, 14)):
        for _ in range(count):
            u = rnd.gauss(0, 0.42)
            tall = 26 + tallest * math.exp(-3 * u * u) * rnd.uniform(0.35, 1.0)
            houses.append((centre + u * reach, rnd.uniform(30, 62), tall))
    for x, w, tall in sorted(houses, key=lambda q: -q[2]):
        base = SHORE - 4
        shape = d_of([(x, base), (x, base - tall), (x + w, base - tall), (x + w, base)])
        b.clear(shape)
        b.pale.ink_(shape, b.pale.fade((base - 200, 1.0), (base, 0.75)))
        b.mid.ink_(shape, b.mid.fade((base - 200, 0.36), (base, 0.10)))
        lit = x > SUN[0]
        u0, u1 = (x + w * 0.66, x + w) if lit else (x, x + w * 0.34)
        b.mid.ink_(d_of([(u0, base), (u0, base - tall), (u1, base - tall), (u1, base)]), 0.42)
        d = [
            d_of(
                [
                    (x + w * (0.12 if lit else 0.44), base - tall + 9 + 13 * k),
                    (x + w * (0.56 if lit else 0.88), base - tall + 9 + 13 * k),
                    (x + w * (0.56 if lit else 0.88), base - tall + 12.5 + 13 * k),
                    (x + w * (0.12 if lit else 0.44), base - tall + 12.5 + 13 * k),
                ]
            )
            for k in range(int(tall / 13))
        ]
        b.mid.cut("".join(d), 0.9)


def trees(b, x0, x1):
    """The line of trees standing on the far bank."""
    rnd = random.Random(44)
    for row, (block, strength, size) in enumerate(((b.mid, 0.95, 46), (b.dark, 0.92, 35))):
        grow = wave(70 + row, 4, 0.006, 0.6)
        x, d = x0, []
        while x < x1:
            r = (
                size
                * (0.55 + 0.38 * grow(x) + 0.3 * rnd.random())
                * (1.25 if x < 700 else 1.0)
                * min(1.0, 0.3 + (x1 - x) / 240)
            )
            y = SHORE - r * 0.7
            blob = [
                (
                    x + r * 1.1 * math.cos(a) * (1 + 0.1 * math.sin(5 * a + x)),
                    y + r * 0.85 * math.sin(a) * (1 + 0.12 * math.sin(4 * a + x)) if math.sin(a) < 0 else SHORE,
                )
                for a in (k * math.pi / 9 for k in range(18))
            ]
            d.append(smooth(blob, True))
            x += r * rnd.uniform(0.55, 1.25)
        shape = "".join(d) + d_of([(x0, SHORE - 12), (x1, SHORE - 12), (x1, SHORE + 3), (x0, SHORE + 3)])
        b.clear(shape, b.mid) if row else b.clear(shape)
        b.pale.ink_(shape, 0.9)
        if row:
            b.mid.ink_(shape, 0.9)
        block.ink_(shape, strength)
        cuts = []
        for _ in range(int((x1 - x0) / 7)):
            x = rnd.uniform(x0, x1)
            cuts.append(
                lens(
                    x,
                    SHORE - rnd.uniform(8, size * 1.1),
                    rnd.uniform(9, 20),
                    rnd.uniform(3, 5.5),
                    rnd.uniform(0.5, 1.2) * rnd.choice((-1, 1)),
                    3,
                )
            )
        block.cut("".join(cuts), 0.9)


def birds(b):
    """Egrets, left white."""
    for x, y, k, lift in (
        (690, 905, 1.0, 0.35),
        (860, 835, 0.86, -0.15),
        (1010, 905, 0.72, 0.5),
        (540, 820, 0.7, 0.1),
        (1135, 815, 0.55, -0.3),
    ):

        def at(u, v):
            return (x + u * k, y + v * k)

        wing, up = 78, -46 - 30 * lift
        near = [at(-8, 4), at(-34, up * 0.62), at(-wing, up), at(-wing * 0.62, up * 0.45), at(-14, 15)]
        off = [at(2, 2), at(22, up * 0.75), at(wing * 0.80, up * 1.12), at(wing * 0.56, up * 0.42), at(16, 13)]
        body = [at(-62, 10), at(-20, 2), at(16, 0), at(46, -6), at(70, 0), at(50, 4), at(18, 16), at(-24, 16)]
        for part in (near, off, body):
            b.clear(smooth(part, True))
        b.dark.line(d_of([at(68, 0), at(84, 2)], False), 4 * k)
        b.dark.line(d_of([at(-60, 12), at(-96, 19)], False), 3.4 * k)
        b.dark.ink_(smooth([at(-wing, up), at(-wing * 0.62, up * 0.45), at(-wing * 0.72, up * 0.70)], True), 0.8)


# ---- water ----------------------------------------------------------------------------------------------------


def water(b):
    rnd = random.Random(61)
    sheet = d_of([(-10, SHORE), (W + 10, SHORE), (W + 10, H + 10), (-10, H + 10)])
    b.clear(sheet)
    b.pale.ink_(sheet, b.pale.fade((SHORE, 0.30), (1500, 0.62), (H, 1.0)))
    b.mid.ink_(sheet, b.mid.fade((SHORE, 0.0), (1650, 0.12), (H, 0.70)))
    b.warm.ink_(sheet, b.warm.fade((SHORE, 0.62), (1560, 0.30), (1900, 0.0)))
    y, k = SHORE + 8.0, 0
    while y < H + 20:  # ripples: swelling horizontal lines, further apart towards us
        depth = (y - SHORE) / (H - SHORE)
        gap = 9 + 30 * depth**0.9
        wob, tone = wave(900 + k, 4, 0.0045 / (0.35 + depth), 0.6), wave(1300 + k, 4, 0.0075 / (0.3 + depth), 0.65)
        line = [(x, y + wob(x) * gap * 0.32) for x in range(-20, W + 21, 12)]

        def sunlit(x):
            return math.exp(-(((x - SUN[0]) / (60 + 330 * depth)) ** 2))

        def light(x, yy):
            return gap * (0.30 * max(0.0, tone(x) + 0.22) + 0.10 * sunlit(x))

        def deep(x, yy):
            return gap * 0.34 * max(0.0, -tone(x * 1.1 + 60) - 0.10 + 0.45 * depth - 0.9 * sunlit(x))

        def dark(x, yy):
            return gap * 0.30 * max(0.0, -tone(x * 0.9 + 200) - 0.52 + 0.66 * depth - 1.2 * sunlit(x))

        for block in (b.pale, b.mid):
            block.cut(swelling(line, light, 1.0), 0.92)
        b.mid.ink_(swelling([(x, yy + gap * 0.46) for x, yy in line], deep, 1.1), 0.85)
        if depth > 0.30:
            b.dark.ink_(swelling([(x, yy + gap * 0.2) for x, yy in line], dark, 1.1), 0.9)
        y += gap
        k += 1
    for ink, count, wide in ((b.warm, 210, 0.42), (b.red, 130, 0.29)):  # the sun's road
        d = []
        for _ in range(count):
            depth = rnd.random() ** 1.25
            y = SHORE + 9 + depth * (H - SHORE - 60)
            x = SUN[0] + rnd.gauss(0, wide) * (36 + 250 * depth)
            d.append(
                lens(x, y, (38 + 175 * depth) * rnd.uniform(0.5, 1.2), 5 + 16 * depth, rnd.uniform(-0.015, 0.015), 2)
            )
        road = "".join(d)
        for block in (b.pale, b.mid, b.dark):
            block.cut(road)
        ink.ink_(road, 0.92)
    reflections(b, rnd)


def reflections(b, rnd):
    """Deck and tower upside down, broken by the ripples, looser towards us."""

    def mirror(t, n, z):
        x, y = S(t, n, z)
        return x, 2 * S.cam.hy - y

    def depth_of(y):
        return max((y - SHORE) / (H - SHORE), 0.0)

    ts = [-150 + 6 * k for k in range(104)]
    for block, strength, part in ((b.mid, 0.8, 1.0), (b.dark, 0.62, 0.6)):
        d = []
        for t in ts:
            for _ in range(7):
                z = S.deck(t) - S.deep * rnd.random() * 1.25
                x, y = mirror(t + rnd.uniform(-5, 5), rnd.uniform(-S.half, S.half), z)
                g = depth_of(y)
                d.append(lens(x, y, (60 + 330 * g) * rnd.uniform(0.6, 1.3), (6 + 18 * g) * part, 0, rnd.uniform(-2, 2)))
        block.ink_("".join(d), strength)
    for block, strength, part in ((b.mid, 0.9, 1.0), (b.dark, 0.85, 0.72)):
        d, z = [], 0.6
        while z < S.top:
            for n in ((15.5, -15.5) if z < S.join else (0.0,)):
                c = n * (1 - 0.93 * z / S.join)
                x, y = mirror(0, c, z)
                g = depth_of(y)
                wide = (5.4 if z < S.join else 5.0) * S.scale(0, c)
                sway = rnd.gauss(0, 1) * (3 + 26 * g)
                d.append(
                    lens(
                        x + sway,
                        y,
                        wide * rnd.uniform(0.9, 1.25) * (1 + 0.7 * g),
                        (13 + 13 * g) * part,
                        0,
                        rnd.uniform(-2, 2),
                    )
                )
            z += 0.82 + 0.75 * z / S.top
        block.ink_("".join(d), strength)


# ---- the bridge -----------------------------------------------------------------------------------------------


def bridge(b):
    key = b.key

    def solid(shape, strength=1.0):
        b.clear(shape, b.pale)
        b.pale.ink_(shape, 0.9), b.mid.ink_(shape, 0.7)
        key.ink_(shape, strength)

    def sides(low, high):
        for i in range(4):
            j = (i + 1) % 4
            solid(d_of([low[i], low[j], high[j], high[i]]))

    def sunny(low, high):
        """The face towards the sun: the middle inks only, with a few strokes of the gouge."""
        face = d_of([low[1], low[2], high[2], high[1]])
        key.cut(face), b.mid.cut(face)
        b.mid.ink_(face, 0.42)

    def box(t, n, z, along, across):
        return [
            S(t - along, n - across, z),
            S(t + along, n - across, z),
            S(t + along, n + across, z),
            S(t - along, n + across, z),
        ]

    def leg(n):
        low, high = box(0, n, 0, 3.2, 2.3), box(0, n * 0.07, S.join, 2.3, 1.6)
        sides(low, high), sunny(low, high)

    def column(t, n, top):
        sides(box(t, n, 0, 1.3, 1.2), box(t, n, top, 1.3, 1.2))
        sunny(box(t, n, 0, 1.3, 1.2), box(t, n, top, 1.3, 1.2))

    for t in range(490, 195, -42):
        for n in (8.5, -8.5):
            column(t, n, S.deck(t) - S.deep)
    leg(15.5)
    solid(d_of([S(0, -11, S.deck(0) - 4), S(0, 11, S.deck(0) - 4), S(0, 11, S.deck(0) - 7), S(0, -11, S.deck(0) - 7)]))

    ts = [-150 + 8 * k for k in range(92)]
    edge = [S(t, -S.half, S.deck(t)) for t in ts]
    foot = [S(t, -S.half, S.deck(t) - S.deep * 0.72) for t in ts]
    far = [S(t, S.half, S.deck(t) - S.deep) for t in ts]
    belly, hull = d_of(foot + far[::-1]), d_of(edge + foot[::-1])
    solid(belly), solid(hull)
    ribs = []
    for k in range(0, 700, 6):  # cross-beams under the deck
        t = -150 + k
        a, c = S(t, -S.half * 0.93, S.deck(t) - S.deep * 0.75), S(t, S.half * 0.93, S.deck(t) - S.deep * 0.97)
        w = 0.24 * S.scale(t)
        ribs.append(
            blade(
                [(a[0] + (c[0] - a[0]) * u / 6, a[1] + (c[1] - a[1]) * u / 6) for u in range(7)],
                lambda u: w * math.sin(math.pi * min(max(u, 0.02), 0.98)) ** 0.4,
            )
        )
    key.cut("".join(ribs), 0.9)
    b.mid.cut("".join(ribs), 0.4)

    def along(z, thick, side=-1):
        return blade(
            [S(t, side * S.half, S.deck(t) + z) for t in ts],
            lambda u: thick * S.scale(ts[min(int(u * (len(ts) - 1)), len(ts) - 1)]),
        )

    for block in (key, b.mid, b.pale):
        block.cut(along(-0.42, 0.20), 0.95)
    for block in (key, b.mid):
        block.cut(along(-1.25, 0.085), 0.9)
    key.ink_(along(1.3, 0.085)), key.ink_(along(0.75, 0.045), 0.9), key.ink_(along(1.3, 0.05, 1), 0.7)
    posts = []
    for k in range(280):
        t = -150 + k * 2.1
        a, c = S(t, -S.half, S.deck(t) + 1.3), S(t, -S.half, S.deck(t))
        w = max(0.06 * S.scale(t), 0.6)
        posts.append(d_of([(a[0] - w, a[1]), (a[0] + w, a[1]), (c[0] + w, c[1]), (c[0] - w, c[1])]))
    key.ink_("".join(posts), 0.9)
    for k in range(20):  # lamps
        t = -134 + k * 32
        if abs(t) > 12:
            w = max(0.12 * S.scale(t), 1.2)
            d = [
                S(t, -S.half, S.deck(t)),
                S(t, -S.half, S.deck(t) + 9.2),
                S(t, -S.half + 1.0, S.deck(t) + 9.9),
                S(t, -S.half + 3.0, S.deck(t) + 10.1),
            ]
            key.line(d_of(d, False), w * 1.5)
    traffic(b)
    for n, strength, thick in ((S.half - 1, 0.8, 0.052), (1 - S.half, 1.0, 0.078)):
        for side in (-1, 1):
            for k in range(16):
                t = side * (15 + k * 12.2)
                a, c = S(0, n * 0.05, S.top - 3.5 - (15 - k) * 1.7), S(t, n, S.deck(t) + 0.2)
                wa, wc = max(thick * S.scale(0), 1.1), max(thick * S.scale(t), 1.0)
                nx, ny = c[1] - a[1], a[0] - c[0]
                m = math.hypot(nx, ny)
                nx, ny = nx / m, ny / m
                key.ink_(
                    d_of(
                        [
                            (a[0] + nx * wa, a[1] + ny * wa),
                            (c[0] + nx * wc, c[1] + ny * wc),
                            (c[0] - nx * wc, c[1] - ny * wc),
                            (a[0] - nx * wa, a[1] - ny * wa),
                        ]
                    ),
                    strength,
                )
    leg(-15.5)
    low, high = box(0, 0, S.join - 4, 2.5, 2.7), box(0, 0, S.top, 1.7, 1.6)
    sides(low, high), sunny(low, high)
    sides(high, box(0, 0, S.top + 4.5, 0.5, 0.5)), sunny(high, box(0, 0, S.top + 4.5, 0.5, 0.5))
    seams = []
    for z in range(4, int(S.top), 6):  # lifts of the formwork, cut as fine lines across the dark faces
        reach = 2.2 if z < S.join else 2.4
        for n in ((15.5, -15.5) if z < S.join - 4 else (0.0,)):
            c = n * (1 - 0.93 * z / S.join)
            a, d = S(3.0, c - reach, z), S(-3.0, c - reach, z)
            seams.append(lens((a[0] + d[0]) / 2, (a[1] + d[1]) / 2, abs(a[0] - d[0]) * 0.8, 3.4))
    key.cut("".join(seams), 0.8)
    for n in (15.5, -15.5):  # pile caps
        sides(box(0, n, 0, 6, 5), box(0, n, 2.4, 6, 5))
        lid = d_of(box(0, n, 2.4, 6, 5))
        solid(lid)
        a, c = S(-6, n - 5, 2.4), S(6, n - 5, 2.4)
        key.line(d_of([a, c], False), 4, cut=True)


def traffic(b):
    """A few vehicles on the deck, seen over the rail."""
    for t, long, tall, ink in (
        (-96, 11, 3.3, "red"),
        (-52, 4.6, 1.7, "key"),
        (24, 4.6, 1.7, "key"),
        (72, 10.5, 3.2, "key"),
        (128, 4.6, 1.7, "key"),
        (178, 4.6, 1.7, "red"),
        (232, 11, 3.2, "key"),
    ):
        n = -S.half + 4
        body = [
            S(t, n, S.deck(t) + 0.3),
            S(t, n, S.deck(t) + tall),
            S(t + long, n, S.deck(t + long) + tall),
            S(t + long, n, S.deck(t + long) + 0.3),
        ]
        if tall < 2:
            body = [
                S(t, n, S.deck(t) + 0.3),
                S(t, n, S.deck(t) + 1.0),
                S(t + 1, n, S.deck(t) + 1.2),
                S(t + 1.5, n, S.deck(t) + 1.8),
                S(t + 3.4, n, S.deck(t) + 1.8),
                S(t + 4, n, S.deck(t) + 1.1),
                S(t + long, n, S.deck(t) + 1.0),
                S(t + long, n, S.deck(t) + 0.3),
            ]
        shape = d_of(body)
        b.clear(shape)
        getattr(b, ink).ink_(shape)
        if tall > 2:
            a, c = S(t + 0.8, n, S.deck(t) + 2.5), S(t + long - 0.8, n, S.deck(t + long) + 2.5)
            getattr(b, ink).line(d_of([a, c], False), 0.55 * S.scale(t), cut=True)


# ---- the near water -------------------------------------------------------------------------------------------


def boat(b):
    """A canopied boat with a man at the oar, low on the right."""
    rnd = random.Random(71)
    ox, oy, k = 3110, 1740, 1.18

    def at(u, v):
        return (ox + u * k, oy + v * k)

    shade = []
    for i in range(40):
        v = 24 + i * 4.4
        shade.append(lens(*at(rnd.uniform(-90, 60), v), 640 * (1 - i / 46) * rnd.uniform(0.4, 0.9), 10, 0, 2))
    b.mid.ink_("".join(shade), 0.9)
    b.dark.ink_("".join(shade[::2]), 0.85)
    hull = smooth(
        [
            at(-385, -62),
            at(-300, -22),
            at(-150, 14),
            at(60, 22),
            at(230, 6),
            at(330, -34),
            at(352, -60),
            at(240, -28),
            at(60, -12),
            at(-130, -14),
            at(-290, -38),
        ],
        True,
    )
    b.clear(hull)
    b.pale.ink_(hull), b.mid.ink_(hull), b.dark.ink_(hull)
    line = [at(-300 + u * 30, -26 + 26 * math.sin(math.pi * u / 20) + 6) for u in range(21)]
    for block in (b.dark, b.mid):
        block.cut(blade(line, lambda u: 3.2 * math.sin(math.pi * u) ** 0.5), 0.95)
    for u0, u1, h in ((-205, -85, 66), (-100, 60, 86), (45, 120, 64)):  # three hoods of woven bamboo
        hood = smooth(
            [
                at(u0, -14),
                at(u0 + 8, -h * 0.72),
                at(u0 + (u1 - u0) * 0.26, -h),
                at(u0 + (u1 - u0) * 0.74, -h),
                at(u1 - 8, -h * 0.72),
                at(u1, -12),
            ],
            True,
        )
        b.clear(hood)
        b.warm.ink_(hood, 0.9), b.mid.ink_(hood, 0.55), b.dark.ink_(hood, 0.96)
        cuts = []
        n = int((u1 - u0) / 15)
        for i in range(1, n):
            u = u0 + (u1 - u0) * i / n
            edge = 1 - (2 * abs(i / n - 0.5)) ** 4 * 0.5
            cuts.append(
                blade(
                    [at(u, -16 - (h * edge - 22) * q / 8) for q in range(9)],
                    lambda s: 2.3 * math.sin(math.pi * min(max(s, 0.02), 0.98)) ** 0.5,
                )
            )
        for q in (0.42, 0.70):
            cuts.append(
                blade(
                    [at(u0 + 8 + (u1 - u0 - 16) * i / 8, -h * q) for i in range(9)],
                    lambda s: 1.7 * math.sin(math.pi * s),
                )
            )
        b.dark.cut("".join(cuts), 0.95)
    mouth = smooth([at(96, -12), at(97, -46), at(108, -52), at(117, -38), at(119, -12)], True)
    b.clear(mouth, b.red), b.red.ink_(mouth, 0.95)
    # the oarsman, leaning into the stroke
    trousers = [
        at(196, -18),
        at(202, -64),
        at(206, -92),
        at(250, -90),
        at(262, -52),
        at(272, -24),
        at(250, -20),
        at(238, -56),
        at(222, -20),
    ]
    coat = [
        at(204, -84),
        at(192, -128),
        at(190, -160),
        at(208, -174),
        at(232, -170),
        at(246, -150),
        at(252, -116),
        at(254, -82),
        at(230, -76),
    ]
    arm = [
        at(202, -160),
        at(186, -138),
        at(170, -118),
        at(150, -108),
        at(148, -98),
        at(172, -104),
        at(194, -118),
        at(216, -142),
    ]
    arm2 = [
        at(226, -158),
        at(214, -128),
        at(196, -104),
        at(178, -96),
        at(180, -86),
        at(204, -92),
        at(228, -116),
        at(242, -146),
    ]
    head = [at(192, -180), at(190, -200), at(206, -212), at(222, -200), at(220, -178), at(206, -170)]
    hat = [
        at(146, -186),
        at(176, -212),
        at(203, -240),
        at(230, -212),
        at(262, -188),
        at(232, -182),
        at(204, -180),
        at(174, -181),
    ]
    for part in (trousers, head):
        shape = smooth(part, True)
        b.clear(shape)
        b.mid.ink_(shape), b.dark.ink_(shape)
    for part in (coat, arm):
        shape = smooth(part, True)
        b.clear(shape)
        b.red.ink_(shape)
    folds = [
        lens(*at(214, -120), 52 * k, 5, 1.3, 4),
        lens(*at(234, -110), 40 * k, 4, 1.5, 3),
        lens(*at(222, -146), 24 * k, 4, 0.9, 3),
    ]
    b.red.cut("".join(folds), 0.9)
    b.red.ink_(smooth(arm2, True)), b.dark.line(smooth(arm2, True), 3.0)
    shape = d_of(hat)
    b.clear(shape)
    b.warm.ink_(shape), b.dark.line(shape, 3.4)
    for u in (172, 192, 214, 236):
        b.dark.line(d_of([at(203, -232), at(u, -194)], False), 1.8)
    b.dark.line(d_of([at(118, -134), at(196, -72), at(330, 16)], False), 7)
    b.dark.ink_(smooth([at(322, 8), at(340, 14), at(408, 58), at(420, 76), at(396, 66), at(330, 24)], True))


def reeds(b):
    """The near bank on the left: reeds in plume, dark against the water."""
    rnd = random.Random(83)
    bank = smooth(
        [(-60, 1905), (150, 1898), (380, 1926), (640, 1980), (900, 2040), (1090, 2082), (1240, 2140), (-60, 2180)], True
    )
    b.clear(bank)
    b.pale.ink_(bank), b.mid.ink_(bank), b.dark.ink_(bank, 0.97)
    cuts = []
    for _ in range(240):
        x = rnd.uniform(-20, 1120)
        y = 1925 + (max(x, 0) / 1100) ** 1.4 * 150 + rnd.random() ** 1.2 * 190
        cuts.append(lens(x, y, rnd.uniform(34, 100), rnd.uniform(5, 9), 0.20 + rnd.uniform(-0.1, 0.16), 5))
    b.dark.cut("".join(cuts), 0.95)

    def arc(x, y, long, a0, a1, n=16):
        """A curve starting at angle a0 from the vertical and bending to a1."""
        pts = [(x, y)]
        for q in range(n):
            a = a0 + (a1 - a0) * (q / n) ** 1.3
            x, y = x + math.sin(a) * long / n, y - math.cos(a) * long / n
            pts.append((x, y))
        return pts

    def over(d):
        for block in (b.pale, b.mid, b.warm, b.red):
            block.cut(d)

    stems = sorted((rnd.random() ** 1.35 * 900 - 10 for _ in range(25)), key=lambda x: -x)
    for x in stems:
        root = 1915 + (max(x, 0) / 1100) ** 1.5 * 150 + rnd.uniform(10, 70)
        tall = rnd.uniform(420, 700) * (1 - 0.52 * max(x, 0) / 1000)
        stalk = arc(x, root, tall, rnd.uniform(-0.02, 0.10), rnd.uniform(0.20, 0.42))
        b.dark.ink_(blade(stalk, lambda u: 6.2 - 3.6 * u))
        for j in (rnd.randint(2, 4), rnd.randint(5, 7), rnd.randint(8, 10)):
            side = rnd.choice((-1, 1, 1))
            lx, ly = stalk[j]
            blade_line = arc(
                lx,
                ly,
                rnd.uniform(190, 330) * (0.6 + 0.4 * tall / 700),
                side * rnd.uniform(0.30, 0.6),
                side * rnd.uniform(1.5, 2.25),
            )
            b.dark.ink_(blade(blade_line, lambda u: 11.5 * leaf(u)))
            b.dark.cut(blade(blade_line[2:-3], lambda u: 1.5 * math.sin(math.pi * u)), 0.85)
        if tall > 260:
            tip, long = stalk[-1], rnd.uniform(120, 175)
            rachis = arc(tip[0], tip[1], long, 0.45, 1.75, 12)
            strands, shades = [], []
            for q, (px, py) in enumerate(rachis[:-1]):
                for _ in range(4):
                    a = 1.25 + 0.9 * q / 12 + rnd.uniform(-0.35, 0.5)
                    line = arc(
                        px + rnd.uniform(-4, 4),
                        py + rnd.uniform(-3, 5),
                        rnd.uniform(52, 92) * (1 - 0.35 * q / 12),
                        a,
                        a + 0.5,
                        8,
                    )
                    (strands if rnd.random() < 0.6 else shades).append(blade(line, lambda u: 5.2 * leaf(u)))
            over("".join(strands + shades))
            b.warm.ink_("".join(strands + shades), 0.95)
            b.mid.ink_("".join(shades), 0.45)
            b.dark.ink_("".join(shades[::2]), 0.9)
            b.dark.ink_(blade(rachis, lambda u: 3.0 - 1.8 * u))


def draw():
    b = Blocks()
    sky(b)
    hills(b)
    town(b)
    birds(b)
    water(b)
    trees(b, -40.0, W + 40.0)
    bridge(b)
    trees(b, -40.0, 690.0)  # over the foot of the approach
    boat(b)
    reeds(b)
    return press((W, H), "#F4EDDE", b.order, 7)


TITLE = "Bridge over a wide river at sunrise, with hills, a boat and reeds. Drawing in the manner of a colour woodcut."
