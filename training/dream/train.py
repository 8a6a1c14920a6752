"""Trains the matter network: python3 training/dream/train.py <cells> <out folder> [--minutes M | --steps N]

`cells` is what `node training/dream/cells.mjs <sheets> <cells>` wrote. Needs numpy and torch (Debian: python3-numpy,
python3-torch; with libopenblas0-serial five times as fast as with the reference BLAS). Writes dream-matter.onnx,
codes.json, grain.json, report.json and weights.pt into `out`, every hundred steps and at the end; --resume goes on
from weights.pt; sheet.py shows what was learned. Seeded, on one thread.
`npm run train -- dream` does all of it and puts the files where the conductor finds them.
"""

import argparse
import inspect
import json
import time
from pathlib import Path

import numpy as np
import torch

import matters
from distance import colour_distance, distance
from network import Matter
from noise import SEED as NOISE_SEED
from noise import Noise

SEED = 5
SIDE = 64
BATCH = 3
CALM = 0.01
BETWEEN = 30.0


class Trainer:
    def __init__(self, cells, seed):
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        self.rng = np.random.default_rng(seed)
        self.noise = Noise()
        self.matters = matters.load(cells, seed)
        self.pictures = [torch.from_numpy(p).permute(0, 3, 1, 2).contiguous() for _, _, _, p in self.matters]
        self.means = torch.stack([p.mean((0, 2, 3)) for p in self.pictures])
        self.network = Matter()
        self.codes = torch.nn.Parameter(torch.randn(len(self.matters), 12) * 0.7)
        groups = [{"params": self.network.parameters()}, {"params": [self.codes], "lr": 2e-2}]
        self.optimizer = torch.optim.Adam(groups, lr=4e-3, betas=(0.9, 0.98))
        broad = [k for k, m in enumerate(self.matters) if m[0] in matters.BROAD]
        self.shown = [*range(len(self.matters)), *broad]
        self.losses = np.full(len(self.matters), np.nan)

    def places(self, which, side, pixel):
        """Coordinates of a square of side x side pixels, `pixel` units apart, at a random place and turn."""
        _, stretch, _, _ = self.matters[which]
        y, x = np.mgrid[0:side, 0:side].reshape(2, -1) * pixel
        turn = self.rng.uniform(0, 2 * np.pi) if stretch == (1, 1) else 0.0
        cos, sin = np.cos(turn), np.sin(turn)
        x, y = x * cos - y * sin, x * sin + y * cos
        ox, oy = self.rng.uniform(-40, 40, 2)
        foot = np.full(side * side, pixel * max(stretch[0], stretch[1]) ** 0.5)
        return x * stretch[0] + ox, y * stretch[1] + oy, foot

    def begin(self, steps=220, rows=96):
        """Before any structure: single colours of all matters at once, which is quick."""
        for done in range(steps):
            for group, top in zip(self.optimizer.param_groups, (8e-3, 4e-2)):
                group["lr"] = top * min(1, (done + 1) / 20) * (1 - 0.8 * done / steps)
            places = self.rng.uniform(-30, 30, (2, len(self.matters) * rows))
            noise = self.noise.fill(*places, np.full(places.shape[1], 1 / 128), self.rng.uniform(-300, 300))
            made = self.network(torch.from_numpy(noise), self.codes.repeat_interleave(rows, 0))
            real = torch.stack([p[0].flatten(1).t()[torch.randint(0, 128 * 128, (rows,))] for p in self.pictures])
            loss = colour_distance(made.reshape(len(self.matters), rows, 4), real) + 1e-3 * self.codes.pow(2).mean()
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
        return loss.item()

    def real(self, which, half):
        pictures = self.pictures[which]
        picture = pictures[self.rng.integers(len(pictures))][None]
        if self.matters[which][1] == (1, 1):
            picture = torch.rot90(picture, int(self.rng.integers(4)), (2, 3))
        if self.rng.random() < 0.5:
            picture = picture.flip(3)
        return torch.nn.functional.avg_pool2d(picture, 2) if half else picture

    def step(self, which):
        half = self.matters[which][0] in matters.BROAD or self.rng.random() < 0.3
        side, pixel = (48, 1 / 64) if half else (SIDE, 1 / 128)
        x, y, foot = self.places(which, side, pixel)
        drift = self.rng.uniform(-300, 300)
        noise = torch.from_numpy(self.noise.fill(x, y, foot, drift))
        code = self.codes[which] + 0.03 * torch.randn(12)
        made = self.network(noise, code.expand(len(noise), 12))
        loss = distance(made.t().reshape(1, 4, side, side), self.real(which, half))
        self.losses[which] = loss.item() if np.isnan(self.losses[which]) else 0.7 * self.losses[which] + 0.3 * loss.item()
        return loss + self.calm(which, x, y, foot, drift, made, code) + 1e-3 * self.codes[which].pow(2).mean()

    def calm(self, which, x, y, foot, drift, made, code):
        """What moves a little later should look a little different: the size of the change in time, squared."""
        some = self.rng.integers(0, len(x), 500)
        later = torch.from_numpy(self.noise.fill(x[some], y[some], foot[some], drift + 0.004))
        moved = (self.network(later, code.expand(len(some), 12)) - made[some]) / 0.004
        return CALM * moved.pow(2).mean()

    def between(self, pairs=16, rows=32):
        """Codes between two matters, and matter seen from far (noise faded), keep the colours between on average."""
        count = pairs * rows
        foot = np.repeat(np.exp(self.rng.uniform(np.log(1 / 128), np.log(0.6), pairs)), rows)
        places = self.rng.uniform(-30, 30, (2, count))
        noise = torch.from_numpy(self.noise.fill(*places, foot, self.rng.uniform(-300, 300)).astype(np.float32))
        a, b = self.rng.integers(0, len(self.matters), (2, pairs))
        share = torch.from_numpy(self.rng.choice([0.0, 0.3, 0.5, 0.7], pairs)).float()[:, None]
        code = self.codes[a] * (1 - share) + self.codes[b] * share
        made = self.network(noise, code.repeat_interleave(rows, 0)).reshape(pairs, rows, 4).mean(1)
        wanted = self.means[a] * (1 - share) + self.means[b] * share
        return BETWEEN * (made - wanted)[:, :3].pow(2).mean()

    def run(self, steps, until, log, save):
        order, began, done = [], time.time(), 0
        while done < steps and time.time() < until:
            part = min(1.0, max(done / steps, (time.time() - began) / max(until - began, 1)))
            for group, top in zip(self.optimizer.param_groups, (5e-3, 2e-2)):
                group["lr"] = top * min(1, (done + 1) / 30) * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * part)))
            loss = 0
            for _ in range(BATCH):
                if not order:
                    order = list(self.rng.permutation(self.shown))
                loss = loss + self.step(int(order.pop())) / BATCH
            loss = loss + self.between()
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*self.network.parameters(), self.codes], 3.0)
            self.optimizer.step()
            done += 1
            if done % 100 == 0:
                save(done)
            if done % 50 == 0:
                log(f"{done} steps, {time.time() - began:.0f} s, mean loss {np.nanmean(self.losses):.3f}")
        return done


