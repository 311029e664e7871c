"""How long a step takes: the trainer and PEFT in turns, on the same weights, batches and micro-batches, one thread each."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
from transformers import GPT2Config
from transformers.utils import logging

import ours
import reference
from cases import PROMPT_TOKENS, Case, drawn, lay_down, prepare, random_examples

GEMM = 1024  # of the product that shows what this core can do
WARM_UP = 3


def case_of(name: str, directory: Path, steps: int) -> Case:
    directory.mkdir(parents=True)
    if name == "small-lm":
        case = replace(prepare(name, 1, directory), batchSize=16, microBatches=4)
    else:
        lay_down(drawn(GPT2Config(), 1, torch.float32, scale=0.02), directory / "model")
        examples = random_examples(1, range(80, 120))
        case = Case("model", "imported/prompt.safetensors", 1, 4, 2, 0.003, 0.01, 1.0, 20, 0, examples)
    case = replace(case, steps=WARM_UP + steps)
    case.write(directory)
    return case


def compare(name: str, directory: Path, steps: int) -> None:
    case = case_of(name, directory, steps)
    model = directory / case.model
    reference.save_new_prompt(model, 1, directory / "adapter")
    ours.import_prompt(directory / "adapter", directory / "imported")
    theirs = reference.load(model, directory / "adapter")
    with ours.steps(directory) as mine:
        batches = json.loads(mine.stdout.readline())["batches"]
        walk = reference.Walk(theirs, case)
        sides = {"ours": lambda _: asked(mine), "PEFT": lambda batch: timed(lambda: walk.step(batch))}
        taken: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
        gemms = []
        for turn, batch in enumerate(batches):
            order = list(sides) if turn % 2 else list(reversed(sides))
            for side in order:
                taken[side].append(sides[side](batch))
            gemms.append(gemm())
    show(name, case, theirs, {side: each[WARM_UP:] for side, each in taken.items()}, gemms[WARM_UP:], batches)


def asked(mine: subprocess.Popen) -> dict[str, float]:
    mine.stdin.write("\n")
    mine.stdin.flush()
    return json.loads(mine.stdout.readline())


def timed(step: object) -> dict[str, float]:
    began, cpu = time.perf_counter(), time.thread_time()
    loss = step()
    return {"wall": time.perf_counter() - began, "cpu": time.thread_time() - cpu, "loss": loss}


def gemm() -> float:
    """Floating-point operations a CPU second, of a product of two large matrices."""
    a, b = torch.rand(GEMM, GEMM), torch.rand(GEMM, GEMM)
    cpu = time.thread_time()
    torch.mm(a, b)
    return 2 * GEMM**3 / (time.thread_time() - cpu)


def operations(case: Case, model: torch.nn.Module, batch: list[int]) -> float:
    """Of the matrix products of our step: forward, and back to the prompt alone; padding counts, being computed."""
    config = model.base_model.config
    weights = sum(values.numel() for name, values in model.base_model.named_parameters() if ".h." in name and values.dim() == 2)
    total = 0.0
    for part in reference.parts(case, batch):
        width = PROMPT_TOKENS + max(len(each["input"]) + len(each["target"]) for each in part)
        answers = sum(len(each["target"]) for each in part)
        rows = len(part) * width
        attention = config.n_layer * 2 * rows * width * config.n_embd  # scores, and what they weigh: 2 products
        head = answers * config.vocab_size * config.n_embd
        total += 4 * rows * weights + 6 * attention + 4 * head
    return total


def show(
    name: str, case: Case, model: torch.nn.Module, taken: dict[str, list[dict[str, float]]], gemms: list[float],
    batches: list[list[int]],
) -> None:  # fmt: skip
    mine, theirs = taken["ours"], taken["PEFT"]
    apart = max(abs(a["loss"] - b["loss"]) / b["loss"] for a, b in zip(mine, theirs))
    print(f"{name}: {len(mine)} steps each, batches of {case.batchSize} in {case.microBatches}; losses apart {apart:.0e}")
    for clock in ("cpu", "wall"):
        ratios = sorted(a[clock] / b[clock] for a, b in zip(mine, theirs))
        tenth = len(ratios) // 10
        print(
            f"  {clock:<5} ours {1e3 * statistics.median(each[clock] for each in mine):8.1f} ms"
            f"  PEFT {1e3 * statistics.median(each[clock] for each in theirs):8.1f} ms"
            f"  ratio {statistics.median(ratios):.3f}  (from {ratios[tenth]:.3f} to {ratios[-1 - tenth]:.3f})"
        )
    work = [operations(case, model, batch) for batch in batches[WARM_UP:]]
    peak = statistics.median(gemms)
    share = [statistics.median(o / each["cpu"] / peak for o, each in zip(work, side)) for side in (mine, theirs)]
    print(
        f"  products of {GEMM}: {peak / 1e9:.1f} GFLOP a CPU second; ours {100 * share[0]:.0f} % of it in the products it"
        f" needs, PEFT {100 * share[1]:.0f} % in the same",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=60, metavar="STEPS", help="of small-lm. Default: %(default)s.")
    parser.add_argument("--large", type=int, default=20, metavar="STEPS", help="of GPT-2's shape. Default: %(default)s.")
    options = parser.parse_args()
    ours.require_built()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as temporary:
        for name, steps in (("small-lm", options.small), ("gpt2-124m", options.large)):
            if steps:
                compare(name, Path(temporary) / name, steps)
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    return 0


if __name__ == "__main__":
    sys.exit(main())
