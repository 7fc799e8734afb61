// The command line: options to commands, problems to exit codes. Only this file and
// the two files of options know CLI11.
#include <cstdlib>
#include <iostream>

#include "cli/import_options.h"
#include "cli/load_scenario.h"
#include "cli/network_options.h"
#include "cli/version.h"
#include "engine/base/text.h"

namespace grend::cli {
namespace {

struct Options {
  RunOptions run;
  MergeOptions merge;
  CompareOptions compare;
  ReportOptions report;
  ReplayOptions replay;
  ScenarioOptions check;
  ShowOptions show;
  SchemaOptions schema;
  GenerateOptions generate;
  InitOptions init;
  ImportOptions import;
  MatrixOptions matrix;
  IsochroneOptions isochrone;
  RouteOptions route;
  RegionsOptions regions;
  DoctorOptions doctor;
  PopulationOptions population;
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
  add_cache_options(run, o.cache);
  run.add_option("-o,--output", o.output, "Result file (HDF5)")->capture_default_str();
  run.add_option_function<std::string>(
      "--seed",
      [&o](const std::string& seed) { o.scenario.sets.push_back("simulation.seed=" + seed); },
      "Seed, instead of the scenario's");
  run.add_option_function<std::string>(
         "--replications",
         [&o](const std::string& n) { o.scenario.sets.push_back("simulation.replications=" + n); },
         "How many replications, instead of the scenario's")
      ->type_name("N");
  run.add_option("--first-replication", o.first_replication,
                 "Number of the first replication: runs of different ranges can be merged")
      ->check(CLI::Range(0, 8'000'000))
      ->capture_default_str();
  run.add_option("--raw", o.raw, "Keep the rows of trips, requests and stops of: all, first, none")
      ->check(CLI::IsMember({"all", "first", "none"}))
      ->capture_default_str();
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

void add_merge(CLI::App& app, MergeOptions& o) {
  auto& merge =
      *app.add_subcommand("merge", "Join runs of one scenario over different replications");
  merge.add_option("inputs", o.inputs, "Result files, or folders of them")->required();
  merge.add_option("-o,--output", o.output, "Result file (HDF5)")->required();
  merge.add_flag("--overwrite", o.overwrite, "Replace an existing result file");
}

void add_compare(CLI::App& app, CompareOptions& o) {
  auto& compare = *app.add_subcommand("compare", "Differences between runs, and how sure they are");
  compare.add_option("inputs", o.inputs, "Result files; the others are held against the first")
      ->required()
      ->expected(2, 1000);
  compare
      .add_option("--margin", o.margins,
                  "How much worse an indicator may get: --margin served_share=2 or "
                  "--margin cost_per_trip=5%")
      ->type_name("INDICATOR=AMOUNT")
      ->allow_extra_args(false);
  compare.add_option("--interval", o.interval, "How intervals are made: t or bootstrap")
      ->check(CLI::IsMember({"t", "bootstrap"}))
      ->capture_default_str();
  compare.add_option("--cost", o.cost, "Indicator of cost, for the frontier of many designs")
      ->capture_default_str();
  compare.add_option("--quality", o.quality, "Indicator of quality, for the same")
      ->capture_default_str();
  compare.add_flag("--all", o.all, "Print every indicator and every hint, not only the key ones");
  compare.add_option("--csv", o.csv, "Write every indicator and cell as CSV, too")
      ->type_name("FILE");
  compare.add_option("--json", o.json, "Write them as JSON, too")->type_name("FILE");
  compare
      .add_option("--html", o.html, "Write a page, too: the report of the first with the others")
      ->type_name("FILE");
  compare.add_option("--lang", o.language, "Language of the page")
      ->check(CLI::IsMember({"nb", "nn", "en"}))
      ->capture_default_str();
  compare.add_flag("--overwrite", o.overwrite, "Replace existing files");
}

void add_population(CLI::App& app, PopulationOptions& o) {
  auto& people = *app.add_subcommand(
      "population", "Make a scenario's people and their plans, and say how well they fit");
  add_scenario_options(people, o.scenario);
  add_cache_options(people, o.cache);
  people.add_option("-o,--output", o.output, "CSV of every margin: wanted and got");
  people
      .add_option("--threads", o.threads,
                  "Threads; 0: one per core. The result does not depend on it")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  people.add_flag("--overwrite", o.overwrite, "Replace an existing file");
}

void add_report(CLI::App& app, ReportOptions& o) {
  auto& report = *app.add_subcommand("report", "One page about a run, or a run against others");
  report
      .add_option("inputs", o.inputs,
                  "Result files; the first is described, the others are compared with it")
      ->required();
  report.add_option("-o,--output", o.output, "HTML file")->required();
  report.add_option("--lang", o.language, "Language: nb, nn or en")
      ->check(CLI::IsMember({"nb", "nn", "en"}))
      ->capture_default_str();
  report.add_flag("--overwrite", o.overwrite, "Replace an existing file");
}

void add_replay(CLI::App& app, ReplayOptions& o) {
  auto& replay = *app.add_subcommand("replay", "Run a day again and explain one request");
  add_scenario_options(replay, o.scenario);
  replay.add_option("--request", o.request, "Its trip, as in the table `requests` of a result")
      ->required();
  replay.add_option("--replication", o.replication, "Of which replication")
      ->check(CLI::Range(0, 8'000'000))
      ->capture_default_str();
  replay.add_option("--day", o.day, "Of which day of the replication")
      ->check(CLI::Range(0, 365))
      ->capture_default_str();
}

void add_regions(CLI::App& app, RegionsOptions& o) {
  auto& regions = *app.add_subcommand("regions", "Find housing-and-labour-market regions");
  regions.add_option("--commuting", o.commuting, "CSV: home, work, employed")->required();
  regions.add_option("--municipalities", o.municipalities, "CSV: municipality, name, working_age")
      ->required();
  auto* times = regions.add_option("--times", o.times,
                                   "CSV of travel times: home, work, minutes, other_mode_minutes");
  auto* infeasible =
      regions.add_option("--infeasible", o.infeasible, "CSV of pairs too far apart: home, work")
          ->excludes(times);
  auto* network = regions.add_option("--network", o.network,
                                     "Road network for travel times by car; needs --points");
  network->excludes(times)->excludes(infeasible);
  regions
      .add_option("--points", o.points,
                  "Where municipalities are: CSV id, lon, lat, or their polygons (GeoJSON)")
      ->needs(network);
  regions
      .add_option("--method", o.method,
                  "toi (Norwegian, by commuting and travel time) or lma (European, by commuting)")
      ->capture_default_str();
  regions.add_option("--parameters", o.parameters, "YAML file with the method's parameters");
  regions.add_option("--set", o.sets, "Change a parameter: --set out_share=10%")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  regions.add_option("-o,--output", o.output, "CSV of municipalities with their region")
      ->required();
  regions.add_option("--geojson", o.geojson, "Write a map, too; needs --shapes");
  regions.add_option("--shapes", o.shapes, "GeoJSON of the municipalities' polygons");
  regions.add_option("--population", o.population,
                     "Population grid: municipalities without a polygon are drawn by its cells");
  regions.add_flag("--overwrite", o.overwrite, "Replace existing files");
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
  forms
      .add_option_function<std::string>(
          "--indicators",
          [&o](const std::string& language) {
            o.schema.form = Form::kIndicators;
            o.schema.language = language;
          },
          "The indicators explained, in a language: en, nb or nn")
      ->check(CLI::IsMember({"en", "nb", "nn"}));

  auto& generate = *app.add_subcommand("generate", "Make a synthetic region of any size, as files");
  generate.add_option("--inhabitants", o.generate.inhabitants, "How many people live there")
      ->capture_default_str();
  generate.add_option("--layout", o.generate.layout, "valley or fjord")->capture_default_str();
  generate.add_option("--seed", o.generate.seed, "The same seed gives the same region")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000'000'000}))
      ->capture_default_str();
  generate.add_option("-o,--output", o.generate.output, "Folder for the files")->required();
  generate.add_flag("--overwrite", o.generate.overwrite, "Replace existing files");

