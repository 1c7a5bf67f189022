from benchmarks.settings import Size
from benchmarks.worlds import Lab


def run(lab: Lab, size: Size) -> bool:
    return True
