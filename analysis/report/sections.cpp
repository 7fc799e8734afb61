#include "analysis/report/sections.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <map>

#include "analysis/compare/cell_values.h"
#include "analysis/indicators/table_view.h"
#include "analysis/report/charts.h"
#include "analysis/report/gantt.h"
#include "analysis/report/html.h"
#include "analysis/report/map.h"
#include "engine/store/append.h"

namespace grend::report {
namespace {

using indicators::TableView;

bool has_rows(const store::Results& results, const char* table) {
  const auto* found = store::find_table(results.tables, table);
  return found != nullptr && found->rows() > 0;
}

constexpr Text kNoRows = {
    "The result keeps no rows of single days (--raw none), so there is nothing to draw here.",
    "Resultatet har ingen rader fra enkeltdager (--raw none), så det er ikke noe å tegne her.",
    "Resultatet har ingen rader frå enkeltdagar (--raw none), så det er ikkje noko å teikne her."};

// Means over the replications by half hour.
struct HalfHours {
  std::vector<double> start;
  std::map<std::string, std::vector<double>> means;

  explicit HalfHours(const store::Results& results) {
    const TableView slots(results.tables, "time_slots");
    const auto at = slots.measures("start");
    std::map<double, std::size_t> order;
    for (const double s : at) order.try_emplace(s, order.size());
    for (const auto& [s, index] : order) start.push_back(s);
    const double runs = static_cast<double>(results.replications.size());
    for (const char* name :
         {"requests", "served", "idle", "standing", "empty", "loaded", "on_board"}) {
      auto& mean = means[name];
      mean.assign(start.size(), 0);
      const auto values = slots.measures(name);
      for (std::size_t i = 0; i < values.size(); ++i) mean[order[at[i]]] += values[i] / runs;
    }
    trim();
  }

 private:
  // Leaves out the hours at both ends when nothing happens.
  void trim() {
    std::size_t first = start.size(), last = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
      double sum = 0;
      for (const auto& [name, mean] : means) sum += std::abs(mean[i]);
      if (sum < 1e-9) continue;
      first = std::min(first, i);
      last = i + 1;
    }
    if (first >= last) return;
    const auto cut = [&](std::vector<double>& values) {
      values = std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(first),
                                   values.begin() + static_cast<std::ptrdiff_t>(last));
    };
    cut(start);
    for (auto& [name, mean] : means) cut(mean);
  }
};

std::vector<std::string> hour_labels(const HalfHours& day, const Wording& w) {
  std::vector<std::string> labels;
  for (const double s : day.start) {
    const auto hour = static_cast<int>(s / 3600);
    labels.push_back(std::fmod(s, 3600) == 0 && hour % 3 == 0 ? w.clock(s) : "");
  }
  return labels;
}

HtmlTable table_of(const SeriesChart& chart, const HalfHours& day, const Wording& w) {
  HtmlTable table{chart.text.title, {chart.text.x_axis}, {}};
  for (const auto& series : chart.series) table.head.push_back(series.name);
  for (std::size_t i = 0; i < day.start.size(); ++i) {
    table.rows.push_back({w.clock(day.start[i])});
    for (const auto& series : chart.series) {
      table.rows.back().push_back(w.number(series.values[i], 1));
    }
  }
  return table;
}

const std::map<std::string, Text> kGroups = {
    {"under_20", {"under 20 years", "under 20 år", "under 20 år"}},
    {"age_20_66", {"20 to 66 years", "20 til 66 år", "20 til 66 år"}},
    {"age_67_plus", {"67 years or more", "67 år eller mer", "67 år eller meir"}},
    {"age_80_plus", {"80 years or more", "80 år eller mer", "80 år eller meir"}},
    {"women", {"women", "kvinner", "kvinner"}},
    {"men", {"men", "menn", "menn"}},
    {"no_licence", {"no driving licence", "uten førerkort", "utan førarkort"}},
    {"no_car", {"no car at home", "uten bil hjemme", "utan bil heime"}},
    {"wheelchair", {"in a wheelchair", "i rullestol", "i rullestol"}},
    {"party", {"two or more together", "to eller flere sammen", "to eller fleire saman"}}};

}  // namespace

std::string cell_name(indicators::Dimension dimension, const std::string& cell, const Wording& w) {
  switch (dimension) {
    case indicators::Dimension::kService:
      return cell;
    case indicators::Dimension::kGroup:
      return kGroups.contains(cell) ? word(w, kGroups.at(cell)) : cell;
    case indicators::Dimension::kMunicipality:
      return word(w, {"municipality ", "kommune ", "kommune "}) + cell;
    case indicators::Dimension::kArea:
      return word(w, {"square ", "rute ", "rute "}) + cell;
    case indicators::Dimension::kHour:
      break;
  }
  return word(w, {"from ", "kl. ", "kl. "}) + cell + ":00";
}

