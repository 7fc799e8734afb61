#include "models/activity/workplaces.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/region/share_out.h"

namespace grend::activity {
namespace {

using population::PersonId;

// Where the employed of one municipality work: whole persons by municipality and gateway.
struct Split {
  std::vector<std::uint32_t> work;  // municipality, or kOutside + gateway
  std::vector<std::int64_t> employed;
};
constexpr std::uint32_t kOutside = std::uint32_t{1} << 31;

class Assigner {
 public:
  Assigner(const WorkInput& input, PlacesByZone& places, par::Executor& executor)
      : in_(input), places_(places), municipalities_(input.region.municipality_count()) {
    count_employed();
    split_employed();
    find_nearness(executor);
  }

  // Balances the zones' weights; returns by how much the worst is off.
  WorkReport balance() {
    constexpr std::size_t kMostRounds = 30;
    constexpr double kClose = 0.01;
    WorkReport report;
    if (places_.empty()) return report;
    wanted_ = wanted_workers();
    for (; report.rounds < kMostRounds; ++report.rounds) {
      const auto workers = expected_workers();
      report.worst_zone = 0;
      std::vector<double> correction(wanted_.size(), 1);
      for (std::size_t z = 0; z < wanted_.size(); ++z) {
        if (wanted_[z] <= 0 || workers[z] <= 0) continue;
        correction[z] = wanted_[z] / workers[z];
        if (wanted_[z] >= 10) {
          report.worst_zone = std::max(report.worst_zone, std::abs(1 / correction[z] - 1));
        }
      }
      if (report.worst_zone < kClose) break;
      places_.scale(correction);
    }
    return report;
  }

  IdVector<PersonId, UsualPlace> assign(par::Executor& executor) {
    const auto where = split_persons();
    IdVector<PersonId, UsualPlace> result(in_.people.persons());
    constexpr std::size_t kPersonsPerChunk = 4096;
    par::for_ranges(executor, in_.people.persons(), kPersonsPerChunk,
                    [&](std::size_t begin, std::size_t end, std::size_t) {
                      std::array<Row, 2> rows;  // of those who stay, and of the others
                      for (std::size_t i = begin; i < end; ++i) {
                        const PersonId p(i);
                        if (!in_.people.employed[p]) continue;
                        result[p] = choose(p, where[p], rows[where[p] == home_of(p) ? 0 : 1]);
                      }
                    });
    return result;
  }

 private:
  // Cumulative pulls from one zone to one municipality, kept while persons of it follow each other.
  struct Row {
    std::uint32_t zone = ~std::uint32_t{0};
    std::uint32_t work = 0;
    std::vector<std::uint32_t> nodes;
    std::vector<double> upto;
  };

  std::uint32_t zone_of(PersonId p) const {
    return in_.tree.zone_of_cell(in_.people.cell[in_.people.household[p]].value());
  }
  std::uint32_t home_of(PersonId p) const { return in_.tree.municipality(zone_of(p)); }

  void count_employed() {
    employed_.assign(in_.tree.zones(), 0);
    for (const PersonId p : in_.people.employed.ids()) {
      if (in_.people.employed[p]) ++employed_[zone_of(p)];
    }
  }

  void split_employed() {
    std::vector<std::vector<double>> weights(municipalities_);
    splits_.resize(municipalities_);
    for (const auto& flow : in_.commuting.flows) {
      splits_[flow.home].work.push_back(flow.work ? *flow.work : kOutside + flow.gateway);
      weights[flow.home].push_back(flow.employed);
    }
    for (std::uint32_t m = 0; m < municipalities_; ++m) {
      std::int64_t live = 0;
      const auto zones = in_.tree.zones_of(m);
      for (std::uint32_t z = zones.from; z < zones.to; ++z) live += employed_[z];
      double known = 0;
      for (const double w : weights[m]) known += w;
      if (known <= 0) {  // no statistics: anywhere in the region
        splits_[m] = {{kAnywhere}, {live}};
        anywhere_ = true;
      } else {
        splits_[m].employed = region::share_out(live, weights[m]);
      }
    }
  }

