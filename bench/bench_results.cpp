// What happens after a day was simulated: replications, indicators, comparison, report, and files.
// The targets are those of a planner who waits: two seconds to see a comparison, a coffee break for
// a thousand days, and files that can be mailed.
#include <ctime>
#include <filesystem>

#include "analysis/compare/compare.h"
#include "analysis/ensemble/ensemble.h"
#include "analysis/ensemble/merge.h"
#include "analysis/indicators/collection.h"
#include "analysis/report/report.h"
#include "bench/harness.h"
#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "models/scenario/load.h"
#include "models/simulation/day.h"
#include "models/simulation/result_tables.h"

using namespace grend;

namespace {

const auto kSilent = [](std::string_view, double) {};

scenario::Scenario default_scenario() {
  Diagnostics diagnostics;
  const auto scenario = scenario::load(
      {.path = std::string(GREND_SOURCE_DIR) + "/scenarios/default.yaml"}, "", diagnostics);
  if (!scenario) throw Error(ExitCode::kBadScenario, diagnostics.to_string());
  return *scenario;
}

store::Results run(const simulation::Worlds& worlds, std::size_t threads, std::int64_t replications,
                   ensemble::Options options = {}) {
  worlds.front()->scenario.simulation.replications = replications;
  auto executor = par::make_executor(par::Backend::kJthread, threads);
  return std::move(ensemble::run(worlds, options, *executor, {}, kSilent)->results);
}

// Of all threads of this process: what a busy machine does not change.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string temporary(const char* name) {
  return (std::filesystem::temp_directory_path() / name).string();
}

std::size_t raw_bytes(const store::Results& results) {
  std::size_t bytes = 0;
  for (const auto& table : results.tables) {
    for (const auto& column : table.columns) {
      bytes += std::visit([](const auto& v) { return v.size() * sizeof(v[0]); }, column.data);
    }
  }
  return bytes;
}

// 6,000 inhabitants, some 130 requests a day, three vehicles: the default scenario.
void replications(bench::Report& report, const simulation::Worlds& worlds) {
  constexpr std::int64_t kFew = 40;
  std::string one_digest, two_digest;
  const auto compared = bench::compare_seconds(
      2, [&] { one_digest = store::content_digest(run(worlds, 1, kFew)); },
      [&] { two_digest = store::content_digest(run(worlds, 2, kFew)); });
  report.check("results.threads", one_digest == two_digest);
  const double before = processor_seconds();
  bench::keep(run(worlds, 1, kFew));
  report.note("results.replication_processor", 1000 * (processor_seconds() - before) / kFew, "ms");
  report.target("results.two_threads", 1 / compared.ratio, "x", bench::at_least(1.8));
  report.target("results.thousand", compared.candidate * 1000 / kFew, "s", bench::at_most(30));
}

// Two runs of 50 replications, as a user compares them.
void questions(bench::Report& report, const scenario::Scenario& scenario,
               const simulation::Worlds& worlds) {
  auto fewer = scenario;
  fewer.services[0].vehicles[0].count = 1;
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const auto other_worlds = simulation::build_worlds(fewer, *executor, kSilent);
  const std::string first = temporary("grend_bench_a.h5"), second = temporary("grend_bench_b.h5");
  store::write_results(first, run(worlds, 2, 50), true);
  store::write_results(second, run(other_worlds, 2, 50), true);

  const simulation::World& world = *worlds.front();
  const auto shared = simulation::world_tables({&world});
  const indicators::Breakdown breakdown(shared);
  const auto day = simulation::run_day(world, {}, *executor, {}, kSilent);
  const auto tables = simulation::day_tables(world, *day);
  const double indicators = bench::median_seconds(3, [&] {
    for (int run_number = 0; run_number < 2; ++run_number) {
      indicators::Collection collection(breakdown);
      for (std::int32_t k = 0; k < 50; ++k) {
        collection.add(indicators::Collection::part_of(k, breakdown.summarise({tables})));
      }
      store::Results results;
      collection.store_into(results);
      bench::keep(results);
    }
  });
  report.target("results.indicators", indicators, "s", bench::at_most(2));

  const auto read = [&] {
    return std::vector<compare::Run>{{"a", store::read_results(first)},
                                     {"b", store::read_results(second)}};
  };
  double change = 0;
  report.target("results.compare",
                bench::median_seconds(3,
                                      [&] {
                                        const auto found = compare::compare(read(), {}).front();
                                        for (const auto& d : found.whole) {
                                          if (d.definition->id == "served_share")
                                            change = d.change.mean;
                                        }
                                      }),
                "s", bench::at_most(2));
  report.check("results.fewer_vehicles_serve_fewer", change < -10);
  std::size_t size = 0;
  report.target("results.report",
                bench::median_seconds(
                    3, [&] { size = report::page(read(), indicators::Language::kBokmal).size(); }),
                "s", bench::at_most(2));
  report.target("results.report_size", static_cast<double>(size) / 1e6, "MB", bench::at_most(3));
  std::filesystem::remove(first);
  std::filesystem::remove(second);
}

