"""Runs the trainer's own program by PyTorch alone, on devices that a machine without Java has, and holds it against
transformers. `devices.py prepare DIR` writes the programs (with Java, anywhere); `devices.py run DIR` runs them."""

import argparse
import hashlib
import io
import json
import os
import statistics
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, GPT2Config, LlamaConfig
from transformers.utils import logging

import ours
from cases import CONFIGS, drawn, lay_down_config

PROMPT_TOKENS = 8
ARCHITECTURES = ["gpt2", "llama", "llama-rope-llama3", "qwen2"]
DTYPES = {"F32": torch.float32, "BF16": torch.bfloat16, "F16": torch.float16}
SPLITS = ["cuda:0", "cuda:0,cuda:0", "cuda:0,cpu", "cpu"]

# how far from double precision, as |difference| / |gradient|: rounding of 2^-24, 2^-8, 2^-11 through three layers and the
# softmax; what transformers itself is from double, in the same format on the same device, stands beside each
ALLOWED = {"F32": 1e-5, "BF16": 0.1, "F16": 0.02}

LARGE = {
    "gpt2-124m": lambda: GPT2Config(),
    "llama-1b": lambda: LlamaConfig(
        vocab_size=32000, hidden_size=2048, intermediate_size=8192, num_hidden_layers=16, num_attention_heads=32,
        num_key_value_heads=8, max_position_embeddings=2048, tie_word_embeddings=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """As the trainer lays one out: rows padded on the right, answers by their places in the flattened rows."""

    prompt: torch.Tensor
    ids: torch.Tensor
    positions: torch.Tensor
    targets: torch.Tensor


def prepare(directory: Path) -> None:
    """Writes every program; of a model only the configuration shows in it."""
    arguments = []
    for name, dtype in variants():
        model = directory / "models" / f"{name}-{dtype}"
        lay_down_config(config(name), model, DTYPES[dtype])
        for devices in splits(name, dtype):
            arguments += [str(model), devices, str(directory / "programs" / label(name, dtype, devices))]
    ours.write_programs(arguments)


def variants() -> list[tuple[str, str]]:
    small = [(name, dtype) for name in ARCHITECTURES for dtype in DTYPES]
    return [*small, *((name, dtype) for name in LARGE for dtype in ("F32", "BF16"))]


def splits(name: str, dtype: str) -> list[str]:
    """A CPU computes in single precision, so a split with one is another computation."""
    return SPLITS if dtype == "F32" and name in ARCHITECTURES else SPLITS[:2]


def label(name: str, dtype: str, devices: str) -> str:
    return f"{name}-{dtype}-{devices.replace(':', '').replace(',', '-')}"


def config(name: str) -> object:
    return (CONFIGS | LARGE)[name]()


class Program:
    """The trainer's program with its weights, as the trainer fills it."""

    def __init__(self, directory: Path, model: torch.nn.Module, rehearse: bool) -> None:
        self.net = torch.jit.load(io.BytesIO(archive(directory / "program.pt", rehearse)))
        described = json.loads((directory / "weights.json").read_text())
        places = range(len(described["devices"].split(",")))
        state = model.state_dict()
        for weight in described["weights"]:
            name = weight["name"] if weight["name"] in state else described["alias"] + weight["name"]
            values = state[name].detach().float().cpu().reshape(-1)
            self.net.reserve(torch.tensor(state[name].shape), torch.tensor(weight["place"]))
            for at in range(0, values.numel(), 1 << 22):
                self.net.fill(values[at : at + (1 << 22)], torch.tensor(at))
        tables = load_file(directory / "tables.safetensors")
        for place in places:
            for table in ("cosines", "sines"):
                if table in tables:
                    self.net.push(tables[table], torch.tensor(place))

    def gradient(self, batch: Batch) -> tuple[float, torch.Tensor]:
        loss, gradient = self.net.gradient(batch.prompt, batch.ids, batch.positions, batch.targets)
        assert gradient.device.type == "cpu" and gradient.dtype == torch.float32
        return loss.item(), gradient


def archive(file: Path, rehearse: bool) -> bytes:
    """The program as it is; for a rehearsal without a GPU, with every device called a CPU."""
    if not rehearse:
        return file.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry).replace(b"cuda:0", b"cpu"))
    return out.getvalue()


def theirs(model: torch.nn.Module, batch: Batch) -> tuple[float, torch.Tensor]:
    """Loss and the prompt's gradient by transformers, on the model's device and in its format."""
    embeddings = model.get_input_embeddings()
    device = embeddings.weight.device
    leaf = batch.prompt.double() if embeddings.weight.dtype == torch.float64 else batch.prompt
    prompt = leaf.detach().clone().requires_grad_(True)
    text = embeddings(batch.ids.to(device))
    rows = prompt.to(device, text.dtype).expand(batch.ids.shape[0], -1, -1)
    logits = model(inputs_embeds=torch.cat([rows, text], 1)).logits
    chosen = logits.reshape(-1, logits.shape[-1])[batch.positions.to(device)]
    full = chosen if chosen.dtype == torch.float64 else chosen.float()
    loss = torch.nn.functional.cross_entropy(full, batch.targets.to(device), reduction="sum")
    (gradient,) = torch.autograd.grad(loss, [prompt])
    return loss.item(), gradient


