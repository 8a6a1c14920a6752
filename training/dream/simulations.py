"""Our own matter, where photographs show none: each function paints [128, 128, 4] (r, g, b, height; 0..1), tileable.

One picture is one unit wide. Everything random comes from the generator that is handed in.
"""

import numpy as np

SIZE = 128
_Y, _X = np.mgrid[0:SIZE, 0:SIZE] / SIZE


def _waves(rng, low, high, power, stretch=(1.0, 1.0)):
    """Periodic noise of mean 0, sd 1: energy between `low` and `high` cycles a unit, falling by `power`."""
    fx, fy = np.meshgrid(np.fft.fftfreq(SIZE, 1 / SIZE), np.fft.fftfreq(SIZE, 1 / SIZE))
    f = np.hypot(fx * stretch[0], fy * stretch[1])
    gain = np.where((f >= low) & (f <= high), np.maximum(f, 1e-6) ** -power, 0)
    field = np.fft.ifft2(np.fft.fft2(rng.standard_normal((SIZE, SIZE))) * gain).real
    return (field - field.mean()) / field.std()


def _unit(field):
    low, high = np.percentile(field, [1, 99])
    return np.clip((field - low) / (high - low), 0, 1)


def _mix(low, high, amount):
    return np.array(low) + (np.array(high) - np.array(low)) * amount[..., None]


def _with_height(rgb, height):
    return np.clip(np.concatenate([rgb, height[..., None]], 2), 0, 1).astype(np.float32)


def _at(field, dx, dy):
    """A periodic field read at displaced places, displacements in units."""
    u, v = (_X + dx) * SIZE, (_Y + dy) * SIZE
    iu, iv = np.floor(u).astype(int), np.floor(v).astype(int)
    fu, fv = u - iu, v - iv
    a, b, c, d = iu % SIZE, (iu + 1) % SIZE, iv % SIZE, (iv + 1) % SIZE
    top = field[c, a] * (1 - fu) + field[c, b] * fu
    return top * (1 - fv) + (field[d, a] * (1 - fu) + field[d, b] * fu) * fv


def _strokes(rng, count, length, bend, weight):
    """Curved threads laid on a sheet: how much fibre lies at each point."""
    laid = np.zeros((SIZE, SIZE))
    steps = np.linspace(0, 1, 60)
    for _ in range(count):
        angle = rng.uniform(0, np.pi) + np.cumsum(rng.normal(0, bend, 60)) * 0.1
        reach = length * rng.uniform(0.5, 1.5) * SIZE / 60
        x = rng.uniform(0, SIZE) + np.cumsum(np.cos(angle)) * reach
        y = rng.uniform(0, SIZE) + np.cumsum(np.sin(angle)) * reach
        strength = rng.normal(0.5, 1) * weight * np.sin(np.pi * steps)
        for ox, oy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            ix, iy = np.floor(x).astype(int) + ox, np.floor(y).astype(int) + oy
            near = (1 - np.abs(x - ix)) * (1 - np.abs(y - iy))
            np.add.at(laid, (iy % SIZE, ix % SIZE), strength * near)
    return laid


def paper_fibre(rng):
    """Long-fibred paper lit from behind: clouds of pulp, threads dark and light."""
    pulp = _waves(rng, 1, 20, 1.3)
    fibre = _strokes(rng, 260, 0.3, 0.9, 0.8) + 0.6 * _strokes(rng, 60, 0.5, 0.4, 1.0)
    light = 0.66 + 0.055 * pulp - 0.11 * fibre + 0.015 * _waves(rng, 20, 64, 0)
    rgb = _mix([0.26, 0.2, 0.14], [0.93, 0.88, 0.78], np.clip(light, 0, 1))
    return _with_height(rgb, _unit(0.5 * pulp + fibre))


