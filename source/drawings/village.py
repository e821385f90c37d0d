"""village.jpg: an exhibition hall at the end of a village square. 3000 × 2000 of a sheet of 2400, printed from seven blocks."""

import math
import random

from block import Block, Camera, blade, d_of, leaf, lens, press, smooth, swelling, wave
from landscape import banks, fibres, ridge

W, H = 3000, 2400
HORIZON = 1350
C = Camera((0, 0, 5.0), 2200, W / 2, HORIZON)


class Blocks:
    """The seven blocks, from the lightest ink to the darkest."""

    def __init__(self):
        self.warm = Block(W, H, "#E8BB7C", shift=(2, -1), grain=0.15, salt=0.45)
        self.pale = Block(W, H, "#B3C7C8", shift=(-1, 1), grain=0.14, salt=0.4)
        self.leaf = Block(W, H, "#86AA82", shift=(1, 2), grain=0.16, salt=0.5)
        self.mid = Block(W, H, "#5F818C", shift=(1, 1), grain=0.16, salt=0.5)
        self.red = Block(W, H, "#CF472B", opacity=0.3, shift=(-1, -1), grain=0.14, salt=0.4, rough=0.6)
        self.dark = Block(W, H, "#1F3440", opacity=0.35, grain=0.12, salt=0.4, rough=0.7)
        self.key = Block(W, H, "#1F3440", opacity=0.35, grain=0.11, salt=0.3, rough=0.35)
        self.order = [self.warm, self.pale, self.leaf, self.mid, self.red, self.dark, self.key]

    def clear(self, d, *keep):
        for b in self.order:
            if b not in keep:
                b.cut(d)


def quad(*corners):
    return d_of([C(*p) for p in corners])


# ---- sky and hills --------------------------------------------------------------------------------------------


def sky(b):
    sheet = d_of([(-10, -10), (W + 10, -10), (W + 10, HORIZON + 80), (-10, HORIZON + 80)])
    b.pale.ink_(sheet, b.pale.fade((0, 0.95), (220, 0.5), (560, 0.12), (820, 0.0)))
    b.warm.ink_(sheet, b.warm.fade((420, 0.0), (900, 0.5), (1250, 0.62)))
    y, k = 24.0, 0
    while y < 880:
        wob, tone = wave(310 + k, 3, 0.0018, 0.6), wave(520 + k, 4, 0.0030, 0.6)
        line = [(x, y + wob(x) * 12) for x in range(-20, W + 21, 14)]
        f = max(0.0, 1 - y / 720)
        b.pale.ink_(swelling(line, lambda x, yy: 9.5 * (f * 0.95 + 0.5 * tone(x) * f**0.5 - 0.1), 1.2), 0.6)
        b.warm.cut(
            swelling([(x, yy + 12) for x, yy in line], lambda x, yy: 7 * (tone(x * 1.3 + 70) + 0.15) * (1 - f), 1.1),
            0.75,
        )
        y += 24
        k += 1
    banks(b.pale, b.warm, ((520, 360, 980), (1180, 520, 560), (250, 600, 460), (2000, 300, 520)), 5)


def hills(b):
    foot = HORIZON + 80
    for i, (seed, level, height, peaks) in enumerate(
        (
            (7, 800, 80, [(450, 260, 900), (1700, 120, 900), (2700, 220, 900)]),
            (21, 950, 70, [(1050, 120, 800), (2150, 250, 800), (-50, 240, 700)]),
            (35, 1080, 60, [(250, 190, 700), (1500, 60, 500), (2900, 260, 900)]),
        )
    ):
        line = ridge(W, seed, level, height, peaks)
        shape = d_of(line + [(W + 200, foot), (-200, foot)])
        top = int(min(y for _, y in line))
        b.clear(shape)
        if i == 0:
            b.pale.ink_(shape, b.pale.fade((top, 0.9), (level + 60, 0.15)))
        elif i == 1:
            b.pale.ink_(shape, b.pale.fade((top, 1.0), (level + 130, 0.2)))
            b.mid.ink_(shape, b.mid.fade((top, 0.38), (level + 90, 0.0)))
            b.mid.within(shape)
            b.mid.cut(fibres(line, 207, 130, 4.2, 90), 0.9)
            b.mid.release()
        else:
            b.pale.ink_(shape, b.pale.fade((top, 1.0), (level + 200, 0.5)))
            b.leaf.ink_(shape, b.leaf.fade((top, 0.7), (level + 200, 0.25)))
            b.mid.ink_(shape, b.mid.fade((top, 0.75), (level + 150, 0.0)))
            for block in (b.mid,):
                block.within(shape)
                block.cut(fibres(line, 213, 130, 5.0, 62), 0.9)
                block.release()


def grove(b, x0, x1, foot, size, seed, deep):
    """A bank of round crowns."""
    rnd, grow = random.Random(seed), wave(seed, 4, 0.008, 0.6)
    x, d, cuts = x0, [], []
    while x < x1:
        r = size * (0.62 + 0.35 * grow(x) + 0.32 * rnd.random())
        y = foot - r * 0.9
        blob = [
            (
                x + r * math.cos(a) * (1 + 0.09 * math.sin(5 * a + x)),
                y + r * math.sin(a) * (1 + 0.11 * math.sin(4 * a + x)) if math.sin(a) < 0 else foot,
            )
            for a in (q * math.pi / 10 for q in range(20))
        ]
        d.append(smooth(blob, True))
        for _ in range(int(size / 4)):
            a, q = rnd.uniform(2.6, 5.6), rnd.uniform(0.25, 0.92)
            cuts.append(
                lens(
                    x + r * q * math.cos(a),
                    y + r * q * math.sin(a),
                    r * 0.30,
                    r * 0.085,
                    a + 1.5 + rnd.uniform(-0.4, 0.4),
                    r * 0.06,
                )
            )
        x += r * rnd.uniform(0.6, 1.35)
    shape, cuts = "".join(d), "".join(cuts)
    b.clear(shape)
    b.leaf.ink_(shape)
    b.mid.ink_(shape, 0.7 * deep)
    b.dark.ink_(shape, 0.72 * deep)
    b.dark.cut(cuts)
    b.mid.cut(cuts, 0.8)


# ---- the hall -------------------------------------------------------------------------------------------------

FRONT = 70.0
BASE = 3.2


def roof(a, s):
    """The front slope of the great roof: a from -1 to 1 along it, s from 0 at the ridge to 1 at the eaves."""
    lift = 2.3 * abs(a) ** 5 * s**3
    return C(a * (14.5 + 14.8 * s**1.12), FRONT + 12 - 15 * s, 22.6 - 9.3 * s**0.74 + lift)


def skirt(a, s):
    """The lower eaves, over the colonnade."""
    lift = 1.3 * abs(a) ** 6 * s**2
    return C(a * (24.6 + 4.6 * s), FRONT - 2.5 * s, 12.0 - 1.9 * s**0.8 + lift)