def batch_of(model: torch.nn.Module, rows: int, width: int, seed: int) -> Batch:
    chance = torch.Generator().manual_seed(seed)
    vocabulary, hidden = model.get_input_embeddings().weight.shape
    ids = torch.randint(1, vocabulary, (rows, width), generator=chance)
    ends = torch.randint(width // 2, width - 1, (rows,), generator=chance)
    positions = torch.cat([
        torch.arange(end - 2, end) + PROMPT_TOKENS + row * (PROMPT_TOKENS + width) for row, end in enumerate(ends)
    ])
    targets = torch.randint(1, vocabulary, positions.shape, generator=chance)
    scale = model.get_input_embeddings().weight.detach().float().std().item()
    prompt = scale * torch.randn(PROMPT_TOKENS, hidden, generator=chance)
    return Batch(prompt, ids, positions, targets)


def apart(found: torch.Tensor, exact: torch.Tensor) -> float:
    return ((found.double() - exact.double()).norm() / exact.double().norm()).item()


def agreement(name: str, dtype: str, directory: Path, device: str, rehearse: bool) -> int:
    """One row for each list of devices; how many are not within bounds, or not the same bits again."""
    model = drawn(config(name), 1, DTYPES[dtype]).eval().requires_grad_(False)
    batch = batch_of(model, 8, 48, 2)
    exact_loss, exact = theirs(drawn(config(name), 1, DTYPES[dtype]).double().eval(), batch)
    _, own = theirs(model.to(device), batch)
    faults = 0
    first = None
    for devices in splits(name, dtype):
        program = Program(directory / "programs" / label(name, dtype, devices), model, rehearse)
        loss, gradient = program.gradient(batch)
        again = all(torch.equal(program.gradient(batch)[1], gradient) for _ in range(20))
        first = gradient if first is None else first
        same = torch.equal(gradient, first) if devices == "cuda:0,cuda:0" else True
        distance = apart(gradient, exact)
        ok = distance <= ALLOWED[dtype] and again and same
        faults += not ok
        print(
            f"  {name:<18} {dtype:<5} {devices:<14} loss {abs(loss - exact_loss) / exact_loss:8.1e}"
            f"  gradient {distance:8.1e} of {ALLOWED[dtype]:.0e} (transformers {apart(own.cpu(), exact):.1e})"
            f"  {sha256(gradient)} {'20 times again' if again else 'AND OTHER BITS'}"
            f"{'' if same else ', NOT AS ON ONE'}{'' if ok else '  DIFFERS'}",
            flush=True,
        )
    return faults


def speed(name: str, dtype: str, directory: Path, device: str, rehearse: bool) -> int:
    """Steps taken in turn, the trainer's program and transformers; how many row shapes did not give the same bits again."""
    model = drawn(config(name), 1, DTYPES[dtype], scale=0.02, device=device).eval().requires_grad_(False)
    program = Program(directory / "programs" / label(name, dtype, "cuda:0"), model, rehearse)
    faults = 0
    for rows, width in [(2, 16)] if rehearse else [(16, 128), (2, 900)]:
        batch = batch_of(model, rows, width, 3)
        sides = {"ours": lambda: program.gradient(batch), "transformers": lambda: theirs(model, batch)}
        times: dict[str, list[float]] = {side: [] for side in sides}
        bits = set()
        for turn in range(3 if rehearse else 40):
            for side, step in sides.items():
                synchronise(device)
                began = time.perf_counter()
                _, gradient = step()
                synchronise(device)
                if turn >= (1 if rehearse else 10):
                    times[side].append(time.perf_counter() - began)
                if side == "ours":
                    bits.add(sha256(gradient))
        ratios = sorted(a / b for a, b in zip(*times.values()))
        tenth = len(ratios) // 10
        print(
            f"  {name:<10} {dtype:<5} {rows:>2} rows of {width}: step {1e3 * statistics.median(times['ours']):.1f} ms,"
            f" transformers {1e3 * statistics.median(times['transformers']):.1f} ms, ratio"
            f" {statistics.median(ratios):.2f} ({ratios[tenth]:.2f} to {ratios[-1 - tenth]:.2f});"
            f" gradients apart {apart(program.gradient(batch)[1], theirs(model, batch)[1].cpu()):.1e};"
            f" {'always ' + bits.pop() if len(bits) == 1 else f'{len(bits)} DIFFERENT BITS'}",
            flush=True,
        )
        faults += len(bits) > 1
    return faults


def sha256(gradient: torch.Tensor) -> str:
    """The beginning of it, to compare runs by."""
    return hashlib.sha256(gradient.numpy().tobytes()).hexdigest()[:8]


def synchronise(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize()


def run(directory: Path, device: str, rehearse: bool) -> int:
    torch.backends.cuda.matmul.allow_tf32 = False
    torch._C._set_graph_executor_optimize(False)  # as the trainer does: the optimiser changes last bits between calls
    name = torch.cuda.get_device_name(0) if device.startswith("cuda") else "no GPU: a rehearsal"
    print(f"torch {torch.__version__}, {name}")
    faults = sum(agreement(name, dtype, directory, device, rehearse) for name, dtype in variants() if name not in LARGE)
    for name, dtype in variants():
        if name in LARGE and not (rehearse and (name, dtype) != ("gpt2-124m", "F32")):
            faults += speed(name, dtype, directory, device, rehearse)
    print(f"{faults} differ" if faults else "all agree")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["prepare", "run"])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--rehearse", action="store_true", help="without a GPU: every device is the CPU")
    options = parser.parse_args()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    if options.what == "prepare":
        ours.require_built()
        prepare(options.directory)
        return 0
    return run(options.directory, "cpu" if options.rehearse else "cuda:0", options.rehearse)


if __name__ == "__main__":
    sys.exit(main())
