"""What the pictures share: skylines of hills, the strokes that model them, and long banks of cloud."""

import math
import random

from block import blade, leaf, wave


def ridge(width, seed, level, height, peaks, step=12):
    """A skyline across the sheet: broad peaks (x, rise, reach) above `level`, roughened by a wandering line."""
    rough, fine = wave(seed, 5, 0.0043, 0.55), wave(seed + 1, 4, 0.023, 0.6)
    line = []
    for x in range(-200, width + 201, step):
        rise = max((r * max(0.0, 1 - abs(x - c) / s) ** 1.33 for c, r, s in peaks), default=0.0)
        y = level - rise - height * (0.5 + 0.5 * rough(x)) - 7.5 * fine(x) - rise * 0.07 * fine(x * 1.7)
        line.append((x, y))
    return line


def fibres(line, seed, reach, width, every, away=lambda x: -1):
    """Hemp-fibre strokes (披麻皴): bundles running downhill from the skyline `line`. `away(x)` is the side in shade,
    1 for the right and -1 for the left."""
    rnd, n, step = random.Random(seed), len(line), line[1][0] - line[0][0]
    drift = wave(seed + 3, 3, 0.007, 0.6)

    def height(x):
        return line[min(max(int((x - line[0][0]) / step), 0), n - 1)][1]

    out, x = [], line[0][0]
    while x < line[-1][0]:
        lean = (height(x + 110) - height(x - 110)) / 220 * 1.55 + 0.35 * drift(x)
        side = away(x)
        weight = 1.0 if lean * side > -0.1 else 0.5
        for k in range(rnd.randint(3, 6)):
            long = reach * rnd.uniform(0.5, 1.15) * weight * (1 - 0.11 * k)
            px, py = x + side * k * rnd.uniform(8, 12), height(x + side * k * 10) + rnd.uniform(6, 21) + 9.5 * k
            points = []
            for q in range(11):
                points.append((px, py))
                a = lean * (0.8 + 0.05 * q) + 0.16 * math.sin(q * 0.9 + x)
                c = math.hypot(a, 1)
                px, py = px + a / c * long / 10, py + long / 10 / c
            out.append(blade(points, lambda u: width * leaf(u) * weight**0.5))
        x += every * rnd.uniform(0.55, 1.4)
    return "".join(out)


def banks(cool, warm, places, seed):
    """Long flat clouds at `places` (x, y, length): stacked strokes left white, one stroke of the warm ink beneath."""
    rnd = random.Random(seed)
    for cx, cy, long in places:
        strokes = []
        for i in range(5):
            part = long * (1 - 0.17 * i) * rnd.uniform(0.75, 1.0)
            x, y = cx + rnd.uniform(-0.14, 0.14) * long, cy - i * 15
            h, puff = rnd.uniform(9, 14), wave(int(cx) + i, 3, 9.0, 0.6)
            line = [(x - part / 2 + part * u / 30, y + 3 * math.sin(u * 0.5 + i)) for u in range(31)]
            strokes.append(blade(line, lambda u: h * math.sin(math.pi * u) ** 0.6 * (1 + 0.45 * puff(u))))
        shape = "".join(strokes)
        cool.cut(shape), warm.cut(shape)
        swell = wave(int(cx) + 40, 3, 8.0, 0.6)
        line = [(cx - long * 0.4 + long * 0.8 * u / 30, cy + 14 + 2.5 * math.sin(u * 0.4)) for u in range(31)]
        warm.ink_(blade(line, lambda u: 7 * math.sin(math.pi * u) ** 0.7 * (0.75 + 0.5 * swell(u))), 0.75)