def silt(rng):
    """Wet silt after the tide: sharp-crested ripples that meander, sheen in the troughs."""
    bend = _waves(rng, 1, 6, 1.6, (1.0, 1.5)) * 0.035
    phase = 2 * np.pi * (9 * _Y + 9 * bend) + 0.6 * _waves(rng, 2, 10, 1.2)
    crest = 1 - np.abs(np.sin(phase / 2)) ** 0.8
    height = _unit(crest + 0.25 * _waves(rng, 1, 5, 1) + 0.05 * _waves(rng, 16, 64, 0.3))
    rgb = _mix([0.16, 0.145, 0.13], [0.56, 0.5, 0.43], height ** 1.2)
    sheen = np.clip(0.35 - height, 0, 1)[..., None] ** 1.5 * np.array([0.9, 1.05, 1.15]) * 1.2
    return _with_height(rgb + sheen, height)


def frost(rng):
    """Ferns of ice on a dark pane: stems with barbs at 60 degrees, and rime between them."""
    ice = np.zeros((SIZE, SIZE))

    def needle(x, y, angle, length, strength, depth):
        count = max(int(length * 1.6), 2)
        for s in np.linspace(0, 1, count):
            px, py = x + np.cos(angle) * s * length, y + np.sin(angle) * s * length
            iy, ix = int(py) % SIZE, int(px) % SIZE
            ice[iy, ix] = max(ice[iy, ix], strength * (1 - 0.6 * s))
        if depth == 0:
            return
        for s in np.arange(0.08, 0.95, 4.2 / length):
            for side in (-1, 1):
                barb = length * 0.36 * (1 - s) * rng.uniform(0.7, 1.2)
                if barb > 2:
                    px, py = x + np.cos(angle) * s * length, y + np.sin(angle) * s * length
                    needle(px, py, angle + side * np.pi / 3, barb, strength * 0.75, depth - 1)

    for _ in range(16):
        needle(rng.uniform(0, SIZE), rng.uniform(0, SIZE), rng.uniform(0, 2 * np.pi), rng.uniform(40, 80), 1, 2)
    blur = sum(np.roll(ice, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / 9
    rime = np.clip(_waves(rng, 2, 30, 1), 0, 3) * 0.06
    ice = np.clip(0.65 * ice + 0.7 * blur + rime, 0, 1)
    return _with_height(_mix([0.06, 0.085, 0.11], [0.84, 0.9, 0.94], ice), _unit(blur + 0.4 * ice))


def water(rng):
    """A river from a bridge: crossing waves, the sky broken in their slopes."""
    height = _waves(rng, 3, 18, 2.2, (1.5, 0.8)) + 0.05 * _waves(rng, 12, 40, 1.2)
    slope = np.roll(height, -1, 0) - np.roll(height, 1, 0)
    slope = slope / slope.std()
    sky = np.clip(0.5 + 0.42 * np.tanh(1.1 * slope), 0, 1) ** 1.8
    glint = np.clip(slope - 1.7, 0, 1)[..., None] * np.array([0.5, 0.48, 0.42])
    return _with_height(_mix([0.035, 0.06, 0.075], [0.42, 0.52, 0.57], sky) + glint, _unit(height))


def cloth_folds(rng):
    """Linen in slow air: long soft folds that run downwards, a fine weave."""
    folds = _waves(rng, 1, 9, 2.3, (1.0, 4.0)) + 0.03 * _waves(rng, 6, 24, 1.5, (1.0, 3.0))
    slope = np.roll(folds, -1, 1) - np.roll(folds, 1, 1)
    weave = 0.5 + 0.25 * (np.sin(2 * np.pi * 42 * _X) + np.sin(2 * np.pi * 42 * _Y))
    light = np.clip(0.5 + 0.2 * slope / slope.std() + 0.06 * folds + 0.05 * (weave - 0.5), 0, 1)
    return _with_height(_mix([0.12, 0.115, 0.11], [0.86, 0.82, 0.75], light), _unit(folds))


def haze(rng):
    """Light through haze: banks without an edge."""
    banks = _waves(rng, 1, 7, 2.2, (1.0, 1.8)) + 0.1 * _waves(rng, 4, 24, 1.4)
    amount = 1 / (1 + np.exp(-1.1 * banks))
    return _with_height(_mix([0.3, 0.33, 0.37], [0.8, 0.79, 0.75], amount), _unit(banks))


def cloud(rng):
    """Cloud from below: billows with dark bellies and lit rims."""
    base = _waves(rng, 1, 40, 1.75)
    billow = _at(base, 0.03 * _waves(rng, 1, 6, 1.5), 0.03 * _waves(rng, 1, 6, 1.5))
    lit = np.clip(0.5 + 0.3 * billow + 0.35 * (np.roll(billow, 3, 0) - billow), 0, 1)
    return _with_height(_mix([0.2, 0.22, 0.26], [0.93, 0.91, 0.88], lit), _unit(billow))


def fire(rng):
    """Embers: a dark crust, cracked, glowing where it is open."""
    crust = np.abs(_at(_waves(rng, 2, 24, 1.3), 0.03 * _waves(rng, 2, 8, 1), 0.03 * _waves(rng, 2, 8, 1)))
    open_ = np.exp(-((crust / 0.16) ** 2)) * np.clip(0.55 + 0.5 * _waves(rng, 1, 5, 1), 0, 1.3)
    rgb = np.stack([1.15 * open_ ** 0.75, 0.62 * open_ ** 1.5, 0.26 * open_ ** 2.8], 2)
    ash = _mix([0.05, 0.045, 0.045], [0.23, 0.21, 0.2], _unit(crust + 0.2 * _waves(rng, 10, 60, 0.4)))
    return _with_height(ash * (1 - 0.8 * open_[..., None].clip(0, 1)) + rgb, _unit(crust))


def _laid(rng, count, long, wide, colours, vein, ground):
    """Leaf after leaf laid over one another, shaded from stem to tip and across."""
    rgb = np.ones((SIZE, SIZE, 3)) * np.array(ground)
    height = np.zeros((SIZE, SIZE))
    for k in range(count):
        cx, cy, angle = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0, 2 * np.pi)
        dx, dy = (_X - cx + 0.5) % 1 - 0.5, (_Y - cy + 0.5) % 1 - 0.5
        size = rng.uniform(0.7, 1.3)
        u = (dx * np.cos(angle) + dy * np.sin(angle)) / (long * size)
        v = (-dx * np.sin(angle) + dy * np.cos(angle)) / (wide * size)
        edge = (1 - u * u) * (1 - 0.25 * u)
        inside = np.clip((edge - np.abs(v)) * 8 * wide * SIZE / 16, 0, 1) * (np.abs(u) < 1)
        shade = 0.62 + 0.25 * v + 0.2 * u - vein * np.exp(-((v / 0.12) ** 2))
        layer = 0.35 + 0.65 * k / count
        hue = np.array(colours[rng.integers(len(colours))]) * rng.uniform(0.8, 1.15)
        rgb += (hue * (shade * layer)[..., None] * 1.5 - rgb) * inside[..., None]
        height += (layer * (0.7 + 0.3 * u) - 0.1 * np.abs(v) - height) * inside
    return _with_height(rgb, np.clip(height, 0, 1))


def foliage(rng):
    """Leaves in their own shade, seen from above."""
    greens = [(0.24, 0.36, 0.14), (0.3, 0.42, 0.17), (0.17, 0.29, 0.14), (0.38, 0.44, 0.2)]
    return _laid(rng, 190, 0.085, 0.045, greens, 0.14, (0.03, 0.05, 0.03))


def petals(rng):
    """Petals of sunflowers, laid close."""
    yellows = [(0.86, 0.62, 0.1), (0.93, 0.72, 0.18), (0.76, 0.5, 0.08), (0.9, 0.66, 0.12)]
    return _laid(rng, 210, 0.11, 0.03, yellows, 0.12, (0.16, 0.1, 0.03))


def blossom(rng):
    """Fallen blossom: pale round petals on dark ground."""
    pales = [(0.86, 0.7, 0.72), (0.93, 0.82, 0.82), (0.8, 0.6, 0.64), (0.95, 0.89, 0.87)]
    return _laid(rng, 130, 0.05, 0.035, pales, 0.05, (0.1, 0.085, 0.075))
