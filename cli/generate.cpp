// `grend generate`: a synthetic region as the files that a user with real data would have.
#include "models/region/generate.h"

#include <algorithm>
#include <fmt/core.h>

#include "cli/commands.h"
#include "models/region/write_region.h"

namespace grend::cli {

int generate_command(const GenerateOptions& options, Console& console) {
  const auto& layouts = io::EnumNames<region::Layout>::names;
  const auto layout = std::find(layouts.begin(), layouts.end(), options.layout);
  if (layout == layouts.end()) {
    throw Error(ExitCode::kUsage, "there is no layout '" + options.layout + "'",
                "choose valley or fjord");
  }
  constexpr std::int64_t kFewest = 200, kMost = 25'000'000;  // as in the table of GenerateSpec
  if (options.inhabitants < kFewest || options.inhabitants > kMost) {
    throw Error(ExitCode::kUsage,
                fmt::format("a region of {} inhabitants cannot be made", options.inhabitants),
                fmt::format("choose {} to {}", kFewest, kMost));
  }
  region::GenerateSpec spec;
  spec.inhabitants = options.inhabitants;
  spec.layout = static_cast<region::Layout>(layout - layouts.begin());
  console.progress("generating the region", 0);
  auto made = region::generate_region(spec, options.seed);
  made.name = fmt::format("Generated {} {}", options.layout, options.seed);
  console.progress("writing files", 0);
  region::write_region(options.output, made, options.overwrite);
  console.end_progress();
  console.info(
      fmt::format("wrote {} roads and {} population cells to {}; try: grend run {}/scenario.yaml",
                  made.roads.ways.size(), made.cells.size(), options.output, options.output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
