// The state of the European method: which community is in which cluster, and what that makes of the
// clusters. A cluster is named by the community with which it began. A community in no cluster is
// on the reserve list; its flows still count as flows to and from elsewhere. Asking for the least
// valid cluster costs the number of clusters, all else the flows of one community.
#pragma once

#include <vector>

#include "models/labour/lma_validity.h"

namespace grend::labour {

class Clusters {
 public:
  // Every community is a cluster. The table and the spec must outlive this.
  Clusters(const CommutingTable& table, const LmaSpec& spec);

  // The least valid cluster, the lowest on ties; none() if all are valid.
  MunicipalityId least_valid() const;
  // The community of the cluster with the greatest flows across its border, the lowest on ties.
  MunicipalityId loosest(MunicipalityId cluster) const;
  // The cluster, other than its own, with the greatest cohesion
  //   T(c,j)² / (L_c W_j) + T(j,c)² / (L_j W_c),
  // the lowest on ties; none() if nobody commutes between the community and any other cluster.
  MunicipalityId nearest(MunicipalityId community) const;
  // Validity of a cluster, as it is and with one more community.
  const Ratio& validity_of(MunicipalityId cluster) const { return validity_[cluster]; }
  Ratio validity_with(MunicipalityId cluster, MunicipalityId community) const;

  void remove(MunicipalityId community);
  void add(MunicipalityId community, MunicipalityId cluster);

  MunicipalityId cluster_of(MunicipalityId community) const { return cluster_of_[community]; }
  const std::vector<MunicipalityId>& members(MunicipalityId cluster) const {
    return members_[cluster];
  }
  const Totals& totals(MunicipalityId cluster) const { return totals_[cluster]; }
  // A single community's totals.
  const Totals& community(MunicipalityId id) const { return own_[id]; }

 private:
  // Commuters between one community and another, or a cluster.
  struct Exchange {
    MunicipalityId other;
    Persons out;
    Persons in;
  };
  struct Cohesion;

  std::vector<Exchange> with_clusters(MunicipalityId community) const;
  Exchange with_cluster(MunicipalityId community, MunicipalityId cluster) const;
  Totals joined(MunicipalityId cluster, MunicipalityId community) const;
  Cohesion cohesion(MunicipalityId community, const Exchange& exchange) const;

  const LmaSpec& spec_;
  Jagged<MunicipalityId, Exchange> exchanges_;  // with each other community, ascending
  IdVector<MunicipalityId, Totals> own_;
  IdVector<MunicipalityId, MunicipalityId> cluster_of_;
  IdVector<MunicipalityId, std::vector<MunicipalityId>> members_;  // ascending
  IdVector<MunicipalityId, Totals> totals_;
  IdVector<MunicipalityId, Ratio> validity_;
};

}  // namespace grend::labour
