#include "models/labour/toi.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "models/labour/ratio.h"

namespace grend::labour {
namespace {

using UnitOf = IdVector<MunicipalityId, MunicipalityId>;

struct Candidate {
  Ratio share;
  Flow flow;
};

// What a step asks of a link.
struct Rule {
  Ground ground;
  double share;
  Duration time;
};

class Joining {
 public:
  Joining(const CommutingTable& units, const LinkTimes& times)
      : units_(units), times_(times), states_(units.municipalities.size()) {}

  ToiCounts join_satellites(const Rule& rule);
  void join_left_overs(const Rule& rule);
  void repair(MunicipalityId unit, MunicipalityId target);
  const IdVector<MunicipalityId, Membership>& units() const { return states_; }

 private:
  bool is_free(MunicipalityId unit) const { return states_[unit].role == Role::kAlone; }
  bool is_joined(MunicipalityId unit) const {
    return states_[unit].role == Role::kSatellite || states_[unit].role == Role::kLeftOver;
  }
  const Municipality& at(MunicipalityId unit) const { return units_.municipalities[unit]; }

  template <class Share>
  std::vector<Candidate> candidates(double least, Share&& share) const;
  const LinkTime* known_time(const Flow& flow) const;
  void join_if_free(const Flow& flow, Role role, Ground ground);
  Link link_of(const Flow& flow, Ground ground) const;

  const CommutingTable& units_;
  const LinkTimes& times_;
  IdVector<MunicipalityId, Membership> states_;
};

// Links whose share is above `least`, greatest first.
template <class Share>
std::vector<Candidate> Joining::candidates(double least, Share&& share) const {
  const Ratio limit = share_ratio(least);
  std::vector<Candidate> found;
  for (const auto& flow : units_.flows) {
    if (flow.home == flow.work) continue;
    Candidate candidate{share(flow), flow};
    if (candidate.share > limit) found.push_back(std::move(candidate));
  }
  // Flows ascend by (home, work), and equal shares stay so.
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.share > b.share; });
  return found;
}

const LinkTime* Joining::known_time(const Flow& flow) const {
  const auto time = times_.known.find({flow.home, flow.work});
  return time == times_.known.end() ? nullptr : &time->second;
}

Link Joining::link_of(const Flow& flow, Ground ground) const {
  const double employed = to_persons(flow.employed);
  Link link{flow.work, 100 * employed / to_persons(at(flow.home).working_age),
            100 * employed / to_persons(at(flow.work).working_age), std::nullopt};
  if (const LinkTime* time = known_time(flow)) {
    link.time = ground == Ground::kOtherMode ? time->other_mode : time->road;
  }
  return link;
}

void Joining::join_if_free(const Flow& flow, Role role, Ground ground) {
  if (!is_free(flow.home) || is_joined(flow.work)) return;
  states_[flow.home] = {flow.work, role, ground, link_of(flow, ground)};
  states_[flow.work].role = Role::kCentre;
}

ToiCounts Joining::join_satellites(const Rule& rule) {
  const auto out_share = [&](const Flow& flow) {
    return Ratio{flow.employed.ticks(), at(flow.home).working_age.ticks()};
  };
  const auto found = candidates(rule.share, out_share);
  for (const auto& candidate : found) {
    const LinkTime* time = known_time(candidate.flow);
    const bool near = time != nullptr ? time->road < rule.time : times_.unknown_is_near;
    if (near) join_if_free(candidate.flow, Role::kSatellite, rule.ground);
  }
  const auto in_role = [&](Role role) {
    return static_cast<std::size_t>(
        std::count_if(states_.begin(), states_.end(),
                      [role](const Membership& state) { return state.role == role; }));
  };
  return {found.size(), in_role(Role::kSatellite), in_role(Role::kCentre)};
}

void Joining::join_left_overs(const Rule& rule) {
  const auto sum_of_shares = [&](const Flow& flow) {
    const Wide home = at(flow.home).working_age.ticks();
    const Wide work = at(flow.work).working_age.ticks();
    return Ratio{flow.employed.ticks() * (home + work), home * work};
  };
  for (const auto& candidate : candidates(rule.share, sum_of_shares)) {
    const LinkTime* time = known_time(candidate.flow);
    if (time == nullptr) continue;
    const bool by_road = rule.ground != Ground::kOtherMode;
    if ((by_road ? time->road : time->other_mode) >= rule.time) continue;
    join_if_free(candidate.flow, Role::kLeftOver, rule.ground);
  }
}

