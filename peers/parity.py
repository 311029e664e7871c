"""Holds the trainer against PEFT on the same weights, tokens and prompts. Exit status 1 if anything differs by more than
its tolerance, or if a case could not be run."""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is fetched: models are made here
os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
from safetensors.torch import load_file
from transformers.utils import logging

import ours
import reference
from cases import NAMES, Case, prepare


@dataclass(frozen=True)
class Row:
    """One comparison; relative differences are to the largest of the reference's numbers, or to ``scale``.

    ``rounding`` is how far the reference itself is from what it computes in double precision, where that was asked.
    """

    quantity: str
    absolute: float
    relative: float
    tolerance: float
    rounding: float | None = None

    @property
    def ok(self) -> bool:
        return self.relative <= self.tolerance  # also false if it is not a number


def row(
    quantity: str, mine: object, theirs: object, tolerance: float, scale: float | None = None, exact: object = None
) -> Row:
    a, b = (torch.as_tensor(values, dtype=torch.float64) for values in (mine, theirs))
    if a.shape != b.shape:
        raise RuntimeError(f"{quantity}: {list(a.shape)} against {list(b.shape)}")
    size = b.abs().max().item() if scale is None else scale
    absolute = (a - b).abs().max().item()
    rounding = None if exact is None else (b - torch.as_tensor(exact)).abs().max().item() / size
    return Row(quantity, absolute, absolute / size if absolute else 0.0, tolerance, rounding)


def compare(name: str, seed: int, directory: Path) -> list[Row]:
    directory.mkdir(parents=True)
    case = prepare(name, seed, directory)
    case.write(directory)
    model = directory / case.model
    reference.save_new_prompt(model, seed, directory / "adapter")
    ours.import_prompt(directory / "adapter", directory / "imported")
    ours.compute(directory)
    return [*computed(case, directory, model), *exported(case, directory, model)]


def computed(case: Case, directory: Path, model: Path) -> list[Row]:
    """PEFT's saved prompt in ours: what comes out of it, and where tuning leads from it."""
    numbers = json.loads((directory / "ours.json").read_text())
    tensors = load_file(directory / "ours.safetensors")
    theirs = reference.load(model, directory / "adapter")
    start = reference.prompt_of(theirs).detach().clone()
    probes = reference.log_probabilities(theirs, case.examples[: case.probes])
    loss = reference.loss(theirs, case.examples).item()
    choices = reference.choices(theirs, case.examples)
    steps = reference.steps(theirs, case, numbers["batches"])
    exact = reference.steps(reference.load(model, directory / "adapter").double(), case, numbers["batches"])
    way = (steps.prompts[-1] - start).abs().max().item()
    return [
        row("PEFT's adapter, imported: prompt", tensors["prompts"][0], start, 0),
        row("PEFT's adapter, imported: loss", numbers["loss"], loss, 1e-5),
        row("log-probabilities, whole vocabulary", tensors["logProbabilities"], probes, 1e-5),
        row("first choices that differ", (torch.tensor(numbers["choices"]) != choices).sum(), 0, 0, 1),
        row("gradient", tensors["gradient"], steps.gradient, 1e-5, exact=exact.gradient),
        row("gradient's norm, each step", numbers["norms"], steps.norms, 1e-4, exact=exact.norms),
        row("loss, each step", numbers["losses"], steps.losses, 1e-5, exact=exact.losses),
        row("prompt, each step (to the way gone)", tensors["prompts"], steps.prompts, 1e-4, way, exact.prompts),
    ]


def exported(case: Case, directory: Path, model: Path) -> list[Row]:
    """Our tuned prompt in PEFT."""
    numbers = json.loads((directory / "ours.json").read_text())
    tensors = load_file(directory / "ours.safetensors")
    rows = []
    for kind, more in {"export": ["--model", str(model)], "export without --model": []}.items():
        target = directory / kind.replace(" ", "-")
        ours.export_prompt(directory / "tuned", target, *more)
        theirs = reference.load(model, target)
        probes = reference.log_probabilities(theirs, case.examples[: case.probes])
        loss = reference.loss(theirs, case.examples).item()
        rows += [
            row(f"{kind} in PEFT: prompt", reference.prompt_of(theirs).detach(), tensors["prompts"][-1], 0),
            row(f"{kind} in PEFT: loss", numbers["tunedLoss"], loss, 1e-5),
            row(f"{kind} in PEFT: log-probabilities", tensors["tunedLogProbabilities"], probes, 1e-5),
        ]
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"any of {', '.join(NAMES)}; all if none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave what was computed in this new directory")
    options = parser.parse_args()
    if not set(options.cases) <= set(NAMES):
        parser.error(f"cases are {', '.join(NAMES)}")
    ours.require_built()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.keep or Path(temporary) / "parity"
        faults = sum(show(name, options.seed, directory / name) for name in options.cases or NAMES)
    print(f"{faults} differ" if faults else "all agree")
    return 1 if faults else 0


def show(name: str, seed: int, directory: Path) -> int:
    """Prints a case's rows; how many of them are not ok."""
    try:
        rows = compare(name, seed, directory)
    except (RuntimeError, OSError, ValueError) as fault:
        print(f"{name}: could not be compared: {fault}\n")
        return 1
    print(f"{name:<51} {'max. difference':>15} {'relative':>9} {'allowed':>8} {'PEFT to float64':>16}")
    for each in rows:
        verdict = "ok" if each.ok else "DIFFERS"
        own = "" if each.rounding is None else f"{each.rounding:.1e}"
        numbers = f"{each.absolute:>15.1e} {each.relative:>9.1e} {each.tolerance:>8.0e} {own:>16}"
        print(f"  {each.quantity:<49} {numbers} {verdict}")
    print(flush=True)
    return sum(not each.ok for each in rows)


if __name__ == "__main__":
    sys.exit(main())
