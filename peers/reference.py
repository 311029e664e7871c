"""PEFT's side: the same computations by peft, transformers and torch, in single precision."""

from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel, PromptTuningConfig, TaskType, get_peft_model
from transformers import AutoModelForCausalLM

from cases import PROMPT_TOKENS, Case

IGNORED = -100  # what a label says where no loss is taken

Example = dict[str, list[int]]


@dataclass(frozen=True)
class Steps:
    losses: list[float]
    norms: list[float]
    gradient: torch.Tensor
    prompts: torch.Tensor


def base_model(directory: Path) -> torch.nn.Module:
    return AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()


def save_new_prompt(model: Path, seed: int, adapter: Path) -> None:
    """A prompt as PEFT makes and saves one: drawn by seed, of the size of embeddings."""
    torch.manual_seed(seed)
    config = PromptTuningConfig(task_type=TaskType.CAUSAL_LM, num_virtual_tokens=PROMPT_TOKENS)
    tuned = get_peft_model(base_model(model), config)
    prompt_of(tuned).data.mul_(0.2)
    tuned.save_pretrained(adapter)


def load(model: Path, adapter: Path) -> PeftModel:
    """The model behind an adapter's prompt; only the prompt takes gradients."""
    tuned = PeftModel.from_pretrained(base_model(model), adapter).eval().requires_grad_(False)
    prompt_of(tuned).requires_grad_(True)  # PEFT loads prompts for inference; its forward is the same
    return tuned


def prompt_of(model: PeftModel) -> torch.nn.Parameter:
    return model.prompt_encoder["default"].embedding.weight


def loss(model: PeftModel, examples: list[Example]) -> torch.Tensor:
    """Mean over answer tokens, in nats."""
    return model(**padded(examples)).loss


def steps(model: PeftModel, case: Case, batches: list[list[int]]) -> Steps:
    prompt = prompt_of(model)
    optimiser = torch.optim.AdamW([prompt], lr=case.learningRate, weight_decay=case.weightDecay)
    losses, norms, prompts = [], [], [prompt.detach().clone()]
    first = torch.empty(0)
    for batch in batches:
        optimiser.zero_grad()
        value = loss(model, [case.examples[index] for index in batch])
        value.backward()
        if not losses:
            first = prompt.grad.clone()
        losses.append(value.item())
        norms.append(torch.nn.utils.clip_grad_norm_([prompt], case.clipNorm).item())
        optimiser.step()
        prompts.append(prompt.detach().clone())
    return Steps(losses, norms, first, torch.stack(prompts))


def parts(case: Case, batch: list[int]) -> list[list[Example]]:
    """A batch cut into micro-batches, as equal as can be."""
    n, count = len(batch), case.microBatches
    return [[case.examples[i] for i in batch[k * n // count : (k + 1) * n // count]] for k in range(count)]


class Walk:
    """Steps one after another, each batch cut into micro-batches whose gradients add up."""

    def __init__(self, model: PeftModel, case: Case) -> None:
        self.model, self.case, self.prompt = model, case, prompt_of(model)
        self.optimiser = torch.optim.AdamW([self.prompt], lr=case.learningRate, weight_decay=case.weightDecay)

    def step(self, batch: list[int]) -> float:
        self.optimiser.zero_grad()
        cut = parts(self.case, batch)
        answers = [sum(len(example["target"]) for example in part) for part in cut]
        total = 0.0
        for part, count in zip(cut, answers):
            value = loss(self.model, part) * (count / sum(answers))
            value.backward()
            total += value.item()
        torch.nn.utils.clip_grad_norm_([self.prompt], self.case.clipNorm)
        self.optimiser.step()
        return total


@torch.no_grad()
def choices(model: PeftModel, examples: list[Example]) -> torch.Tensor:
    """The model's first choice at every answer position."""
    logits = model(**padded(examples)).logits
    return torch.cat([rows[answers(example)].argmax(-1) for rows, example in zip(logits, examples)])


@torch.no_grad()
def log_probabilities(model: PeftModel, examples: list[Example]) -> torch.Tensor:
    """Of every token of the vocabulary as the first of each example's answer."""
    rows = [model(**padded([example])).logits[0, answers(example).start] for example in examples]
    return torch.log_softmax(torch.stack(rows), -1)


def answers(example: Example) -> slice:
    """Where a row's answer tokens are predicted, behind the prompt."""
    begin = PROMPT_TOKENS + len(example["input"]) - 1
    return slice(begin, begin + len(example["target"]))


def padded(examples: list[Example]) -> dict[str, torch.Tensor]:
    width = max(len(example["input"]) + len(example["target"]) for example in examples)
    ids, mask, labels = [], [], []
    for example in examples:
        text = example["input"] + example["target"]
        rest = width - len(text)
        ids.append(text + [0] * rest)
        mask.append([1] * len(text) + [0] * rest)
        labels.append([IGNORED] * len(example["input"]) + example["target"] + [IGNORED] * rest)
    return {
        "input_ids": torch.tensor(ids),
        "attention_mask": torch.tensor(mask),
        "labels": torch.tensor(labels),
    }
