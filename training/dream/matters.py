"""What the network learns: name, where its pictures come from, and how its coordinates are stretched.

`photographs` are numbers of cells in a sheet of materials-cc0 (cells.mjs keeps their order). Each is a
matter of its own, `name`, `name-2`, ..., because an average of two stones is no stone. `stretch` multiplies x and y
before noise is read: (3, 0.5) makes structure six times as tall as wide. Matter without a grain is trained at every
turn, matter with one only upright.
"""

import numpy as np
import simulations

PHOTOGRAPHS = [
    ("snow", "Snow", (7,), (1, 1)),
    ("moss", "Moss", (2,), (1, 1)),
    ("bark", "Bark", (0,), (2.2, 0.6)),
    ("grass", "Grass", (1,), (1, 1)),
    ("rock", "Rock", (48,), (1, 1)),
    ("stone", "Rocks", (22,), (1, 1)),
    ("gravel", "Gravel", (17,), (1, 1)),
    ("earth", "Ground", (46,), (1, 1)),
    ("leaves", "Ground", (36,), (1, 1)),
    ("sand", "Ground", (62,), (1, 1)),
    ("plaster", "Plaster", (6,), (1, 1)),
    ("concrete", "Concrete", (49,), (1, 1)),
    ("fabric", "Fabric", (71,), (1, 1)),
    ("rust", "Rust", (3,), (1, 1)),
    ("metal", "Metal", (12,), (1, 1)),
    ("wood", "Wood", (17,), (0.45, 2.2)),
    ("planks", "Planks", (28,), (0.45, 2.0)),
    ("straw", "ThatchedRoof", (3,), (2.4, 0.5)),
    ("marble", "Marble", (16,), (1, 1)),
    ("onyx", "Onyx", (12,), (0.8, 1.4)),
    ("asphalt", "Asphalt", (13,), (1, 1)),
    ("granite", "Granite", (6,), (1, 1)),
]

SIMULATIONS = [
    ("paper", simulations.paper_fibre, (1, 1)),
    ("silt", simulations.silt, (0.5, 1.6)),
    ("frost", simulations.frost, (1, 1)),
    ("water", simulations.water, (0.7, 1.4)),
    ("cloth", simulations.cloth_folds, (1.8, 0.45)),
    ("haze", simulations.haze, (0.8, 1.2)),
    ("cloud", simulations.cloud, (1, 1)),
    ("ember", simulations.fire, (1, 1)),
    ("foliage", simulations.foliage, (1, 1)),
    ("petals", simulations.petals, (1, 1)),
    ("blossom", simulations.blossom, (1, 1)),
]

SIMULATED = 6
# Matter whose forms are as large as its picture: always compared whole, never by a corner.
BROAD = ("cloth", "haze", "cloud", "silt", "water", "concrete")


def _blur(picture, radius):
    """Repeated box means of [h, w], periodic."""
    for _ in range(3):
        for axis in (0, 1):
            picture = sum(np.roll(picture, k, axis) for k in range(-radius, radius + 1)) / (2 * radius + 1)
    return picture


def _guessed_height(rgb):
    """Photographs know no height. What is lighter than its surroundings is taken to stand higher."""
    light = rgb @ np.array([0.25, 0.6, 0.15])
    shape = _blur(light, 1) - 0.8 * _blur(light, 14)
    shape = (shape - shape.mean()) / (shape.std() + 1e-6)
    return 0.5 + 0.5 * np.tanh(0.55 * shape)


def _photograph(cells, sheet, number):
    raw = np.fromfile(f"{cells}/{sheet}.rgb", np.uint8).reshape(-1, 128, 128, 3)
    rgb = raw[number].astype(np.float32) / 255
    return np.concatenate([rgb, _guessed_height(rgb)[..., None]], 2).astype(np.float32)


def load(cells, seed):
    """[(name, stretch, source, pictures [k, 128, 128, 4])]"""
    out = []
    for name, sheet, numbers, stretch in PHOTOGRAPHS:
        for k, number in enumerate(numbers):
            label = name if k == 0 else f"{name}-{k + 1}"
            out.append((label, stretch, f"{sheet} {number}", _photograph(cells, sheet, number)[None]))
    for k, (name, paint, stretch) in enumerate(SIMULATIONS):
        pictures = [paint(np.random.default_rng((seed, k, i))) for i in range(SIMULATED)]
        out.append((name, stretch, paint.__name__, np.stack(pictures)))
    return out
