#include "bench/harness.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <limits>
#include <sys/resource.h>
#include <utility>

namespace grend::bench {
namespace {

std::string data_folder(int argc, const char* const* argv) {
  const std::string_view option = argc > 1 ? argv[1] : "";
  if (argc == 3 && option == "--data") return argv[2];
  if (argc != 1) {
    std::cerr << "usage: " << argv[0] << " [--data DIR]\n";
    std::exit(64);
  }
  const char* folder = std::getenv("GREND_DATA");
  return folder != nullptr ? folder : GREND_SOURCE_DIR "/../shared/data";
}

}  // namespace

Report::Report(int argc, const char* const* argv) : Report(std::cout, data_folder(argc, argv)) {}

Report::Report(std::ostream& out, std::string data) : out_(&out), data_(std::move(data)) {}

void Report::target(std::string_view id, double value, std::string_view unit, Target target) {
  const bool most = target.kind == Target::Kind::kAtMost;
  const bool reached = most ? value <= target.limit : value >= target.limit;  // NaN falls short
  *out_ << fmt::format("{} {:.4g} {} {}{:.4g} {}\n", id, value, unit,
                       most ? "<=" : ">=", target.limit, reached ? "ok" : "short")
        << std::flush;
}

void Report::note(std::string_view id, double value, std::string_view unit) {
  *out_ << fmt::format("# {} {:.4g} {}\n", id, value, unit) << std::flush;
}

void Report::check(std::string_view name, bool holds) {
  if (holds) return;
  ++wrong_;
  *out_ << "# wrong: " << name << '\n' << std::flush;
}

std::optional<std::string> Report::data_file(const std::string& relative) {
  const auto path = std::filesystem::path(data_) / relative;
  if (std::filesystem::exists(path)) return path.string();
  *out_ << "# skipped: no data (" << path.string() << ")\n" << std::flush;
  return std::nullopt;
}

double median(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux counts kibibytes
}

}  // namespace grend::bench
