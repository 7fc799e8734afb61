#include "analysis/report/report.h"

#include <fmt/core.h>

#include "analysis/report/html.h"
#include "analysis/report/sections.h"
#include "analysis/report/style.h"
#include "engine/base/error.h"
#include "engine/store/append.h"

namespace grend::report {
namespace {

constexpr Text kSkip = {"To the content", "Til innholdet", "Til innhaldet"};
constexpr Text kContents = {"Contents", "Innhold", "Innhald"};
constexpr Text kLead = {
    "Simulation of on-demand transport from {}: {} replications of {} day(s), {} inhabitants.",
    "Simulering av bestillingstransport fra {}: {} gjentakelser av {} dag(er), {} innbyggere.",
    "Simulering av bestillingstransport frå {}: {} gjentakingar av {} dag(ar), {} innbyggjarar."};
constexpr Text kFooter = {
    "A simulation is a reckoning under assumptions, not a promise. Everything on this page can be "
    "recomputed from the result file.",
    "En simulering er en beregning under forutsetninger, ikke et løfte. Alt på denne siden kan "
    "regnes ut på nytt fra resultatfilen.",
    "Ei simulering er ei utrekning under føresetnader, ikkje ein lovnad. Alt på denne sida kan "
    "reknast ut på nytt frå resultatfila."};

// Closed tables are not printed, so all are opened first.
constexpr std::string_view kScript =
    "addEventListener('beforeprint',()=>document.querySelectorAll('figure "
    "details').forEach(d=>d.open=true));";

// The first simulated day, as the columns of time say it.
std::string first_day(const store::Results& results) {
  const auto* trips = store::find_table(results.tables, "trips");
  return trips == nullptr ? "" : trips->column("departure").info.unit;
}

// Links to the sections that the page has.
std::string contents(const std::string& body, const Wording& w) {
  std::string items;
  std::size_t at = 0;
  constexpr std::string_view kBegin = "<h2 id=\"";
  while ((at = body.find(kBegin, at)) != std::string::npos) {
    const auto id_begin = at + kBegin.size();
    const auto id_end = body.find('"', id_begin);
    const auto text_end = body.find("</h2>", id_end);
    items +=
        fmt::format("<li><a href=\"#{}\">{}</a></li>", body.substr(id_begin, id_end - id_begin),
                    body.substr(id_end + 2, text_end - id_end - 2));
    at = text_end;
  }
  return fmt::format("<nav aria-label=\"{}\"><ul>{}</ul></nav>\n", escape(w(kContents)), items);
}

}  // namespace

std::string page(const std::vector<compare::Run>& runs, Language language) {
  const Wording w(language);
  const auto& results = runs.front().results;
  if (results.replications.empty()) {
    throw Error(ExitCode::kBadData, runs.front().name + " has no replication",
                "run its scenario again");
  }
  const auto* days = store::find_table(results.tables, "days");
  const std::string body = key_figures(results, w) + comparison(runs, w) + map_section(results, w) +
                           day_section(results, w) + quality_section(results, w) +
                           vehicle_section(results, w) + group_section(results, w) +
                           money_section(results, w) + assumptions(results, w) +
                           sources(results, w);
  const auto lead =
      w.fill(kLead, {w.date(first_day(results)),
                     w.number(static_cast<double>(results.replications.size())),
                     w.number(days == nullptr ? 1 : static_cast<double>(days->rows())),
                     w.number(interval_of(results, "persons").mean)});
  const auto title = escape(results.manifest.scenario_name);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>{}</title>\n<style>{}</style></head>\n<body>\n"
      "<a class=\"skip\" href=\"#content\">{}</a>\n"
      "<header><h1>{}</h1><p class=\"lead\">{}</p>\n{}</header>\n"
      "<main "
      "id=\"content\">\n{}</main>\n<footer><p>{}</p></footer>\n<script>{}</script>\n</body></"
      "html>\n",
      indicators::kLanguageNames[static_cast<std::size_t>(language)], title, kStyle,
      escape(w(kSkip)), title, escape(lead), contents(body, w), body, escape(w(kFooter)), kScript);
}

}  // namespace grend::report
