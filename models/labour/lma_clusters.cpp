#include "models/labour/lma_clusters.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/check.h"

namespace grend::labour {

// Compared by a real number where that is safe, else exactly.
struct Clusters::Cohesion {
  double about = 0;
  Exchange exchange;
  Totals community;
  Totals cluster;

  Ratio exact() const {
    // A term without residents or jobs is no flow either: 0 / 1.
    const auto under = [](Persons live, Persons work) {
      return std::max(Wide(live.ticks()) * work.ticks(), Wide(1));
    };
    const Wide out = exchange.out.ticks();
    const Wide in = exchange.in.ticks();
    const Wide out_under = under(community.live, cluster.work);
    const Wide in_under = under(cluster.live, community.work);
    return {out * out * in_under + in * in * out_under, out_under * in_under};
  }
  bool is_above(const Cohesion& other) const {
    // Six roundings of positive numbers are wrong by less than one in 10^15.
    const double gap = about - other.about;
    if (std::abs(gap) > 1e-12 * std::max(about, other.about)) return gap > 0;
    return exact() > other.exact();
  }
};

Clusters::Clusters(const CommutingTable& table, const LmaSpec& spec)
    : spec_(spec), own_(table.municipalities.size()) {
  std::map<Pair, Exchange> both_ways;
  for (const auto& flow : table.flows) {
    own_[flow.home].live += flow.employed;
    own_[flow.work].work += flow.employed;
    if (flow.home == flow.work) {
      own_[flow.home].both += flow.employed;
      continue;
    }
    Exchange& there = both_ways[{flow.home, flow.work}];
    there.other = flow.work;
    there.out += flow.employed;
    Exchange& back = both_ways[{flow.work, flow.home}];
    back.other = flow.home;
    back.in += flow.employed;
  }
  cluster_of_.resize(own_.size());
  members_.resize(own_.size());
  totals_ = own_;
  auto next = both_ways.begin();
  for (const auto id : own_.ids()) {
    std::vector<Exchange> row;
    for (; next != both_ways.end() && next->first.first == id; ++next) row.push_back(next->second);
    exchanges_.push_row(row);
    cluster_of_[id] = id;
    members_[id] = {id};
    validity_.push_back(validity(own_[id], spec_));
  }
}

MunicipalityId Clusters::least_valid() const {
  MunicipalityId least;
  for (const auto id : members_.ids()) {
    if (members_[id].empty()) continue;
    if (!least.valid() || validity_[id] < validity_[least]) least = id;
  }
  const Ratio one{1, 1};
  return least.valid() && validity_[least] < one ? least : MunicipalityId::none();
}

MunicipalityId Clusters::loosest(MunicipalityId cluster) const {
  MunicipalityId loosest;
  Persons most;
  for (const auto id : members_[cluster]) {
    Persons across;
    for (const auto& e : exchanges_[id]) {
      if (cluster_of_[e.other] != cluster) across += e.out + e.in;
    }
    if (loosest.valid() && across <= most) continue;
    loosest = id;
    most = across;
  }
  return loosest;
}

std::vector<Clusters::Exchange> Clusters::with_clusters(MunicipalityId community) const {
  std::map<MunicipalityId, Exchange> sums;
  for (const auto& e : exchanges_[community]) {
    const MunicipalityId cluster = cluster_of_[e.other];
    if (!cluster.valid() || cluster == cluster_of_[community]) continue;
    Exchange& sum = sums[cluster];
    sum.other = cluster;
    sum.out += e.out;
    sum.in += e.in;
  }
  std::vector<Exchange> ascending;
  for (const auto& [cluster, sum] : sums) ascending.push_back(sum);
  return ascending;
}

Clusters::Cohesion Clusters::cohesion(MunicipalityId community, const Exchange& exchange) const {
  Cohesion found{0, exchange, own_[community], totals_[exchange.other]};
  const auto term = [](Persons flow, Persons live, Persons work) {
    const auto commuters = static_cast<double>(flow.ticks());
    if (flow == Persons()) return 0.0;
    return commuters * commuters /
           (static_cast<double>(live.ticks()) * static_cast<double>(work.ticks()));
  };
  found.about = term(exchange.out, found.community.live, found.cluster.work) +
                term(exchange.in, found.cluster.live, found.community.work);
  return found;
}

MunicipalityId Clusters::nearest(MunicipalityId community) const {
  Cohesion best;
  for (const auto& exchange : with_clusters(community)) {
    const Cohesion found = cohesion(community, exchange);
    if (!best.exchange.other.valid() || found.is_above(best)) best = found;
  }
  return best.exchange.other;
}

Clusters::Exchange Clusters::with_cluster(MunicipalityId community, MunicipalityId cluster) const {
  Exchange sum;
  sum.other = cluster;
  for (const auto& e : exchanges_[community]) {
    if (cluster_of_[e.other] != cluster) continue;
    sum.out += e.out;
    sum.in += e.in;
  }
  return sum;
}

Totals Clusters::joined(MunicipalityId cluster, MunicipalityId community) const {
  const Exchange inside = with_cluster(community, cluster);
  const Totals& own = own_[community];
  const Totals& all = totals_[cluster];
  return {all.live + own.live, all.work + own.work, all.both + own.both + inside.out + inside.in};
}

Ratio Clusters::validity_with(MunicipalityId cluster, MunicipalityId community) const {
  return validity(joined(cluster, community), spec_);
}

void Clusters::remove(MunicipalityId community) {
  const MunicipalityId cluster = cluster_of_[community];
  cluster_of_[community] = MunicipalityId::none();
  auto& members = members_[cluster];
  members.erase(std::find(members.begin(), members.end(), community));
  const Exchange inside = with_cluster(community, cluster);
  const Totals& own = own_[community];
  Totals& all = totals_[cluster];
  all.live -= own.live;
  all.work -= own.work;
  all.both -= own.both + inside.out + inside.in;
  validity_[cluster] = validity(all, spec_);
}

void Clusters::add(MunicipalityId community, MunicipalityId cluster) {
  GREND_CHECK(!cluster_of_[community].valid());
  totals_[cluster] = joined(cluster, community);
  validity_[cluster] = validity(totals_[cluster], spec_);
  cluster_of_[community] = cluster;
  auto& members = members_[cluster];
  members.insert(std::lower_bound(members.begin(), members.end(), community), community);
}

}  // namespace grend::labour