def tiled(b, f, count, tone):
    """Roof tiles: a dark slope with the channels cut, wider towards the light."""
    edge = (
        [f(-1 + q / 30, 0) for q in range(61)]
        + [f(1, q / 20) for q in range(1, 21)]
        + [f(1 - q / 30, 1) for q in range(1, 61)]
        + [f(-1, 1 - q / 20) for q in range(1, 21)]
    )
    shape = d_of(edge)
    b.clear(shape)
    b.pale.ink_(shape), b.mid.ink_(shape, 0.85), b.key.ink_(shape)
    b.key.within(shape), b.mid.within(shape)
    d, light = [], []
    for k in range(count):
        a = -1 + 2 * (k + 0.5) / count
        line = [f(a, q / 18) for q in range(19)]
        beside = [f(a + 2 / count, q / 18) for q in range(19)]
        room = []
        for q in range(19):  # the distance to the next channel, square to this one
            (x, y), (x1, y1), (bx, by) = line[q], line[min(q + 1, 18)], beside[q]
            if q == 18:
                x1, y1 = 2 * x - line[17][0], 2 * y - line[17][1]
            n = math.hypot(x1 - x, y1 - y) or 1.0
            room.append(abs((bx - x) * (y1 - y) - (by - y) * (x1 - x)) / n)
        w = tone(a)
        d.append(
            blade(
                line,
                lambda u: min(w * (0.35 + 0.65 * u), 0.26 * room[round(u * 18)])
                * min(1.0, 9 * (1 - u) + 0.2)
                * min(1.0, 8 * u + 0.1),
            )
        )
        if a < -0.1 or abs(a - 0.55) < 0.2:
            light.append(blade(line[4:16], lambda u: min(w * 0.5, 0.13 * room[8]) * math.sin(math.pi * u)))
    b.key.cut("".join(d), 0.95)
    b.mid.cut("".join(light), 0.9)
    b.key.release(), b.mid.release()
    eave = [f(-1 + q / 40, 1) for q in range(81)]
    lip = blade([(x, y + 5) for x, y in eave], lambda u: 8.0)
    b.clear(lip)
    b.key.ink_(lip)
    b.key.cut("".join(lens(x, y + 5, 6, 6) for i, (x, y) in enumerate(eave) if i % 2), 0.95)
    b.warm.ink_("".join(lens(x, y + 5, 6, 6) for i, (x, y) in enumerate(eave) if i % 2))


def hall(b):
    rnd = random.Random(17)

    def face(x0, x1, y, z0, z1):
        return quad((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1))

    # body under the eaves: white flanks, glass between the columns
    back = face(-25, 25, FRONT + 4, BASE, 12.2)
    b.clear(back)
    b.warm.ink_(back, b.warm.fade((C(0, FRONT, 12)[1], 0.35), (C(0, FRONT, BASE)[1], 0.95)))
    b.mid.ink_(back, b.mid.fade((C(0, FRONT, 12)[1], 0.85), (C(0, FRONT, BASE)[1], 0.10)))
    for k in range(41):  # mullions
        x = -20 + k
        p, q = C(x, FRONT + 4, BASE), C(x, FRONT + 4, 11.8)
        b.key.line(d_of([p, q], False), 3.2 if k % 4 else 6.0, 0.9)
    for z in (6.0, 8.6, 10.6):
        b.key.line(d_of([C(-20, FRONT + 4, z), C(20, FRONT + 4, z)], False), 3.4, 0.9)
    door = face(-3, 3, FRONT + 3.9, BASE, 7.2)
    b.clear(door), b.warm.ink_(door, 0.75)
    for x in (-3, -1.5, 0, 1.5, 3):
        b.key.line(d_of([C(x, FRONT + 3.9, BASE), C(x, FRONT + 3.9, 7.2)], False), 6 if x in (-3, 0, 3) else 3)
    b.key.line(d_of([C(-3, FRONT + 3.9, 7.2), C(3, FRONT + 3.9, 7.2)], False), 8)
    for side in (-1, 1):
        x0, x1 = (20, 25.4) if side > 0 else (-25.4, -20)
        wall = face(x0, x1, FRONT + 1.5, BASE, 12)
        b.clear(wall)
        b.pale.ink_(wall, 0.25 if side < 0 else 0.8)
        cx = (x0 + x1) / 2
        window = face(cx - 1.5, cx + 1.5, FRONT + 1.5, 5.6, 9.4)
        b.mid.ink_(window, 0.8), b.key.ink_(window, 0.85)
        for q in range(1, 6):
            for block in (b.key, b.mid):
                block.line(
                    d_of([C(cx - 1.5 + 0.5 * q, FRONT + 1.5, 5.6), C(cx - 1.5 + 0.5 * q, FRONT + 1.5, 9.4)], False),
                    3,
                    cut=True,
                )
                block.line(
                    d_of([C(cx - 1.5, FRONT + 1.5, 5.6 + 0.63 * q), C(cx + 1.5, FRONT + 1.5, 5.6 + 0.63 * q)], False),
                    3,
                    cut=True,
                )
    # the dark of the eaves, brackets, the beam
    soffit = d_of([skirt(-0.985, 1), skirt(0.985, 1), C(26, FRONT + 4, 9.3), C(-26, FRONT + 4, 9.3)])
    b.clear(soffit)
    b.mid.ink_(soffit), b.key.ink_(soffit, 0.95)
    brackets = []
    for k in range(57):
        x = -25.2 + 0.9 * k
        p = C(x, FRONT - 1.0, 9.9)
        brackets.append(lens(p[0], p[1] + 3, 30, 7.5, 1.57) + lens(p[0], p[1] - 6, 20, 5, 0.0))
    b.key.cut("".join(brackets), 0.95), b.mid.cut("".join(brackets), 0.95)
    b.warm.ink_("".join(brackets))
    # columns, lit on the left
    for k in range(10):
        x = -22.5 + 5 * k
        w = 0.62
        col = face(x - w, x + w, FRONT - 1.2, BASE, 9.6)
        b.clear(col)
        b.pale.ink_(face(x - w * 0.1, x + w, FRONT - 1.2, BASE, 9.6), 0.8)
        b.mid.ink_(face(x + w * 0.25, x + w, FRONT - 1.2, BASE, 9.6), 0.8)
        b.key.ink_(face(x + w * 0.62, x + w, FRONT - 1.2, BASE, 9.6), 0.95)
        foot = face(x - w * 1.35, x + w * 1.35, FRONT - 1.2, BASE, BASE + 0.55)
        b.clear(foot), b.mid.ink_(foot), b.key.ink_(face(x, x + w * 1.35, FRONT - 1.2, BASE, BASE + 0.55), 0.9)
    # a plain board over the door, framed
    board = [C(-4.6, FRONT - 2.6, 10.2), C(4.6, FRONT - 2.6, 10.2), C(4.2, FRONT - 1.9, 8.3), C(-4.2, FRONT - 1.9, 8.3)]
    tiled(b, skirt, 118, lambda a: 2.3 - 0.8 * a)
    b.clear(d_of(board)), b.key.ink_(d_of(board)), b.mid.ink_(d_of(board))
    mx, my = sum(p[0] for p in board) / 4, sum(p[1] for p in board) / 4
    inner = [(mx + (x - mx) * 0.93, my + (y - my) * 0.74) for x, y in board]
    for block in (b.key, b.mid):
        block.line(d_of(inner), 4, cut=True)
    b.warm.line(d_of(inner), 5)
    # wall between the two roofs
    band = face(-24.4, 24.4, FRONT + 0.5, 11.8, 14.2)
    b.clear(band)
    b.warm.ink_(band, 0.85), b.mid.ink_(band, 0.45)
    d = [lens(C(-24 + 0.8 * k, FRONT + 0.5, 12.9)[0], C(0, FRONT + 0.5, 12.9)[1], 46, 8, 1.57) for k in range(61)]
    b.key.ink_("".join(d), 0.9)
    tiled(b, skirt, 118, lambda a: 2.3 - 0.8 * a)
    b.clear(d_of(board)), b.key.ink_(d_of(board)), b.mid.ink_(d_of(board))
    b.key.line(d_of(inner), 4, cut=True), b.mid.line(d_of(inner), 4, cut=True)
    b.warm.line(d_of(inner), 5)
    under = [roof(-1 + q / 30, 1) for q in range(61)]
    shadow = d_of(under + [C(24.5, FRONT + 0.5, 12.6), C(-24.5, FRONT + 0.5, 12.6)])
    b.mid.ink_(shadow, 0.9), b.key.ink_(
        shadow, b.key.fade((int(min(y for _, y in under)), 1.0), (int(C(0, FRONT, 12.6)[1]), 0.55))
    )
    rafters = [
        lens(
            *[(p + q) / 2 for p, q in zip(roof(-0.97 + 0.04 * k, 1), C((-0.97 + 0.04 * k) * 24.5, FRONT + 0.5, 12.9))],
            26,
            4.5,
            1.45
        )
        for k in range(49)
    ]
    b.key.cut("".join(rafters), 0.9), b.mid.cut("".join(rafters), 0.9), b.warm.ink_("".join(rafters))
    tiled(b, roof, 104, lambda a: 4.0 - 1.9 * a)
    # ridges
    top = [roof(-1 + q / 20, 0) for q in range(41)]
    bend = [(x, y - 15 - 26 * abs(2 * i / 40 - 1) ** 5) for i, (x, y) in enumerate(top)]
    crest = d_of(bend + [(x, y + 9) for x, y in top[::-1]])
    b.clear(crest), b.mid.ink_(crest), b.key.ink_(crest)
    b.key.cut(blade([(x, y + 9) for x, y in bend[2:-2]], lambda u: 2.6), 0.95)
    for side in (-1, 1):
        rib = [roof(side, q / 24) for q in range(25)]
        shape = blade([(x, y - 7) for x, y in rib], lambda u: 11.5 - 3.5 * u)
        b.clear(shape), b.mid.ink_(shape), b.key.ink_(shape)
        b.key.cut(blade([(x, y - 9) for x, y in rib[2:-1]], lambda u: 2.4), 0.95)
        x, y = top[0 if side < 0 else -1]
        horn = smooth(
            [
                (x - side * 30, y + 8),
                (x - side * 10, y - 44),
                (x + side * 26, y - 84),
                (x + side * 34, y - 40),
                (x + side * 20, y + 10),
            ],
            True,
        )
        b.clear(horn), b.mid.ink_(horn), b.key.ink_(horn)
        b.key.cut(lens(x + side * 8, y - 24, 40, 6, 1.57 - side * 0.5, 4), 0.95)
        rib = [skirt(side, q / 14) for q in range(15)]
        shape = blade([(x, y - 4) for x, y in rib], lambda u: 8.0)
        b.clear(shape), b.mid.ink_(shape), b.key.ink_(shape)
    steps(b, rnd)