  Interval<std::uint32_t> zones_of_work(std::uint32_t work) const {
    return work == kAnywhere
               ? Interval<std::uint32_t>{0, static_cast<std::uint32_t>(in_.tree.zones())}
               : in_.tree.zones_of(work);
  }

  // Jobs are shares: a municipality's workers, wherever they live, over its zones.
  std::vector<double> wanted_workers() const {
    std::vector<double> workers(municipalities_, 0);
    double anywhere = 0;
    for (const auto& split : splits_) {
      for (std::size_t i = 0; i < split.work.size(); ++i) {
        const auto n = static_cast<double>(split.employed[i]);
        if (split.work[i] == kAnywhere) {
          anywhere += n;
        } else if (split.work[i] < kOutside) {
          workers[split.work[i]] += n;
        }
      }
    }
    std::vector<double> wanted(in_.tree.zones(), 0);
    const double all = places_.weight(0, static_cast<std::uint32_t>(in_.tree.zones()));
    for (std::uint32_t z = 0; z < wanted.size(); ++z) {
      const auto m = in_.tree.municipality(z);
      const auto zones = in_.tree.zones_of(m);
      const double here = places_.weight(z, z + 1);
      const double own = places_.weight(zones.from, zones.to);
      wanted[z] = (own > 0 ? workers[m] * here / own : 0) + (all > 0 ? anywhere * here / all : 0);
    }
    return wanted;
  }

  // exp(-time / decay) of every entry, relative to the nearest of its municipality. Weights change
  // from round to round, these do not.
  void find_nearness(par::Executor& executor) {
    nearness_.resize(in_.surroundings.size());
    constexpr std::size_t kZonesPerChunk = 256;
    par::for_ranges(executor, in_.tree.zones(), kZonesPerChunk,
                    [&](std::size_t begin, std::size_t end, std::size_t) {
                      std::vector<double> pulls;
                      for (auto z = static_cast<std::uint32_t>(begin); z < end; ++z) {
                        for (std::size_t first = 0, size = in_.surroundings.of(z).size();
                             first < size;) {
                          first = find_nearness(z, first, pulls);
                        }
                      }
                    });
  }

  std::size_t find_nearness(std::uint32_t zone, std::size_t first, std::vector<double>& pulls) {
    const auto entries = in_.surroundings.of(zone);
    const auto municipality_of = [&](std::size_t i) {
      return anywhere_ ? 0 : in_.tree.municipality(in_.tree.nodes()[entries[i].node].first);
    };
    std::size_t last = first;
    float nearest = std::numeric_limits<float>::max();
    for (; last < entries.size() && municipality_of(last) == municipality_of(first); ++last) {
      nearest = std::min(nearest, entries[last].seconds);
    }
    float* row = nearness_.data() + in_.surroundings.first_entry(zone);
    const std::vector<double> ones(last - first, 1);
    find_pulls(entries.subspan(first, last - first), ones, nearest, in_.decay, pulls);
    for (std::size_t i = first; i < last; ++i) row[i] = static_cast<float>(pulls[i - first]);
    return last;
  }

  // Calls visit(node, pull) for what `zone` sees of the zones.
  template <class Visit>
  void pulls(std::uint32_t zone, Interval<std::uint32_t> to, Visit&& visit) const {
    const auto entries = in_.surroundings.of(zone);
    const float* near = nearness_.data() + in_.surroundings.first_entry(zone);
    const auto& nodes = in_.tree.nodes();
    const auto begin = std::partition_point(entries.begin(), entries.end(), [&](const Entry& e) {
      return nodes[e.node].last <= to.from;
    });
    for (auto e = begin; e != entries.end() && nodes[e->node].first < to.to; ++e) {
      const double weight = places_.weight(nodes[e->node].first, nodes[e->node].last);
      const double p = weight * static_cast<double>(near[e - entries.begin()]);
      if (p > 0) visit(e->node, p);
    }
  }

