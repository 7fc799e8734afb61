// The improvement against the dial-a-ride benchmark sets: Cordeau (2006, all optima proven) and
// Cordeau & Laporte (2003). Every solution is validated by the independent checker; a cost below a
// proven optimum is a wrong answer. Without options the 2006 set at 1 s an instance; `--long` adds
// 30 s an instance for it and 60 s for the 2003 set (21 minutes). Seconds are processor
// time of one core.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

#include "bench/darp_checker.h"
#include "bench/darp_instance.h"
#include "bench/harness.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "models/routing/improve.h"

using namespace grend;

namespace {

struct Options {
  std::string data;
  std::string instance;
  double seconds = 1;
  bool long_runs = false;
};

struct Known {
  std::string set;
  std::string name;
  std::string file;
  double best = 0;
  bool proven = false;
  bool confirmed = false;  // proven, or reached by more than one program
};

struct Solved {
  bench::DarpRoutes routes;
  double cost = 0;
  std::size_t unserved = 0;
  std::uint64_t iterations = 0;
};

// Of this process. A busy machine takes nothing away from it, so runs can be compared.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The solver counts iterations, never time, so the bench measures its speed in a short first run
// and then asks for as many as the time allows.
Solved solve(const bench::DarpInstance& instance, double seconds, std::uint64_t seed) {
  const double start = processor_seconds();
  const auto spent = [&] { return processor_seconds() - start; };
  const auto problem = bench::to_problem(instance);
  const auto in_time = [&](double) { return spent() < seconds; };
  routing::ImproveOptions options;
  options.source.seed = seed;
  options.iterations = 1000;
  Solved result;
  routing::Plan plan = routing::empty_plan(problem);
  while (spent() < 0.98 * seconds) {
    const double before = spent();
    auto improved = routing::improve(problem, plan, options, in_time);
    plan = std::move(improved.plan);
    result.iterations += improved.iterations;
    const double speed = static_cast<double>(improved.iterations) / (spent() - before);
    options.iterations =
        std::max<std::uint64_t>(100, static_cast<std::uint64_t>(0.9 * speed * (seconds - spent())));
    ++options.chain;
  }
  result.routes = bench::to_routes(instance, plan);
  result.cost = bench::darp_cost(instance, result.routes);
  result.unserved = plan.unserved.size();
  return result;
}

std::vector<Known> read_known(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<Known> known;
  while (std::getline(file, line)) {
    const auto cells = split(line, ',');
    if (cells.size() < 11) continue;
    const auto precise = parse_real(cells[9]);
    const auto best = precise ? precise : parse_real(cells[8]);
    known.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                     best.value_or(0), cells[10] == "yes", precise.has_value()});
  }
  return known;
}

