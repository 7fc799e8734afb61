// `grend report`: one page about a run, for people.
#include "analysis/report/report.h"

#include <fmt/core.h>

#include "analysis/indicators/manual.h"
#include "cli/commands.h"
#include "cli/read_runs.h"
#include "cli/write_text.h"

namespace grend::cli {

int report_command(const ReportOptions& options, Console& console) {
  Steps steps(console);
  const auto language = indicators::language_by_name(options.language);
  store::check_output(options.output, options.overwrite);
  const auto runs = read_runs(options.inputs, steps);
  steps.begin("writing the report");
  const auto page = report::page(runs, language);
  write_text(options.output, page, options.overwrite);
  console.end_progress();
  console.info(fmt::format("the report is in {} ({:.1f} MB): open it in a browser", options.output,
                           static_cast<double>(page.size()) / 1e6));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
