// `grend merge`: runs of one scenario over different replications become one result.
#include "analysis/ensemble/merge.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/steps.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"

namespace grend::cli {
namespace {

// A folder stands for the result files in it, by name.
std::vector<std::string> files_of(const std::vector<std::string>& inputs) {
  std::vector<std::string> files;
  for (const auto& input : inputs) {
    std::error_code error;
    if (!std::filesystem::is_directory(input, error)) {
      files.push_back(input);
      continue;
    }
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(input, error)) {
      if (entry.path().extension() == ".h5") found.push_back(entry.path().string());
    }
    if (found.empty()) {
      throw Error(ExitCode::kMissingInput, "there is no result file in " + input,
                  "name files, or a folder with files that end in .h5");
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

}  // namespace

int merge_command(const MergeOptions& options, Console& console) {
  Steps steps(console);
  store::OutputFile output(options.output, options.overwrite);
  std::vector<ensemble::NamedResults> parts;
  const auto files = files_of(options.inputs);
  for (const auto& file : files) {
    steps.begin("reading results",
                static_cast<double>(parts.size()) / static_cast<double>(files.size()));
    parts.push_back({file, store::read_results(file)});
  }
  const auto results = ensemble::merge(std::move(parts));
  steps.begin("writing results");
  const auto executor = par::make_executor(par::Backend::kJthread, 0);
  store::write_results(output, results, *executor);
  console.end_progress();
  const auto missing = ensemble::missing_replications(results.replications);
  if (!missing.empty()) {
    console.warning(fmt::format("{} replications between the first and the last are missing: {}",
                                missing.size(), fmt::join(missing, ",")));
  }
  console.info(fmt::format("{} replications of {} files are in {}", results.replications.size(),
                           files.size(), options.output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
