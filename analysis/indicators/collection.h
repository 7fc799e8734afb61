// Replications put together: one value per replication of each indicator, whole and by service,
// group, area and hour, and what is needed to merge runs. Adding is in the order of the
// replications; part_of() is pure, so that replications can be counted in parallel.
#pragma once

#include <array>
#include <vector>

#include "analysis/indicators/summary.h"
#include "analysis/statistics/statistics.h"
#include "engine/store/table.h"

namespace grend::indicators {

class Collection {
 public:
  // A replication, small.
  struct Part {
    std::int32_t replication = 0;
    std::vector<double> values;  // by definition
    // By category, then definition of the dimension.
    std::array<std::vector<double>, kDimensions> by_dimension;
    std::vector<TimeSlot> slots;
    std::map<std::int32_t, Load> loads;
    struct Distribution {
      statistics::Moments moments;
      std::map<std::int32_t, std::int32_t> bins;  // number of the bin: count
    };
    std::array<Distribution, kMeasures> distributions;
  };

  explicit Collection(const Breakdown& breakdown) : breakdown_(&breakdown) {}

  static Part part_of(std::int32_t replication, const Summary& summary);
  void add(Part part) { parts_.push_back(std::move(part)); }
  std::size_t size() const { return parts_.size(); }

  // One value per replication.
  std::vector<double> values(std::string_view indicator) const;
  // Sets the replications and indicators and adds the tables that go with them.
  void store_into(store::Results& results) const;

 private:
  const Breakdown* breakdown_;
  std::vector<Part> parts_;
};

// Of one replication of one day whose tables are given: what all days share and the raw tables.
std::vector<store::Indicator> compute_indicators(const std::vector<store::Table>& tables);

// The definitions that apply to a dimension.
std::vector<const Definition*> definitions_of(Dimension dimension);

}  // namespace grend::indicators
