#include "models/activity/destinations.h"

#include <algorithm>

#include "engine/base/portable_math.h"

namespace grend::activity {
namespace {

constexpr auto index_of(ActivityKind kind) { return static_cast<std::size_t>(kind); }

geo::Point centre(const region::PopulationCell& cell) {
  const auto half = cell.side.ticks() / 2;
  return {cell.south_west.x + half, cell.south_west.y + half};
}

std::vector<Opportunity> households_as_opportunities(const region::RegionInput& region) {
  std::vector<Opportunity> cells;
  for (const auto& cell : region.cells) {
    cells.push_back({{}, centre(cell), static_cast<double>(cell.persons)});
  }
  return cells;
}

}  // namespace

std::size_t DestinationModel::Pull::draw(std::size_t row, double uniform) const {
  const auto first = cumulative.begin() + static_cast<std::ptrdiff_t>(row * columns);
  const auto last = first + static_cast<std::ptrdiff_t>(columns);
  const double target = uniform * *(last - 1);
  const auto found = std::upper_bound(first, last, target);
  return static_cast<std::size_t>(std::min(found, last - 1) - first);
}

DestinationModel::DestinationModel(const region::RegionInput& region,
                                   const population::Population& population,
                                   Opportunities opportunities, const PlanSpec& spec,
                                   par::Executor& executor)
    : opportunities_(std::move(opportunities)), population_(&population) {
  households_by_cell_.resize(region.cells.size());
  for (const auto id : population.home.ids()) {
    households_by_cell_[population.cell[id].value()].push_back(id);
  }
  for (std::size_t k = 0; k < kActivityKinds; ++k) {
    const auto kind = static_cast<ActivityKind>(k);
    const bool visit = kind == ActivityKind::kVisit;
    const auto to = visit ? households_as_opportunities(region) : opportunities_.by_kind[k];
    pulls_[k] =
        build_pull(region, to, spec.of(kind).reach, kind == ActivityKind::kSchool, executor);
  }
}

DestinationModel::Pull DestinationModel::build_pull(const region::RegionInput& region,
                                                    const std::vector<Opportunity>& to,
                                                    Distance reach, bool nearest_only,
                                                    par::Executor& executor) const {
  Pull pull;
  pull.columns = to.size();
  pull.cumulative.resize(region.cells.size() * to.size());
  if (to.empty()) return pull;
  constexpr std::size_t kCellsPerChunk = 32;
  par::for_ranges(executor, region.cells.size(), kCellsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t) {
                    for (std::size_t i = begin; i < end; ++i) {
                      const geo::Point from = centre(region.cells[i]);
                      double* row = pull.cumulative.data() + i * to.size();
                      Distance shortest = Distance::max();
                      for (const auto& t : to)
                        shortest = std::min(shortest, geo::distance(from, t.position));
                      double sum = 0;
                      for (std::size_t j = 0; j < to.size(); ++j) {
                        const Distance away = geo::distance(from, to[j].position);
                        // Relative to the nearest, so that a remote farm's pulls do not all vanish.
                        const double decay = nearest_only
                                                 ? (away == shortest ? 1 : 0)
                                                 : portable_exp(-((away - shortest) / reach));
                        sum += to[j].weight * decay;
                        row[j] = sum;
                      }
                    }
                  });
  return pull;
}

bool DestinationModel::offers(ActivityKind kind) const {
  if (kind == ActivityKind::kVisit) return population_->households() > 0;
  return !opportunities_.by_kind[index_of(kind)].empty();
}

Destination DestinationModel::draw(ActivityKind kind, population::HouseholdId home,
                                   RandomStream& random) const {
  const auto& commuting = opportunities_.commuting;
  if (kind == ActivityKind::kWork && !commuting.gateways.empty()) {
    double outside = 0;
    for (const auto& g : commuting.gateways) outside += g.weight;
    if (random.chance(outside / (outside + commuting.inside))) {
      std::vector<double> weights;
      for (const auto& g : commuting.gateways) weights.push_back(g.weight);
      return {commuting.gateways[random.pick(weights)].place, true};
    }
  }
  const std::size_t cell = population_->cell[home].value();
  const std::size_t chosen = pulls_[index_of(kind)].draw(cell, random.uniform());
  if (kind != ActivityKind::kVisit)
    return {opportunities_.by_kind[index_of(kind)][chosen].place, false};
  const auto& hosts = households_by_cell_[chosen];
  if (hosts.empty()) return {population_->home[home], false};
  const auto host = random.between(0, static_cast<std::int64_t>(hosts.size()) - 1);
  return {population_->home[hosts[static_cast<std::size_t>(host)]], false};
}

}  // namespace grend::activity
