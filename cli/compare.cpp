// `grend compare`: two or more runs side by side.
#include <filesystem>
#include <fmt/core.h>

#include "analysis/compare/tables.h"
#include "analysis/indicators/manual.h"
#include "analysis/report/report.h"
#include "cli/commands.h"
#include "cli/read_runs.h"
#include "cli/write_text.h"
#include "engine/base/text.h"
#include "engine/store/hdf5_reader.h"

namespace grend::cli {
namespace {

// "served_share=2" in its unit, or "cost_per_trip=5%".
compare::Margin margin_of(const std::string& text) {
  const auto equals = text.find('=');
  std::string amount = equals == std::string::npos ? "" : text.substr(equals + 1);
  const bool relative = amount.ends_with('%');
  if (relative) amount.pop_back();
  const auto value = parse_real(trim(amount));
  if (!value || *value < 0) {
    throw Error(ExitCode::kUsage, "'" + text + "' is no margin",
                "write --margin served_share=2 (in its unit) or --margin cost_per_trip=5%");
  }
  return {text.substr(0, equals), relative ? *value / 100 : *value, relative};
}

}  // namespace

std::vector<compare::Run> read_runs(const std::vector<std::string>& files, Steps& steps) {
  std::vector<compare::Run> runs;
  for (const auto& file : files) {
    steps.begin("reading results",
                static_cast<double>(runs.size()) / static_cast<double>(files.size()));
    runs.push_back({file, store::read_results(file)});
  }
  return runs;
}

int compare_command(const CompareOptions& options, Console& console) {
  Steps steps(console);
  compare::Settings settings;
  settings.interval = options.interval == "bootstrap" ? compare::IntervalKind::kBootstrap
                                                      : compare::IntervalKind::kT;
  for (const auto& margin : options.margins) settings.margins.push_back(margin_of(margin));
  compare::check_margins(settings);
  for (const auto& file : {options.csv, options.json, options.html}) {
    if (!file.empty()) store::check_output(file, options.overwrite);
  }
  const auto runs = read_runs(options.inputs, steps);
  steps.begin("comparing");
  const auto comparisons = compare::compare(runs, settings);
  const auto places = compare::frontier(runs, options.cost, options.quality);
  console.end_progress();
  for (const auto& comparison : comparisons) {
    console.print(compare::terminal_text(comparison, {.all = options.all}));
  }
  if (runs.size() > 2) {
    console.print(compare::frontier_text(places, options.cost, options.quality));
  }
  write_text(options.csv, compare::csv_text(comparisons), options.overwrite);
  write_text(options.json, compare::json_text(comparisons, places), options.overwrite);
  if (!options.html.empty()) {
    const auto language = indicators::language_by_name(options.language);
    write_text(options.html, report::page(runs, language), options.overwrite);
  }
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
