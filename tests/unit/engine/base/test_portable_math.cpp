#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/portable_exp.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

using grend::portable_exp;
using grend::portable_log;
using grend::portable_sqrt;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double relative_error(double value, double reference) {
  return reference == 0 ? std::fabs(value) : std::fabs(value / reference - 1);
}

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

}  // namespace

TEST_CASE("log agrees with the C library within 1e-14 over the whole range") {
  grend::RandomStream s({.seed = 1}, 0, grend::Purpose::kTest);
  double worst = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = std::ldexp(s.uniform(0.5, 1), static_cast<int>(s.between(-1070, 1024)));
    worst = std::fmax(worst, relative_error(portable_log(x), std::log(x)));
    const double near_one = 1 + std::ldexp(s.uniform(-1, 1), static_cast<int>(s.between(-50, -2)));
    worst = std::fmax(worst, relative_error(portable_log(near_one), std::log(near_one)));
  }
  CHECK(worst < 1e-14);
}

TEST_CASE("exp agrees with the C library within 1e-14 where the result is normal") {
  grend::RandomStream s({.seed = 2}, 0, grend::Purpose::kTest);
  double worst = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double wide = s.uniform(-708, 709.7);
    worst = std::fmax(worst, relative_error(portable_exp(wide), std::exp(wide)));
    const double narrow = s.uniform(-1, 1);
    worst = std::fmax(worst, relative_error(portable_exp(narrow), std::exp(narrow)));
  }
  CHECK(worst < 1e-14);
}

TEST_CASE("the ends of log and exp are what the header says") {
  CHECK(portable_log(1) == 0);
  CHECK(portable_log(0) == -kInfinity);
  CHECK(portable_log(-0.0) == -kInfinity);
  CHECK(portable_log(kInfinity) == kInfinity);
  CHECK(std::isnan(portable_log(-1)));
  CHECK(std::isnan(portable_log(std::nan(""))));
  // The least positive double is 2^-1074.
  CHECK(relative_error(portable_log(std::numeric_limits<double>::denorm_min()),
                       -1074 * 0.69314718055994530942) < 1e-14);

  CHECK(portable_exp(0) == 1);
  CHECK(portable_exp(-745.2) == 0);
  CHECK(portable_exp(-kInfinity) == 0);
  CHECK(portable_exp(-744) > 0);
  CHECK(std::isfinite(portable_exp(709.7)));
  CHECK(portable_exp(709.8) == kInfinity);
  CHECK(portable_exp(kInfinity) == kInfinity);
  CHECK(std::isnan(portable_exp(std::nan(""))));

  CHECK(portable_sqrt(2) == 1.4142135623730951);
  CHECK(portable_sqrt(0) == 0);
}

TEST_CASE("log and exp never step back where they should rise") {
  double last_log = portable_log(0.999);
  double last_exp = portable_exp(-0.001);
  for (int i = 1; i <= 2000; ++i) {
    const double next_log = portable_log(0.999 + i * 1e-6);
    const double next_exp = portable_exp(-0.001 + i * 1e-6);
    CHECK(next_log > last_log);
    CHECK(next_exp > last_exp);
    last_log = next_log;
    last_exp = next_exp;
  }
}

TEST_CASE("log and exp have these bits on every machine") {
  CHECK(bits(portable_log(2)) == 0x3fe62e42fefa39ef);
  CHECK(bits(portable_log(10)) == 0x40026bb1bbb55516);
  CHECK(bits(portable_log(0.1)) == 0xc0026bb1bbb55515);
  CHECK(bits(portable_log(1.0000001)) == 0x3e7ad7f2847b6492);
  CHECK(bits(portable_log(6.02214076e23)) == 0x404b60a08fb35901);
  CHECK(bits(portable_exp(1)) == 0x4005bf0a8b14576a);
  CHECK(bits(portable_exp(-1)) == 0x3fd78b56362cef38);
  CHECK(bits(portable_exp(0.3)) == 0x3ff599058c8c1a96);
  CHECK(bits(portable_exp(-37.5)) == 0x3c8dd5c566301ec8);
  CHECK(bits(portable_exp(700)) == 0x7f0d945df4f8ec8e);
}

TEST_CASE("exp of many numbers at once gives the bits of exp of each") {
  // Rows of every length up to 20, of ordinary numbers; every third has one at the ends of the
  // range, where results are subnormal, zero, infinite, or the largest.
  const std::vector<double> ends = {-745.2, -720, -700.0001, -700,       700,   709.6,
                                    710,    -0.0, kInfinity, -kInfinity, 1e-320};
  grend::RandomStream s({.seed = 4}, 0, grend::Purpose::kTest);
  for (std::size_t i = 0; i < 3000; ++i) {
    std::vector<double> row(i % 21);
    const double scale = i % 2 == 0 ? 700 : 5;
    for (double& x : row) x = s.uniform(-scale, scale);
    if (i % 3 == 0 && !row.empty()) row[i % row.size()] = ends[i / 3 % ends.size()];
    std::vector<double> expected;
    for (const double x : row) expected.push_back(portable_exp(x));
    portable_exp(std::span(row));
    for (std::size_t k = 0; k < row.size(); ++k) REQUIRE(bits(row[k]) == bits(expected[k]));
  }
  std::vector<double> strange = {1, std::nan(""), 2};
  portable_exp(std::span(strange));
  CHECK(strange[0] == portable_exp(1.0));
  CHECK(std::isnan(strange[1]));
}
