#include "engine/base/random.h"

#include "engine/base/check.h"
#include "engine/base/portable_math.h"

namespace grend {

Philox philox4x32_10(Philox c, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * c[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * c[2];
    c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(b),
         static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return c;
}

RandomStream::RandomStream(RandomSource source, std::uint32_t agent, Purpose purpose,
                           std::uint32_t first)
    : key_{static_cast<std::uint32_t>(source.seed), static_cast<std::uint32_t>(source.seed >> 32)},
      counter_{first, static_cast<std::uint32_t>(purpose), agent, source.replication} {}

std::uint32_t RandomStream::next_u32() {
  if (used_ == 4) {
    block_ = philox4x32_10(counter_, key_);
    ++counter_[0];
    used_ = 0;
  }
  return block_[used_++];
}

std::uint64_t RandomStream::next_u64() {
  const std::uint64_t low = next_u32();
  const std::uint64_t high = next_u32();
  return high << 32 | low;
}

double RandomStream::uniform() { return static_cast<double>(next_u64() >> 11) * 0x1.0p-53; }

double RandomStream::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::int64_t RandomStream::between(std::int64_t low, std::int64_t high) {
  GREND_CHECK(low <= high);
  const auto base = static_cast<std::uint64_t>(low);  // unsigned: the span may pass 63 bits
  const std::uint64_t range = static_cast<std::uint64_t>(high) - base + 1;
  if (range == 0) return static_cast<std::int64_t>(next_u64());
  const std::uint64_t limit = (0 - range) % range;  // rejects the incomplete last cycle
  std::uint64_t draw = next_u64();
  while (draw < limit) draw = next_u64();
  return static_cast<std::int64_t>(base + draw % range);
}

bool RandomStream::chance(double probability) { return uniform() < probability; }

double RandomStream::normal() {
  // Marsaglia's polar method.
  while (true) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double s = u * u + v * v;
    if (s < 1 && s > 0) return u * portable_sqrt(-2 * portable_log(s) / s);
  }
}

double RandomStream::gumbel() { return -portable_log(exponential()); }

double RandomStream::exponential() {
  // The middle of one of 2^52 cells, so that neither 0 nor 1 can come out.
  return -portable_log((static_cast<double>(next_u64() >> 12) + 0.5) * 0x1.0p-52);
}

std::size_t RandomStream::pick(std::span<const double> weights) {
  double total = 0;
  for (const double w : weights) total += w;
  GREND_CHECK(total > 0);
  double target = uniform() * total;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    last = i;
    if (target < weights[i]) return i;
    target -= weights[i];
  }
  return last;
}

}  // namespace grend