// The gap in percent to the best known cost; checks the solution on the way.
double gap_of(bench::Report& report, const Known& known, const std::string& file, double seconds) {
  const auto instance = bench::read_darp(file);
  const Solved solved = solve(instance, seconds, 1);
  const std::string fault = solved.unserved > 0 ? "" : bench::darp_fault(instance, solved.routes);
  report.check(fmt::format("{} {}", known.name, fault), fault.empty());
  if (known.proven && solved.unserved == 0) {
    report.check(known.name + " below a proven optimum", solved.cost > known.best - 2e-6);
  }
  const double gap = 100 * (solved.cost / known.best - 1);
  fmt::print(
      "# {:6} {:5.0f} s  cost {:.6f}  best known {:.6f}  gap {:.3f} %  unserved {}  {:.0f} it/s\n",
      known.name, seconds, solved.cost, known.best, gap, solved.unserved,
      static_cast<double>(solved.iterations) / seconds);
  // A plan that leaves somebody out is no solution.
  return solved.unserved > 0 ? 100 : gap;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

void run_2006(bench::Report& report, const std::vector<Known>& known, double seconds) {
  std::vector<double> gaps;
  double small_gap = 0;
  for (const auto& k : known) {
    if (k.set != "cordeau2006") continue;
    const auto file = report.data_file("darp/" + k.file);
    if (!file) return;
    gaps.push_back(gap_of(report, k, *file, seconds));
    const auto instance = bench::read_darp(*file);
    if (instance.requests <= 36) small_gap = std::max(small_gap, gaps.back());
  }
  if (seconds <= 1) {
    report.target("darp.a.small_worst_gap_1s", small_gap, "%", bench::at_most(1e-4));
    report.target("darp.a.gap_1s", mean(gaps), "%", bench::at_most(0.5));
  } else {
    report.target("darp.a.gap_30s", mean(gaps), "%", bench::at_most(0.12));
  }
}

void run_2003(bench::Report& report, const std::vector<Known>& known, double seconds) {
  std::vector<double> large;
  double confirmed = 0;
  for (const auto& k : known) {
    if (k.set != "cordeau_laporte2003") continue;
    const auto file = report.data_file("darp/" + k.file);
    if (!file) return;
    const double gap = gap_of(report, k, *file, seconds);
    if (k.confirmed) {
      confirmed = std::max(confirmed, gap);
    } else {
      large.push_back(gap);
    }
  }
  report.target("darp.R.confirmed_worst_gap_60s", confirmed, "%", bench::at_most(0.1));
  report.target("darp.R.larger_gap_60s", mean(large), "%", bench::at_most(1.5));
}

void check_proven_routes(bench::Report& report, const std::vector<Known>& known) {
  for (const auto& k : known) {
    if (!k.proven) continue;
    const auto routes_file = report.data_file("darp/solutions/" + k.name + ".rf-optimal.routes");
    const auto file = report.data_file("darp/" + k.file);
    if (!routes_file || !file) continue;
    const auto instance = bench::read_darp(*file);
    const auto routes = bench::read_darp_routes(*routes_file);
    const std::string fault = bench::darp_fault(instance, routes);
    report.check(fmt::format("proven routes of {}: {}", k.name, fault), fault.empty());
    const double cost = bench::darp_cost(instance, routes);
    report.check(fmt::format("proven cost of {}: {:.6f}", k.name, cost),
                 std::abs(cost - k.best) < 1e-6);
  }
}

int solve_one(bench::Report& report, const Options& options) {
  const auto instance = bench::read_darp(options.instance);
  const Solved solved = solve(instance, options.seconds, 1);
  fmt::print("cost {:.6f}\nunserved {}\niterations {}\n", solved.cost, solved.unserved,
             solved.iterations);
  // The same name is given to two instances, so the folder counts too.
  if (const auto bks = report.data_file("darp/bks.csv")) {
    for (const auto& k : read_known(*bks)) {
      if (!options.instance.ends_with(k.file)) continue;
      fmt::print("gap {:.4f} % to {:.6f}{}\n", 100 * (solved.cost / k.best - 1), k.best,
                 k.proven ? ", proven" : "");
    }
  }
  for (const auto& route : solved.routes) fmt::print("{}\n", fmt::join(route, " "));
  if (solved.unserved == 0) {
    const std::string fault = bench::darp_fault(instance, solved.routes);
    report.check(fault, fault.empty());
  }
  return report.exit_code();
}

[[noreturn]] void usage(const char* program) {
  std::cerr << "usage: " << program << " [--data DIR] [--long | --instance FILE [--seconds S]]\n";
  std::exit(64);
}

Options read_options(int argc, char** argv) {
  const char* folder = std::getenv("GREND_DATA");
  Options options;
  options.data = folder != nullptr ? folder : GREND_SOURCE_DIR "/../shared/data";
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (option == "--long") {
      options.long_runs = true;
      continue;
    }
    if (++i == argc) usage(argv[0]);
    if (option == "--data") {
      options.data = argv[i];
    } else if (option == "--instance") {
      options.instance = argv[i];
    } else if (option == "--seconds" && parse_real(argv[i])) {
      options.seconds = *parse_real(argv[i]);
    } else {
      usage(argv[0]);
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  bench::Report report(std::cout, options.data);
  try {
    if (!options.instance.empty()) return solve_one(report, options);
    const auto bks = report.data_file("darp/bks.csv");
    if (!bks) return 0;
    const auto known = read_known(*bks);
    check_proven_routes(report, known);
    run_2006(report, known, 1);
    if (options.long_runs) {
      run_2006(report, known, 30);
      run_2003(report, known, 60);
    }
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
  }
  return report.exit_code();
}
