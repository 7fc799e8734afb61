// Labour-market regions of whole Norway (356 municipalities, 24,308 flows) from the files to the
// partition. The answers are TØI's published regions, and the known numbers of European areas. The
// target is that of issue 5: a region map must feel instant where its parameters are tried out.
#include <map>
#include <set>
#include <string>

#include "bench/harness.h"
#include "engine/io/csv.h"
#include "models/labour/labour_files.h"
#include "models/labour/lma.h"
#include "models/labour/toi.h"

using namespace grend;
using namespace grend::labour;

namespace {

using Groups = std::set<std::set<std::string>>;

Groups groups(const Partition& partition, const CommutingTable& table) {
  Groups found;
  for (const auto& region : regions_of(partition, table)) {
    std::set<std::string> codes;
    for (const auto id : region.members) codes.insert(table.municipalities[id].code);
    found.insert(std::move(codes));
  }
  return found;
}

Groups published(const std::string& municipalities) {
  io::CsvReader csv({municipalities});
  const auto columns = csv.require({"kommunenr", "ba_nr"});
  std::map<std::string, std::set<std::string>> by_number;
  while (csv.next()) {
    by_number[std::string(csv.text(columns[1]))].insert(std::string(csv.text(columns[0])));
  }
  Groups found;
  for (const auto& [number, codes] : by_number) found.insert(codes);
  return found;
}

Partition toi(const LabourInput& input) {
  const ToiSpec spec;
  const auto times = known_times(input, twin_units(input.table, spec));
  return toi_regions(input.table, times, spec).partition;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Report report(argc, argv);
  const auto commuting = report.data_file("norway/commuting_2017_codes2020.csv");
  const auto municipalities = report.data_file("norway/ba2020_municipalities.csv");
  const auto infeasible = report.data_file("norway/ba2020_infeasible_links.csv");
  if (!commuting || !municipalities || !infeasible) return report.exit_code();
  const LabourSources sources{*commuting, *municipalities, *infeasible};

  LabourInput input;
  Partition partition;
  const double whole = bench::median_seconds(11, [&] {
    input = read_labour_input(sources);
    partition = toi(input);
  });
  report.check("regions.toi.answer", groups(partition, input.table) == published(*municipalities));
  report.target("regions.toi", whole, "s", bench::at_most(0.2));
  report.note("regions.toi.method_alone",
              bench::median_seconds(11, [&] { partition = toi(input); }), "s");

  const double areas =
      bench::median_seconds(11, [&] { partition = lma_regions(input.table, LmaSpec()).partition; });
  report.check("regions.lma.answer", regions_of(partition, input.table).size() == 141);
  report.target("regions.lma.method_alone", areas, "s", bench::at_most(0.2));
  return report.exit_code();
}
