"""What the scripts that measure the release build share."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CRM = ROOT / ".build/release/crm"
FOLDER = ROOT / ".build/bench"
COMPANIES = 5_000


def build():
    """Makes the release build and the folder for what is measured with."""
    subprocess.run([ROOT / "Scripts/build"], stdout=sys.stderr, check=True)
    FOLDER.mkdir(parents=True, exist_ok=True)


def run(*command, stdin=os.devnull):
    """Runs a command away from the user's settings; returns its seconds and the most memory it held, in MB.

    posix_spawn costs the least before the program starts. The memory counts from before that start too, so
    this script must stay smaller than what it measures.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(FOLDER), "TZ": "UTC"}
    words = [str(word) for word in command]
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ]
    start = time.perf_counter()
    process = os.posix_spawnp(words[0], words, environment, file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        script = pathlib.Path(sys.argv[0]).name
        sys.exit(f"{script}: {' '.join(words)}: exit status {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


def medians(runs, *commands, stdin=os.devnull):
    """Runs the commands in turn and returns the median seconds of each; a first round warms the caches."""
    rounds = [[run(*command, stdin=stdin)[0] for command in commands] for _ in range(runs + 1)]
    return [statistics.median(seconds) for seconds in zip(*rounds[1:])]


def sample(kind, count):
    """Returns the file of generated companies or contacts, made when it is missing."""
    path = FOLDER / f"{kind}-{count}.jsonl"
    if not path.exists():
        print(f"bench: generating {count:,} {kind}", file=sys.stderr)
        unfinished = path.with_suffix(".part")
        with open(unfinished, "wb") as file:
            command = [SCRIPTS / "sample-data", kind, f"--count={count}", f"--companies={COMPANIES}"]
            subprocess.run(command, stdout=file, check=True)
        unfinished.rename(path)
    return path


def fresh(name):
    """Returns the path of a database that does not exist yet."""
    for suffix in ("", "-wal", "-shm"):
        (FOLDER / (name + suffix)).unlink(missing_ok=True)
    return FOLDER / name


class Report:
    """Prints figures beside their bars and remembers whether all were met."""

    def __init__(self):
        self.met = True

    def figure(self, what, value, unit):
        print(f"{what:<52}{value:>12,.2f} {unit}", flush=True)

    def most(self, what, value, unit, bar):
        self._judge(what, value, unit, f"at most {bar:,g}", value <= bar)

    def least(self, what, value, unit, bar):
        self._judge(what, value, unit, f"at least {bar:,g}", value >= bar)

    def _judge(self, what, value, unit, bar, met):
        self.met = self.met and met
        print(f"{what:<52}{value:>12,.2f} {unit:<4}{bar:>16}  {'met' if met else 'NOT MET'}", flush=True)
