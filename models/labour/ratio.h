// Fractions compared exactly, so that which municipality comes first never hangs on the last bits
// of a quotient. Wide enough for the cohesion of places with 10^16 employed.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>

namespace grend::labour {

using Wide = boost::multiprecision::int512_t;

struct Ratio {
  Wide over = 0;
  Wide under = 1;  // above 0
};

inline std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  return (a.over * b.under).compare(b.over * a.under) <=> 0;
}
inline bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == 0; }

// A share as people write it, 0.6667, in the millionths in which it is compared.
inline Ratio share_ratio(double share) {
  return {static_cast<long long>(share * 1e6 + 0.5), 1'000'000};
}

}  // namespace grend::labour