def steps(b, rnd):
    """The terrace, its flight of steps and the ramps beside it."""
    count, near, half = 14, FRONT - 11.5, 13.0
    terrace = quad((-31, FRONT - 5, 0), (31, FRONT - 5, 0), (31, FRONT - 5, BASE), (-31, FRONT - 5, BASE))
    b.clear(terrace)
    b.pale.ink_(terrace, 0.9), b.mid.ink_(terrace, 0.35)
    for row in range(1, 5):
        z = BASE * row / 5
        b.key.line(d_of([C(-31, FRONT - 5, z), C(31, FRONT - 5, z)], False), 2.4, 0.75)
    d = []
    for k in range(150):
        x, row = -31 + 62 * rnd.random(), rnd.randrange(5)
        p, q = C(x, FRONT - 5, BASE * row / 5), C(x, FRONT - 5, BASE * (row + 1) / 5)
        d.append(d_of([(p[0] - 1, p[1]), (p[0] + 1, p[1]), (q[0] + 1, q[1]), (q[0] - 1, q[1])]))
    b.key.ink_("".join(d), 0.7)
    rail = []
    for side in (-1, 1):
        for k in range(13):
            x = side * (14.5 + 1.35 * k)
            p, q = C(x, FRONT - 5, BASE), C(x, FRONT - 5, BASE + 1.25)
            rail.append(d_of([(p[0] - 5, p[1]), (p[0] + 5, p[1]), (q[0] + 5, q[1]), (q[0] - 5, q[1])]))
        for z in (BASE + 0.35, BASE + 1.05):
            p, q = C(side * 14, FRONT - 5, z), C(side * 31, FRONT - 5, z)
            rail.append(d_of([(p[0], p[1] - 4), (q[0], q[1] - 4), (q[0], q[1] + 4), (p[0], p[1] + 4)]))
    shape = "".join(rail)
    for block in b.order:
        block.cut(shape)
    b.pale.ink_(shape, 0.35)
    for k in range(count, 0, -1):
        z0, z1 = BASE * (k - 1) / count, BASE * k / count
        y = near + (FRONT - 5 - near) * (k - 1) / count
        rise = quad((-half, y, z0), (half, y, z0), (half, y, z1), (-half, y, z1))
        y2 = near + (FRONT - 5 - near) * k / count
        tread = quad((-half, y, z1), (half, y, z1), (half, y2, z1), (-half, y2, z1))
        b.clear(rise), b.clear(tread)
        b.pale.ink_(rise), b.mid.ink_(rise, 0.5)
        b.warm.ink_(tread, 0.25)
        b.key.line(d_of([C(-half, y, z0), C(half, y, z0)], False), 2.6, 0.9)
    for side in (-1, 1):
        x0, x1 = side * half, side * (half + 1.3)
        slab = quad((x0, near - 0.5, 0), (x1, near - 0.5, 0), (x1, near - 0.5, 0.8), (x0, near - 0.5, 0.8))
        top = quad(
            (x0, near - 0.5, 0.8), (x1, near - 0.5, 0.8), (x1, FRONT - 5, BASE + 0.9), (x0, FRONT - 5, BASE + 0.9)
        )
        b.clear(top), b.clear(slab)
        b.pale.ink_(slab, 0.8), b.mid.ink_(slab, 0.45)
        b.warm.ink_(top, 0.2)
        b.key.line(top, 3.2), b.key.line(slab, 3.2)


