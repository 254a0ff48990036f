"""Packages from PyPI for a script, apart from all others."""

import subprocess
import venv


def python(folder, packages):
    """Returns the Python of a folder under .build that has these packages, made when it is missing."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python
