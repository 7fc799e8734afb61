// `grend schema`: what a scenario may hold, generated from the table that reads it.
#include "cli/commands.h"
#include "engine/io/field_manual.h"
#include "engine/io/field_schema.h"
#include "models/scenario/scenario.h"

namespace grend::cli {

int schema_command(const SchemaOptions& options, Console& console) {
  constexpr const char* kTitle = "Grend scenario";
  console.print(options.markdown ? io::write_manual<scenario::Scenario>(kTitle)
                                 : io::write_schema<scenario::Scenario>(kTitle));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
