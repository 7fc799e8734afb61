#include "analysis/ensemble/ensemble.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "analysis/indicators/collection.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/store/append.h"
#include "models/simulation/day.h"
#include "models/simulation/result_tables.h"

namespace grend::ensemble {
namespace {

using indicators::Breakdown;
using indicators::Collection;
using simulation::AuditCheck;
using Tables = std::vector<store::Table>;

// One replication, run and counted.
struct Replication {
  Collection::Part part;
  std::vector<Tables> raw;  // by day, if they are kept
  std::vector<AuditCheck> audit;
  std::vector<std::string> warnings;
};

void merge_audit(std::vector<AuditCheck>& all, const std::vector<AuditCheck>& more) {
  for (const auto& check : more) {
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const AuditCheck& c) { return c.id == check.id; });
    if (same == all.end()) {
      all.push_back(check);
      continue;
    }
    if (same->violations == 0) same->example = check.example;
    same->checked += check.checked;
    same->violations += check.violations;
  }
}

class Runner {
 public:
  Runner(const simulation::Worlds& worlds, const Options& options, par::Executor& executor,
         const sim::StopFlag& stop, const Progress& progress)
      : worlds_(worlds),
        spec_(worlds.front()->scenario.simulation),
        options_(options),
        executor_(executor),
        stop_(stop),
        progress_(progress),
        shared_(simulation::world_tables(simulation::views_of(worlds))),
        breakdown_(shared_),
        collection_(breakdown_) {}

  std::optional<Outcome> run() {
    outcome_.results.tables = shared_;
    wanted_ = spec_.replications;
    while (true) {
      if (!run_until(wanted_)) return std::nullopt;
      judge();
      const bool enough = std::all_of(outcome_.precision.begin(), outcome_.precision.end(),
                                      [](const Precision& p) { return p.enough(); });
      if (enough || wanted_ >= spec_.most_replications) break;
      wanted_ = std::min(wanted_ + spec_.batch, spec_.most_replications);
    }
    finish();
    return std::move(outcome_);
  }

 private:
  // Replications from those done up to `size` in all; false if stopped.
  bool run_until(std::int64_t size) {
    const auto done = static_cast<std::int64_t>(collection_.size());
    const auto batch = static_cast<std::size_t>(size - done);
    std::vector<std::optional<Replication>> found(batch);
    if (batch == 1 || executor_.workers() == 1) {
      for (std::size_t i = 0; i < batch && !stop_.requested(); ++i) {
        found[i] = replicate(done + static_cast<std::int64_t>(i), executor_, size == 1);
        tell(size);
      }
    } else {
      std::vector<std::unique_ptr<par::Executor>> own(executor_.workers());
      for (auto& one : own) one = par::make_executor(par::Backend::kSerial, 1);
      executor_.run(batch, [&](std::size_t i, std::size_t worker) {
        if (stop_.requested()) return;
        found[i] = replicate(done + static_cast<std::int64_t>(i), *own[worker], false);
        tell(size);
      });
    }
    for (auto& replication : found) {
      if (!replication) return false;
      keep(std::move(*replication));
    }
    return true;
  }

  std::optional<Replication> replicate(std::int64_t index, par::Executor& executor, bool alone) {
    const auto number = static_cast<std::int32_t>(options_.first_replication + index);
    const Progress silent = [](std::string_view, double) {};
    const bool keeps_rows =
        options_.raw == Raw::kAll || (options_.raw == Raw::kFirst && index == 0);
    Replication result;
    std::vector<Tables> days;
    for (std::size_t d = 0; d < worlds_.size(); ++d) {
      const auto& world = *worlds_[d];
      const simulation::DayOptions day_options{
          .replication = static_cast<std::uint32_t>(number),
          .day = static_cast<std::uint32_t>(d),
          .partitions = static_cast<std::size_t>(spec_.partitions)};
      const auto day =
          simulation::run_day(world, day_options, executor, stop_, alone ? progress_ : silent);
      if (!day) return std::nullopt;
      for (const auto& service : day->services) {
        if (!service.trouble.empty()) result.warnings.push_back(service.trouble);
      }
      if (options_.audit) merge_audit(result.audit, simulation::audit_day(world, *day));
      days.push_back(simulation::day_tables(
          world, *day,
          {.replication = number,
           .day = static_cast<std::int32_t>(d),
           .first = worlds_.front()->scenario.calendar.date,
           .detail = keeps_rows ? simulation::Detail::kAll : simulation::Detail::kCounted}));
    }
    result.part = Collection::part_of(number, breakdown_.summarise(days));
    if (keeps_rows) result.raw = std::move(days);
    return result;
  }

