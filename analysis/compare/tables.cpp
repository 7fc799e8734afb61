#include "analysis/compare/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/io/csv_writer.h"

namespace grend::compare {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKey[] = {"requests",
                                "served_share",
                                "rejected_rules_share",
                                "rejected_fleet_share",
                                "rejected_time_share",
                                "wait_mean",
                                "wait_p95",
                                "delay_mean",
                                "ride_mean",
                                "detour_factor",
                                "shared_share",
                                "vehicle_hours",
                                "vehicle_kilometres",
                                "empty_share",
                                "riders_per_vehicle_hour",
                                "cost_per_trip",
                                "subsidy_per_trip",
                                "subsidy_per_year",
                                "trips_enabled",
                                "car_kilometres",
                                "emissions_per_year"};
constexpr std::array<const char*, indicators::kDimensions> kDimensionNames = {
    "service", "group", "municipality", "area", "hour"};

bool is_key(std::string_view id) {
  return std::find(std::begin(kKey), std::end(kKey), id) != std::end(kKey);
}

std::string number(double value) {
  if (std::isnan(value)) return "-";
  const double size = std::abs(value);
  return size >= 1000 ? fmt::format("{:.0f}", value)
         : size >= 10 ? fmt::format("{:.1f}", value)
                      : fmt::format("{:.2f}", value);
}

std::string with_sign(double value) {
  if (std::isnan(value)) return "-";
  return (value > 0 ? "+" : "") + number(value);
}

std::string interval_text(const Difference& d) {
  if (std::isnan(d.change.low)) return with_sign(d.change.mean);
  return fmt::format("{} [{}, {}]", with_sign(d.change.mean), with_sign(d.change.low),
                     with_sign(d.change.high));
}

std::string unit_text(std::string_view unit) {
  return unit == "1" ? "" : unit == "percent" ? "%" : unit == "hour-1" ? "/h" : std::string(unit);
}

std::string line(const Difference& d, std::string_view name) {
  std::string text =
      fmt::format("{:<42} {:>4} {:>10} {:>10} {:>32}  {}", name, unit_text(d.definition->unit),
                  number(d.first), number(d.second), interval_text(d), verdict(d));
  if (d.no_worse) text += *d.no_worse ? "; no worse (margin)" : "; may be worse than the margin";
  return text + "\n";
}

std::string heading(std::string_view what) {
  return fmt::format("{:<42} {:>4} {:>10} {:>10} {:>32}  {}\n", what, "", "first", "second",
                     "change [95 % interval]", "evidence");
}

std::string winners_text(const Comparison& c, bool with_hints) {
  std::string text;
  std::size_t others = 0, hints = 0;
  for (const auto& d : c.cells) {
    const bool seen = d.evidence != Evidence::kNone && d.sign() != 0;
    others += !seen;
    hints += seen && d.evidence == Evidence::kHint;
    if (!seen || (d.evidence == Evidence::kHint && !with_hints)) continue;
    if (text.empty()) text = "\n" + heading("who gains and who loses");
    text +=
        line(d, fmt::format("{} {}: {}", kDimensionNames[static_cast<std::size_t>(*d.dimension)],
                            d.cell, d.definition->id));
  }
  if (hints > 0 && !with_hints) {
    text += fmt::format("\n{} more cells give a hint (--all prints them)", hints);
  }
  text += fmt::format("\n{} cells by service, group, place and hour show no difference", others);
  if (c.suppressed > 0) {
    text += fmt::format("; {} with fewer than 5 persons are left out", c.suppressed);
  }
  return text + ".\n";
}

// The replications that would show the wanted difference of the indicators people ask for first.
std::string needed_text(const Comparison& c) {
  std::string text;
  for (const auto& d : c.whole) {
    const auto id = d.definition->id;
    if (!d.needed || (id != "served_share" && id != "wait_mean" && id != "subsidy_per_year")) {
      continue;
    }
    text += fmt::format("{}{} {:.0f}", text.empty() ? "" : ", ", id, *d.needed);
  }
  return text.empty() ? "" : "Replications to see a change of 5 % of the mean: " + text + ".\n";
}

Json value(double v) { return std::isnan(v) ? Json(nullptr) : Json(v); }

Json to_json(const Difference& d) {
  Json json = {{"indicator", d.definition->id}, {"unit", d.definition->unit}};
  if (d.dimension) {
    json["dimension"] = kDimensionNames[static_cast<std::size_t>(*d.dimension)];
    json["cell"] = d.cell;
  }
  json["first"] = value(d.first);
  json["second"] = value(d.second);
  json["change"] = value(d.change.mean);
  json["low"] = value(d.change.low);
  json["high"] = value(d.change.high);
  json["p"] = value(d.p);
  json["p_adjusted"] = value(d.adjusted);
  json["verdict"] = verdict(d);
  json["replications"] = d.replications;
  if (d.needed) json["replications_needed"] = *d.needed;
  if (d.no_worse) json["no_worse"] = *d.no_worse;
  return json;
}

Json to_json(const statistics::Interval& i) {
  return {{"mean", value(i.mean)}, {"low", value(i.low)}, {"high", value(i.high)}};
}

void add_number(io::CsvWriter& csv, double value) {
  std::isnan(value) ? csv.field("") : csv.field(value);
}

void add_row(io::CsvWriter& csv, const Comparison& c, const Difference& d) {
  csv.field(c.first).field(c.second).field(d.definition->id).field(d.definition->unit);
  csv.field(d.dimension ? kDimensionNames[static_cast<std::size_t>(*d.dimension)] : "");
  csv.field(d.cell);
  for (const double value :
       {d.first, d.second, d.change.mean, d.change.low, d.change.high, d.p, d.adjusted}) {
    add_number(csv, value);
  }
  csv.field(verdict(d)).field(static_cast<std::int64_t>(d.replications));
  add_number(csv, d.needed.value_or(std::nan("")));
  csv.field(!d.no_worse ? "" : *d.no_worse ? "yes" : "no");
  csv.end_row();
}

}  // namespace

