#include "models/labour/labour_files.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/csv.h"

namespace grend::labour {
namespace {

// No municipality of this world holds more.
constexpr double kMostPersons = 1e8;
constexpr double kMostMinutes = 10'000;

using Names = std::vector<std::string>;

// The places of columns of which each goes by one of several names.
std::vector<io::CsvColumn> columns_of(const io::CsvReader& csv, const std::vector<Names>& wanted) {
  Names found;
  for (const auto& names : wanted) {
    const auto used = std::find_if(names.begin(), names.end(),
                                   [&](const std::string& name) { return csv.has(name); });
    found.push_back(used == names.end() ? names.front() : *used);
  }
  return csv.require(found);
}

// Reads of several files, of which each may fail.
class Reading {
 public:
  template <class Work>
  void attempt(Work&& work) {
    try {
      work();
    } catch (const Error& error) {
      if (text_.empty()) code_ = error.code();
      text_ += (text_.empty() ? "" : "\n") + std::string(error.what());
      if (fix_.empty()) fix_ = error.fix();
    }
  }
  void finish() const {
    if (!text_.empty()) throw Error(code_, text_, fix_);
  }

 private:
  ExitCode code_ = ExitCode::kOk;
  std::string text_;
  std::string fix_;
};

class Codes {
 public:
  explicit Codes(const CommutingTable& table, std::string file) : file_(std::move(file)) {
    for (const auto id : table.municipalities.ids()) {
      ids_[table.municipalities[id].code] = id;
      names_.push_back(table.municipalities[id].code);
    }
  }
  // Makes the row bad if there is no such municipality; without any, all are let pass.
  MunicipalityId read(io::CsvReader& csv, io::CsvColumn column) const {
    const std::string code(csv.text(column));
    const auto found = ids_.find(code);
    if (found != ids_.end()) return found->second;
    if (!ids_.empty()) {
      const auto near = did_you_mean(code, names_);
      csv.reject(column, fmt::format("{} has no municipality '{}'", file_, code),
                 near ? "did you mean '" + *near + "'?" : "add it there or remove the row");
    }
    return MunicipalityId::none();
  }