  std::vector<double> expected_workers() const {
    const auto& nodes = in_.tree.nodes();
    std::vector<double> at_node(nodes.size(), 0);
    std::vector<std::pair<std::uint32_t, double>> row;
    for (std::uint32_t z = 0; z < in_.tree.zones(); ++z) {
      if (employed_[z] == 0) continue;
      const auto home = in_.tree.municipality(z);
      std::int64_t live = 0;
      for (const auto n : splits_[home].employed) live += n;
      for (std::size_t i = 0; i < splits_[home].work.size(); ++i) {
        if (splits_[home].work[i] >= kOutside && splits_[home].work[i] != kAnywhere) continue;
        double all = 0;
        row.clear();
        pulls(z, zones_of_work(splits_[home].work[i]), [&](std::uint32_t node, double p) {
          row.emplace_back(node, p);
          all += p;
        });
        const double go = static_cast<double>(employed_[z]) *
                          static_cast<double>(splits_[home].employed[i]) /
                          static_cast<double>(live);
        for (const auto& [node, p] : row) at_node[node] += go * p / all;
      }
    }
    // A node's workers lie on its zones as the weights do.
    std::vector<double> at_zone(in_.tree.zones(), 0);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      if (at_node[n] <= 0) continue;
      const double all = places_.weight(nodes[n].first, nodes[n].last);
      for (std::uint32_t z = nodes[n].first; z < nodes[n].last; ++z) {
        at_zone[z] += at_node[n] * places_.weight(z, z + 1) / all;
      }
    }
    return at_zone;
  }

  // The municipality each employed person works in, as many as there are, by draws without
  // replacement in the order of persons.
  IdVector<PersonId, std::uint32_t> split_persons() const {
    IdVector<PersonId, std::uint32_t> where(in_.people.persons(), kAnywhere);
    auto left = splits_;
    for (const PersonId p : in_.people.employed.ids()) {
      if (!in_.people.employed[p]) continue;
      Split& split = left[home_of(p)];
      if (split.work.size() == 1) {
        where[p] = split.work[0];
        continue;
      }
      std::int64_t all = 0;
      for (const auto n : split.employed) all += n;
      RandomStream random({in_.random.seed, 0}, p.value(), Purpose::kDestination);
      auto drawn = random.between(0, all - 1);
      std::size_t i = 0;
      while (drawn >= split.employed[i]) drawn -= split.employed[i++];
      --split.employed[i];
      where[p] = split.work[i];
    }
    return where;
  }

  UsualPlace choose(PersonId p, std::uint32_t work, Row& row) const {
    if (work >= kOutside && work != kAnywhere) return UsualPlace::through(work - kOutside);
    constexpr std::uint32_t kAfterSplit = 4;
    RandomStream random({in_.random.seed, 0}, p.value(), Purpose::kDestination, kAfterSplit);
    const std::uint32_t zone = zone_of(p);
    if (row.zone != zone || row.work != work) fill(zone, work, row);
    if (row.upto.empty()) return {};
    const double target = random.uniform() * row.upto.back();
    const auto found = std::min<std::size_t>(
        static_cast<std::size_t>(std::upper_bound(row.upto.begin(), row.upto.end(), target) -
                                 row.upto.begin()),
        row.upto.size() - 1);
    const ZoneNode& node = in_.tree.nodes()[row.nodes[found]];
    return {places_.pick(node.first, node.last, random.uniform())};
  }

  void fill(std::uint32_t zone, std::uint32_t work, Row& row) const {
    row.zone = zone;
    row.work = work;
    row.nodes.clear();
    row.upto.clear();
    double sum = 0;
    pulls(zone, zones_of_work(work), [&](std::uint32_t node, double p) {
      row.nodes.push_back(node);
      row.upto.push_back(sum += p);
    });
  }

  static constexpr std::uint32_t kAnywhere = ~std::uint32_t{0};

  const WorkInput& in_;
  PlacesByZone& places_;
  std::size_t municipalities_;
  std::vector<std::int64_t> employed_;  // residents, by zone
  std::vector<Split> splits_;           // by municipality
  bool anywhere_ = false;               // some know no municipality to go to
  std::vector<float> nearness_;         // of each entry of the surroundings
  std::vector<double> wanted_;
};

}  // namespace

IdVector<PersonId, UsualPlace> assign_workplaces(const WorkInput& input, PlacesByZone& places,
                                                 par::Executor& executor, WorkReport* report) {
  Assigner assigner(input, places, executor);
  const WorkReport done = assigner.balance();
  if (report != nullptr) *report = done;
  return assigner.assign(executor);
}

}  // namespace grend::activity
