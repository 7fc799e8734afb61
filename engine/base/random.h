// Random numbers as a pure function of (seed, replication, agent, purpose, counter), so that a draw
// does not depend on threads, on order, or on what other agents do (common random numbers).
// Generator: Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
// Distributions are our own, because those of <random> differ between standard libraries.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace grend {

using Philox = std::array<std::uint32_t, 4>;
Philox philox4x32_10(Philox counter, std::array<std::uint32_t, 2> key);

// What a number is drawn for. Values are part of the results: append, never renumber.
enum class Purpose : std::uint32_t {
  kTest = 0,
  kRoads = 1,
  kSettlement = 2,
  kHousehold = 3,
  kPerson = 4,
  kHome = 5,
  kPlan = 6,
  kDestination = 7,
  kChoice = 8,
  kBooking = 9,
  kReaction = 10,
  kExecution = 11,
  kImprovement = 12,
};

// Who draws: the scenario's seed and the replication.
struct RandomSource {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
};

// One agent's stream for one purpose. Cheap to make; make a new one where it is needed.
class RandomStream {
 public:
  RandomStream(RandomSource source, std::uint32_t agent, Purpose purpose, std::uint32_t first = 0);

  std::uint32_t next_u32();
  std::uint64_t next_u64();
  double uniform();                                           // [0, 1), 53 bits
  double uniform(double low, double high);                    // [low, high], finite
  std::int64_t between(std::int64_t low, std::int64_t high);  // both included, unbiased
  bool chance(double probability);
  double normal();       // standard normal
  double gumbel();       // standard Gumbel, always finite
  double exponential();  // mean 1, always above 0
  // An index with probability in proportion to its weight (weights >= 0, some > 0).
  std::size_t pick(std::span<const double> weights);

 private:
  std::array<std::uint32_t, 2> key_;
  Philox counter_;
  Philox block_{};
  unsigned used_ = 4;
};

}  // namespace grend
