// One function per command, with its options. Each returns the exit code; problems of input are
// thrown as Error or reported through Console. Only main.cpp knows the command line parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"

namespace grend::cli {

// Options that every command which reads a scenario has. An empty path is the embedded default.
struct ScenarioOptions {
  std::string path;
  std::vector<std::string> sets;  // "path=value"
  std::string data;               // folder of input files, may be empty
};

struct RunOptions {
  ScenarioOptions scenario;
  std::string output = "result.h5";
  std::optional<std::uint64_t> seed;
  std::size_t threads = 0;  // 0: one per core
  std::string executor = "tbb";
  bool audit = false;
  bool overwrite = false;
};
int run_command(const RunOptions& options, Console& console);

struct GenerateOptions {
  std::int64_t inhabitants = 6000;
  std::string layout = "valley";
  std::uint64_t seed = 1;
  std::string output;  // folder
  bool overwrite = false;
};
int generate_command(const GenerateOptions& options, Console& console);

int check_command(const ScenarioOptions& options, Console& console);

struct ShowOptions {
  ScenarioOptions scenario;
  bool resolved = false;
};
int show_command(const ShowOptions& options, Console& console);

struct SchemaOptions {
  enum class Form { kJson, kMarkdown, kResults };
  Form form = Form::kJson;
};
int schema_command(const SchemaOptions& options, Console& console);

struct InitOptions {
  std::string path = "scenario.yaml";
};
int init_command(const InitOptions& options, Console& console);

struct DoctorOptions {
  std::string data;
};
int doctor_command(const DoctorOptions& options, Console& console);

}  // namespace grend::cli