  auto& init = *app.add_subcommand("init", "Write a scenario to start from");
  init.add_option("file", o.init.path, "The file to write")->capture_default_str();

  auto& doctor = *app.add_subcommand("doctor", "Describe this installation and the data it finds");
  add_network_options(doctor, o.doctor.network);
  doctor.add_option("--data", o.doctor.data, "Folder of input files")
      ->envname("GREND_DATA")
      ->type_name("DIR");
}

int dispatch(const CLI::App& app, const Options& o, Console& console) {
  if (app.got_subcommand("run")) return run_command(o.run, console);
  if (app.got_subcommand("merge")) return merge_command(o.merge, console);
  if (app.got_subcommand("compare")) return compare_command(o.compare, console);
  if (app.got_subcommand("population")) return population_command(o.population, console);
  if (app.got_subcommand("report")) return report_command(o.report, console);
  if (app.got_subcommand("replay")) return replay_command(o.replay, console);
  if (app.got_subcommand("check")) return check_command(o.check, console);
  if (app.got_subcommand("show")) return show_command(o.show, console);
  if (app.got_subcommand("schema")) return schema_command(o.schema, console);
  if (app.got_subcommand("generate")) return generate_command(o.generate, console);
  if (app.got_subcommand("init")) return init_command(o.init, console);
  if (app.got_subcommand("import")) return import_command(app, o.import, console);
  if (app.got_subcommand("matrix")) return matrix_command(o.matrix, console);
  if (app.got_subcommand("isochrone")) return isochrone_command(o.isochrone, console);
  if (app.got_subcommand("route")) return route_command(o.route, console);
  if (app.got_subcommand("regions")) return regions_command(o.regions, console);
  return doctor_command(o.doctor, console);
}