std::string verdict(const Difference& d) {
  if (std::isnan(d.change.mean)) return "not defined in both";
  if (d.replications < 2) return "one replication proves nothing";
  if (d.evidence == Evidence::kNone) return "no difference seen";
  const int sign = d.sign();
  const char* way = sign > 0 ? "better" : sign < 0 ? "worse" : d.change.mean >= 0 ? "more" : "less";
  return (d.evidence == Evidence::kConfirmed ? "confirmed " : "hint of ") + std::string(way);
}

std::string terminal_text(const Comparison& c, const TextOptions& options) {
  std::string text = fmt::format("first:  {}\nsecond: {}\n{} replications, {}\n\n", c.first,
                                 c.second, c.replications,
                                 c.paired ? "paired: both see the same people, wishes and no-shows"
                                          : "independent: no replication is in both");
  text += heading("indicator");
  for (const auto& d : c.whole) {
    if (options.all || is_key(d.definition->id) || d.no_worse) {
      text += line(d, d.definition->name.en);
    }
  }
  text += winners_text(c, options.all);
  text += needed_text(c);
  text += fmt::format(
      "Confirmed: holds at 5 % for all {} indicators taken together (Holm). Hint: at 5 % by "
      "itself; "
      "one in twenty such hints is chance.\n",
      c.whole.size());
  return text;
}

std::string frontier_text(const std::vector<Place>& places, std::string_view cost,
                          std::string_view quality) {
  std::string text = fmt::format("\ncost {} and quality {}:\n", cost, quality);
  for (const auto& p : places) {
    text += fmt::format("{:<42} {:>14} {:>12}  {}\n", p.name, number(p.cost.mean),
                        number(p.quality.mean),
                        !p.beaten_by ? "on the frontier"
                        : p.clearly  ? "beaten by " + *p.beaten_by
                                     : "beaten by " + *p.beaten_by + ", not clearly");
  }
  return text;
}

std::string csv_text(const std::vector<Comparison>& comparisons) {
  io::CsvWriter csv({"first", "second", "indicator", "unit", "dimension", "cell", "mean_first",
                     "mean_second", "change", "low", "high", "p", "p_adjusted", "verdict",
                     "replications", "replications_needed", "no_worse"});
  for (const auto& c : comparisons) {
    for (const auto& d : c.whole) add_row(csv, c, d);
    for (const auto& d : c.cells) add_row(csv, c, d);
  }
  return csv.text();
}

std::string json_text(const std::vector<Comparison>& comparisons,
                      const std::vector<Place>& places) {
  Json all = Json::array();
  for (const auto& c : comparisons) {
    Json json = {{"first", c.first},
                 {"second", c.second},
                 {"paired", c.paired},
                 {"replications", c.replications},
                 {"suppressed_cells", c.suppressed},
                 {"indicators", Json::array()},
                 {"cells", Json::array()}};
    for (const auto& d : c.whole) json["indicators"].push_back(to_json(d));
    for (const auto& d : c.cells) json["cells"].push_back(to_json(d));
    all.push_back(std::move(json));
  }
  Json front = Json::array();
  for (const auto& p : places) {
    front.push_back({{"name", p.name},
                     {"cost", to_json(p.cost)},
                     {"quality", to_json(p.quality)},
                     {"beaten_by", p.beaten_by ? Json(*p.beaten_by) : Json(nullptr)},
                     {"clearly", p.clearly}});
  }
  const Json json = {{"comparisons", all}, {"frontier", front}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace grend::compare
