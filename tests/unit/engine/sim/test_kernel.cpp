#include <memory>
#include <vector>

#include "engine/sim/kernel.h"
#include "tests/support/catch.h"

using namespace grend;

namespace {

struct Ping {
  int hops = 0;
};

// Agents pass balls on: an event throws, a message catches and throws again one second later.
// Everything an agent sees goes into its own log, so the logs must not depend on the partitioning.
class Players final : public sim::Process<Ping> {
 public:
  Players(std::size_t first, std::size_t step, std::size_t count,
          std::vector<std::vector<std::int64_t>>& logs)
      : first_(first), step_(step), count_(count), logs_(logs) {}

  void start(sim::Context<Ping>& context) override {
    for (std::size_t a = first_; a < count_; a += step_) {
      context.schedule(Time(static_cast<std::int64_t>(a) * 700), 0, static_cast<sim::AgentKey>(a),
                       3);
    }
  }
  void on_event(const sim::Event& event, sim::Context<Ping>& context) override {
    logs_[event.agent].push_back(context.now().ticks());
    if (event.payload == 0) return;
    const auto to = static_cast<sim::AgentKey>((event.agent * 5 + 1) % count_);
    context.send(1, event.agent, to, {static_cast<int>(event.payload)});
  }
  void on_message(const sim::Message<Ping>& message, sim::Context<Ping>& context) override {
    logs_[message.receiver].push_back(-context.now().ticks() - message.sender);
    context.schedule(context.now() + seconds(1), 0, message.receiver,
                     static_cast<std::uint64_t>(message.body.hops - 1));
  }

 private:
  std::size_t first_, step_, count_;
  std::vector<std::vector<std::int64_t>>& logs_;
};

std::vector<std::vector<std::int64_t>> play(std::size_t partitions, par::Backend backend,
                                            std::size_t threads) {
  constexpr std::size_t kAgents = 23;
  std::vector<std::vector<std::int64_t>> logs(kAgents);
  std::vector<std::unique_ptr<Players>> players;
  std::vector<sim::Process<Ping>*> handles;
  for (std::size_t p = 0; p < partitions; ++p) {
    players.push_back(std::make_unique<Players>(p, partitions, kAgents, logs));
    handles.push_back(players.back().get());
  }
  sim::Kernel<Ping> kernel(handles, [&](sim::AgentKey a) { return a % partitions; },
                           {.epoch = seconds(10)});
  auto executor = par::make_executor(backend, threads);
  CHECK(kernel.run(*executor, {}, nullptr) == sim::Outcome::kFinished);
  return logs;
}

class Restless final : public sim::Process<Ping> {
 public:
  void start(sim::Context<Ping>& context) override { context.schedule(Time(5), 0, 42); }
  void on_event(const sim::Event&, sim::Context<Ping>& context) override {
    context.schedule(context.now(), 0, 42);
  }
  void on_message(const sim::Message<Ping>&, sim::Context<Ping>&) override {}
};

}  // namespace

TEST_CASE("events come in the order of time, kind, agent and scheduling") {
  sim::EventQueue queue;
  queue.push({Time(2), 0, 1, 0, 10});
  queue.push({Time(1), 1, 1, 0, 11});
  queue.push({Time(1), 0, 2, 0, 12});
  queue.push({Time(1), 0, 1, 0, 13});
  queue.push({Time(1), 0, 1, 0, 14});
  std::vector<std::uint64_t> order;
  while (!queue.empty()) order.push_back(queue.pop().payload);
  CHECK(order == std::vector<std::uint64_t>{13, 14, 12, 11, 10});
}

TEST_CASE("a message is handled at the start of the next epoch") {
  const auto logs = play(1, par::Backend::kSerial, 1);
  // Agent 0 throws at 0 ms to agent 1; epochs are 10 s, so agent 1 catches at 10,000 ms (logged as
  // minus the time minus the sender) and throws again at 11,000 ms.
  REQUIRE(logs[1].size() >= 3);
  CHECK(logs[1][0] == 700);
  CHECK(logs[1][1] == -10'000);
  CHECK(logs[1][2] == 11'000);
}

TEST_CASE("neither partitions nor threads nor the executor change what an agent sees") {
  const auto expected = play(1, par::Backend::kSerial, 1);
  for (const std::size_t partitions : {2, 3, 23}) {
    for (const auto backend : {par::Backend::kSerial, par::Backend::kJthread, par::Backend::kTbb}) {
      for (const std::size_t threads : {1, 2, 3, 7})
        CHECK(play(partitions, backend, threads) == expected);
    }
  }
}

TEST_CASE("an agent that reschedules itself for ever is an error that names it") {
  Restless restless;
  sim::Kernel<Ping> kernel({&restless}, [](sim::AgentKey) { return 0; },
                           {.epoch = seconds(10), .max_events_at_once = 1000});
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  try {
    kernel.run(*executor, {}, nullptr);
    FAIL("the kernel did not notice");
  } catch (const InternalError& error) {
    CHECK(std::string(error.what()).find("agent 42") != std::string::npos);
  }
}

TEST_CASE("a stop ends the run at the end of an epoch") {
  std::vector<std::vector<std::int64_t>> logs(5);
  Players players(0, 1, 5, logs);
  sim::Kernel<Ping> kernel({&players}, [](sim::AgentKey) { return 0; }, {.epoch = seconds(1)});
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  sim::StopFlag stop;
  stop.request();
  CHECK(kernel.run(*executor, stop, nullptr) == sim::Outcome::kStopped);
  CHECK(logs[0].size() == 1);
}
