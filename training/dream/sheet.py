"""What was learned, to look at: python3 training/dream/sheet.py <cells> <out folder>

Writes <out>/sheet.rgb: for each matter the real picture, the network's picture, a larger piece of it (one unit shown
at 256 pixels, its middle) and its height; three matters a row. Prints the size in pixels.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from train import SEED, Trainer

ACROSS = 3


def painted(trainer, which, pixel):
    _, stretch, _, _ = trainer.matters[which]
    y, x = np.mgrid[0:128, 0:128].reshape(2, -1) * pixel
    foot = np.full(x.size, pixel * max(stretch) ** 0.5)
    noise = trainer.noise.fill(x * stretch[0] + 3.3, y * stretch[1] + 1.7, foot, 2.5)
    with torch.no_grad():
        made = trainer.network(torch.from_numpy(noise), trainer.codes[which].expand(x.size, 12))
    return made.numpy().reshape(128, 128, 4)


def row(trainer, which):
    real = trainer.pictures[which][0].permute(1, 2, 0).numpy()
    made, near = painted(trainer, which, 1 / 128), painted(trainer, which, 1 / 256)
    height = np.repeat(made[..., 3:], 3, 2)
    return np.concatenate([real[..., :3], made[..., :3], near[..., :3], height], 1)


def main():
    cells, out = sys.argv[1], Path(sys.argv[2])
    trainer = Trainer(cells, SEED)
    kept = torch.load(out / "weights.pt")
    trainer.network.load_state_dict(kept["network"])
    trainer.codes.data.copy_(kept["codes"])
    pieces = [row(trainer, k) for k in range(len(trainer.matters))]
    while len(pieces) % ACROSS:
        pieces.append(np.zeros_like(pieces[0]))
    rows = [np.concatenate(pieces[k : k + ACROSS], 1) for k in range(0, len(pieces), ACROSS)]
    sheet = (np.concatenate(rows, 0).clip(0, 1) * 255).astype(np.uint8)
    (out / "sheet.rgb").write_bytes(sheet.tobytes())
    print(sheet.shape[1], sheet.shape[0])


if __name__ == "__main__":
    main()
