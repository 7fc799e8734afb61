// The simulation kernel: partitions advance together in short epochs. Inside an epoch a partition
// handles its own events alone, so partitions run in parallel without locks. Agents never touch
// each other; they send messages, which are handled at the start of the next epoch in the order
// (time sent, kind, sender, sequence), whether or not the receiver lives in the same partition. So
// the result depends neither on threads nor on how agents are spread over partitions. Knows no
// person and no service: Body is the model's message content, trivially copyable.
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/par/executor.h"
#include "engine/sim/event_queue.h"
#include "engine/sim/stop.h"

namespace grend::sim {

template <class Body>
struct Message {
  static_assert(std::is_trivially_copyable_v<Body>);
  Time sent;
  std::uint16_t kind = 0;
  AgentKey sender = 0;
  AgentKey receiver = 0;
  std::uint64_t sequence = 0;  // counts within the sending partition
  Body body{};

  auto order() const { return std::tuple(sent, kind, sender, sequence); }
};

// What a partition's process may do while it handles an event or a message.
template <class Body>
class Context {
 public:
  Context(EventQueue& events, std::vector<Message<Body>>& outbox)
      : events_(events), outbox_(outbox) {}

  Time now() const { return now_; }
  // At `time` (not before now) the same partition gets the event.
  void schedule(Time time, std::uint16_t kind, AgentKey agent, std::uint64_t payload = 0) {
    events_.push({std::max(time, now_), kind, agent, 0, payload});
  }
  // Handled by the receiver's partition at the start of the next epoch.
  void send(std::uint16_t kind, AgentKey sender, AgentKey receiver, const Body& body) {
    outbox_.push_back({now_, kind, sender, receiver, outbox_.size(), body});
  }
  void set_now(Time now) { now_ = now; }

 private:
  EventQueue& events_;
  std::vector<Message<Body>>& outbox_;
  Time now_;
};

// The model of one partition. Called by one thread at a time.
template <class Body>
class Process {
 public:
  virtual ~Process() = default;
  virtual void start(Context<Body>& context) = 0;  // schedules the first events
  virtual void on_event(const Event& event, Context<Body>& context) = 0;
  virtual void on_message(const Message<Body>& message, Context<Body>& context) = 0;
};

struct KernelOptions {
  Duration epoch = seconds(10);
  // More events than this without time moving on is a policy that reschedules itself for ever.
  std::size_t max_events_at_once = 10'000'000;
};

enum class Outcome { kFinished, kStopped };

template <class Body>
class Kernel {
 public:
  // `home(agent)` tells the index in `processes` of the partition where an agent lives.
  Kernel(std::vector<Process<Body>*> processes, std::function<std::size_t(AgentKey)> home,
         KernelOptions options)
      : home_(std::move(home)), options_(options) {
    for (auto* process : processes) partitions_.push_back({process, {}, {}, {}});
  }

  // Runs until no event and no message is left, or until a stop is asked for at the end of an
  // epoch. `progress(now)` is called after each epoch on the calling thread.
  Outcome run(par::Executor& executor, const StopFlag& stop,
              const std::function<void(Time)>& progress) {
    for (auto& partition : partitions_) {
      Context<Body> context(partition.events, partition.outbox);
      context.set_now(Time::min());
      partition.process->start(context);
      GREND_CHECK(partition.outbox.empty());  // before time has begun there is no next epoch
    }
    Time epoch_end;
    while (true) {
      const bool messages = deliver();
      const Time first_event = next_event_time();
      if (!messages && first_event == Time::max()) return Outcome::kFinished;
      // Messages are handled where the epoch they were sent in ended; empty epochs are skipped.
      const Time epoch_start = messages ? epoch_end : floor_to_epoch(first_event);
      epoch_end = epoch_start + options_.epoch;
      executor.run(partitions_.size(), [&](std::size_t index, std::size_t) {
        advance(partitions_[index], epoch_start, epoch_end);
      });
      if (progress) progress(epoch_end);
      if (stop.requested()) return Outcome::kStopped;
    }
  }

 private:
  struct Partition {
    Process<Body>* process;
    EventQueue events;
    std::vector<Message<Body>> inbox;
    std::vector<Message<Body>> outbox;
  };

  Time floor_to_epoch(Time time) const {
    const std::int64_t length = options_.epoch.ticks();
    std::int64_t index = time.ticks() / length;
    if (time.ticks() % length < 0) --index;
    return Time(index * length);
  }

  Time next_event_time() const {
    Time next = Time::max();
    for (const auto& partition : partitions_) next = std::min(next, partition.events.next_time());
    return next;
  }

  // Moves every outbox into the receivers' inboxes, in order; tells whether there was any message.
  bool deliver() {
    bool any = false;
    for (auto& partition : partitions_) partition.inbox.clear();
    for (auto& partition : partitions_) {
      for (const auto& message : partition.outbox) {
        partitions_[home_(message.receiver)].inbox.push_back(message);
        any = true;
      }
      partition.outbox.clear();
    }
    for (auto& partition : partitions_) {
      std::sort(partition.inbox.begin(), partition.inbox.end(),
                [](const auto& a, const auto& b) { return a.order() < b.order(); });
    }
    return any;
  }

  void advance(Partition& partition, Time from, Time to) {
    Context<Body> context(partition.events, partition.outbox);
    context.set_now(from);
    for (const auto& message : partition.inbox) partition.process->on_message(message, context);
    std::size_t at_once = 0;
    while (partition.events.next_time() < to) {
      const Event event = partition.events.pop();
      at_once = event.time == context.now() ? at_once + 1 : 0;
      if (at_once > options_.max_events_at_once) stuck(event);
      context.set_now(event.time);
      partition.process->on_event(event, context);
    }
  }

  [[noreturn]] static void stuck(const Event& event) {
    throw InternalError("time stands still at " + std::to_string(event.time.ticks()) +
                        " ms: agent " + std::to_string(event.agent) +
                        " keeps scheduling events of kind " + std::to_string(event.kind));
  }

  std::vector<Partition> partitions_;
  std::function<std::size_t(AgentKey)> home_;
  KernelOptions options_;
};

}  // namespace grend::sim