 private:
  std::string file_;
  std::map<std::string, MunicipalityId> ids_;
  Names names_;
};

Persons read_persons(io::CsvReader& csv, io::CsvColumn column, double least) {
  return Persons(rounded(csv.real(column, {least, kMostPersons}) * 100));
}

Duration read_minutes(io::CsvReader& csv, io::CsvColumn column) {
  return minutes(1).scaled(csv.real(column, {0, kMostMinutes}));
}

void refuse_empty(bool empty, const std::string& path) {
  if (empty)
    throw Error(ExitCode::kBadData, path + ": has no rows", "check that it is the right file");
}

struct CodedLink {
  std::string home;
  PublishedLink link;
};

struct MunicipalityRows {
  std::vector<Municipality> all;
  std::vector<CodedLink> links;
};

MunicipalityRows read_municipalities(const LabourSources& sources) {
  io::CsvReader csv({sources.municipalities,
                     "a table of municipalities with inhabitants aged 20-66: www.ssb.no, table "
                     "07459"});
  std::vector<Names> wanted = {{"municipality", "kommunenr", "Code"},
                               {"name", "kommunenavn", "com.name"}};
  if (sources.needs_working_age) wanted.push_back({"working_age", "pop_20_66_20170101"});
  const auto columns = columns_of(csv, wanted);
  const Names published = {"reisetid_min", "utpendling_pct", "innpendling_pct"};
  const bool has_links =
      std::all_of(published.begin(), published.end(), [&](const auto& n) { return csv.has(n); });
  const auto link_columns = has_links ? csv.require(published) : std::vector<io::CsvColumn>();
  MunicipalityRows rows;
  std::set<std::string> codes;
  while (csv.next()) {
    Municipality m;
    m.code = csv.text(columns[0]);
    m.name = csv.text(columns[1]);
    if (sources.needs_working_age) m.working_age = read_persons(csv, columns[2], 0.01);
    CodedLink link{m.code, {}};
    if (has_links) {
      link.link = {MunicipalityId(), read_minutes(csv, link_columns[0]),
                   csv.real(link_columns[1], {0, 1000}), csv.real(link_columns[2], {0, 1000})};
    }
    if (m.code.empty()) csv.reject(columns[0], "is empty", "every municipality needs a code");
    if (!codes.insert(m.code).second) {
      csv.reject(columns[0], fmt::format("municipality {} is given twice", m.code),
                 "keep one row of it");
    }
    if (!csv.row_is_good()) continue;
    rows.all.push_back(std::move(m));
    if (has_links) rows.links.push_back(std::move(link));
  }
  csv.finish();
  refuse_empty(rows.all.empty(), sources.municipalities);
  return rows;
}

std::vector<CodedFlow> read_flows(const LabourSources& sources, const Codes& codes) {
  io::CsvReader csv({sources.commuting, "commuting: www.ssb.no, table 03321"});
  const auto columns = columns_of(
      csv, {{"home", "community_live"}, {"work", "community_work"}, {"employed", "amount"}});
  std::vector<CodedFlow> flows;
  std::set<std::pair<std::string, std::string>> pairs;
  while (csv.next()) {
    codes.read(csv, columns[0]);
    codes.read(csv, columns[1]);
    CodedFlow flow{std::string(csv.text(columns[0])), std::string(csv.text(columns[1])),
                   read_persons(csv, columns[2], 0)};
    if (!pairs.emplace(flow.home, flow.work).second) {
      csv.reject(columns[1],
                 fmt::format("the flow from {} to {} is given twice", flow.home, flow.work),
                 "keep one row of it");
    }
    if (csv.row_is_good()) flows.push_back(std::move(flow));
  }
  csv.finish();
  refuse_empty(flows.empty(), sources.commuting);
  return flows;
}

std::vector<Pair> read_infeasible(const std::string& path, const Codes& codes) {
  io::CsvReader csv({path, "a table of pairs that are too far apart: home, work"});
  const auto columns = columns_of(csv, {{"home", "kommunenr"}, {"work", "target"}});
  std::vector<Pair> pairs;
  while (csv.next()) {
    const MunicipalityId home = codes.read(csv, columns[0]);
    const MunicipalityId work = codes.read(csv, columns[1]);
    if (csv.row_is_good()) pairs.emplace_back(home, work);
  }
  csv.finish();
  return pairs;
}

LinkTimes read_times(const std::string& path, const Codes& codes) {
  io::CsvReader csv({path, "a table of travel times: home, work, minutes"});
  const auto columns = csv.require({"home", "work", "minutes"});
  const bool has_other = csv.has("other_mode_minutes");
  const auto other = has_other ? csv.require({"other_mode_minutes"}) : std::vector<io::CsvColumn>();
  const auto minutes_or_none = [&csv](io::CsvColumn column) {
    return csv.text(column).empty() ? Duration::max() : read_minutes(csv, column);
  };
  LinkTimes times;
  while (csv.next()) {
    const MunicipalityId home = codes.read(csv, columns[0]);
    const MunicipalityId work = codes.read(csv, columns[1]);
    LinkTime time;
    time.road = minutes_or_none(columns[2]);
    if (has_other) time.other_mode = minutes_or_none(other[0]);
    if (!csv.row_is_good() || !home.valid() || !work.valid()) continue;
    if (!times.known.emplace(Pair(home, work), time).second) {
      csv.reject(columns[1],
                 fmt::format("the time from {} to {} is given twice", csv.text(columns[0]),
                             csv.text(columns[1])),
                 "keep one row of it");
    }
  }
  csv.finish();
  return times;
}

}  // namespace

LabourInput read_labour_input(const LabourSources& sources) {
  Reading reading;
  MunicipalityRows rows;
  reading.attempt([&] { rows = read_municipalities(sources); });
  LabourInput input;
  // Codes are looked up among the municipalities; if those could not be read, not at all.
  input.table = make_commuting_table(rows.all, {});
  const Codes codes(input.table, sources.municipalities);
  std::vector<CodedFlow> flows;
  reading.attempt([&] { flows = read_flows(sources, codes); });
  if (!sources.infeasible.empty()) {
    reading.attempt([&] { input.infeasible = read_infeasible(sources.infeasible, codes); });
  }
  input.has_times = !sources.times.empty();
  if (input.has_times) reading.attempt([&] { input.times = read_times(sources.times, codes); });
  reading.finish();
  for (auto& row : rows.links) {
    row.link.home = find_municipality(input.table, row.home);
    input.published.push_back(row.link);
  }
  input.table = make_commuting_table(std::move(rows.all), flows);
  return input;
}

LinkTimes known_times(const LabourInput& input,
                      const IdVector<MunicipalityId, MunicipalityId>& unit_of) {
  if (input.has_times) return join_units(input.times, unit_of);
  LinkTimes times =
      published_link_times(join_units(input.table, unit_of), unit_of, input.published);
  for (const auto& [home, work] : input.infeasible) {
    times.known[{unit_of[home], unit_of[work]}] = {};
  }
  return times;
}

}  // namespace grend::labour