  void tell(std::int64_t size) {
    if (size == 1) return;
    const std::lock_guard lock(telling_);
    ++told_;
    progress_("simulating replications", static_cast<double>(told_) / static_cast<double>(size));
  }

  void keep(Replication replication) {
    for (const auto& day : replication.raw) store::append_tables(outcome_.results.tables, day);
    merge_audit(outcome_.audit, replication.audit);
    for (auto& warning : replication.warnings) {
      auto& told = outcome_.warnings;
      if (std::find(told.begin(), told.end(), warning) == told.end()) {
        told.push_back(std::move(warning));
      }
    }
    collection_.add(std::move(replication.part));
  }

  void judge() {
    outcome_.precision.clear();
    for (const auto& until : spec_.until) {
      const auto interval = statistics::t_interval(collection_.values(until.indicator));
      outcome_.precision.push_back(
          {until.indicator, until.precision, interval.half_width() / std::abs(interval.mean)});
    }
  }

  void finish() {
    auto& results = outcome_.results;
    if (options_.raw == Raw::kNone || collection_.size() == 0) add_empty_raw_tables();
    collection_.store_into(results);
    store::Results people;
    people.tables = {*store::find_table(shared_, "persons")};
    results.manifest.people = store::content_digest(people);
    results.manifest.raw = kRawNames[static_cast<std::size_t>(options_.raw)];
    results.manifest.indicator_version = indicators::kIndicatorVersion;
  }

  // Every file has every table, with or without rows.
  void add_empty_raw_tables() {
    simulation::DayRecords nothing;
    nothing.services.resize(worlds_.front()->scenario.services.size());
    store::append_tables(outcome_.results.tables,
                         simulation::day_tables(*worlds_.front(), nothing, {}));
  }

  const simulation::Worlds& worlds_;
  const scenario::SimulationSpec& spec_;
  const Options& options_;
  par::Executor& executor_;
  const sim::StopFlag& stop_;
  const Progress& progress_;
  Tables shared_;
  Breakdown breakdown_;
  Collection collection_;
  Outcome outcome_;
  std::int64_t wanted_ = 0;
  std::mutex telling_;
  std::int64_t told_ = 0;
};

}  // namespace

void check_until(const scenario::SimulationSpec& spec) {
  std::vector<std::string> ids;
  for (const auto& definition : indicators::definitions()) ids.emplace_back(definition.id);
  for (const auto& until : spec.until) {
    if (indicators::find_definition(until.indicator) != nullptr) continue;
    const auto meant = did_you_mean(until.indicator, ids);
    throw Error(
        ExitCode::kBadScenario, "simulation.until: there is no indicator '" + until.indicator + "'",
        meant ? "did you mean '" + *meant + "'?" : "docs/formats/tables.md lists the indicators");
  }
}

std::optional<Outcome> run(const simulation::Worlds& worlds, const Options& options,
                           par::Executor& executor, const sim::StopFlag& stop,
                           const Progress& progress) {
  check_until(worlds.front()->scenario.simulation);
  const auto& spec = worlds.front()->scenario.simulation;
  const std::int64_t most =
      spec.until.empty() ? spec.replications : std::max(spec.replications, spec.most_replications);
  if (options.first_replication + most >= simulation::kMostReplications) {
    throw Error(ExitCode::kUsage, "replications are numbered below 8,388,608",
                "lower --first-replication or --replications");
  }
  return Runner(worlds, options, executor, stop, progress).run();
}

}  // namespace grend::ensemble