// What is wrong with a command line, in words of its own where the parser's do not help.
Error usage_error(const CLI::App& app, const CLI::ParseError& problem) {
  if (!app.get_subcommands().empty()) {
    const auto command = app.get_subcommands().front()->get_name();
    return {ExitCode::kUsage, problem.what(), "grend " + command + " --help lists the options"};
  }
  std::vector<std::string> commands;
  std::string all;
  for (const auto* command : app.get_subcommands({})) {
    commands.push_back(command->get_name());
    all += (all.empty() ? "" : ", ") + command->get_name();
  }
  const auto words = app.remaining();
  if (words.empty() || words.front().substr(0, 1) == "-") {
    const bool lacks_command = dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr;
    return {ExitCode::kUsage, lacks_command ? "no command given" : problem.what(),
            "the commands are " + all + "; grend --help explains them"};
  }
  const auto meant = did_you_mean(words.front(), commands);
  return {ExitCode::kUsage, "there is no command '" + words.front() + "'",
          meant ? "did you mean '" + *meant + "'?" : "the commands are " + all};
}

// Before the command line is understood.
LogFormat log_format(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool next = arguments[i] == "--log" && i + 1 < arguments.size();
    if (arguments[i] == "--log=json" || (next && arguments[i + 1] == "json")) {
      return LogFormat::kJson;
    }
  }
  return LogFormat::kText;
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
  add_import(app, o.import);
  add_merge(app, o.merge);
  add_compare(app, o.compare);
  add_population(app, o.population);
  add_report(app, o.report);
  add_replay(app, o.replay);
  add_matrix(app, o.matrix);
  add_isochrone(app, o.isochrone);
  add_route(app, o.route);
  add_regions(app, o.regions);
  add_others(app, o);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0) return app.exit(problem);  // --help, --version
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    Console(log_format(arguments), false).error(usage_error(app, problem));
    return static_cast<int>(ExitCode::kUsage);
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