std::string map_section(const store::Results& results, const Wording& w) {
  const std::string map = area_map(results, w);
  if (map.empty()) return "";
  const Text heading = {"The area", "Området", "Området"};
  const Text caption = {"One simulated day: where people asked to be picked up",
                        "Én simulert dag: hvor folk ba om å bli hentet",
                        "Éin simulert dag: kvar folk bad om å bli henta"};
  const Text note = {
      "Doors belong to simulated people and are moved to a grid of 250 m.",
      "Dørene tilhører simulerte personer og er flyttet til et rutenett på 250 m.",
      "Dørene høyrer til simulerte personar og er flytta til eit rutenett på 250 m."};
  // The table: squares with their served share over all replications.
  const compare::CellValues cells(results, indicators::Dimension::kArea);
  HtmlTable table{
      word(w,
           {"By square (UTM east_north of its corner, km)",
            "Per rute (UTM øst_nord for hjørnet, km)", "Per rute (UTM aust_nord for hjørnet, km)"}),
      {word(w, {"square", "rute", "rute"}), word(w, {"inhabitants", "innbyggere", "innbyggjarar"}),
       word(w, {"requests", "forespørsler", "førespurnader"}),
       word(w, {"served", "betjent", "tente"})},
      {}};
  for (const auto& cell : cells.categories()) {
    if (cells.small(cell)) continue;
    const auto mean = [&](const char* id) {
      return statistics::t_interval(cells.values(id, cell));
    };
    table.rows.push_back({cell, w.number(mean("persons").mean), w.number(mean("requests").mean),
                          w.interval(mean("served_share"), "percent")});
  }
  std::string text = "<div class=\"map\">" + figure(w(caption), map, table, w) +
                     "</div><p class=\"note\">" + escape(w(note));
  if (!has_rows(results, "requests")) text += " " + escape(w(kNoRows));
  return section("map", w(heading), text + "</p>\n");
}

std::string day_section(const store::Results& results, const Wording& w) {
  const HalfHours day(results);
  if (day.start.empty()) return "";
  SeriesChart demand;
  demand.labels = hour_labels(day, w);
  demand.text = {word(w, {"Requests by wished pick-up", "Forespørsler etter ønsket henting",
                          "Førespurnader etter ønskt henting"}),
                 word(w, {"By half hour, mean day", "Per halvtime, gjennomsnittlig dag",
                          "Per halvtime, gjennomsnittleg dag"}),
                 word(w, {"time of day", "klokkeslett", "klokkeslett"}),
                 word(w, {"per half hour", "per halvtime", "per halvtime"})};
  demand.series = {{word(w, {"asked for", "ønsket", "ønskt"}), "asked", day.means.at("requests")},
                   {word(w, {"served", "betjent", "tente"}), "served", day.means.at("served")}};
  SeriesChart fleet;
  fleet.labels = demand.labels;
  fleet.text = {word(w, {"What the vehicles do", "Hva vognene gjør", "Kva vognene gjer"}),
                demand.text.description, demand.text.x_axis,
                word(w, {"vehicles", "vogner", "vogner"})};
  fleet.series = {
      {word(w, {"with passengers", "med passasjerer", "med passasjerar"}), "loaded",
       day.means.at("loaded")},
      {word(w, {"driving empty", "tomkjøring", "tomkøyring"}), "empty", day.means.at("empty")},
      {word(w, {"at stops", "ved stopp", "ved stopp"}), "standing", day.means.at("standing")},
      {word(w, {"idle", "venter", "ventar"}), "idle", day.means.at("idle")}};
  const std::string text =
      "<div class=\"pair\">\n" +
      figure(demand.text.title, bar_chart(demand, w), table_of(demand, day, w), w) +
      figure(fleet.text.title, stacked_chart(fleet, w), table_of(fleet, day, w), w) + "</div>\n";
  return section("day", word(w, {"Over the day", "Gjennom dagen", "Gjennom dagen"}), text);
}

std::string vehicle_section(const store::Results& results, const Wording& w) {
  const auto heading = word(w, {"One vehicle's day", "En vogns dag", "Dagen til ei vogn"});
  if (!has_rows(results, "vehicle_stops")) {
    return section("vehicle", heading, paragraph(w(kNoRows)));
  }
  const auto day = vehicle_day(results, w);
  if (!day) return "";
  const auto caption = word(w, {"The busiest vehicle of one day; numbers are persons in a party",
                                "Dagens travleste vogn; tallene er personer i reisefølget",
                                "Den travlaste vogna ein dag; tala er personar i reisefølgjet"});
  return section("vehicle", heading,
                 "<div class=\"scroll\">" + figure(caption, day->svg, day->stops, w) + "</div>");
}

