# The five-stock model of bench/five.lua with numpy: all runs of a block at once. Two processes, as numpy uses one core.
import multiprocessing
import resource
import time

import numpy as np

YEARS, BLOCK, ROUNDS = 60, 4096, 7


def block(seed, n=BLOCK):
    draws = np.random.default_rng(seed)
    share, progress = draws.uniform(0.30, 0.40, n), draws.uniform(0.005, 0.02, n)
    depreciation, sensitivity = draws.uniform(0.04, 0.06, n), draws.uniform(0.01, 0.03, n)
    capital, labour = draws.uniform(2, 4, n), draws.uniform(8, 10, n)
    productivity, carbon, warmth = np.ones(n), np.full(n, 2.0), np.ones(n)
    for _ in range(YEARS):
        output = productivity * (capital**share * labour ** (1 - share))
        emission = output * np.exp(-0.02 * carbon)
        more = productivity * (np.exp(progress - 0.002 * warmth) - 1)
        capital = capital + (0.25 * output - depreciation * capital)
        labour = labour + 0.01 * labour * (1 - labour / 20)
        warmth = warmth + (np.maximum(0, sensitivity * (carbon - 2)) - 0.01 * warmth)
        carbon = carbon + np.minimum(1, 0.1 * emission)
        productivity = productivity + more
    return carbon


def blocks(first):
    for seed in range(first, first + 16):
        block(seed)


def rate(pool):
    start = time.perf_counter()
    if pool:
        pool.map(blocks, [0, 16])
    else:
        blocks(0), blocks(16)
    return 32 * BLOCK / (time.perf_counter() - start) / 1e6


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        rate(pool)
        both, one = [], []
        for _ in range(ROUNDS):
            both.append(rate(pool))
            one.append(rate(None))
    print(f"numpy\tfive, two processes\t{np.median(both):.4g}\tM runs/s")
    print(f"numpy\tfive, one process\t{np.median(one):.4g}\tM runs/s")
    block(1, 1000000)  # a million runs at once, as a script would do it
    print(f"numpy\tmemory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6:.1f}\tMB")
