"""Our side, as programs: the command line for exports and imports, and the trainer by a main of the benchmarks."""

import os
import subprocess
import sys
from pathlib import Path

from cases import HOME

CLASS_PATH = f"{HOME}/benchmarks/target/classes:{HOME}/benchmarks/target/lib/*"
BUILD = "mvn -q -Dquick -DskipTests -DskipITs -Pbenchmarks -am -pl benchmarks package"
ENVIRONMENT = {
    "DJL_CACHE_DIR": f"{HOME}/target/djl",
    "DJL_OFFLINE": "true",
    "OPT_OUT_TRACKING": "true",
    "OMP_NUM_THREADS": "1",
}


def require_built() -> None:
    if not (HOME / "benchmarks/target/classes/io/prompttuner/benchmarks/parity").is_dir():
        sys.exit(f"first, in {HOME}: {BUILD}")


def compute(case: Path) -> None:
    """Writes ours.json, ours.safetensors and tuned/prompt.safetensors into a case's directory."""
    run("java", "-cp", CLASS_PATH, "io.prompttuner.benchmarks.parity.ParityMain", str(case))


def write_programs(arguments: list[str]) -> None:
    """MODEL DEVICES OUT, as often as wanted: writes what PyTorch alone needs to run the trainer's program."""
    run("java", "-cp", CLASS_PATH, "io.prompttuner.benchmarks.parity.ProgramMain", *arguments)


def steps(case: Path) -> subprocess.Popen:
    """The trainer, about to take a case's steps: one for each line it is sent."""
    command = ["java", "-cp", CLASS_PATH, "io.prompttuner.benchmarks.parity.StepsMain", str(case)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env={**ENVIRONMENT, **os.environ}, stdin=pipe, stdout=pipe, text=True)


def import_prompt(adapter: Path, out: Path) -> None:
    run(f"{HOME}/prompttuner", "prompts", "import", str(adapter), "--out", str(out))


def export_prompt(prompt: Path, out: Path, *more: str) -> None:
    run(f"{HOME}/prompttuner", "prompts", "export", "--from", str(prompt), "--format", "peft", "-o", str(out), *more)


def run(*command: str) -> None:
    done = subprocess.run(command, env={**ENVIRONMENT, **os.environ}, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[-8:])}\n{done.stdout}{done.stderr}")
