#!/usr/bin/python3
"""Runs the experiment of rural-reoptimisation.yaml and prints its table in Markdown.

usage: rural_reoptimisation.py GREND [SEEDS]
"""
import concurrent.futures
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import h5py

HERE = pathlib.Path(__file__).resolve().parent
DISPATCH = "services.0.dispatch."
WAYS = {
    "insertion": [],
    "with repair": ["repair.steps=150"],
    "by day": ["repair.steps=150", "improvement.during_day=20"],
    "nightly": ["repair.steps=150", "improvement.nightly=500"],
}
# Share of persons who would use the service, and the vehicles that a municipality would give it.
DEMANDS = [(0.01, 1), (0.04, 2), (0.12, 4), (0.3, 8)]
BOOKING = {"prebooked": 1, "same day": 0}
T_95 = {5: 2.776, 8: 2.365, 10: 2.262, 12: 2.201, 20: 2.093}


def run(grend, output, seed, demand, vehicles, day_before, settings):
    sets = [f"travellers.choice.drt_considered={demand}", f"travellers.booking.day_before={day_before}",
            f"services.0.vehicles.0.count={vehicles}"] + [DISPATCH + s for s in settings]
    command = [grend, "-q", "run", HERE / "rural-reoptimisation.yaml", "-o", output, "--overwrite", "--seed", seed,
               "--threads", 1, "--raw", "none"]
    for one in sets:
        command += ["--set", one]
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL)
    with h5py.File(output) as result:
        value = lambda name: float(result["indicators/" + name][0])
        served = value("requests_served")
        return {
            "requests": value("requests"),
            "served": 100 * served / max(1, value("requests")),
            "driving": value("vehicle_kilometres") / max(1, served),
            "wait": value("wait_mean"),
            "ride": value("ride_mean"),
        }


def interval(values):
    half = T_95[len(values)] * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.mean(values):.2f} ± {half:.2f}"


def main():
    grend = sys.argv[1]
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    print("| requests a day | booked | way of planning | served, % | against insertion | km per ride "
          "| against insertion | wait, min | ride, min |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())  # a seed has a thread to itself
        for demand, vehicles in DEMANDS:
            for booked, day_before in BOOKING.items():
                reference = None
                for way, settings in WAYS.items():
                    if way == "nightly" and booked == "same day":
                        continue
                    rows = list(pool.map(
                        lambda seed: run(grend, pathlib.Path(folder) / f"{seed}.h5", seed, demand, vehicles,
                                         day_before, settings), range(1, seeds + 1)))
                    reference = reference or rows
                    column = lambda key: [row[key] for row in rows]
                    paired = lambda key: [row[key] - base[key] for row, base in zip(rows, reference)]
                    against = lambda key: "" if rows is reference else interval(paired(key))
                    print(f"| {statistics.mean(column('requests')):.0f}, {vehicles} vehicles | {booked} | {way} "
                          f"| {interval(column('served'))} | {against('served')} | {interval(column('driving'))} "
                          f"| {against('driving')} | {statistics.mean(column('wait')):.1f} "
                          f"| {statistics.mean(column('ride')):.1f} |", flush=True)


if __name__ == "__main__":
    main()
