"""What is compared: tiny models of each architecture, weights and tokens drawn by seed, and the repository's own model."""

import json
import random
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import (
    AutoModelForCausalLM,
    GPT2Config,
    LlamaConfig,
    PretrainedConfig,
    PreTrainedModel,
    Qwen2Config,
)

HOME = Path(__file__).resolve().parent.parent
SMALL_LM = HOME / "testdata/small-lm"
SMALL_TASK = HOME / "testdata/tasks/topic/set6-0.jsonl"

VOCABULARY = 1024  # that of the tokenizer that lies beside every model here
POSITIONS = 160
PROMPT_TOKENS = 8
EXAMPLES = 32

# a Llama of 3 layers whose 4 heads share 2 sources of keys and values
LLAMA = dict(
    vocab_size=VOCABULARY, hidden_size=64, intermediate_size=176, num_hidden_layers=3, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=POSITIONS, bos_token_id=0, eos_token_id=0,
)  # fmt: skip


def rope(kind: str, **more: object) -> dict[str, object]:
    return {"rope_type": kind, "rope_theta": 10000.0, **more}


CONFIGS = {
    "gpt2": lambda: GPT2Config(
        vocab_size=VOCABULARY, n_positions=POSITIONS, n_embd=64, n_layer=3, n_head=4, bos_token_id=0, eos_token_id=0
    ),
    "llama": lambda: LlamaConfig(**LLAMA, tie_word_embeddings=False),
    "llama-rope-linear": lambda: LlamaConfig(**LLAMA, rope_parameters=rope("linear", factor=4.0)),
    "llama-rope-llama3": lambda: LlamaConfig(
        **LLAMA,
        rope_parameters=rope(
            "llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=32
        ),
    ),
    "llama-rope-yarn": lambda: LlamaConfig(
        **LLAMA, rope_parameters=rope("yarn", factor=4.0, original_max_position_embeddings=40)
    ),
    "qwen2": lambda: Qwen2Config(**LLAMA, tie_word_embeddings=True),
}
NAMES = [*CONFIGS, "small-lm"]


@dataclass(frozen=True)
class Case:
    """What both sides are given; written to case.json for ours."""

    model: str
    prompt: str
    seed: int
    batchSize: int
    microBatches: int
    learningRate: float
    weightDecay: float
    clipNorm: float
    steps: int
    probes: int
    examples: list[dict[str, list[int]]]

    def write(self, directory: Path) -> None:
        (directory / "case.json").write_text(json.dumps(asdict(self)))


def prepare(name: str, seed: int, directory: Path) -> Case:
    """Lays a case's model into its directory and draws its examples."""
    if name == "small-lm":
        model, examples = str(SMALL_LM), task_examples()
    else:
        model, examples = "model", random_examples(seed)
        save_model(name, seed, directory / "model")
    return Case(model, "imported/prompt.safetensors", seed, 8, 4, 0.01, 0.01, 1.0, 20, 2, examples)


def save_model(name: str, seed: int, directory: Path) -> None:
    lay_down(drawn(CONFIGS[name](), seed, torch.float32), directory)


def lay_down(model: PreTrainedModel, directory: Path) -> None:
    """A model's directory, with the tokenizer that all share."""
    model.save_pretrained(directory)
    shutil.copy(SMALL_LM / "tokenizer.json", directory)


def lay_down_config(config: PretrainedConfig, directory: Path, dtype: torch.dtype) -> None:
    """A model's directory whose weights nobody will read."""
    config.dtype = dtype
    config.save_pretrained(directory)
    shutil.copy(SMALL_LM / "tokenizer.json", directory)
    (directory / "model.safetensors").touch()


def drawn(
    config: PretrainedConfig, seed: int, dtype: torch.dtype, scale: float = 0.2, device: str = "cpu"
) -> PreTrainedModel:
    """Random weights, by default so large that every part of the model shows in the loss; biases and gains too."""
    with torch.device(device):
        model = AutoModelForCausalLM.from_config(config, dtype=dtype)
    chance = torch.Generator(device).manual_seed(seed)
    with torch.no_grad():
        for name, values in model.named_parameters():
            gain = values.dim() == 1 and name.endswith("weight")
            values.copy_(gain + scale * torch.randn(values.shape, generator=chance, device=device))
    return model


def random_examples(seed: int, inputs: range = range(3, 41)) -> list[dict[str, list[int]]]:
    """Tokens of ragged length, so that rows of a batch are padded."""
    chance = random.Random(seed)

    def tokens(lengths: range) -> list[int]:
        return [chance.randrange(1, VOCABULARY) for _ in range(chance.choice(lengths))]

    return [{"input": tokens(inputs), "target": tokens(range(1, 6))} for _ in range(EXAMPLES)]


def task_examples() -> list[dict[str, list[int]]]:
    """A task's first examples in the small model's tokens, each answer after one space and closed by end-of-text."""
    tokenizer = Tokenizer.from_file(str(SMALL_LM / "tokenizer.json"))
    lines = [json.loads(line) for line in SMALL_TASK.read_text().splitlines()[:EXAMPLES]]
    return [
        {
            "input": tokenizer.encode(line["input"], add_special_tokens=False).ids,
            "target": tokenizer.encode(" " + line["target"], add_special_tokens=False).ids + [0],
        }
        for line in lines
    ]
