// One simulated day from the scenario file to the result file: the default region, and the whole
// municipality of Hamar with its real roads. The answers are checked by their content digests,
// which change only together with an entry under "Changes results" in CHANGELOG.md.
#include <cstdio>
#include <filesystem>

#include "analysis/indicators/collection.h"
#include "bench/harness.h"
#include "engine/base/error.h"
#include "engine/store/hdf5_writer.h"
#include "models/scenario/load.h"
#include "models/simulation/day.h"
#include "models/simulation/result_tables.h"

using namespace grend;

namespace {

constexpr const char* kDefaultDigest = "22e5eaf8708c79c2086ee319e142c142";
constexpr const char* kHamarDigest = "49a81ddf9e16ed8656b9e7f4aad572d3";

struct Outcome {
  std::string digest;
  std::size_t persons = 0;
};

Outcome simulate(const std::string& scenario_file, const std::string& data) {
  Diagnostics diagnostics;
  const auto scenario = scenario::load(
      {.path = std::string(GREND_SOURCE_DIR) + "/scenarios/" + scenario_file}, data, diagnostics);
  if (!scenario) throw Error(ExitCode::kBadScenario, diagnostics.to_string());
  auto executor = par::make_executor(par::Backend::kJthread, 0);
  const auto silent = [](std::string_view, double) {};
  const sim::StopFlag never_stop;
  const auto world = simulation::build_world(*scenario, *executor, silent);
  const auto day = simulation::run_day(*world, {}, *executor, never_stop, silent);
  store::Results results;
  results.manifest.scenario_name = scenario->name;
  results.tables = simulation::result_tables(*world, *day);
  results.indicators = indicators::compute_indicators(results.tables);
  const auto path = std::filesystem::temp_directory_path() / "grend_bench_day.h5";
  store::write_results(path.string(), results, true);
  std::filesystem::remove(path);
  return {store::content_digest(results), world->population.persons()};
}

void check_digest(bench::Report& report, const char* name, const std::string& digest,
                  const char* expected) {
  if (digest != expected)
    std::printf("# %s: digest %s, expected %s\n", name, digest.c_str(), expected);
  report.check(name, digest == expected);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Report report(argc, argv);
  Outcome outcome;
  const double valley = bench::median_seconds(5, [&] { outcome = simulate("default.yaml", ""); });
  report.check("day.default.persons", outcome.persons == 6000);
  check_digest(report, "day.default.digest", outcome.digest, kDefaultDigest);
  report.target("day.default", valley, "s", bench::at_most(1.0));
  if (const auto roads = report.data_file("hamar/hamar-nvdb-2018.osm.pbf")) {
    const auto data = std::filesystem::path(*roads).parent_path().parent_path().string();
    const double hamar = bench::median_seconds(3, [&] { outcome = simulate("hamar.yaml", data); });
    report.check("day.hamar.persons", outcome.persons == 30'796);
    check_digest(report, "day.hamar.digest", outcome.digest, kHamarDigest);
    report.target("day.hamar", hamar, "s", bench::at_most(5.0));
    report.target("day.hamar.memory", bench::peak_megabytes(), "MB", bench::at_most(500));
  }
  return report.exit_code();
}
