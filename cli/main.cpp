// The command line: options to commands, problems to exit codes. The only file that knows CLI11.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "cli/version.h"

namespace grend::cli {
namespace {

struct Options {
  RunOptions run;
  ScenarioOptions check;
  ShowOptions show;
  SchemaOptions schema;
  GenerateOptions generate;
  InitOptions init;
  DoctorOptions doctor;
  std::string log = "text";
  bool quiet = false;
};

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
  command.add_option("scenario", options.path,
                     "Scenario file; without it the built-in default scenario");
  command.add_option("--set", options.sets, "Change a value: --set services.0.vehicles.0.count=4")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--data", options.data, "Folder of input files")
      ->envname("GREND_DATA")
      ->type_name("DIR");
}

void add_run(CLI::App& app, RunOptions& o) {
  auto& run = *app.add_subcommand("run", "Simulate a scenario and write its results");
  add_scenario_options(run, o.scenario);
  run.add_option("-o,--output", o.output, "Result file (HDF5)")->capture_default_str();
  run.add_option("--seed", o.seed, "Seed, instead of the scenario's");
  run.add_option("--threads", o.threads,
                 "Threads; 0: one per core. The result does not depend on it")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  run.add_option("--executor", o.executor, "How threads are run: serial, jthread or tbb")
      ->envname("GREND_EXECUTOR")
      ->capture_default_str();
  run.add_flag("--audit", o.audit, "Check every identity that must hold");
  run.add_flag("--overwrite", o.overwrite, "Replace an existing result file");
}

void add_others(CLI::App& app, Options& o) {
  add_scenario_options(*app.add_subcommand("check", "Say all that is wrong with a scenario"),
                       o.check);

  auto& show = *app.add_subcommand("show", "Print a scenario with everything it extends merged in");
  add_scenario_options(show, o.show.scenario);
  show.add_flag("--resolved", o.show.resolved, "With every value in force, defaults included");

  using Form = SchemaOptions::Form;
  auto& schema = *app.add_subcommand("schema", "Print what a scenario, or a result file, may hold");
  auto& forms = *schema.add_option_group("form");
  forms.require_option(0, 1);
  forms.add_flag_callback(
      "--json", [&o] { o.schema.form = Form::kJson; },
      "As JSON schema, for editors and validators (the default)");
  forms.add_flag_callback(
      "--markdown", [&o] { o.schema.form = Form::kMarkdown; }, "As the reference manual");
  forms.add_flag_callback(
      "--results", [&o] { o.schema.form = Form::kResults; },
      "The tables and indicators of a result file");

  auto& generate = *app.add_subcommand("generate", "Make a synthetic region of any size, as files");
  generate.add_option("--inhabitants", o.generate.inhabitants, "How many people live there")
      ->capture_default_str();
  generate.add_option("--layout", o.generate.layout, "valley or fjord")->capture_default_str();
  generate.add_option("--seed", o.generate.seed, "The same seed gives the same region")
      ->capture_default_str();
  generate.add_option("-o,--output", o.generate.output, "Folder for the files")->required();
  generate.add_flag("--overwrite", o.generate.overwrite, "Replace existing files");

  auto& init = *app.add_subcommand("init", "Write a scenario to start from");
  init.add_option("file", o.init.path, "The file to write")->capture_default_str();

  auto& doctor = *app.add_subcommand("doctor", "Describe this installation and the data it finds");
  doctor.add_option("--data", o.doctor.data, "Folder of input files")
      ->envname("GREND_DATA")
      ->type_name("DIR");
}

int dispatch(const CLI::App& app, const Options& o, Console& console) {
  if (app.got_subcommand("run")) return run_command(o.run, console);
  if (app.got_subcommand("check")) return check_command(o.check, console);
  if (app.got_subcommand("show")) return show_command(o.show, console);
  if (app.got_subcommand("schema")) return schema_command(o.schema, console);
  if (app.got_subcommand("generate")) return generate_command(o.generate, console);
  if (app.got_subcommand("init")) return init_command(o.init, console);
  return doctor_command(o.doctor, console);
}

int run_program(int argc, char** argv) {
  CLI::App app{
      "Grend simulates how people get around a rural region, every person and every vehicle.",
      "grend"};
  app.set_version_flag("--version", std::string("grend ") + kVersion + " (" + git_sha() + ")");
  app.require_subcommand(1);
  app.fallthrough();
  Options o;
  app.add_option("--log", o.log, "Messages on stderr as text or json")
      ->check(CLI::IsMember({"text", "json"}));
  app.add_flag("-q,--quiet", o.quiet, "Only warnings and errors on stderr");
  add_run(app, o.run);
  add_others(app, o);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    const int code = app.exit(problem);
    return code == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  Console console(o.log == "json" ? LogFormat::kJson : LogFormat::kText, o.quiet);
  try {
    return dispatch(app, o, console);
  } catch (const Reported& reported) {
    return static_cast<int>(reported.code);
  } catch (const Error& error) {
    console.error(error);
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    console.error(InternalError(error.what()));
    return static_cast<int>(ExitCode::kInternal);
  }
}

}  // namespace
}  // namespace grend::cli

int main(int argc, char** argv) { return grend::cli::run_program(argc, argv); }
