#include "models/region/derive_facilities.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"
#include "models/region/nearest_place.h"
#include "models/region/share_out.h"

namespace grend::region {
namespace {

// Squared distances in metres: exact in 64 bits for any two cells.
std::int64_t squared_metres(geo::Point a, geo::Point b) {
  const std::int64_t dx = (a.x - b.x) / 100;
  const std::int64_t dy = (a.y - b.y) / 100;
  return dx * dx + dy * dy;
}

std::int64_t square_of(Distance d) {
  const std::int64_t m = d.ticks() / 100;
  return m * m;
}

// How many people live near each cell.
class Surroundings {
 public:
  Surroundings(const std::vector<PopulationCell>& cells, Distance reach) : cells_(cells) {
    by_position_.resize(cells.size());
    std::iota(by_position_.begin(), by_position_.end(), std::size_t{0});
    std::sort(by_position_.begin(), by_position_.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(cells[a].south_west, cells[a].id) <
             std::pair(cells[b].south_west, cells[b].id);
    });
    density_.resize(cells.size());
    within_reach_.resize(cells.size());
    const std::int64_t limit = square_of(reach);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      for_each_near(i, reach, [&](std::size_t other, std::int64_t away) {
        // Epanechnikov's kernel: falls from the middle to 0 at the edge of the reach.
        density_[i] += cells[other].persons * (limit - away);
        within_reach_[i] += cells[other].persons;
      });
    }
    by_density_.resize(cells.size());
    std::iota(by_density_.begin(), by_density_.end(), std::size_t{0});
    std::sort(by_density_.begin(), by_density_.end(), [&](std::size_t a, std::size_t b) {
      return density_[a] != density_[b] ? density_[a] > density_[b] : cells[a].id < cells[b].id;
    });
  }

  // Cells with a place of the kind, densest first: those that keep their distance from the denser.
  std::vector<std::size_t> choose(const PlacingRule& rule) const {
    std::vector<std::size_t> chosen;
    std::vector<bool> taken(cells_.size(), false);
    for (const std::size_t i : by_density_) {
      const bool enough = chosen.empty() || within_reach_[i] >= rule.smallest;
      if (taken[i] || !enough || cells_[i].persons == 0) continue;
      chosen.push_back(i);
      for_each_near(i, rule.spacing, [&](std::size_t other, std::int64_t) { taken[other] = true; });
    }
    return chosen;
  }

  double relative_density(std::size_t cell) const {
    return static_cast<double>(density_[cell]) / static_cast<double>(density_[by_density_[0]]);
  }

 private:
  // Calls visit(cell, squared metres) for all cells nearer than `reach`, itself included.
  template <class Visit>
  void for_each_near(std::size_t centre, Distance reach, Visit&& visit) const {
    const geo::Point middle = cells_[centre].south_west;
    const std::int64_t limit = square_of(reach);
    const std::int64_t r = reach.ticks();
    const std::int64_t side = cells_[centre].side.ticks();
    for (std::int64_t x = middle.x - r / side * side; x <= middle.x + r; x += side) {
      const auto first = std::lower_bound(
          by_position_.begin(), by_position_.end(), geo::Point{x, middle.y - r},
          [&](std::size_t cell, geo::Point p) { return cells_[cell].south_west < p; });
      for (auto at = first; at != by_position_.end(); ++at) {
        const geo::Point p = cells_[*at].south_west;
        if (p.x != x || p.y > middle.y + r) break;
        const std::int64_t away = squared_metres(p, middle);
        if (away < limit || *at == centre) visit(*at, away);
      }
    }
  }

  const std::vector<PopulationCell>& cells_;
  std::vector<std::size_t> by_position_;
  std::vector<std::size_t> by_density_;
  std::vector<std::int64_t> density_;
  std::vector<std::int64_t> within_reach_;
};

// Inhabitants to whom each of the places is the nearest; the denser of two equally near.
std::vector<double> served_by(const std::vector<PopulationCell>& cells,
                              const std::vector<std::size_t>& places, Distance spacing) {
  std::vector<geo::Point> points;
  for (const std::size_t cell : places) points.push_back(cells[cell].south_west);
  const NearestPlace nearest(std::move(points), spacing);
  std::vector<std::int64_t> served(places.size(), 0);
  for (const auto& cell : cells) served[nearest.find(cell.south_west)] += cell.persons;
  return {served.begin(), served.end()};
}

class Deriver {
 public:
  Deriver(const std::vector<PopulationCell>& cells, int utm_zone, const FacilityRules& rules)
      : cells_(cells),
        rules_(rules),
        projection_(utm_zone),
        around_centres_(cells, rules.centre.reach) {}

  std::vector<Facility> derive() {
    add(FacilityKind::kWorkplace, "Arbeidsplass", rules_.workplace);
    add(FacilityKind::kSchool, "Skole", rules_.school);
    add(FacilityKind::kShop, "Butikk", rules_.shop);
    add(FacilityKind::kClinic, "Legesenter", rules_.clinic);
    add(FacilityKind::kCentre, "Sentrum", rules_.centre);
    add(FacilityKind::kStation, "Holdeplass", rules_.station);
    return std::move(facilities_);
  }

 private:
  void add(FacilityKind kind, const std::string& name, const PlacingRule& rule) {
    const auto places = Surroundings(cells_, rule.reach).choose(rule);
    const auto weights = weigh(kind, places, served_by(cells_, places, rule.spacing));
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto exact = projection_.to_degrees(centre_of(cells_[places[i]]));
      const geo::LonLat position = {std::round(exact.lon * 1e7) / 1e7,
                                    std::round(exact.lat * 1e7) / 1e7};
      facilities_.push_back({kind, name + " " + std::to_string(i + 1), position, weights[i]});
    }
  }

  std::vector<double> weigh(FacilityKind kind, const std::vector<std::size_t>& places,
                            std::vector<double> weights) const {
    double persons = 0;
    for (const double served : weights) persons += served;
    if (kind == FacilityKind::kCentre) weights[0] = persons;
    if (kind == FacilityKind::kSchool) {
      for (double& w : weights) w *= rules_.pupils_per_inhabitant;
    }
    if (kind != FacilityKind::kWorkplace) return weights;
    for (std::size_t i = 0; i < places.size(); ++i) {
      weights[i] *= 1 + rules_.job_concentration * around_centres_.relative_density(places[i]);
    }
    const auto jobs =
        share_out(static_cast<std::int64_t>(persons * rules_.jobs_per_inhabitant + 0.5), weights);
    return {jobs.begin(), jobs.end()};
  }

  const std::vector<PopulationCell>& cells_;
  const FacilityRules& rules_;
  geo::Projection projection_;
  Surroundings around_centres_;
  std::vector<Facility> facilities_;
};

}  // namespace

std::vector<Facility> derive_facilities(const std::vector<PopulationCell>& cells, int utm_zone,
                                        const FacilityRules& rules) {
  const bool anyone = std::any_of(cells.begin(), cells.end(),
                                  [](const PopulationCell& cell) { return cell.persons > 0; });
  return anyone ? Deriver(cells, utm_zone, rules).derive() : std::vector<Facility>();
}

}  // namespace grend::region
