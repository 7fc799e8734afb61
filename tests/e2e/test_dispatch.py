"""Dispatchers by name and of one's own, as a user runs them."""

import socket
import subprocess
import sys
import threading
import unittest

import h5py

from program import SOURCE, ProgramTest, digest

EXAMPLE = SOURCE / "docs/dispatch/nearest_vehicle.py"


class DispatchTest(ProgramTest):
    def day(self, dispatch, service="", vehicles=2, out="out.h5", **run):
        """Runs a small region's day with these settings; the finished process and the result."""
        text = ("region: {generate: {inhabitants: 1500}}\n"
                f"services: [{{id: drt, vehicles: [{{count: {vehicles}}}], {service}dispatch: {{{dispatch}}}}}]\n")
        scenario = self.scenario(text)
        done = self.grend("run", scenario, "-o", self.tmp / out, "--overwrite", "--audit", **run)
        return done, self.tmp / out

    def served(self, path):
        with h5py.File(path) as file:
            return int((file["requests/status"][:] == 0).sum()), len(file["requests/status"])


class Dispatch(DispatchTest):
    def test_batches_by_assignment_and_by_groups_serve_and_keep_promises(self):
        _, insertion = self.day("batch: {every: 60 s}", out="insertion.h5")
        served, asked = self.served(insertion)
        self.assertGreater(served, asked // 4)
        for policy in ("assignment", "groups"):
            _, path = self.day(f"policy: {policy}, batch: {{every: 5 min}}", out=f"{policy}.h5")
            self.assertGreater(self.served(path)[0], served // 2)

    def test_batch_policies_need_a_batch(self):
        done, _ = self.day("policy: groups", code=78)
        self.assertIn("batch.every", done.stderr)

    def test_idle_vehicles_go_where_demand_is_expected(self):
        _, path = self.day("idle: demand, idle_demand: {every: 10 min, zone: 3 min}", vehicles=6)
        with h5py.File(path) as file:
            kinds = file["vehicle_stops/kind"]
            names = kinds.attrs["flag_meanings"].decode().split()
            self.assertGreater(int((kinds[:] == names.index("relocated")).sum()), 0)

    def test_passengers_walk_to_crossings_where_that_helps(self):
        _, path = self.day("objective: {walking: 0.2}", service="meeting: {longest_walk: 600 m, door: false}, ")
        with h5py.File(path) as file:
            kinds = file["legs/kind"]
            names = kinds.attrs["flag_meanings"].decode().split()
            trips = file["legs/trip"][:]
            on_demand = set(trips[kinds[:] == names.index("drt")])
            walks = [t for t, k in zip(trips, kinds[:]) if k == names.index("walk") and t in on_demand]
            self.assertGreater(len(walks), 0)

    def test_kinds_of_request_have_promises_of_their_own(self):
        self.day("objective: {lateness: 1}", service="kinds: [{id: old, from_age: 67, constraints: soft, "
                 "promise: {pickup_after: 5 min, ride_factor: 1.0, ride_extra: 5 min}}, "
                 "{id: shop, purpose: shopping, promise: {pickup_before: 15 min}}], ")
        done, _ = self.day("", service="kinds: [{id: odd, purpose: skydiving}], ", code=78)
        self.assertIn("skydiving", done.stderr)
        self.assertIn("shopping", done.stderr)


class OwnDispatcher(DispatchTest):
    def setUp(self):
        super().setUp()
        self.path = self.tmp / "own.sock"

    def example(self):
        process = subprocess.Popen([sys.executable, EXAMPLE, self.path], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.assertEqual(process.stdout.readline(), "ready\n")
        return process

    def answering(self, *answers):
        """A dispatcher that gives these answers in turn, then closes the conversation."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.path))
        listener.listen()
        listener.settimeout(20)
        self.addCleanup(listener.close)

        def talk():
            conversation, _ = listener.accept()
            conversation.settimeout(20)
            with conversation, conversation.makefile("rw") as lines:
                for answer in answers:
                    if not lines.readline() or answer is None:
                        lines.readline()  # waits until the other side is tired of waiting
                        return
                    lines.write(answer + "\n")
                    lines.flush()
                lines.readline()

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        self.addCleanup(thread.join, 20)

    def external(self, more="", **run):
        return self.day(f"policy: external, external: {{socket: {self.path}, timeout: 1 s{more}}}", **run)

    def test_the_example_of_the_documentation_serves_people(self):
        self.assertLess(len(EXAMPLE.read_text().splitlines()), 70)
        self.example()
        _, first = self.external(out="first.h5")
        served, asked = self.served(first)
        self.assertGreater(served, asked // 4)
        _, again = self.external(out="again.h5")
        self.assertEqual(digest(first), digest(again))

    def test_nobody_listening_is_told(self):
        done, path = self.external(code=74)
        self.assertIn("start your program first", done.stderr)
        self.assertFalse(path.exists())

    def test_a_dead_one_is_told_with_the_hour(self):
        self.answering('{"protocol": 1}')
        done, path = self.external(code=74)
        self.assertIn("closed by the other side", done.stderr)
        self.assertFalse(path.exists())

    def test_a_slow_one_is_told(self):
        self.answering('{"protocol": 1}', None)
        done, _ = self.external(code=74)
        self.assertIn("no answer within 1000 ms", done.stderr)

    def test_an_invalid_answer_is_told_what_is_wrong_with_it(self):
        self.answering('{"protocol": 1}', '{"routes": [{"vehicle": 7, "stops": []}]}')
        done, _ = self.external(code=65)
        self.assertIn("no such vehicle", done.stderr)
        self.assertIn("docs/dispatch/external.md", done.stderr)

    def test_another_protocol_is_told(self):
        self.answering('{"protocol": 2}')
        done, _ = self.external(code=65)
        self.assertIn('{"protocol": 1}', done.stderr)

    def test_the_built_in_one_goes_on_and_says_so(self):
        self.answering('{"protocol": 1}', "nonsense")
        done, path = self.external(", on_failure: insertion")
        self.assertIn("the built-in insertion decided from then on", done.stderr)
        self.assertGreater(self.served(path)[0], 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
