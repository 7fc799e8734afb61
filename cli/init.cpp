// `grend init`: a small commented scenario to start from.
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/init_scenario.h"

namespace grend::cli {

int init_command(const InitOptions& options, Console& console) {
  namespace fs = std::filesystem;
  fs::path path = options.path;
  if (fs::is_directory(path)) path /= "scenario.yaml";
  if (fs::exists(path)) {
    throw Error(ExitCode::kCannotCreate, path.string() + " exists already",
                "choose another name, or remove the file");
  }
  std::ofstream file(path, std::ios::binary);
  file << init_scenario();
  file.close();
  if (!file)
    throw Error(ExitCode::kCannotCreate, "cannot write " + path.string(),
                "check the folder and your rights there");
  console.info("wrote " + path.string() + "; next: grend run " + path.string());
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