void Joining::repair(MunicipalityId unit, MunicipalityId target) {
  const MunicipalityId centre = is_joined(target) ? states_[target].centre : target;
  if (!is_free(unit) || centre == unit) return;
  states_[unit] = {centre, Role::kLeftOver, Ground::kContiguity, std::nullopt};
  states_[centre].role = Role::kCentre;
}

// From units to municipalities: all twins share what became of their unit.
Partition expand(const IdVector<MunicipalityId, Membership>& units, const UnitOf& unit_of) {
  IdVector<MunicipalityId, std::size_t> sizes(unit_of.size());
  for (const auto unit : unit_of) ++sizes[unit];
  Partition partition(unit_of.size());
  for (const auto id : unit_of.ids()) {
    const MunicipalityId unit = unit_of[id];
    Membership member = units[unit];
    const bool is_head = member.role == Role::kCentre || member.role == Role::kAlone;
    if (is_head) {
      member.centre = unit;
      if (sizes[unit] > 1) {
        member.role = Role::kCentre;
        member.ground = Ground::kTwinCentre;
      }
    }
    partition[id] = member;
  }
  return partition;
}

void check_codes(const CommutingTable& table, const ToiSpec& spec) {
  std::string problems;
  const auto check = [&](std::string_view list, const std::string& code) {
    if (find_municipality(table, code).valid()) return;
    problems += fmt::format("{}{}: there is no municipality '{}'", problems.empty() ? "" : "\n",
                            list, code);
  };
  for (const auto& twins : spec.twin_centres) {
    check("twin_centres", twins.first);
    check("twin_centres", twins.second);
  }
  for (const auto& repair : spec.contiguity_repairs) {
    check("contiguity_repairs", repair.municipality);
    check("contiguity_repairs", repair.centre);
  }
  if (problems.empty()) return;
  throw Error(ExitCode::kBadData, problems,
              "the defaults are for Norway's municipalities of 2020: give your own lists, or [] "
              "for none");
}

}  // namespace

UnitOf twin_units(const CommutingTable& table, const ToiSpec& spec) {
  check_codes(table, spec);
  UnitOf unit_of(std::vector<MunicipalityId>(table.municipalities.size()));
  for (const auto id : unit_of.ids()) unit_of[id] = id;
  for (const auto& twins : spec.twin_centres) {
    const MunicipalityId a = unit_of[find_municipality(table, twins.first)];
    const MunicipalityId b = unit_of[find_municipality(table, twins.second)];
    std::replace(unit_of.begin(), unit_of.end(), std::max(a, b), std::min(a, b));
  }
  return unit_of;
}

ToiOutcome toi_regions(const CommutingTable& table, const LinkTimes& times, const ToiSpec& spec) {
  for (const auto& m : table.municipalities) GREND_CHECK(m.working_age > Persons());
  const UnitOf unit_of = twin_units(table, spec);
  const CommutingTable units = join_units(table, unit_of);
  const LinkTimes unit_times = join_units(times, unit_of);
  Joining joining(units, unit_times);
  ToiOutcome outcome;
  outcome.counts = joining.join_satellites({Ground::kOutCommuting, spec.out_share, spec.out_time});
  joining.join_left_overs({Ground::kSumOfCommuting, spec.sum_share, spec.sum_time});
  joining.join_left_overs({Ground::kShortWay, spec.short_sum_share, spec.short_sum_time});
  joining.join_left_overs({Ground::kOtherMode, spec.other_mode_share, spec.other_mode_time});
  for (const auto& repair : spec.contiguity_repairs) {
    joining.repair(unit_of[find_municipality(table, repair.municipality)],
                   unit_of[find_municipality(table, repair.centre)]);
  }
  outcome.partition = expand(joining.units(), unit_of);
  return outcome;
}

}  // namespace grend::labour
