"""Pins the dependencies: `python tools/lock.py write|check`.

uv resolves for every platform and Python at once; it lives in a throw-away environment. The files name packages,
versions and hashes, never an address: everyone installs from the index they have configured.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ["--extra", "fonts", "--excludes", "requirements/unneeded.txt"]
FILES = {"requirements/run.txt": FONTS, "requirements/dev.txt": [*FONTS, "--extra", "dev"]}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
NO_ADDRESS = ["--no-emit-index-url", "--no-emit-find-links"]
FORBIDDEN = ("://", "--index", "--find-links", "--extra-index", "file:", "/opt/", "/root/", "/home/", "/etc/")


def write() -> int:
    """Keeps the versions that are pinned where they still fit; `rm` the files first to take the newest."""
    with tempfile.TemporaryDirectory(prefix="lock.") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        for name, extra in FILES.items():
            compile_ = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", "-o", name]
            subprocess.run(
                [*compile_, *extra, *OPTIONS, *NO_ADDRESS], check=True, cwd=ROOT, env=_uv_environment(python)
            )
    return check()


def _uv_environment(python: Path) -> dict[str, str]:
    """uv does not read pip's configuration; hand over what pip would use."""
    environment = dict(os.environ)
    pairs = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "cert": "SSL_CERT_FILE",
    }
    listing = subprocess.run(
        [python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    for line in listing.stdout.splitlines():
        key, _, value = line.partition("=")
        variable = pairs.get(key.rsplit(".", 1)[-1])
        if variable and variable not in environment:
            environment[variable] = " ".join(value.strip("'").replace("\\n", " ").split())
    if "UV_INDEX" in environment:
        # pip takes the best version of all the indexes it is given; so does the lock.
        environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return environment


def check() -> int:
    """Fails when a file holds an address or a package without a hash."""
    bad = []
    for name in FILES:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if any(word in line for word in FORBIDDEN):
                bad.append(f"{name}:{number}: holds an address or option")
            follows = lines[number] if number < len(lines) else ""
            if "==" in line and not line.startswith(" ") and "--hash=" not in follows:
                bad.append(f"{name}:{number}: no hash")
    print("\n".join(bad), end="\n" if bad else "")
    return bool(bad)


if __name__ == "__main__":
    commands = {"write": write, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    sys.exit(commands[sys.argv[1]]())
