#!/usr/bin/env python3
"""A dispatcher of your own, to begin from: each request goes behind everything the vehicle that
is there first has to do, if that keeps its promise.   nearest_vehicle.py SOCKET"""
import json
import os
import socketserver
import sys


def drive_through(message, vehicle, stops):
    """When the vehicle has done these stops, and where it is; None if one comes too late."""
    times, requests = message["times"], {r["id"]: r for r in message["requests"]}
    now, place = max(vehicle["free_at"], message["now"]), vehicle["place"]
    boarded, seats = {}, list(vehicle["load"])
    for stop in stops:
        request, kind = requests[stop["request"]], stop["kind"]
        now = max(now + times[place][request[kind]["place"]], request[kind]["earliest"])
        latest, limit = request[kind]["latest"], request.get("longest_ride")
        if latest is not None and now > latest:
            return None
        if kind == "dropoff" and limit is not None and request["id"] in boarded:
            if now - boarded[request["id"]] > limit:
                return None
        place, now = request[kind]["place"], now + request[kind]["service"]
        boarded[request["id"]] = now
        for k, load in enumerate(request["load"]):
            seats[k] += load if kind == "pickup" else -load
            if seats[k] > vehicle["capacity"][k]:
                return None
    end_by = vehicle["end_by"]
    if end_by is not None and now + times[place][vehicle["end_place"]] > end_by:
        return None
    return now


def decide(message):
    plans = {v["id"]: list(v["stops"]) for v in message["vehicles"]}
    changed = set()
    for request in (r for r in message["requests"] if r["state"] == "waiting"):
        ends = []
        for vehicle in message["vehicles"]:
            stops = plans[vehicle["id"]] + [{"request": request["id"], "kind": "pickup"},
                                            {"request": request["id"], "kind": "dropoff"}]
            done = drive_through(message, vehicle, stops)
            if done is not None:
                ends.append((done, vehicle["id"], stops))
        if ends:  # else it is in no route: turned away
            _, best, plans[best] = min(ends, key=lambda end: end[:2])
            changed.add(best)
    return {"routes": [{"vehicle": v, "stops": plans[v]} for v in sorted(changed)]}


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):  # one per service and day, in a thread of its own
        for line in self.rfile:
            message = json.loads(line)
            answer = {"protocol": 1} if message["type"] == "hello" else decide(message)
            self.wfile.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    if os.path.exists(sys.argv[1]):
        os.unlink(sys.argv[1])
    with socketserver.ThreadingUnixStreamServer(sys.argv[1], Conversation) as server:
        print("ready", flush=True)
        server.serve_forever()
