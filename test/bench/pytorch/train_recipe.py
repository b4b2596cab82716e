"""Trains a recipe of the studio in PyTorch and tells how fast it goes.

    python train_recipe.py RECIPE.json LAYOUT PRECISION ADAM

LAYOUT: contiguous or channels_last. PRECISION: float32 or bfloat16 (autocast). ADAM: default, as scripts have it, or fused.
Says one JSON line when it is ready, then reads numbers of steps, one a line, and answers each with one JSON line.
"""

import json
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional


class Reshape(nn.Module):
    """[batch, height, width, channels] of the recipe as PyTorch's [batch, channels, height, width]."""

    def __init__(self, shape):
        super().__init__()
        self.shape = [shape[-1], *shape[:-1]] if len(shape) == 3 else shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


def layer_of(spec, shape):
    """The module of one layer and the shape of its output; shapes are [height, width, channels] or [features]."""
    kind = spec["kind"]
    if kind == "dense":
        return nn.Linear(shape[0], spec["units"], bias=spec["bias"]), [spec["units"]]
    if kind == "conv":
        side = (shape[0] + 2 * spec["padding"] - spec["kernel"]) // spec["stride"] + 1
        module = nn.Conv2d(shape[2], spec["filters"], spec["kernel"], spec["stride"], spec["padding"], bias=spec["bias"])
        return module, [side, side, spec["filters"]]
    if kind == "transposedConv":
        side = (shape[0] - 1) * spec["stride"] - 2 * spec["padding"] + spec["kernel"]
        module = nn.ConvTranspose2d(
            shape[2], spec["filters"], spec["kernel"], spec["stride"], spec["padding"], bias=spec["bias"]
        )
        return module, [side, side, spec["filters"]]
    if kind == "batchNorm":
        return (nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d)(shape[-1]), shape
    if kind == "upsample":
        factor = spec["factor"]
        return nn.Upsample(scale_factor=factor), [shape[0] * factor, shape[1] * factor, shape[2]]
    if kind == "flatten":
        size = 1
        for side in shape:
            size *= side
        return nn.Flatten(), [size]
    if kind == "reshape":
        return Reshape(spec["shape"]), spec["shape"]
    simple = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid()}
    return (nn.LeakyReLU(spec["slope"]) if kind == "leakyRelu" else simple[kind]), shape


def build(network, shape):
    modules = []
    for spec in network["layers"]:
        module, shape = layer_of(spec, shape)
        modules.append(module)
    return nn.Sequential(*modules)


def adam(parameters, spec, fused):
    betas = (spec["beta1"], spec["beta2"])
    form = {"fused": True} if fused else {}
    return torch.optim.Adam(parameters, lr=spec["learningRate"], betas=betas, eps=spec["epsilon"], **form)


class Training:
    def __init__(self, recipe, channels_last, bfloat16, fused):
        data, self.latent = recipe["data"], recipe["latent"]["size"]
        self.batch = recipe["schedule"]["batchSize"]
        self.shared = recipe["objective"]["sharedFake"]
        self.half = 0.5 if recipe["objective"].get("discriminatorWeight") == 0.5 else 1.0
        self.format = torch.channels_last if channels_last else torch.contiguous_format
        self.bfloat16 = bfloat16
        shape = [data["side"], data["side"], data["channels"]]
        self.generator = build(recipe["networks"]["generator"], [self.latent]).to(memory_format=self.format)
        self.discriminator = build(recipe["networks"]["discriminator"], shape).to(memory_format=self.format)
        self.for_generator = adam(self.generator.parameters(), recipe["optimisers"]["generator"], fused)
        self.for_discriminator = adam(
            self.discriminator.parameters(), recipe["optimisers"]["discriminator"], fused
        )
        self.ema = recipe["ema"]
        self.average = [value.detach().clone() for value in self.followed()] if self.ema else []
        self.pixels = torch.randint(0, 256, (1024, data["channels"], data["side"], data["side"]), dtype=torch.uint8)

    def followed(self):
        return [value for value in self.generator.state_dict().values() if value.is_floating_point()]

    def judge(self, images):
        return self.discriminator(images).float()

    def step(self):
        index = torch.randint(0, len(self.pixels), (self.batch,))
        real = (self.pixels[index].float() / 127.5 - 1).contiguous(memory_format=self.format)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bfloat16):
            fake = self.generator(torch.randn(self.batch, self.latent))
            real_logits, fake_logits = self.judge(real), self.judge(fake.detach())
        loss = functional.softplus(-real_logits).mean() + functional.softplus(fake_logits).mean()
        self.for_discriminator.zero_grad(set_to_none=True)
        (self.half * loss).backward()
        self.for_discriminator.step()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bfloat16):
            if not self.shared:
                fake = self.generator(torch.randn(self.batch, self.latent))
            logits = self.judge(fake)
        generator_loss = functional.softplus(-logits).mean()
        self.for_generator.zero_grad(set_to_none=True)
        generator_loss.backward()
        self.for_generator.step()
        if self.ema:
            with torch.no_grad():
                torch._foreach_lerp_(self.average, self.followed(), 1 - self.ema["decay"])
        return loss.item(), generator_loss.item()


def say(**values):
    print(json.dumps(values), flush=True)


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        recipe = json.load(file)
    threads = int(os.environ.get("GAN_STUDIO_THREADS", os.cpu_count() or 1))
    torch.set_num_threads(threads)
    training = Training(recipe, sys.argv[2] == "channels_last", sys.argv[3] == "bfloat16", sys.argv[4] == "fused")
    training.step()
    say(torch=torch.__version__, threads=threads)
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter()
        for _ in range(steps):
            losses = training.step()
        say(stepsPerSecond=steps / (time.perf_counter() - start), losses=losses)


main()
