"""The input `noise` of dream-matter.onnx, the same numbers as conductor/imagery/dream/noise.ts makes.

Smooth periodic noise on a lattice of 64^3 with 4 channels, refined to cubic B-splines along x and y; four octaves,
each read where the one before has bent the place (domain warp). Only numpy is needed.
"""

import numpy as np

LATTICE, FINE, CHANNELS = 64, 128, 4
SEED = 20260801
CYCLES = (1.0, 2.6, 6.9, 18.0)
CELLS_A_CYCLE = 2
WARP = 0.04
FADE_FROM, FADE_TO = 0.2, 0.45
TURN = (0.3, 1.13, 2.21, 2.9)
SHIFT_X = (11.3, 47.9, 83.1, 5.7)
SHIFT_Y = (71.7, 19.1, 101.3, 37.5)
SHIFT_Z = (3.1, 17.7, 29.3, 51.9)


def _hash(count, seed):
    x = np.arange(count, dtype=np.uint32) ^ np.uint32((seed * 0x9E3779B1) & 0xFFFFFFFF)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def _refined(volume, axis):
    """An axis of 64 points becomes one of 128: one step of subdivision of a cubic B-spline."""
    before, after = np.roll(volume, 1, axis), np.roll(volume, -1, axis)
    pair = np.stack([(before + 6 * volume + after) / 8, (volume + after) / 2], axis + 1)
    shape = list(volume.shape)
    shape[axis] *= 2
    return pair.reshape(shape)


def volume(seed=SEED):
    """[z 64, y 128, x 128, channel 4], float32, mean 0 and standard deviation 1 in each channel."""
    white = _hash(LATTICE**3 * CHANNELS, seed) / 0x80000000 - 1
    v = white.reshape(LATTICE, LATTICE, LATTICE, CHANNELS)
    v = (np.roll(v, 2, 0) + 4 * np.roll(v, 1, 0) + 6 * v + 4 * np.roll(v, -1, 0) + np.roll(v, -2, 0)) / 16
    v = _refined(_refined(v, 1), 2)
    v = (v - v.mean((0, 1, 2))) / v.std((0, 1, 2))
    return v.astype(np.float32)


class Noise:
    def __init__(self, seed=SEED):
        self.volume = volume(seed)

    def fill(self, x, y, footprint, drift):
        """Features [n, 16] of places x, y [n] in units, at `footprint` [n] units a pixel and time `drift` in units."""
        out = np.empty((len(x), 4 * CHANNELS), np.float32)
        px, py = x.astype(np.float64), y.astype(np.float64)
        for k, cycles in enumerate(CYCLES):
            plane = self._plane(k, drift)
            n = _read(plane, px, py, k)
            weight = np.clip((FADE_TO - footprint * cycles) / (FADE_TO - FADE_FROM), 0, 1)
            px = px + WARP / cycles * n[:, 0]
            py = py + WARP / cycles * n[:, 1]
            out[:, 4 * k : 4 * k + 4] = n * weight[:, None]
        return out

    def _plane(self, k, drift):
        z = drift * CELLS_A_CYCLE * np.sqrt(CYCLES[k]) + SHIFT_Z[k]
        below = int(np.floor(z))
        a, b = self.volume[below % LATTICE], self.volume[(below + 1) % LATTICE]
        return a + np.float32(z - below) * (b - a)


def _read(plane, x, y, k):
    cells = CYCLES[k] * CELLS_A_CYCLE * (FINE // LATTICE)
    cos, sin = np.cos(TURN[k]) * cells, np.sin(TURN[k]) * cells
    gx, gy = x * cos - y * sin + SHIFT_X[k], x * sin + y * cos + SHIFT_Y[k]
    ix, iy = np.floor(gx).astype(np.int64), np.floor(gy).astype(np.int64)
    fx, fy = (gx - ix)[:, None], (gy - iy)[:, None]
    x0, x1, y0, y1 = ix % FINE, (ix + 1) % FINE, iy % FINE, (iy + 1) % FINE
    top = plane[y0, x0] * (1 - fx) + plane[y0, x1] * fx
    low = plane[y1, x0] * (1 - fx) + plane[y1, x1] * fx
    return top * (1 - fy) + low * fy
