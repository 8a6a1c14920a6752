"""The matter network: 16 numbers of noise and 12 of code in, r, g, b and height out."""

import torch
from torch import nn


class Matter(nn.Module):
    """The code weighs each column of noise, then: sines whose phases it sets, two rectified layers it shifts, a sigmoid.

    Sines are few because onnxruntime takes longest for them; without them matter falls into flat patches.
    """

    def __init__(self, sines=24, width=32):
        super().__init__()
        self.gain = nn.Linear(12, 16)
        self.noise = nn.Linear(16, sines, bias=False)
        self.phase = nn.Linear(12, sines)
        self.first = nn.Linear(sines, width, bias=False)
        self.first_shift = nn.Linear(12, width)
        self.second = nn.Linear(width, width, bias=False)
        self.second_shift = nn.Linear(12, width)
        self.last = nn.Linear(width, 4, bias=False)
        self.last_shift = nn.Linear(12, 4)
        self._begin()

    def _begin(self):
        with torch.no_grad():
            self.noise.weight.normal_(0, 16**-0.5)
            self.gain.bias.fill_(1.2)
            self.gain.weight.normal_(0, 0.6 * 12**-0.5)
            self.phase.bias.uniform_(-2, 2)
            for shift in (self.phase, self.first_shift, self.second_shift, self.last_shift):
                shift.weight.normal_(0, 12**-0.5)

    def forward(self, noise, code):
        wave = torch.sin(torch.addmm(self.phase(code), noise * self.gain(code), self.noise.weight.t()))
        one = torch.relu(torch.addmm(self.first_shift(code), wave, self.first.weight.t()))
        two = torch.relu(torch.addmm(self.second_shift(code), one, self.second.weight.t()))
        return torch.sigmoid(torch.addmm(self.last_shift(code), two, self.last.weight.t()))