namespace {

// Empty where the region is one municipality.
std::string municipality_table(const store::Results& results, const Wording& w) {
  const compare::CellValues cells(results, indicators::Dimension::kMunicipality);
  if (cells.categories().size() < 2) return "";
  HtmlTable table{
      word(w, {"By municipality", "Per kommune", "Per kommune"}),
      {word(w, {"municipality", "kommune", "kommune"}),
       word(w, {"inhabitants", "innbyggere", "innbyggjarar"}),
       word(w, {"requests", "forespørsler", "førespurnader"}),
       word(w, {"served", "betjent", "tente"}), word(w, {"wait", "ventetid", "ventetid"})},
      {}};
  for (const auto& cell : cells.categories()) {
    if (cells.small(cell)) continue;
    const auto mean = [&](const char* id) {
      return statistics::t_interval(cells.values(id, cell));
    };
    table.rows.push_back({cell, w.number(mean("persons").mean), w.number(mean("requests").mean),
                          w.interval(mean("served_share"), "percent"),
                          w.interval(mean("wait_mean"), "min")});
  }
  return table.html();
}

}  // namespace

std::string group_section(const store::Results& results, const Wording& w) {
  const compare::CellValues cells(results, indicators::Dimension::kGroup);
  DotChart chart;
  chart.unit = "percent";
  chart.text = {
      word(w, {"Served share of requests by group", "Andel betjente forespørsler etter gruppe",
               "Del tente førespurnader etter gruppe"}),
      word(w, {"Mean and 95 % interval", "Gjennomsnitt og 95 % intervall",
               "Gjennomsnitt og 95 % intervall"}),
      word(w, {"% served", "% betjent", "% tente"}), ""};
  HtmlTable table{
      chart.text.title,
      {word(w, {"group", "gruppe", "gruppe"}),
       word(w, {"inhabitants", "innbyggere", "innbyggjarar"}),
       word(w, {"requests", "forespørsler", "førespurnader"}),
       word(w, {"served", "betjent", "tente"}), word(w, {"wait", "ventetid", "ventetid"}),
       word(w, {"on board", "om bord", "om bord"})},
      {}};
  std::size_t left_out = 0;
  for (const auto& cell : cells.categories()) {
    if (cells.small(cell)) {
      ++left_out;
      continue;
    }
    const auto mean = [&](const char* id) {
      return statistics::t_interval(cells.values(id, cell));
    };
    const auto name = cell_name(indicators::Dimension::kGroup, cell, w);
    const auto served = mean("served_share");
    const double persons = mean("persons").mean;
    chart.rows.push_back({name, served});
    table.rows.push_back({name, persons > 0 ? w.number(persons) : "–",
                          w.number(mean("requests").mean), w.interval(served, "percent"),
                          w.interval(mean("wait_mean"), "min"),
                          w.interval(mean("ride_mean"), "min")});
  }
  if (chart.rows.empty()) return "";
  std::string text = figure(chart.text.title, dot_chart(chart, w), table, w);
  text += municipality_table(results, w);
  if (left_out > 0) {
    text += paragraph(w.fill({"{} groups with fewer than five persons are left out.",
                              "{} grupper med færre enn fem personer er utelatt.",
                              "{} grupper med færre enn fem personar er utelatne."},
                             {w.number(static_cast<double>(left_out))}));
  }
  return section("groups", word(w, {"For whom", "For hvem", "For kven"}), text);
}

std::string money_section(const store::Results& results, const Wording& w) {
  HtmlTable table{
      word(w, {"Cost and who pays", "Kostnad og hvem som betaler", "Kostnad og kven som betaler"}),
      {word(w, {"figure", "størrelse", "storleik"}),
       word(w, {"mean (95 % interval)", "gjennomsnitt (95 % intervall)",
                "gjennomsnitt (95 % intervall)"})},
      {}};
  for (const char* id : {"cost_per_year", "fares_per_year", "subsidy_per_year",
                         "subsidy_per_inhabitant", "cost_per_trip", "subsidy_per_trip",
                         "cost_per_vehicle_hour", "cost_per_kilometre", "subsidy_school_share",
                         "subsidy_patient_share", "emissions_per_year", "emissions_per_rider"}) {
    const auto* d = indicators::find_definition(id);
    const auto interval = interval_of(results, id);
    if (std::isnan(interval.mean)) continue;
    table.rows.push_back({word(w, d->name), w.interval(interval, d->unit)});
  }
  const auto note = word(
      w, {"The simulated days are scaled to a year by the calendar of the scenario. Prices are its "
          "assumptions; they are listed below.",
          "De simulerte dagene er skalert til et år etter scenarioets kalender. Prisene er "
          "forutsetninger; de står nedenfor.",
          "Dei simulerte dagane er skalerte til eit år etter kalenderen i scenarioet. Prisane er "
          "føresetnader; dei står nedanfor."});
  return section("money", word(w, {"What it costs", "Hva det koster", "Kva det kostar"}),
                 table.html() + paragraph(note));
}

