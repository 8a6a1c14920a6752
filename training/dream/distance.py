"""How far one matter is from another: patches of a Laplacian pyramid, compared by sliced Wasserstein distance.

Sliced Wasserstein distance of patches: Rabin et al. 2011, Heitz et al. 2021 (for textures). No trained network is
needed: random directions are drawn anew at each step.
"""

import torch
import torch.nn.functional as F

SLICES = 20
PATCHES = 640
SIDES = (7, 7, 7, 5)


def bands(picture):
    """[1, c, h, w] -> details at each scale, then what is left at the coarsest."""
    out = []
    for _ in range(len(SIDES) - 1):
        small = F.avg_pool2d(picture, 2)
        out.append(picture - F.interpolate(small, scale_factor=2, mode="bilinear", align_corners=False))
        picture = small
    return out + [picture]


def _patches(band, side, rows):
    """[rows, c * side * side] at random places."""
    _, _, h, w = band.shape
    unfolded = band.unfold(2, side, 1).unfold(3, side, 1)[0]
    y = torch.randint(0, h - side + 1, (rows,))
    x = torch.randint(0, w - side + 1, (rows,))
    return unfolded[:, y, x].transpose(0, 1).reshape(rows, -1)


def _sliced(made, real, slices):
    directions = F.normalize(torch.randn(made.shape[1], slices), dim=0)
    a, b = (made @ directions).sort(0)[0], (real @ directions).sort(0)[0]
    scale = (b - b.mean(0)).pow(2).mean().clamp(min=1e-6)
    return ((a - b).pow(2).mean() / scale + 1e-3).sqrt()


def _light_and_hue(picture):
    """Light, two hues and height: what is grey must stay grey, so hues are compared on their own."""
    r, g, b, height = picture.unbind(1)
    light = 0.3 * r + 0.55 * g + 0.15 * b
    return torch.stack([light, r - light, b - light, height], 1)


# How much light, the two hues and height count.
WEIGHTS = torch.tensor([1.5, 0.8, 0.8, 1.2]).reshape(1, 4, 1, 1)


def distance(made, real):
    """0 where both are the same matter, [1, 4, h, w] each. Every scale counts the same, however faint its contrast."""
    made, real = _light_and_hue(made), _light_and_hue(real)
    total = 0.0
    last = len(SIDES) - 1
    # A little grain on what is smooth is a small fault: without this it outweighs the missing form, and all turns flat.
    least = (0.15 * real.std((0, 2, 3), keepdim=True)).clamp(min=0.006)
    for level, (a, b) in enumerate(zip(bands(made), bands(real))):
        centre = b.mean((0, 2, 3), keepdim=True)
        spread = torch.maximum(b.std((0, 2, 3), keepdim=True), least)
        a, b = WEIGHTS * (a - centre) / spread, WEIGHTS * (b - centre) / spread
        rows = PATCHES if level < last else 160
        total = total + _sliced(_patches(a, SIDES[level], rows), _patches(b, SIDES[level], rows), SLICES)
        if level < last:
            total = total + 0.5 * _sliced(_patches(a, 3, rows), _patches(b, 3, rows), SLICES // 3)
    colours = [p.flatten(2)[0].t() for p in (made, real)]
    picked = [c[torch.randint(0, len(c), (1200,))] for c in colours]
    middle = picked[1].mean(0)
    wide = picked[1].std(0).clamp(min=0.02)
    total = total + _sliced((picked[0] - middle) / wide, (picked[1] - middle) / wide, 12)
    off = ((colours[0].mean(0) - colours[1].mean(0)) / (0.03 + 0.7 * bands(real)[-1].std((0, 2, 3)))).pow(2).mean()
    return total + (off + 1e-3).sqrt()


def colour_distance(made, real):
    """[k, rows, 4] each: for all matters at once how far their single colours and heights are apart."""
    middle = real.mean(1, keepdim=True)
    wide = real.std(1, keepdim=True).clamp(min=0.02)
    directions = F.normalize(torch.randn(4, 8), dim=0)
    a = (((made - middle) / wide) @ directions).sort(1)[0]
    b = (((real - middle) / wide) @ directions).sort(1)[0]
    return ((a - b).pow(2).mean((1, 2)) + 1e-3).sqrt().mean()
