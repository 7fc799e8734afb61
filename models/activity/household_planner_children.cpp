// Small children: how they get to kindergarten and home, and who stays with those who do not go.
#include <algorithm>

#include "models/activity/household_planner.h"

namespace grend::activity {

// Kindergarten is for those of a year or more. Who is at home brings and fetches them; else parents
// do on their way to and from work. While a child is at home, so is a grown-up.
void HouseholdPlanner::look_after_children() {
  constexpr int kFirstYear = 1;
  Members to_bring = 0, others = 0;
  std::optional<std::size_t> first_adult;
  for (std::size_t m = 0; m < size_; ++m) {
    const int age = members_[m].age;
    if (age < in_.spec.school_age) (age >= kFirstYear ? to_bring : others) |= bit(m);
    if (age >= population::kAdult && !first_adult) first_adult = m;
  }
  if ((to_bring | others) == 0 || !first_adult) return;
  RandomStream& random = random_[*first_adult];
  const double share = in_.spec.kindergarten_attendance * in_.factors.of(ActivityKind::kEscort);
  const auto place = in_.destinations.kindergarten(household_);
  if (!in_.day.working_day() || !random.chance(share) || !place || is_home(*place)) {
    others |= std::exchange(to_bring, 0);
  }
  auto at_home = adult_at_home();
  if (!at_home && others != 0) at_home = keep_one_at_home(random);
  if (to_bring == 0) return;
  at_home ? bring_from_home(*at_home, to_bring, others, *place)
          : bring_on_the_way(to_bring, *place, random);
}

std::optional<std::size_t> HouseholdPlanner::adult_at_home() const {
  for (std::size_t m = 0; m < size_; ++m) {
    const bool out = std::any_of(drafts_.begin(), drafts_.end(),
                                 [&](const Draft& tour) { return tour.leader == m; });
    if (members_[m].age >= population::kAdult && !out) return m;
  }
  return std::nullopt;
}

// Parental leave, or a day with a sick child: one of those at work is not.
std::optional<std::size_t> HouseholdPlanner::keep_one_at_home(RandomStream& random) {
  const auto ways = ways_to_work();
  if (ways.empty()) return std::nullopt;
  const auto one =
      ways[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(ways.size()) - 1))];
  const std::size_t member = drafts_[one].leader;
  drafts_.erase(drafts_.begin() + static_cast<std::ptrdiff_t>(one));
  return member;
}

std::vector<std::size_t> HouseholdPlanner::ways_to_work() const {
  std::vector<std::size_t> ways;
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    const bool adult = members_[drafts_[d].leader].age >= population::kAdult;
    if (adult && drafts_[d].kind == ActivityKind::kWork) ways.push_back(d);
  }
  return ways;
}

void HouseholdPlanner::bring_from_home(std::size_t adult, Members children, Members others,
                                       const Destination& kindergarten) {
  const When when = draw_when(in_.spec.escort, random_[adult]);
  const Duration gap = in_.spec.time_between_tours;
  Draft bring{.leader = adult, .kind = ActivityKind::kEscort};
  bring.add({ActivityKind::kEscort, kindergarten, when.start, when.duration});
  Draft fetch = bring;
  fetch.stops[0].start = std::min(when.start + in_.spec.kindergarten_day,
                                  in_.spec.kindergarten_closes - when.duration);
  if (fetch.stops[0].start < bring.last().end() + gap) return;
  bring.along = {children | others, others};
  fetch.along = {others, children | others};
  kindergarten_ = {children, drafts_.size(), drafts_.size() + 1, 0};
  drafts_.push_back(bring);
  drafts_.push_back(fetch);
}

// All adults work today: one brings, one fetches, perhaps the same.
void HouseholdPlanner::bring_on_the_way(Members children, const Destination& kindergarten,
                                        RandomStream& random) {
  const auto ways = ways_to_work();
  if (ways.empty()) return;
  const auto one_of_them = [&] {
    return ways[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(ways.size()) - 1))];
  };
  const std::size_t bring = one_of_them();
  std::size_t fetch = one_of_them();
  const Stop stop{
      ActivityKind::kEscort, kindergarten, {}, draw_when(in_.spec.escort, random).duration};
  bring_before_work(drafts_[bring], stop);
  drafts_[bring].along[0] = children;
  // Who works at night cannot fetch in the morning whom the other brings then.
  Draft tour = drafts_[fetch];
  fetch_after_work(tour, stop);
  if (tour.last().start < drafts_[bring].stops[0].end()) {
    fetch = bring;
    tour = drafts_[bring];
    fetch_after_work(tour, stop);
  }
  tour.along[tour.count] = children;
  kindergarten_ = {children, bring, fetch, tour.count - 1};
  drafts_[fetch] = tour;
}

// A kindergarten that opens too late makes people begin later.
void HouseholdPlanner::bring_before_work(Draft& tour, Stop kindergarten) {
  Stop work = tour.stops[0];
  const Duration drive = in_.destinations.drive(kindergarten.at, work.at);
  kindergarten.start = work.start - drive - kindergarten.duration;
  const Duration late = in_.spec.escort.start.from - kindergarten.start;
  if (late > Duration()) {
    kindergarten.start += late;
    work.start += late;
    work.duration = std::max(work.duration - late, Duration());
  }
  tour.count = 0;
  tour.add(kindergarten);
  tour.add(work);
  tour.anchor = 1;
}

// ... and one that closes too early makes them leave earlier.
void HouseholdPlanner::fetch_after_work(Draft& tour, Stop kindergarten) {
  Stop& work = tour.stops[tour.count - 1];
  const Duration drive = in_.destinations.drive(work.at, kindergarten.at);
  const Duration late = work.end() + drive + kindergarten.duration - in_.spec.kindergarten_closes;
  if (late > Duration()) work.duration = std::max(work.duration - late, Duration());
  kindergarten.start = work.end() + drive;
  tour.add(kindergarten);
}

}  // namespace grend::activity