std::string assumptions(const store::Results& results, const Wording& w) {
  const auto intro = word(
      w,
      {"Everything that was assumed, with its unit. docs/scenario.md explains each key and names "
       "its source; [K] there marks what nobody has confirmed.",
       "Alt som ble forutsatt, med enhet. docs/scenario.md forklarer hver nøkkel og nevner kilden; "
       "[K] der merker det ingen har bekreftet.",
       "Alt som vart føresett, med eining. docs/scenario.md forklarer kvar nøkkel og nemner "
       "kjelda; "
       "[K] der merkjer det ingen har stadfesta."});
  const auto show = word(w, {"The whole scenario", "Hele scenarioet", "Heile scenarioet"});
  return section(
      "assumed", word(w, {"What was assumed", "Hva som ble forutsatt", "Kva som vart føresett"}),
      paragraph(intro) + fmt::format("<details class=\"keep\"><summary>{}</summary><pre "
                                     "tabindex=\"0\">{}</pre></details>\n",
                                     escape(show), escape(results.manifest.resolved_scenario)));
}

std::string sources(const store::Results& results, const Wording& w) {
  const auto& m = results.manifest;
  HtmlTable table{word(w, {"Input files", "Inndatafiler", "Inndatafiler"}),
                  {word(w, {"file", "fil", "fil"}), "XXH3-128"},
                  {}};
  bool osm = false;
  for (const auto& [file, checksum] : m.input_checksums) {
    table.rows.push_back({file, checksum});
    osm = osm || file.find(".osm") != std::string::npos;
  }
  std::string text;
  if (table.rows.empty()) {
    text += paragraph(
        w(Text{"The region is invented: roads, people and places come from Grend's generator.",
               "Regionen er oppdiktet: veier, mennesker og steder kommer fra Grends generator.",
               "Regionen er oppdikta: vegar, menneske og stader kjem frå generatoren til Grend."}));
  } else {
    text += table.html();
    if (osm) {
      text += paragraph(w(
          Text{"A road file is in OpenStreetMap's format. If its roads are OpenStreetMap's: © "
               "OpenStreetMap contributors, Open Database License (openstreetmap.org/copyright).",
               "En veifil er i OpenStreetMaps format. Hvis veiene er fra OpenStreetMap: © "
               "OpenStreetMaps bidragsytere, Open Database License (openstreetmap.org/copyright).",
               "Ei vegfil er i formatet til OpenStreetMap. Om vegane er frå OpenStreetMap: © "
               "bidragsytarane til OpenStreetMap, Open Database License "
               "(openstreetmap.org/copyright)."}));
    }
    text += paragraph(w(Text{
        "Name the owners of the other files as their licences ask: Statistics Norway (CC BY 4.0), "
        "Norwegian Public Roads Administration (NLOD), Norwegian Mapping Authority (CC BY 4.0).",
        "Nevn eierne av de andre filene slik lisensene krever: Statistisk sentralbyrå (CC BY 4.0), "
        "Statens vegvesen (NLOD), Kartverket (CC BY 4.0).",
        "Nemn eigarane av dei andre filene slik lisensane krev: Statistisk sentralbyrå (CC BY "
        "4.0), Statens vegvesen (NLOD), Kartverket (CC BY 4.0)."}));
  }
  text += paragraph(
      w.fill({"Made by Grend {} ({}), seed {}, indicator definitions version {}.",
              "Laget med Grend {} ({}), frø {}, indikatordefinisjoner versjon {}.",
              "Laga med Grend {} ({}), frø {}, indikatordefinisjonar versjon {}."},
             {m.version, m.git_sha, std::to_string(m.seed), std::to_string(m.indicator_version)}));
  return section("sources", word(w, {"Sources", "Kilder", "Kjelder"}), text);
}

}  // namespace grend::report
