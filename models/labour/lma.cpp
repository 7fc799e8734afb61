#include "models/labour/lma.h"

#include <algorithm>

#include "models/labour/lma_clusters.h"

namespace grend::labour {
namespace {

class Search {
 public:
  Search(const CommutingTable& table, const LmaSpec& spec)
      : clusters_(table, spec), moves_(table.municipalities.size()) {}

  void dissolve_invalid();
  void assign_reserve();
  LmaOutcome outcome() const;

 private:
  void move_from(MunicipalityId cluster);
  // Where the community belongs now; none() for the reserve list.
  MunicipalityId new_home(MunicipalityId community, MunicipalityId cluster) const;

  Clusters clusters_;
  IdVector<MunicipalityId, std::size_t> moves_;
  std::vector<MunicipalityId> reserve_;  // in order of arrival
  std::vector<MunicipalityId> assigned_;
};

void Search::dissolve_invalid() {
  for (auto cluster = clusters_.least_valid(); cluster.valid(); cluster = clusters_.least_valid()) {
    move_from(cluster);
  }
}

MunicipalityId Search::new_home(MunicipalityId community, MunicipalityId cluster) const {
  if (!cluster.valid() || moves_[community] > moves_.size()) return MunicipalityId::none();
  const bool falls = clusters_.validity_with(cluster, community) < clusters_.validity_of(cluster);
  return falls ? MunicipalityId::none() : cluster;
}

void Search::move_from(MunicipalityId cluster) {
  const MunicipalityId community = clusters_.loosest(cluster);
  const MunicipalityId nearest = clusters_.nearest(community);
  clusters_.remove(community);
  ++moves_[community];
  const MunicipalityId home = new_home(community, nearest);
  if (home.valid()) {
    clusters_.add(community, home);
  } else {
    reserve_.push_back(community);
  }
}

void Search::assign_reserve() {
  std::vector<MunicipalityId> waiting = reserve_;
  for (std::size_t before = waiting.size() + 1; waiting.size() < before;) {
    before = waiting.size();
    std::vector<MunicipalityId> still;
    for (const auto community : waiting) {
      const MunicipalityId cluster = clusters_.nearest(community);
      if (!cluster.valid()) {
        still.push_back(community);
        continue;
      }
      clusters_.add(community, cluster);
      assigned_.push_back(community);
    }
    waiting = std::move(still);
  }
}

LmaOutcome Search::outcome() const {
  LmaOutcome outcome;
  outcome.partition = Partition(moves_.size());
  for (const auto id : outcome.partition.ids()) {
    outcome.moves += moves_[id];
    outcome.partition[id].centre = id;
  }
  outcome.reserved = reserve_.size();
  for (const auto cluster : outcome.partition.ids()) {
    const auto& members = clusters_.members(cluster);
    if (members.size() < 2) continue;
    // The first of those with the most jobs: the lowest.
    const MunicipalityId centre = *std::max_element(
        members.begin(), members.end(), [this](MunicipalityId a, MunicipalityId b) {
          return clusters_.community(a).work < clusters_.community(b).work;
        });
    for (const auto id : members) {
      const bool late = std::find(assigned_.begin(), assigned_.end(), id) != assigned_.end();
      auto& member = outcome.partition[id];
      member.centre = centre;
      member.role = late ? Role::kLeftOver : Role::kSatellite;
      member.ground = late ? Ground::kReserve : Ground::kCohesion;
    }
    outcome.partition[centre] = {centre, Role::kCentre, Ground::kNone, std::nullopt};
  }
  return outcome;
}

}  // namespace

LmaOutcome lma_regions(const CommutingTable& table, const LmaSpec& spec) {
  Search search(table, spec);
  search.dissolve_invalid();
  search.assign_reserve();
  return search.outcome();
}

}  // namespace grend::labour