# ---- the square -----------------------------------------------------------------------------------------------


def square(b):
    rnd = random.Random(29)
    land = d_of([(-10, HORIZON + 66), (W + 10, HORIZON + 66), (W + 10, H + 10), (-10, H + 10)])
    b.clear(land)
    b.warm.ink_(land, b.warm.fade((HORIZON + 66, 0.42), (H, 0.22)))
    b.pale.ink_(land, b.pale.fade((HORIZON + 66, 0.10), (1900, 0.18), (H, 0.85)))
    joints = []
    y = 9.2
    rows = []
    while y < 60:
        rows.append(y)
        y += 1.9
    for i, y0 in enumerate(rows[:-1]):
        y1 = rows[i + 1]
        p = C(-60, y0)[1]
        w = max(0.020 * C.scale(y0), 0.8)
        line = [(x, p) for x in range(-20, W + 21, 30)]
        tone = wave(800 + i, 4, 0.008, 0.6)
        joints.append(swelling(line, lambda x, yy: w * (0.8 + 0.5 * tone(x)), 0.4))
        x = -44 + (1.5 if i % 2 else 0.0)
        while x < 44:
            a, c = C(x, y0), C(x, y1)
            if -50 < c[0] < W + 50:
                joints.append(
                    d_of([(a[0] - w, a[1]), (a[0] + w, a[1]), (c[0] + w * 0.8, c[1]), (c[0] - w * 0.8, c[1])])
                )
                if rnd.random() < 0.16:  # a slab of a darker stone
                    shade = quad((x, y0, 0), (x + 3, y0, 0), (x + 3, y1, 0), (x, y1, 0))
                    b.pale.ink_(shade, 0.35)
                if rnd.random() < 0.22:
                    s = C.scale(y0)
                    px, py = C(x + rnd.uniform(0.4, 2.4), (y0 + y1) / 2)
                    b.mid.ink_(
                        "".join(
                            lens(px + q * 0.16 * s, py + rnd.uniform(-0.02, 0.02) * s, 0.5 * s, 0.016 * s)
                            for q in range(-1, 2)
                        ),
                        0.5,
                    )
            x += 3.0
    b.mid.ink_("".join(joints), 0.8)
    pool(b)


POOL = (4.4, 15.5, 50.0)  # half width, near end, far end


def pool(b):
    """The long basin on the axis, with the hall standing in it upside down."""
    rnd = random.Random(37)
    half, y0, y1 = POOL
    kerb = quad(
        (-half - 0.9, y0 - 1.1, 0.0),
        (half + 0.9, y0 - 1.1, 0.0),
        (half + 0.9, y1 + 0.9, 0.0),
        (-half - 0.9, y1 + 0.9, 0.0),
    )
    lip = quad(
        (-half - 0.9, y0 - 1.1, 0.0),
        (half + 0.9, y0 - 1.1, 0.0),
        (half + 0.9, y0 - 1.1, -0.25),
        (-half - 0.9, y0 - 1.1, -0.25),
    )
    water = [C(-half, y0, 0), C(half, y0, 0), C(half, y1, 0), C(-half, y1, 0)]
    b.clear(kerb)
    b.mid.ink_(lip, 0.8), b.key.ink_(lip, 0.9)
    b.key.line(kerb, 3.4)
    for k in range(30):
        y = y0 + (y1 - y0) * (k / 30) ** 1.4
        for side in (-1, 1):
            b.key.line(d_of([C(side * half, y), C(side * (half + 0.9), y)], False), 2.0, 0.7)
    shape = d_of(water)
    b.clear(shape)
    top, low = water[2][1], water[0][1]
    for block in b.order:
        block.within(shape)
    b.pale.ink_(shape, b.pale.fade((int(top), 0.75), (int(low), 1.0)))
    b.mid.ink_(shape, b.mid.fade((int(top), 0.30), (int(top + 280), 0.62), (int(low), 0.42)))
    # mirrored hall, row by row: steps, lit columns, the dark of the eaves, the roof, then sky again
    y, k = top, 0
    while y < low + 12:
        t = (y - top) / (low - top)
        gap = 7.5 + 13 * t
        ragged, tone, fleck = (
            wave(700 + k, 3, 0.012, 0.6),
            wave(1700 + k, 4, 0.009 / (0.5 + t), 0.65),
            wave(2700 + k, 4, 0.012 / (0.5 + t), 0.65),
        )
        wob = wave(3700 + k, 3, 0.006, 0.6)
        line = [(x, y + wob(x) * gap * 0.3) for x in range(int(water[0][0]) - 40, int(water[1][0]) + 41, 9)]

        def kind(x):
            z = (y - HORIZON) / (C.focal / FRONT) * 1.42 - 8.2 + 0.8 * ragged(x)
            wx = (x - W / 2) / (C.focal / FRONT) + 1.2 * ragged(x * 1.3 + 50)
            if z < 3.0:
                return "step", wx
            if z < 9.6:
                return "hall", wx
            if z < 12.6:
                return "eaves", wx
            if z < 22.6 and abs(wx) < 14.5 + 14.8 * ((22.6 - z) / 9.3) ** 1.4:
                return "roof", wx
            return "sky", wx

        def column(wx):
            return abs((wx + 25) % 5 - 2.5) < 0.8

        def dark_(x, yy):
            what, wx = kind(x)
            return gap * {"eaves": 0.34 + 0.20 * fleck(x), "roof": 0.20 + 0.36 * fleck(x)}.get(what, 0.0)

        def mid_(x, yy):
            what, wx = kind(x)
            return gap * {
                "eaves": 0.6,
                "roof": 0.34 + 0.40 * tone(x),
                "sky": 0.34 * max(0.0, tone(x) - 0.18),
                "step": 0.2 * max(0.0, tone(x)),
            }.get(what, 0.0)

        def white(x, yy):
            what, wx = kind(x)
            if what == "hall":
                return gap * (0.42 if column(wx) else 0.0)
            return gap * {
                "step": 0.26 * max(0.0, -tone(x) + 0.1),
                "sky": 0.40 * max(0.0, -tone(x) + 0.16),
                "roof": 0.24 * max(0.0, -tone(x) - 0.45),
            }.get(what, 0.0)

        def glow(x, yy):
            what, wx = kind(x)
            return gap * (0.30 + 0.16 * tone(x) if what == "hall" and not column(wx) else 0.0)

        b.mid.ink_(swelling(line, mid_, 0.9), 0.85)
        b.dark.ink_(swelling(line, dark_, 1.3), 0.9)
        shifted = [(x, yy + gap * 0.5) for x, yy in line]
        for block in (b.mid, b.pale, b.dark):
            block.cut(swelling(shifted, white, 1.0), 0.9)
        d = swelling(shifted, glow, 0.9)
        b.mid.cut(d, 0.85), b.pale.cut(d, 0.6), b.warm.ink_(d, 0.9)
        y += gap
        k += 1
    for block in b.order:
        block.release()
    b.key.line(shape, 3.6)
    for yy in sorted(
        (y0 + 0.6 + rnd.random() ** 1.6 * 14 for _ in range(34)), reverse=True
    ):  # lotus in the near corners
        side = rnd.choice((-1, 1))
        xx = side * (half - 0.3 - rnd.random() ** 1.5 * 1.5)
        s = C.scale(yy)
        x, y = C(xx, yy)
        r = rnd.uniform(0.22, 0.42) * s
        pad = smooth(
            [(x + r * math.cos(a), y + r * 0.32 * math.sin(a)) for a in (q * math.pi / 8 for q in range(16))], True
        )
        for block in b.order:
            block.within(shape)
        b.clear(pad)
        b.leaf.ink_(pad), b.mid.ink_(pad, 0.55)
        b.mid.cut(
            "".join(
                lens(
                    x + 0.45 * r * math.cos(a),
                    y + 0.15 * r * math.sin(a),
                    0.7 * r,
                    0.06 * r,
                    math.atan2(0.32 * math.sin(a), math.cos(a)),
                )
                for a in (0.3, 1.4, 2.6, 3.7, 5.2)
            ),
            0.95,
        )
        b.key.ink_(lens(x + 0.1 * r, y + 0.36 * r, 1.5 * r, 0.09 * r), 0.8)
        for block in b.order:
            block.release()
        if rnd.random() < 0.28:
            h = 0.5 * s
            b.key.line(d_of([(x, y), (x + 0.04 * s, y - h)], False), max(0.02 * s, 2))
            bud = smooth(
                [
                    (x - 0.055 * s, y - h - 0.02 * s),
                    (x - 0.03 * s, y - h - 0.11 * s),
                    (x + 0.02 * s, y - h - 0.19 * s),
                    (x + 0.07 * s, y - h - 0.11 * s),
                    (x + 0.095 * s, y - h - 0.02 * s),
                    (x + 0.02 * s, y - h + 0.03 * s),
                ],
                True,
            )
            b.clear(bud), b.red.ink_(bud, 0.8)
            b.red.cut(lens(x + 0.01 * s, y - h - 0.06 * s, 0.13 * s, 0.022 * s, 1.5), 0.9)


