// Key figures in plain words, and the comparison with other runs.
#include <cmath>
#include <fmt/core.h>

#include "analysis/report/charts.h"
#include "analysis/report/html.h"
#include "analysis/report/sections.h"

namespace grend::report {
namespace {

using compare::Difference;
using compare::Evidence;

constexpr Text kHeading = {"Key figures", "Nøkkeltall", "Nøkkeltal"};
constexpr Text kUncertainty = {
    "Numbers in brackets are the 95 % uncertainty interval of the mean of {} replications: the "
    "same "
    "people on other days.",
    "Tall i parentes er 95 % usikkerhetsintervall for gjennomsnittet av {} gjentakelser: de samme "
    "menneskene på andre dager.",
    "Tal i parentes er 95 % uvisseintervall for gjennomsnittet av {} gjentakingar: dei same "
    "menneska på andre dagar."};
constexpr Text kOneDay = {
    "This is one replication only, so nobody knows how much is chance. Run with --replications 20 "
    "or more before you decide anything.",
    "Dette er bare én gjentakelse, så ingen vet hvor mye som er tilfeldig. Kjør med --replications "
    "20 eller mer før du bestemmer noe.",
    "Dette er berre éi gjentaking, så ingen veit kor mykje som er tilfeldig. Køyr med "
    "--replications 20 eller meir før du bestemmer noko."};
constexpr Text kNobody = {
    "Nobody was served, so there is nothing to tell of waits, rides and costs per trip.",
    "Ingen ble betjent, så det er ikke noe å fortelle om ventetid, reisetid og kostnad per tur.",
    "Ingen vart tente, så det er ikkje noko å fortelje om ventetid, reisetid og kostnad per tur."};

struct Card {
  const char* indicator;
  Text sentence;  // {} is the indicator, then the others
  std::vector<const char*> others;
};

const std::vector<Card>& cards() {
  static const std::vector<Card> kCards = {
      {"served_share",
       {"of the requests are served. People ask {} times; {} are turned away.",
        "av forespørslene blir betjent. Folk spør {} ganger; {} blir avvist.",
        "av førespurnadene blir tente. Folk spør {} gonger; {} blir avviste."},
       {"requests", "requests_rejected"}},
      {"wait_mean",
       {"waiting time on average from the start of the promised time window; 95 % wait at most {}.",
        "ventetid i gjennomsnitt fra det lovede tidsvinduets start; 95 % venter høyst {}.",
        "ventetid i gjennomsnitt frå starten av det lova tidsvindauget; 95 % ventar høgst {}."},
       {"wait_p95"}},
      {"ride_mean",
       {"on board on average, {} times the direct drive; {} of the rides are shared.",
        "om bord i gjennomsnitt, {} ganger den direkte kjøreturen; {} av turene er samkjøring.",
        "om bord i gjennomsnitt, {} gonger den direkte køyreturen; {} av turane er samkøyring."},
       {"detour_factor", "shared_share"}},
      {"riders_per_vehicle_hour",
       {"passengers for each hour that a vehicle is out; {} of the kilometres are driven empty.",
        "passasjerer for hver time en vogn er ute; {} av kilometerne er tomkjøring.",
        "passasjerar for kvar time ei vogn er ute; {} av kilometrane er tomkøyring."},
       {"empty_share"}},
      {"cost_per_trip",
       {"a trip costs to run; {} of that is subsidy.",
        "koster en tur i drift; {} av det er tilskudd.",
        "kostar ein tur i drift; {} av det er tilskot."},
       {"subsidy_per_trip"}},
      {"subsidy_per_year",
       {"subsidy a year for {} trips: {} per inhabitant.",
        "tilskudd i året for {} turer: {} per innbygger.",
        "tilskot i året for {} turar: {} per innbyggjar."},
       {"trips_served_per_year", "subsidy_per_inhabitant"}},
      {"trips_enabled",
       {"trips that could not have been made without the service, of {} by on-demand transport.",
        "turer som ikke kunne vært gjort uten tjenesten, av {} med bestillingstransport.",
        "turar som ikkje kunne vore gjorde utan tenesta, av {} med bestillingstransport."},
       {"requests_served"}},
      {"emissions_per_year",
       {"of CO2e a year from the vehicles, {} per passenger.",
        "CO2e i året fra vognene, {} per passasjer.", "CO2e i året frå vognene, {} per passasjer."},
       {"emissions_per_rider"}},
  };
  return kCards;
}

std::string card(const Card& c, const store::Results& results, const Wording& w) {
  const auto* definition = indicators::find_definition(c.indicator);
  const auto interval = interval_of(results, c.indicator);
  if (std::isnan(interval.mean)) return "";
  std::vector<std::string> others;
  for (const char* id : c.others) {
    others.push_back(
        w.quantity(interval_of(results, id).mean, indicators::find_definition(id)->unit));
  }
  const std::string_view unit = definition->unit == "hour-1" ? "1" : definition->unit;
  const auto range =
      std::isnan(interval.low) || interval.low == interval.high
          ? ""
          : " (" + w.quantity(interval.low, unit) + " – " + w.quantity(interval.high, unit) + ")";
  return fmt::format("<li><strong>{}</strong><span class=\"range\">{}</span> {}</li>\n",
                     escape(w.quantity(interval.mean, unit)), escape(range),
                     escape(w.fill(c.sentence, others)));
}

constexpr Text kCompared = {"Compared with other runs", "Sammenlignet med andre kjøringer",
                            "Samanlikna med andre køyringar"};
constexpr Text kPaired = {
    "Both see the same people, wishes and no-shows in {} replications, so the differences come "
    "from "
    "the design. Confirmed: holds at 5 % for all indicators taken together. Hint: by itself only; "
    "one "
    "in twenty such hints is chance.",
    "Begge ser de samme menneskene, ønskene og uteblivelsene i {} gjentakelser, så forskjellene "
    "kommer "
    "fra opplegget. Bekreftet: holder på 5 %-nivå for alle indikatorer samlet. Antydning: bare "
    "hver for "
    "seg; én av tjue slike er tilfeldig.",
    "Begge ser dei same menneska, ønska og utebliingane i {} gjentakingar, så skilnadene kjem frå "
    "opplegget. Stadfesta: held på 5 %-nivå for alle indikatorar samla. Teikn: berre kvar for seg; "
    "éin "
    "av tjue slike er tilfeldig."};
constexpr Text kIndependent = {
    "No replication is in both runs, so chance is in every difference; {} replications each.",
    "Ingen gjentakelse er i begge kjøringene, så tilfeldigheter er med i hver forskjell; {} "
    "gjentakelser "
    "hver.",
    "Inga gjentaking er i begge køyringane, så tilfelle er med i kvar skilnad; {} gjentakingar "
    "kvar."};

std::string verdict(const Difference& d, const Wording& w) {
  if (d.replications < 2) {
    return std::string(w({"one replication only", "bare én gjentakelse", "berre éi gjentaking"}));
  }
  if (d.evidence == Evidence::kNone) {
    return std::string(w({"no difference seen", "ingen forskjell sett", "ingen skilnad sett"}));
  }
  const bool sure = d.evidence == Evidence::kConfirmed;
  const Text word = sure ? Text{"confirmed: ", "bekreftet: ", "stadfesta: "}
                         : Text{"hint: ", "antydning: ", "teikn: "};
  const int sign = d.sign();
  const Text way = sign > 0             ? Text{"better", "bedre", "betre"}
                   : sign < 0           ? Text{"worse", "dårligere", "dårlegare"}
                   : d.change.mean >= 0 ? Text{"more", "mer", "meir"}
                                        : Text{"less", "mindre", "mindre"};
  return std::string(w(word)) + std::string(w(way));
}

std::string change_text(const Difference& d, const Wording& w) {
  std::string text = w.signed_number(d.change.mean);
  if (!std::isnan(d.change.low)) {
    text +=
        fmt::format(" ({} – {})", w.signed_number(d.change.low), w.signed_number(d.change.high));
  }
  return text;
}

constexpr const char* kShown[] = {"served_share",
                                  "wait_mean",
                                  "ride_mean",
                                  "detour_factor",
                                  "riders_per_vehicle_hour",
                                  "vehicle_kilometres",
                                  "empty_share",
                                  "cost_per_trip",
                                  "subsidy_per_trip",
                                  "subsidy_per_year",
                                  "trips_enabled",
                                  "emissions_per_year"};

std::string against(const compare::Comparison& c, const Wording& w) {
  HtmlTable table{fmt::format("{} – {}", c.first, c.second), {}, {}};
  for (const Text& head :
       {Text{"indicator", "indikator", "indikator"}, Text{"first", "første", "første"},
        Text{"second", "andre", "andre"}, Text{"change", "endring", "endring"},
        Text{"evidence", "holdepunkt", "haldepunkt"}}) {
    table.head.emplace_back(w(head));
  }
  DotChart chart;
  chart.unit = "percent";
  chart.around_zero = true;
  chart.text = {
      std::string(w(Text{"Change in per cent of the first", "Endring i prosent av den første",
                         "Endring i prosent av den første"})),
      c.second, std::string(w(Text{"change, %", "endring, %", "endring, %"})), ""};
  for (const char* id : kShown) {
    for (const auto& d : c.whole) {
      if (d.definition->id != id || std::isnan(d.change.mean)) continue;
      const auto unit = w.unit(d.definition->unit);
      const std::string name(w(d.definition->name));
      table.rows.push_back({name + (unit.empty() ? "" : " (" + unit + ")"), w.number(d.first),
                            w.number(d.second), change_text(d, w), verdict(d, w)});
      if (!(std::abs(d.first) > 0)) continue;
      const double scale = 100 / std::abs(d.first);
      chart.rows.push_back(
          {name, {d.change.mean * scale, d.change.low * scale, d.change.high * scale}});
    }
  }
  HtmlTable cells{std::string(w(Text{"Who gains and who loses (confirmed)",
                                     "Hvem vinner og hvem taper (bekreftet)",
                                     "Kven vinn og kven taper (stadfesta)"})),
                  table.head,
                  {}};
  for (const auto& d : c.cells) {
    const bool shown = d.definition->id == "served_share" || d.definition->id == "wait_mean";
    if (!shown || d.evidence != Evidence::kConfirmed || d.sign() == 0) continue;
    cells.rows.push_back(
        {cell_name(*d.dimension, d.cell, w) + ": " + std::string(w(d.definition->name)),
         w.number(d.first), w.number(d.second), change_text(d, w), verdict(d, w)});
  }
  std::string text = fmt::format("<h3>{} – {}</h3>\n", escape(c.first), escape(c.second));
  text += paragraph(
      w.fill(c.paired ? kPaired : kIndependent, {w.number(static_cast<double>(c.replications))}));
  text += figure(chart.text.title, dot_chart(chart, w), table, w);
  if (!cells.rows.empty()) {
    text += fmt::format("<details><summary>{}: {}</summary>{}</details>\n", escape(cells.caption),
                        cells.rows.size(), cells.html());
  }
  return text;
}

}  // namespace

statistics::Interval interval_of(const store::Results& results, std::string_view indicator) {
  return statistics::t_interval(compare::values_of(results, indicator));
}

std::string key_figures(const store::Results& results, const Wording& w) {
  std::string text = "<ul class=\"cards\">\n";
  for (const auto& c : cards()) text += card(c, results, w);
  text += "</ul>\n";
  if (std::isnan(interval_of(results, "wait_mean").mean)) text += paragraph(w(kNobody));
  const auto runs = results.replications.size();
  text += runs > 1 ? paragraph(w.fill(kUncertainty, {w.number(static_cast<double>(runs))}))
                   : "<p class=\"note\">" + escape(w(kOneDay)) + "</p>\n";
  return section("key", w(kHeading), text);
}

std::string comparison(const std::vector<compare::Run>& runs, const Wording& w) {
  if (runs.size() < 2) return "";
  std::string text;
  for (const auto& c : compare::compare(runs, {})) text += against(c, w);
  return section("compared", w(kCompared), text);
}

}  // namespace grend::report
