#include "models/population/fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>

namespace grend::population {
namespace {

struct Tally {
  std::int64_t persons = 0, women = 0, employed = 0, licences = 0, wheelchair = 0;
  std::array<std::int64_t, kYears> years{};
  std::array<std::int64_t, 5> households{};  // the last also the larger ones
  std::array<std::int64_t, 3> cars{};
};

std::vector<Tally> count(const region::RegionInput& region, const Population& people) {
  std::vector<Tally> tallies(region.municipality_count());
  for (const HouseholdId h : people.home.ids()) {
    Tally& t = tallies[region.cells[people.cell[h].value()].municipality];
    const auto members = people.members(h);
    ++t.households[std::min<std::size_t>(members.size(), 5) - 1];
    ++t.cars[std::min<std::size_t>(people.cars[h], 2)];
    for (const PersonId p : members) {
      ++t.persons;
      ++t.years[std::min<std::size_t>(people.age[p], kYears - 1)];
      t.women += people.female[p];
      t.employed += people.employed[p];
      t.licences += people.licence[p];
      t.wheelchair += people.wheelchair[p];
    }
  }
  return tallies;
}

class Measurer {
 public:
  Measurer(std::string municipality, const Margins& given, const PopulationSpec& spec,
           const Tally& got, std::vector<MarginFit>& fit)
      : municipality_(std::move(municipality)),
        given_(given),
        full_(with_defaults(given, spec)),
        spec_(spec),
        got_(got),
        fit_(fit) {}

  void measure() {
    const auto persons = static_cast<double>(got_.persons);
    for (const auto& band : full_.ages) {
      std::int64_t sum = 0;
      for (int y = band.low; y <= band.high; ++y) sum += got_.years[static_cast<std::size_t>(y)];
      add(fmt::format("age {}-{}", band.low, band.high), band.persons * persons / full_.persons(),
          sum);
    }
    measure_households(persons);
    const double scale = given_.persons() > 0 ? persons / given_.persons() : 1;
    if (full_.women) add("women", *full_.women * scale, got_.women);
    if (full_.employed) {
      add("employed", *full_.employed * (full_.employed_is_exact ? 1 : scale), got_.employed);
    }
    if (full_.licences) add("licences", *full_.licences * scale, got_.licences);
    if (full_.wheelchair) add("wheelchair", *full_.wheelchair * scale, got_.wheelchair);
    measure_cars();
  }

 private:
  void add(std::string margin, double wanted, std::int64_t got) {
    fit_.push_back({municipality_, std::move(margin), wanted, got});
  }

  void measure_households(double persons) {
    const auto& sizes = full_.household_sizes;
    double in_them = sizes[4] * (5 + spec_.sixth_person);
    for (std::size_t k = 0; k < 4; ++k) in_them += sizes[k] * static_cast<double>(k + 1);
    for (std::size_t k = 0; k < 5; ++k) {
      add(fmt::format("households of {}{}", k + 1, k == 4 ? " or more" : ""),
          sizes[k] * persons / in_them, got_.households[k]);
    }
  }

  void measure_cars() {
    double all = 0, households = 0;
    for (const double n : full_.cars) all += n;
    for (const auto n : got_.cars) households += static_cast<double>(n);
    if (all <= 0) return;
    for (std::size_t n = 0; n < 3; ++n) {
      add(fmt::format("households with {}{} cars", n, n == 2 ? " or more" : ""),
          full_.cars[n] * households / all, got_.cars[n]);
    }
  }

  std::string municipality_;
  const Margins& given_;
  const Margins full_;
  const PopulationSpec& spec_;
  const Tally& got_;
  std::vector<MarginFit>& fit_;
};

}  // namespace

std::vector<MarginFit> measure_fit(const region::RegionInput& region,
                                   const std::vector<Margins>& margins, const PopulationSpec& spec,
                                   const Population& people) {
  std::vector<MarginFit> fit;
  const auto tallies = count(region, people);
  for (std::size_t m = 0; m < tallies.size(); ++m) {
    if (tallies[m].persons == 0) continue;
    const bool named = m < region.municipalities.size();
    Measurer(named ? region.municipalities[m] : region.name,
             m < margins.size() ? margins[m] : Margins(), spec, tallies[m], fit)
        .measure();
  }
  return fit;
}

std::string summary_of(const std::vector<MarginFit>& fit) {
  std::size_t met = 0;
  const MarginFit* worst = nullptr;
  for (const auto& f : fit) {
    met += f.within_rounding();
    if (worst == nullptr || std::abs(f.off()) > std::abs(worst->off())) worst = &f;
  }
  std::string text =
      fmt::format("{} of {} margins of the population are met within rounding", met, fit.size());
  if (met == fit.size()) return text;
  return text + fmt::format("; the worst, {} in {}, is {} instead of {:.1f}", worst->margin,
                            worst->municipality, worst->got, worst->wanted);
}

}  // namespace grend::population