# ---- houses ---------------------------------------------------------------------------------------------------


def coping(b, p, q, thick, lift):
    """A tiled coping on a stepped gable, from p to q, its ends turned up."""
    (x0, y0), (x1, y1) = p, q
    n = 14
    top = [
        (x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n - thick - lift * abs(2 * i / n - 1) ** 5) for i in range(n + 1)
    ]
    low = [
        (x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n - lift * 0.8 * abs(2 * i / n - 1) ** 6) for i in range(n + 1)
    ]
    d = d_of(top + low[::-1])
    b.clear(d)
    b.mid.ink_(d), b.key.ink_(d)
    m = max(int(abs(x1 - x0) / 15), 3)
    b.key.cut(
        "".join(
            lens(x0 + (x1 - x0) * (i + 0.5) / m, y0 + (y1 - y0) * (i + 0.5) / m - thick * 0.42, thick * 0.62, 3.0, 1.57)
            for i in range(m)
        ),
        0.9,
    )
    line = [(x, y + 2) for x, y in low]
    b.clear(blade(line, lambda u: 2.5))


def house(b, x0, x1, y0, y1, wall, seed, lit):
    """A white-walled house with horse-head gables (马头墙); its long side looks on the square."""
    rnd = random.Random(seed)
    side = x1 if abs(x1) < abs(x0) else x0  # the plane towards the square
    far = x0 if side == x1 else x1
    mid = (x0 + x1) / 2
    out = 0.7 if side > far else -0.7
    ridge_z = wall + 2.6

    def gable(y, front):
        tall = [
            (0.0, 0.9),
            (0.20, 0.9),
            (0.20, 2.1),
            (0.38, 2.1),
            (0.38, 3.3),
            (0.62, 3.3),
            (0.62, 2.1),
            (0.80, 2.1),
            (0.80, 0.9),
            (1.0, 0.9),
        ]
        pts = [C(x0 + (x1 - x0) * u, y, wall + z) for u, z in tall]
        d = d_of([C(x0, y, 0)] + pts + [C(x1, y, 0)])
        b.clear(d)
        s = C.scale(y)
        if front:
            b.pale.ink_(
                d,
                b.pale.fade(
                    (int(C(0, y, wall + 3)[1]), 0.10), (int(C(0, y, 1.5)[1]), 0.12), (int(C(0, y, 0)[1]), 0.85)
                ),
            )
            stains = []
            for u, z in tall[1::2]:
                for _ in range(16):
                    x, yy = C(x0 + (x1 - x0) * (u + rnd.uniform(-0.19, 0.02)), y, wall + z)
                    long = rnd.uniform(0.3, 1.6) * s
                    stains.append(lens(x, yy + long / 2, long, rnd.uniform(0.05, 0.12) * s, 1.57, 1))
            for _ in range(120):
                x, yy = C(x0 + (x1 - x0) * rnd.random(), y, rnd.random() ** 2 * 3.0)
                stains.append(
                    lens(x, yy, rnd.uniform(0.3, 1.2) * s, rnd.uniform(0.04, 0.10) * s, rnd.choice((0.0, 0.0, 1.57)))
                )
            b.pale.within(d)
            b.pale.ink_("".join(stains), 0.8)
            b.pale.release()
        else:
            b.pale.ink_(d, 0.35)
        for u0, u1, z in ((0.0, 0.20, 0.9), (0.80, 1.0, 0.9), (0.20, 0.38, 2.1), (0.62, 0.80, 2.1), (0.38, 0.62, 3.3)):
            p, q = C(x0 + (x1 - x0) * u0, y, wall + z), C(x0 + (x1 - x0) * u1, y, wall + z)
            e = 0.35 * s
            coping(b, (p[0] - e, p[1]), (q[0] + e, q[1]), 0.42 * s, 0.42 * s)

    gable(y1, False)
    # the roof slope towards the square
    slope = [C(mid, y0, ridge_z), C(mid, y1, ridge_z), C(side + out, y1, wall - 0.2), C(side + out, y0, wall - 0.2)]
    d = d_of(slope)
    b.clear(d)
    b.pale.ink_(d), b.mid.ink_(d, 0.8), b.key.ink_(d)
    n, lines = int((y1 - y0) * 2.2), []
    for k in range(n):
        y = y0 + (y1 - y0) * (k + 0.5) / n
        p, q = C(mid, y, ridge_z), C(side + out, y, wall - 0.2)
        nx, ny = C(mid, y + (y1 - y0) / n, ridge_z)
        k = math.hypot(q[0] - p[0], q[1] - p[1])
        room = abs((nx - p[0]) * (q[1] - p[1]) - (ny - p[1]) * (q[0] - p[0])) / k
        lines.append(
            blade(
                [(p[0] + (q[0] - p[0]) * i / 8, p[1] + (q[1] - p[1]) * i / 8) for i in range(9)],
                lambda u: room * (0.24 if lit else 0.16),
            )
        )
    b.key.cut("".join(lines), 0.95)
    if lit:
        b.mid.cut("".join(lines[::2]), 0.9)
    # the long wall
    long = quad((side, y0, 0), (side, y1, 0), (side, y1, wall - 0.2), (side, y0, wall - 0.2))
    b.clear(long)
    if not lit:
        b.pale.ink_(long, 0.95)
        b.mid.ink_(
            long,
            b.mid.fade((int(C(0, y0, wall)[1]), 0.75), (int(C(0, y0, wall - 3)[1]), 0.22), (int(C(0, y0, 0)[1]), 0.4)),
        )
    else:
        b.warm.ink_(long, 0.22)
        eaves = quad((side, y0, wall - 0.2), (side, y1, wall - 0.2), (side, y1, wall - 1.0), (side, y0, wall - 1.0))
        b.mid.ink_(eaves, 0.7)
    bays = max(int((y1 - y0) / 3.6), 2)
    for k in range(bays):
        a = y0 + (y1 - y0) * (k + 0.24) / bays
        c = y0 + (y1 - y0) * (k + 0.76) / bays
        for z0, z1 in ((wall * 0.58, wall * 0.80), (0.9 if k % 2 else 0.0, wall * 0.36)):
            pane = quad((side, a, z0), (side, c, z0), (side, c, z1), (side, a, z1))
            b.clear(pane)
            b.mid.ink_(pane), b.key.ink_(pane, 0.92)
            for q in (0.25, 0.5, 0.75):
                y = a + (c - a) * q
                for block in (b.key, b.mid):
                    block.line(d_of([C(side, y, z0), C(side, y, z1)], False), 0.05 * C.scale(y), cut=True)
            b.warm.ink_(pane, 0.8)
            p, q = C(side, a - 0.2, z1 + 0.1), C(side, c + 0.2, z1 + 0.1)
            b.key.line(d_of([p, q], False), 0.14 * C.scale((a + c) / 2))
    base = quad((side, y0, 0), (side, y1, 0), (side, y1, 0.8), (side, y0, 0.8))
    b.mid.ink_(base, 0.6)
    gable(y0, True)
    s = C.scale(y0)
    for u, z in ((0.30, 0.56), (0.70, 0.56), (0.30, 0.16), (0.70, 0.16)):  # windows in the gable
        x = x0 + (x1 - x0) * u
        pane = quad(
            (x - 0.75, y0, wall * z),
            (x + 0.75, y0, wall * z),
            (x + 0.75, y0, wall * z + 1.7),
            (x - 0.75, y0, wall * z + 1.7),
        )
        b.clear(pane)
        b.mid.ink_(pane), b.key.ink_(pane, 0.92), b.warm.ink_(pane, 0.8)
        for q in (-0.375, 0.0, 0.375):
            for block in (b.key, b.mid):
                block.line(d_of([C(x + q, y0, wall * z), C(x + q, y0, wall * z + 1.7)], False), 0.05 * s, cut=True)
        for block in (b.key, b.mid):
            block.line(
                d_of([C(x - 0.75, y0, wall * z + 0.85), C(x + 0.75, y0, wall * z + 0.85)], False), 0.05 * s, cut=True
            )
        p, q = C(x - 1.15, y0, wall * z + 2.0), C(x + 1.15, y0, wall * z + 2.0)
        coping(b, p, q, 0.2 * s, 0.16 * s)