// Rows of real days, as many as one wants: the raw tables of all replications.
void files(bench::Report& report, const simulation::Worlds& worlds) {
  const auto results = run(worlds, 2, 60, {.raw = ensemble::Raw::kAll});
  const double megabytes = static_cast<double>(raw_bytes(results)) / 1e6;
  const std::string path = temporary("grend_bench_raw.h5");
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const double write = bench::median_seconds(3, [&] {
    store::OutputFile output(path, true);
    store::write_results(output, results, *executor);
  });
  const double before = processor_seconds();
  {
    store::OutputFile output(path, true);
    store::write_results(output, results, *executor);
  }
  report.note("results.write_processor", 1000 * (processor_seconds() - before) / megabytes, "ns/B");
  report.target("results.write", megabytes / write, "MB/s", bench::at_least(150));
  report.note("results.write_size",
              static_cast<double>(std::filesystem::file_size(path)) / megabytes / 1e4, "%");
  store::Results read;
  const double seconds = bench::median_seconds(1, [&] { read = store::read_results(path); });
  report.note("results.read", megabytes / seconds, "MB/s");
  report.check("results.read_back", store::content_digest(read) == store::content_digest(results));
  std::filesystem::remove(path);
}

// A day with some 10,000 requests, as a file of the service (what a log of bookings gives) and with
// everybody else's trips.
void ten_thousand(bench::Report& report) {
  auto scenario = default_scenario();
  scenario.region.generate->inhabitants = 40'000;
  scenario.travellers.choice.drt_considered = 0.5;
  scenario.services[0].vehicles[0].count = 120;
  scenario.services[0].dispatch.repair.steps = 0;
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const auto worlds = simulation::build_worlds(scenario, *executor, kSilent);
  auto results = run(worlds, 2, 1);
  std::size_t requests = 0;
  const std::string path = temporary("grend_bench_10k.h5");
  store::write_results(path, results, true);
  const double all = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  // Everybody else's trips and legs are most of it; a file of the service alone leaves them out.
  std::erase_if(results.tables, [](const store::Table& table) {
    return table.name == "trips" || table.name == "legs" || table.name == "persons";
  });
  for (const auto& table : results.tables) {
    if (table.name == "requests") requests = table.rows();
  }
  store::write_results(path, results, true);
  const double service = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  const double per_ten_thousand = 1e4 / static_cast<double>(requests);
  report.note("results.requests", static_cast<double>(requests), "");
  report.target("results.day_file", service * per_ten_thousand, "MB", bench::at_most(3));
  report.note("results.day_file_with_40000_people", all, "MB");
  report.check("results.enough_requests", requests > 5000);
  std::filesystem::remove(path);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Report report(argc, argv);
  const auto scenario = default_scenario();
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const auto worlds = simulation::build_worlds(scenario, *executor, kSilent);
  replications(report, worlds);
  questions(report, scenario, worlds);
  files(report, worlds);
  ten_thousand(report);
  return report.exit_code();
}
