#include "models/simulation/municipalities.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "models/region/municipality_map.h"

namespace grend::simulation {
namespace {

class MunicipalityReader {
 public:
  MunicipalityReader(const scenario::RegionSpec& spec, const region::FileOptions& options,
                     int utm_zone, Inputs& inputs)
      : spec_(spec), options_(options), utm_zone_(utm_zone), inputs_(inputs) {}

  void read() {
    if (!spec_.municipalities.empty()) {
      for (const auto& m : region::read_municipalities(spec_.municipalities.resolved, options_)) {
        centres_[m.code] = m.centre;
      }
    }
    auto& codes = inputs_.region.municipalities;
    if (!spec_.shapes.empty()) {
      for (const auto& [code, centre] : centres_) codes.push_back(code);
      read_shapes();
    } else if (!spec_.municipality.empty()) {
      codes = {spec_.municipality};
    } else {
      return;
    }
    for (std::uint32_t i = 0; i < codes.size(); ++i) index_[codes[i]] = i;
    if (!spec_.commuting.empty()) read_commuting();
    read_margins();
    if (!spec_.regions.empty()) read_regions();
  }

 private:
  void warn(std::string text) const {
    if (options_.warnings != nullptr) options_.warnings->push_back(std::move(text));
  }

  void read_shapes() {
    std::vector<region::MappedMunicipality> mapped;
    for (const auto& [code, centre] : centres_) mapped.push_back({code, centre});
    const auto report = region::assign_municipalities(spec_.shapes.resolved, mapped, utm_zone_,
                                                      inputs_.region.cells);
    if (report.cells_outside > 0) {
      warn(fmt::format("{} of {} cells lie outside of '{}'; they go with the nearest inside",
                       report.cells_outside, inputs_.region.cells.size(), spec_.shapes.written));
    }
    if (!report.by_centre.empty()) {
      warn(fmt::format("'{}' has no shape of {}; the cells nearest to their centres are theirs",
                       spec_.shapes.written, fmt::join(report.by_centre, ", ")));
    }
    if (!report.without_cells.empty()) {
      warn(
          fmt::format("'{}' has no shape of {}, and no cell is near their centres: nobody lives "
                      "there",
                      spec_.shapes.written, fmt::join(report.without_cells, ", ")));
    }
  }

  void read_commuting() {
    double unknown = 0;
    std::vector<std::string> homes;
    for (const auto& pair : region::read_commuting(spec_.commuting.resolved, options_)) {
      homes.push_back(pair.home);
      const auto home = index_.find(pair.home);
      if (home == index_.end()) continue;
      CommutingFlow flow{
          .home = home->second, .work = {}, .towards = {}, .employed = pair.employed};
      const auto work = index_.find(pair.work);
      const auto centre = centres_.find(pair.work);
      if (work != index_.end()) {
        flow.work = work->second;
      } else if (centre != centres_.end()) {
        flow.towards = centre->second;
      } else {
        unknown += pair.employed;
        continue;
      }
      inputs_.commuting.flows.push_back(flow);
    }
    if (inputs_.commuting.flows.empty()) {
      const auto& ours = inputs_.region.municipalities.front();
      const auto near = did_you_mean(ours, homes);
      throw Error(
          ExitCode::kBadData,
          fmt::format("{}: nobody lives in municipality '{}'", spec_.commuting.written, ours),
          near ? "did you mean '" + *near + "'?" : "use the municipality's four-digit number");
    }
    if (unknown > 0) {
      warn(fmt::format(
          "{:.0f} employed work in municipalities that '{}' does not know; they are left out",
          unknown, spec_.municipalities.written));
    }
  }

  // The sums of each municipality, with its employed as commuting counts them.
  void read_margins() {
    auto& margins = inputs_.margins;
    margins.resize(inputs_.region.municipalities.size());
    if (!spec_.margins.empty()) {
      std::vector<std::string> codes;
      for (auto& m : population::read_margins(spec_.margins.resolved, options_)) {
        codes.push_back(m.municipality);
        const auto ours = index_.find(m.municipality);
        if (ours != index_.end()) margins[ours->second] = std::move(m);
      }
      check_all_have_margins(codes);
    }
    for (std::uint32_t i = 0; i < margins.size(); ++i) {
      margins[i].municipality = inputs_.region.municipalities[i];
    }
    std::vector<double> employed(margins.size(), 0);
    for (const auto& flow : inputs_.commuting.flows) employed[flow.home] += flow.employed;
    for (std::size_t i = 0; i < margins.size(); ++i) {
      if (employed[i] <= 0) continue;
      margins[i].employed = employed[i];
      margins[i].employed_is_exact = true;
    }
  }

  void check_all_have_margins(const std::vector<std::string>& codes) const {
    for (const auto& [code, i] : index_) {
      if (!inputs_.margins[i].municipality.empty()) continue;
      const auto near = did_you_mean(code, codes);
      throw Error(ExitCode::kBadData,
                  fmt::format("{}: has no row of municipality '{}'", spec_.margins.written, code),
                  near ? "did you mean '" + *near + "'?" : "use the numbers of that file");
    }
  }

  void read_regions() {
    const auto regions = region::read_regions(spec_.regions.resolved, options_);
    std::map<std::string, std::uint32_t> numbers;
    for (const auto& code : inputs_.region.municipalities) {
      const auto found = regions.find(code);
      if (found == regions.end()) {
        throw Error(ExitCode::kBadData,
                    fmt::format("{}: has no row of municipality '{}'", spec_.regions.written, code),
                    "make the regions with `grend regions` from the same municipalities");
      }
      const auto number = numbers.emplace(found->second, numbers.size()).first->second;
      inputs_.labour_regions.push_back(number);
    }
  }

  const scenario::RegionSpec& spec_;
  const region::FileOptions& options_;
  int utm_zone_;
  Inputs& inputs_;
  std::map<std::string, geo::LonLat> centres_;
  std::map<std::string, std::uint32_t> index_;  // of the region's municipalities
};

}  // namespace

void read_municipalities(const scenario::RegionSpec& spec, const region::FileOptions& options,
                         int utm_zone, Inputs& inputs) {
  MunicipalityReader(spec, options, utm_zone, inputs).read();
}

}  // namespace grend::simulation