def bamboo(b):
    """Bamboo before the white wall on the left, as in ink: stalks by the joint, leaves in threes and fours."""
    rnd = random.Random(67)
    foot = C(0, 35.0)[1]
    for i in (9, 2, 6, 4, 0, 8, 1, 5, 3, 7):
        x, tall = -20 + 40 * i + rnd.uniform(-12, 12), (860, 690, 800, 560, 620, 430, 500, 360, 410, 280)[
            i
        ] * rnd.uniform(0.95, 1.05)
        lean, wide = rnd.uniform(0.00, 0.12), rnd.uniform(7, 11.5)
        y, joints = foot + rnd.uniform(-14, 22), []
        end = y - tall
        while y > end:
            u = 1 - (y - end) / tall
            step = rnd.uniform(66, 96) * (1 - 0.25 * u)
            nx, ny = x + step * (lean + 0.20 * u * u), y - step
            w = wide * (1 - 0.55 * u)
            stalk = d_of([(x - w, y), (nx - w * 0.93, ny + 6), (nx + w * 0.93, ny + 6), (x + w, y)])
            b.clear(stalk)
            b.leaf.ink_(stalk), b.mid.ink_(stalk, 0.8)
            b.dark.ink_(d_of([(x + w * 0.1, y), (nx + w * 0.1, ny + 6), (nx + w * 0.93, ny + 6), (x + w, y)]), 0.95)
            joints.append((nx, ny, u))
            x, y = nx, ny
        for jx, jy, u in joints[1:]:
            for side in (-1, 1):
                if rnd.random() < 0.62 - 0.34 * u:
                    continue
                long = rnd.uniform(36, 96)
                tip = (jx + side * long, jy - long * rnd.uniform(0.1, 0.6))
                b.dark.line(d_of([(jx, jy), tip], False), 2.6)
                for q in (0.6, 1.0):
                    cx, cy = jx + (tip[0] - jx) * q, jy + (tip[1] - jy) * q
                    spray = []
                    for k in range(rnd.randint(2, 4)):
                        a = 1.57 + (k - 1.2) * 0.55 + rnd.uniform(-0.2, 0.2) - side * 0.3
                        n = rnd.uniform(46, 82)
                        pts = [
                            (cx + math.cos(a + 0.22 * v / 7) * n * v / 7, cy + math.sin(a + 0.22 * v / 7) * n * v / 7)
                            for v in range(8)
                        ]
                        spray.append(blade(pts, lambda s: 6.0 * leaf(s)))
                    d = "".join(spray)
                    for block in b.order:
                        block.line(d, 4.0, cut=True)
                    b.clear(d)
                    b.leaf.ink_(d), b.mid.ink_(d, 0.85)
                    if rnd.random() < 0.62:
                        b.dark.ink_(d)