def _table(lists):
    """JSON with a line for each name."""
    lines = [f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in lists.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def export(trainer, out, runs):
    network = trainer.network
    torch.save({"network": network.state_dict(), "codes": trainer.codes.detach(), "runs": runs}, out / "weights.pt")
    names = ["noise", "code", "matter"]
    # Later versions of torch take another exporter unless told; older ones do not know the word.
    old = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(
        network, (torch.zeros(4, 16), torch.zeros(4, 12)), str(out / "dream-matter.onnx"), opset_version=13,
        # Codes count by themselves: one may stand for all points.
        input_names=names[:2], output_names=names[2:],
        dynamic_axes={"noise": {0: "n"}, "code": {0: "c"}, "matter": {0: "n"}}, **old,
    )
    codes = trainer.codes.detach().numpy()
    rounded = {m[0]: [round(float(v), 4) for v in codes[k]] for k, m in enumerate(trainer.matters)}
    (out / "codes.json").write_text(_table(rounded))
    (out / "grain.json").write_text(_table({m[0]: list(m[1]) for m in trainer.matters}))
    report = {
        "runs": runs, "batch": BATCH, "noiseSeed": NOISE_SEED,
        "parameters": sum(p.numel() for p in network.parameters()),
        "matters": [{"name": m[0], "source": m[2], "loss": round(float(l), 3)} for m, l in zip(trainer.matters, trainer.losses)],
    }
    (out / "report.json").write_text(json.dumps(report, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cells")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=1e5)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--resume", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(asked.cells, asked.seed)
    before = []
    if asked.resume:
        kept = torch.load(asked.out / "weights.pt")
        trainer.network.load_state_dict(kept["network"])
        trainer.codes.data.copy_(kept["codes"])
        before = kept["runs"]
    else:
        print(f"colours: {trainer.begin():.3f}", flush=True)
    save = lambda done: export(trainer, asked.out, [*before, {"steps": done, "seed": asked.seed}])
    log = lambda text: print(text, flush=True)
    done = trainer.run(asked.steps, time.time() + 60 * asked.minutes, log, save)
    save(done)


if __name__ == "__main__":
    main()
