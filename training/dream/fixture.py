"""Writes what noise.py says at a few places, for tests/imagery/dream/noise.test.ts to compare noise.ts with:
python3 training/dream/fixture.py > tests/imagery/dream/noise-fixture.json"""

import json

import numpy as np

from noise import SEED, Noise

PLACES = [(0, 0), (0.31, 0.92), (-5.73, 2.25), (100.25, -40.5), (3.31, 7.77), (-812.4, 655.1), (31.99, 32.01)]
FOOTPRINTS = [1 / 128, 0.001, 0.02, 0.06, 0.2, 0.012, 0.5]
DRIFTS = [0, 1.37, -6.25, 4321.987]


def main():
    x, y = np.array(PLACES, np.float32).T
    footprint = np.array(FOOTPRINTS, np.float32)
    noise = Noise()
    features = [noise.fill(x, y, footprint, drift) for drift in DRIFTS]
    rounded = [[round(float(v), 6) for v in part.ravel()] for part in features]
    lists = {"x": x.tolist(), "y": y.tolist(), "footprint": footprint.tolist()}
    print(json.dumps({"seed": SEED, **lists, "drifts": DRIFTS, "features": rounded}))


main()