# ---- people ---------------------------------------------------------------------------------------------------


def person(b, x, y, tall, coat, pace=0.5, bag=False, hat=False):
    """Someone walking towards the hall, seen from behind."""
    s = C.scale(y) * tall
    ox, oy = C(x, y)

    def at(u, v):
        return (ox + u * s, oy - v * s)

    def part(points, ink, strength=1.0, under=None):
        d = smooth([at(*p) for p in points], True)
        for block in b.order:
            block.line(d, max(0.020 * s, 2.0), cut=True)
        b.clear(d)
        if under is not None:
            under.ink_(d)
        ink.ink_(d, strength)
        return d

    shade = d_of([at(-0.05, 0.01), at(0.05, -0.01), at(0.95, -0.10), at(1.12, -0.09), at(1.0, -0.06), at(0.2, 0.0)])
    b.mid.ink_(shade, 0.62)  # the long shadow of the morning
    p = 0.05 * pace
    part(
        [(-0.10, 0.50), (-0.105, 0.25), (-0.09 - p, 0.02), (-0.02 - p, 0.02), (-0.01, 0.26), (0.0, 0.46)],
        b.key,
        under=b.mid,
    )
    part(
        [(0.0, 0.50), (0.01, 0.27), (0.03 + p, 0.035), (0.10 + p, 0.035), (0.10, 0.26), (0.10, 0.50)],
        b.key,
        under=b.mid,
    )
    swing = 0.05 * pace
    part([(-0.13, 0.79), (-0.19 - swing, 0.66), (-0.18 - swing, 0.45), (-0.135 - swing, 0.45), (-0.11, 0.66)], coat)
    part([(0.13, 0.79), (0.19 + swing, 0.66), (0.17 + swing, 0.46), (0.125 + swing, 0.46), (0.11, 0.66)], coat)
    d = part(
        [
            (-0.125, 0.42),
            (-0.13, 0.60),
            (-0.145, 0.76),
            (-0.08, 0.83),
            (0.0, 0.845),
            (0.08, 0.83),
            (0.145, 0.76),
            (0.13, 0.60),
            (0.125, 0.42),
            (0.0, 0.40),
        ],
        coat,
    )
    coat.cut(
        "".join(
            lens(*at(u, v), 0.16 * s, 0.016 * s, 1.57 + u, 0.01 * s)
            for u, v in ((-0.06, 0.56), (0.05, 0.52), (-0.02, 0.70))
        ),
        0.9,
    )
    if coat is not b.key:
        b.key.within(d)
        b.key.ink_(blade([at(0.10, 0.80), at(0.085, 0.62), at(0.09, 0.42)], lambda u: 0.020 * s * leaf(u)), 0.9)
        b.key.release()
    part([(-0.03, 0.83), (-0.03, 0.88), (0.03, 0.88), (0.03, 0.83)], b.warm)
    part(
        [(-0.065, 0.90), (-0.06, 0.96), (0.0, 0.995), (0.06, 0.96), (0.065, 0.90), (0.04, 0.865), (-0.04, 0.865)],
        b.key,
        under=b.mid,
    )
    if hat:
        part([(-0.13, 0.935), (0.0, 1.04), (0.13, 0.935), (0.0, 0.92)], b.warm)
    if bag:
        part(
            [(-0.08, 0.55), (-0.085, 0.74), (0.0, 0.78), (0.085, 0.74), (0.08, 0.55), (0.0, 0.53)],
            b.warm if coat is b.red else b.red,
        )
    return at, s


def people(b):
    for x, y, tall, coat, pace, bag, hat in (
        (-2.6, 57, 1.70, b.red, 0.6, False, False),
        (-1.4, 57.4, 1.64, b.key, -0.6, False, False),
        (3.0, 58, 1.72, b.mid, 0.5, False, False),
        (7.2, 50, 1.70, b.key, 0.7, False, False),
        (8.5, 50.4, 1.60, b.red, -0.5, False, False),
        (-8.2, 43, 1.72, b.mid, 0.6, True, False),
        (-7.0, 43.5, 1.62, b.warm, -0.6, False, False),
        (-9.5, 44, 1.66, b.key, 0.5, False, False),
        (10.6, 35, 1.70, b.mid, 0.6, True, False),
        (9.3, 35.5, 1.64, b.red, -0.6, False, False),
        (-9.6, 27.5, 1.66, b.mid, 0.7, False, True),
        (-8.5, 27.2, 1.74, b.key, -0.6, True, False),
    ):
        person(b, x, y, tall, coat, pace, bag, hat)
    # an elder with a child by the hand, nearest of all
    at, s = person(b, -7.4, 18.4, 1.66, b.mid, 0.5, False, False)
    kid, t = person(b, -6.72, 18.3, 1.10, b.red, -0.5, True, False)
    arm = [at(0.165, 0.60), at(0.20, 0.50), at(0.225, 0.44), kid(-0.13, 0.72)]
    for block in b.order:
        block.line(smooth(arm), 0.075 * s, cut=True)
    b.mid.line(smooth(arm), 0.050 * s)
    arm = [kid(-0.12, 0.74), kid(-0.19, 0.72), kid(-0.25, 0.66)]
    b.red.line(smooth(arm), 0.07 * t)


# ---- the tree -------------------------------------------------------------------------------------------------


