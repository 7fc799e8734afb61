// How long people wait, and how full the vehicles are.
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <map>

#include "analysis/indicators/table_view.h"
#include "analysis/report/charts.h"
#include "analysis/report/html.h"
#include "analysis/report/sections.h"

namespace grend::report {
namespace {

using indicators::TableView;

// Of all replications together, in % of the values.
std::string wait_histogram(const store::Results& results, const Wording& w) {
  const TableView bins(results.tables, "histogram_bins");
  const auto measure = bins.categories("measure");
  const auto wait = bins.category("measure", "wait");
  const auto from = bins.measures("from");
  const auto count = bins.counts("count");
  std::map<int, double> by_bin;
  double all = 0;
  for (std::size_t i = 0; i < bins.rows(); ++i) {
    if (measure[i] != wait) continue;
    by_bin[static_cast<int>(std::lround(from[i]))] += count[i];
    all += count[i];
  }
  if (all == 0) return "";
  SeriesChart chart;
  chart.text = {word(w, {"Waiting time", "Ventetid", "Ventetid"}),
                word(w, {"From the start of the promised window", "Fra det lovede vinduets start",
                         "Frå starten av det lova vindauget"}),
                word(w, {"minutes", "minutter", "minutt"}),
                word(w, {"% of the passengers' trips", "% av turene", "% av turane"})};
  const int last = std::min(by_bin.rbegin()->first, 60);
  Series series{"", "served", {}};
  HtmlTable table{chart.text.title, {chart.text.x_axis, "%"}, {}};
  for (int m = std::min(0, by_bin.begin()->first); m <= last; ++m) {
    double here = by_bin.contains(m) ? by_bin[m] : 0;
    for (auto later = by_bin.upper_bound(last); m == last && later != by_bin.end(); ++later) {
      here += later->second;
    }
    series.values.push_back(100 * here / all);
    chart.labels.push_back(m % 5 == 0 ? w.number(m) : "");
    table.rows.push_back({fmt::format("{}–{}", m, m + 1), w.number(series.values.back(), 1)});
  }
  chart.series = {series};
  return figure(chart.text.title, bar_chart(chart, w), table, w);
}

std::string occupancy_bars(const store::Results& results, const Wording& w) {
  const TableView loads(results.tables, "occupancies");
  const auto persons = loads.counts("persons");
  const auto distance = loads.measures("distance");
  std::map<std::int32_t, double> by_load;
  double all = 0;
  for (std::size_t i = 0; i < loads.rows(); ++i) {
    by_load[persons[i]] += distance[i];
    all += distance[i];
  }
  if (all == 0) return "";
  SeriesChart chart;
  chart.text = {word(w, {"Occupancy", "Belegg", "Belegg"}),
                word(w, {"Share of the kilometres by passengers on board",
                         "Andel av kilometerne etter passasjerer om bord",
                         "Del av kilometrane etter passasjerar om bord"}),
                word(w, {"passengers on board", "passasjerer om bord", "passasjerar om bord"}),
                word(w, {"% of the kilometres", "% av kilometerne", "% av kilometrane"})};
  chart.centred = true;
  Series series{"", "loaded", {}};
  HtmlTable table{chart.text.description, {chart.text.x_axis, "%"}, {}};
  for (std::int32_t n = 0; n <= by_load.rbegin()->first; ++n) {
    series.values.push_back(100 * (by_load.contains(n) ? by_load[n] : 0) / all);
    chart.labels.push_back(w.number(n));
    table.rows.push_back({w.number(n), w.number(series.values.back(), 1)});
  }
  chart.series = {series};
  return figure(chart.text.title, bar_chart(chart, w), table, w);
}

}  // namespace

std::string quality_section(const store::Results& results, const Wording& w) {
  const std::string text = wait_histogram(results, w) + occupancy_bars(results, w);
  if (text.empty()) return "";
  return section("quality",
                 word(w, {"Waiting and occupancy", "Ventetid og belegg", "Ventetid og belegg"}),
                 "<div class=\"pair\">\n" + text + "</div>\n");
}

}  // namespace grend::report
