// What every benchmark program shares: options, timing, and the report. A target is one line on
// stdout, `id value unit target ok|short`, and missing it is no failure; a wrong answer is. Lines
// that start with '#' are for the reader. Clocks are allowed here. Single-threaded.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grend::bench {

struct Target {
  enum class Kind { kAtMost, kAtLeast };
  Kind kind;
  double limit;
};
constexpr Target at_most(double limit) { return {Target::Kind::kAtMost, limit}; }
constexpr Target at_least(double limit) { return {Target::Kind::kAtLeast, limit}; }

class Report {
 public:
  // The only option is `--data DIR` (else GREND_DATA, else ../shared/data beside the checkout).
  // Anything else prints the usage and exits 64.
  Report(int argc, const char* const* argv);
  Report(std::ostream& out, std::string data);  // for tests

  void target(std::string_view id, double value, std::string_view unit, Target target);
  // A number to read that has no target.
  void note(std::string_view id, double value, std::string_view unit);
  // A wrong answer is printed by name and makes exit_code() 1.
  void check(std::string_view name, bool holds);
  // The path of a file below the data folder; nothing, and a line that says so, if it is absent.
  std::optional<std::string> data_file(const std::string& relative);
  // What main() returns: 1 after a wrong answer, else 0.
  int exit_code() const { return wrong_ == 0 ? 0 : 1; }

 private:
  std::ostream* out_;
  std::string data_;
  std::size_t wrong_ = 0;
};

double median(std::vector<double> values);  // NaN of none

template <class Work>
double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class Work>
double median_seconds(std::size_t repeats, Work&& work) {
  std::vector<double> times;
  for (std::size_t i = 0; i < repeats; ++i) times.push_back(seconds(work));
  return median(std::move(times));
}

// Two ways to do the same, timed in turn (ABAB…) so that a slow moment of the machine hits both.
struct Compared {
  double baseline = 0;   // s, median
  double candidate = 0;  // s, median
  double ratio = 0;      // median of candidate / baseline of each pair; below 1 is faster
};

template <class Baseline, class Candidate>
Compared compare_seconds(std::size_t repeats, Baseline&& baseline, Candidate&& candidate) {
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < repeats; ++i) {
    before.push_back(seconds(baseline));
    after.push_back(seconds(candidate));
    ratios.push_back(after.back() / before.back());
  }
  return {median(std::move(before)), median(std::move(after)), median(std::move(ratios))};
}

// The most memory this process has held so far, in megabytes (10^6 bytes).
double peak_megabytes();

// Makes the compiler believe that `value` is used, so that the work behind it is not removed.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace grend::bench