def tree(b):
    """An old camphor on the right, its boughs over the square."""
    rnd = random.Random(53)
    trunk = smooth(
        [
            (2640, 2480),
            (2668, 2200),
            (2700, 1900),
            (2690, 1600),
            (2640, 1350),
            (2560, 1120),
            (2500, 960),
            (2540, 940),
            (2640, 1090),
            (2720, 1250),
            (2760, 1080),
            (2780, 860),
            (2830, 850),
            (2830, 1100),
            (2840, 1320),
            (2862, 1620),
            (2880, 1900),
            (2910, 2200),
            (2960, 2480),
        ],
        True,
    )
    b.clear(trunk)
    b.warm.ink_(trunk, 0.5), b.mid.ink_(trunk), b.dark.ink_(trunk)
    bark = []
    for _ in range(330):
        v = rnd.random()
        y = 980 + 1440 * v
        x0 = 2640 + 40 * v - (180 * max(0.0, 0.28 - v) / 0.28 if v < 0.28 else 0)
        x = x0 + rnd.random() ** 1.5 * (210 + 60 * v)
        bark.append(
            lens(
                x,
                y,
                rnd.uniform(50, 170),
                rnd.uniform(5, 10) * (1.15 if x < x0 + 90 else 0.7),
                1.52 + rnd.uniform(-0.14, 0.14),
                rnd.uniform(-8, 8),
            )
        )
    b.dark.within(trunk), b.mid.within(trunk)
    b.dark.cut("".join(bark), 0.95)
    b.mid.cut("".join(bark[::2]), 0.85)
    b.dark.release(), b.mid.release()

    def bough(points, w):
        d = blade(points, lambda u: w * (1 - 0.82 * u))
        b.clear(d), b.mid.ink_(d), b.dark.ink_(d)

    bough([(2530, 980), (2440, 860), (2300, 770), (2120, 690), (1960, 640), (1840, 610)], 30)
    bough([(2300, 770), (2220, 775), (2150, 790), (2090, 800)], 14)
    bough([(2480, 910), (2400, 700), (2300, 520), (2220, 400)], 24)
    bough([(2790, 880), (2740, 640), (2660, 420), (2600, 260)], 26)
    bough([(2820, 870), (2900, 640), (2980, 470)], 24)
    clumps = [
        (2860, 140, 330),
        (2480, 120, 270),
        (2200, 210, 215),
        (2700, 420, 280),
        (2980, 470, 230),
        (2380, 430, 190),
        (2060, 430, 170),
        (1960, 560, 150),
        (2180, 640, 165),
        (1850, 575, 100),
        (2560, 640, 150),
        (2880, 720, 165),
        (2080, 800, 84),
        (2330, 790, 88),
        (1980, 250, 130),
        (2990, 930, 110),
    ]
    for cx, cy, r in clumps:
        outline = [
            (
                cx + r * math.cos(a) * (1 + 0.10 * math.sin(5 * a + cx) + 0.06 * math.sin(9 * a + cy)),
                cy + 0.74 * r * math.sin(a) * (1 + 0.12 * math.sin(4 * a + cy)),
            )
            for a in (q * math.pi / 12 for q in range(24))
        ]
        body = smooth(outline, True)
        fringe = []
        for x, y in outline:  # single leaves around the edge
            for _ in range(7):
                px, py = x + rnd.uniform(-0.20, 0.20) * r, y + rnd.uniform(-0.16, 0.20) * r
                fringe.append(
                    lens(
                        px,
                        py,
                        rnd.uniform(34, 58),
                        rnd.uniform(13, 20),
                        rnd.uniform(-0.9, 0.9) + (0.6 if px > cx else -0.6),
                        4,
                    )
                )
        fringe = "".join(fringe)
        b.clear(body + fringe)
        b.leaf.ink_(body + fringe), b.mid.ink_(body + fringe, 0.72), b.dark.ink_(body + fringe, 0.92)
        light, half = [], []
        for _ in range(int(r * 1.75)):
            a, q = rnd.uniform(0, 6.283), math.sqrt(rnd.random()) * 0.98
            x, y = cx + r * q * math.cos(a), cy + 0.74 * r * q * math.sin(a)
            up = (cy - y) / (0.74 * r) + 0.55 * (cx - x) / r  # the light comes from the upper left
            if up + rnd.uniform(-0.55, 0.55) < -0.42:
                continue
            d = lens(x, y, rnd.uniform(28, 48), rnd.uniform(8, 14), rnd.uniform(-0.8, 0.8), 3)
            (light if up + rnd.uniform(-0.4, 0.4) > 0.30 else half).append(d)
        b.dark.cut("".join(light + half), 0.97)
        b.mid.cut("".join(light), 0.95)
    # dapple on the paving, away from the light
    spots, dark = [], []
    for _ in range(520):
        y = 13.2 + rnd.random() * 11
        x = 7.0 + (y - 13.2) * 0.22 + rnd.gauss(0, 2.6)
        if abs(x) < POOL[0] + 1.2:
            continue
        s = C.scale(y)
        px, py = C(x, y)
        (spots if rnd.random() < 0.6 else dark).append(
            lens(px, py, rnd.uniform(0.4, 1.5) * s, rnd.uniform(0.04, 0.13) * s)
        )
    b.mid.ink_("".join(spots + dark), 0.55), b.mid.ink_("".join(dark), 0.4)


def lanterns(b):
    """Red lanterns under the eaves of the near houses."""
    for x, y, z in ((-16.2, 38.5, 5.6), (-16.2, 42.0, 5.6), (-16.2, 45.5, 5.6), (18.2, 43.5, 5.4), (18.2, 48.0, 5.4)):
        s = C.scale(y)
        px, py = C(x, y, z)
        b.key.line(d_of([(px, py - 0.9 * s), (px, py)], False), 2.4)
        d = smooth(
            [
                (px + 0.42 * s * math.cos(a), py + 0.36 * s + 0.36 * s * math.sin(a))
                for a in (q * math.pi / 8 for q in range(16))
            ],
            True,
        )
        b.clear(d), b.red.ink_(d)
        b.red.cut(
            "".join(
                blade(
                    [
                        (px + u * 0.42 * s * math.sin(math.pi * q / 8), py + 0.05 * s + 0.62 * s * q / 8)
                        for q in range(9)
                    ],
                    lambda v: 1.5,
                )
                for u in (-0.6, 0, 0.6)
            ),
            0.9,
        )
        b.key.line(d_of([(px - 0.14 * s, py), (px + 0.14 * s, py)], False), 4), b.key.line(
            d_of([(px - 0.14 * s, py + 0.72 * s), (px + 0.14 * s, py + 0.72 * s)], False), 4
        )
        b.red.line(d_of([(px, py + 0.74 * s), (px, py + 1.1 * s)], False), 3)


def birds(b):
    for x, y, k in ((860, 640, 1.0), (960, 600, 0.8), (1060, 655, 0.7), (790, 590, 0.6)):
        for side in (-1, 1):
            line = [(x + side * 46 * k * u / 8, y - 26 * k * math.sin(2.4 * u / 8) + 12 * k * u / 8) for u in range(9)]
            b.dark.ink_(blade(line, lambda u: 4.2 * k * (1 - u) + 0.6))


def draw():
    b = Blocks()
    sky(b)
    hills(b)
    birds(b)
    grove(b, 300, 2800, HORIZON + 60, 120, 91, 0.75)
    square(b)
    grove(b, -40, 760, HORIZON + 74, 118, 92, 1.0)
    grove(b, 2240, W + 40, HORIZON + 74, 118, 93, 1.0)
    hall(b)
    house(b, -40, -25, 56, 66, 8.6, 3, False)
    house(b, 26, 41, 58, 68, 8.6, 4, True)
    house(b, -34, -17, 36, 49, 7.4, 1, False)
    house(b, 19, 36, 41, 54, 7.6, 2, True)
    lanterns(b)
    grove(b, 2480, 2700, C(0, 41)[1] + 16, 46, 96, 1.0)
    bamboo(b)
    grove(b, -60, 400, C(0, 35)[1] + 26, 62, 95, 1.0)
    people(b)
    tree(b)
    # The sheet is trimmed to 3:2 above and below; the pool stays whole.
    return press((W, H), "#F5EFE0", b.order, 300).crop((0, 240, W, H - 160))


TITLE = "An exhibition hall at the end of a village square, with white-walled houses and an old tree. Drawing in the manner of a colour woodcut."
