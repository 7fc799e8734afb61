#include "analysis/indicators/manual.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "engine/base/error.h"

namespace grend::indicators {
namespace {

constexpr Text kTitle = {"Indicators", "Indikatorer", "Indikatorar"};
constexpr Text kIntroduction = {
    "The same definitions for every municipality, version {}. Each value is computed for one "
    "replication; a report shows the mean of the replications with its 95 % interval. Columns in "
    "the formulas are those of [the result tables](formats/tables.md). Published tables leave out "
    "cells with fewer than five persons.",
    "De samme definisjonene for alle kommuner, versjon {}. Hver verdi regnes ut for én "
    "gjentakelse; en rapport viser gjennomsnittet av gjentakelsene med 95 % usikkerhetsintervall. "
    "Kolonnene i formlene er de i [resultattabellene](formats/tables.md). Publiserte tabeller "
    "utelater celler med færre enn fem personer.",
    "Dei same definisjonane for alle kommunar, versjon {}. Kvar verdi blir rekna ut for éi "
    "gjentaking; ein rapport viser gjennomsnittet av gjentakingane med 95 % uvisseintervall. "
    "Kolonnane i formlane er dei i [resultattabellane](formats/tables.md). Publiserte tabellar "
    "utelèt celler med færre enn fem personar."};
constexpr Text kHead = {"indicator | name | unit | better | formula | by",
                        "indikator | navn | enhet | bedre | formel | fordelt på",
                        "indikator | namn | eining | betre | formel | fordelt på"};
constexpr Text kBlocks = {"What is counted and summed", "Hva som telles og summeres",
                          "Kva som blir talt og summert"};
constexpr Text kQuantityHead = {"name | unit | definition", "navn | enhet | definisjon",
                                "namn | eining | definisjon"};
constexpr std::array<Text, 3> kDirections = {
    {{"more", "mer", "meir"}, {"less", "mindre", "mindre"}, {"neither", "ingen", "ingen"}}};
constexpr std::array<Text, kDimensions> kDimensionNames = {{{"service", "tjeneste", "teneste"},
                                                            {"group", "gruppe", "gruppe"},
                                                            {"municipality", "kommune", "kommune"},
                                                            {"area", "område", "område"},
                                                            {"hour", "time", "time"}}};
constexpr Text kPercentile = {"the value that {:.0f} % of {} do not exceed",
                              "verdien som {:.0f} % av {} ikke overskrider",
                              "verdien som {:.0f} % av {} ikkje overskrid"};

std::string by_text(const Definition& definition, Language language) {
  std::string text;
  for (std::size_t d = 0; d < kDimensions; ++d) {
    if ((definition.dimensions() & bit(static_cast<Dimension>(d))) == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(kDimensionNames[d].in(language));
  }
  return text;
}

std::string formula_text(const Definition& definition, Language language) {
  if (definition.kind == Kind::kRatio) return definition.formula();
  const auto& measure = measures()[static_cast<std::size_t>(definition.measure)];
  return fmt::format(fmt::runtime(kPercentile.in(language)), 100 * definition.share,
                     measure.definition.in(language));
}

}  // namespace

Language language_by_name(std::string_view name) {
  const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(), name);
  if (found == kLanguageNames.end()) {
    throw Error(ExitCode::kUsage, "there is no language '" + std::string(name) + "'",
                "the languages are en, nb and nn");
  }
  return static_cast<Language>(found - kLanguageNames.begin());
}

std::string manual(Language language) {
  std::string text = fmt::format("# {}\n\n", kTitle.in(language));
  text += fmt::format(fmt::runtime(kIntroduction.in(language)), kIndicatorVersion);
  text += fmt::format("\n\n| {} |\n|---|---|---|---|---|---|\n", kHead.in(language));
  std::set<Quantity> used;
  for (const auto& d : definitions()) {
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", d.id, d.name.in(language), d.unit,
                        kDirections[static_cast<std::size_t>(d.direction)].in(language),
                        formula_text(d, language), by_text(d, language));
    if (d.kind == Kind::kRatio) used.insert({d.top, d.bottom});
  }
  text += fmt::format("\n## {}\n\n| {} |\n|---|---|---|\n", kBlocks.in(language),
                      kQuantityHead.in(language));
  for (const auto& q : quantities()) {
    if (q.quantity == Quantity::kOne || !used.contains(q.quantity)) continue;
    text += fmt::format("| `{}` | {} | {} |\n", q.id, q.unit, q.definition.in(language));
  }
  return text;
}

}  // namespace grend::indicators
