#include "models/activity/household_planner.h"

#include <algorithm>
#include <bit>

#include "models/activity/latent_tours.h"

namespace grend::activity {

using population::HouseholdId;
using population::PersonId;

void HouseholdPlanner::plan(HouseholdId household) {
  gather(household);
  for (std::size_t m = 0; m < size_; ++m) go_to_school(m);
  for (std::size_t m = 0; m < size_; ++m) go_to_work(m);
  bring_children();
  for (std::size_t m = 0; m < size_; ++m) choose_freely(m);
  for (std::size_t m = 0; m < size_; ++m) hope_for_transport(m);
  write_down();
}

bool HouseholdPlanner::Draft::carries(Members members) const {
  return std::any_of(along.begin(), along.end(), [&](Members m) { return (m & members) != 0; });
}

void HouseholdPlanner::gather(HouseholdId household) {
  household_ = household;
  drafts_.clear();
  random_.clear();
  kindergarten_ = {};
  size_ = 0;
  for (const PersonId p : in_.population.members(household)) {
    if (size_ == members_.size()) members_.emplace_back();
    Member& m = members_[size_++];
    m.person = p;
    m.age = in_.population.age[p];
    m.type = type_of(in_.population, in_.spec, p);
    m.drawn = 0;
    random_.emplace_back(in_.random, p.value(), Purpose::kPlan);
    // The whole part of the rate for certain, one more with the rest as its chance.
    const double rate = free_outings(m);
    m.free = static_cast<std::int64_t>(rate);
    if (random_.back().chance(rate - static_cast<double>(m.free))) ++m.free;
  }
}

double HouseholdPlanner::free_outings(const Member& m) const {
  const PlanSpec& spec = in_.spec;
  if (m.type == PersonType::kSmallChild) return 0;
  const double rate = m.type == PersonType::kPupil    ? spec.free_pupil
                      : m.type == PersonType::kWorker ? spec.free_worker
                      : m.type == PersonType::kCarer  ? spec.free_carer
                      : m.age >= 80                   ? spec.free_80
                      : m.age >= 67                   ? spec.free_67_79
                                                      : spec.free_other;
  return rate * in_.factors.free_tours();
}

// A school rings at the same five minutes for all its pupils, every day.
void HouseholdPlanner::go_to_school(std::size_t member) {
  const Member& m = members_[member];
  const PlanSpec& spec = in_.spec;
  if (m.type != PersonType::kPupil || !in_.day.school_day) return;
  if (!random_[member].chance(spec.school_attendance)) return;
  const auto school = in_.destinations.usual(m.person);
  if (!school || is_home(*school)) return;
  const bool upper = m.age > kLastYearOfSchool;
  constexpr Duration kStep = minutes(5);
  RandomStream bell({in_.random.seed, 0}, in_.destinations.school_number(m.person), Purpose::kPlan,
                    upper ? 1u << 31 : 1u << 30);
  const auto at = triangular(spec.school.start.from.ticks(), spec.school.peak.ticks(),
                             spec.school.start.to.ticks(), bell.uniform());
  Draft tour{.leader = member, .kind = ActivityKind::kSchool};
  tour.add({ActivityKind::kSchool, *school, Time(at - at % kStep.ticks()),
            m.age < 10   ? spec.lessons_1_4
            : m.age < 13 ? spec.lessons_5_7
            : upper      ? spec.lessons_upper
                         : spec.lessons_8_10});
  tour.right_to_transport = in_.destinations.right_to_transport(m.person);
  drafts_.push_back(tour);
}

void HouseholdPlanner::go_to_work(std::size_t member) {
  const Member& m = members_[member];
  if (m.type != PersonType::kWorker) return;
  const double share = in_.spec.work_attendance * in_.factors.of(ActivityKind::kWork);
  if (!random_[member].chance(share)) return;
  const auto place = in_.destinations.usual(m.person);
  const When when = draw_when(in_.spec.work, random_[member]);
  if (!place || is_home(*place)) return;
  Draft tour{.leader = member, .kind = ActivityKind::kWork};
  tour.add({ActivityKind::kWork, *place, when.start, when.duration});
  drafts_.push_back(tour);
}

// Who is at home brings and fetches the small children; else parents do on their way to and from
// work.
void HouseholdPlanner::bring_children() {
  constexpr int kFirstYear = 1;
  if (!in_.day.working_day()) return;
  Members children = 0;
  std::optional<std::size_t> first_adult, at_home;
  for (std::size_t m = 0; m < size_; ++m) {
    if (members_[m].age >= kFirstYear && members_[m].age < in_.spec.school_age) children |= bit(m);
    if (members_[m].age < population::kAdult) continue;
    if (!first_adult) first_adult = m;
    if (!at_home && !way_to_work(m)) at_home = m;
  }
  if (children == 0 || !first_adult) return;
  const auto kindergarten = in_.destinations.kindergarten(household_);
  const double share = in_.spec.kindergarten_attendance * in_.factors.of(ActivityKind::kEscort);
  if (!random_[*first_adult].chance(share) || !kindergarten || is_home(*kindergarten)) return;
  kindergarten_.children = children;
  at_home ? bring_from_home(*at_home, children, *kindergarten)
          : bring_on_the_way(children, *kindergarten);
}

void HouseholdPlanner::bring_from_home(std::size_t adult, Members children,
                                       const Destination& kindergarten) {
  const When when = draw_when(in_.spec.escort, random_[adult]);
  Draft bring{.leader = adult, .kind = ActivityKind::kEscort};
  bring.add({ActivityKind::kEscort, kindergarten, when.start, when.duration});
  Draft fetch = bring;
  fetch.stops[0].start += in_.spec.kindergarten_day;
  bring.along[0] = children;
  fetch.along[1] = children;
  kindergarten_.bring = drafts_.size();
  kindergarten_.fetch = drafts_.size() + 1;
  drafts_.push_back(bring);
  drafts_.push_back(fetch);
}

// All adults work today: one brings, one fetches, perhaps the same.
void HouseholdPlanner::bring_on_the_way(Members children, const Destination& kindergarten) {
  std::vector<std::size_t> ways;
  for (std::size_t m = 0; m < size_; ++m) {
    if (members_[m].age < population::kAdult) continue;
    ways.push_back(*way_to_work(m));
  }
  RandomStream& random = random_[drafts_[ways.front()].leader];
  const auto one_of_them = [&] {
    return ways[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(ways.size()) - 1))];
  };
  kindergarten_.bring = one_of_them();
  kindergarten_.fetch = one_of_them();
  Stop stop{ActivityKind::kEscort, kindergarten, {}, draw_when(in_.spec.escort, random).duration};
  bring_before_work(drafts_[kindergarten_.bring], stop);
  drafts_[kindergarten_.bring].along[0] = children;
  Draft& fetch = drafts_[kindergarten_.fetch];
  fetch_after_work(fetch, stop);
  kindergarten_.fetch_stop = fetch.count - 1;
  fetch.along[fetch.count] = children;
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

void HouseholdPlanner::choose_freely(std::size_t member) {
  Member& m = members_[member];
  while (m.free > 0) {
    --m.free;
    const ActivityKind kind = draw_free_kind(in_, random_[member]);
    if (!stop_on_the_way_home(member, kind)) set_out(member, kind);
  }
}

// Shopping and errands after work, unless a child waits.
bool HouseholdPlanner::stop_on_the_way_home(std::size_t member, ActivityKind kind) {
  if (kind != ActivityKind::kShopping && kind != ActivityKind::kService) return false;
  const auto way = way_to_work(member);
  if (!way || !random_[member].chance(in_.spec.on_the_way_home)) return false;
  Draft& tour = drafts_[*way];
  if (tour.count == kMostStops || tour.last().kind != ActivityKind::kWork) return false;
  const auto stop = draw_stop_after(tour.last(), member, kind);
  if (!stop || !is_free(member, {tour.stops[0].start, stop->end()}, *way)) return false;
  if (leaves_child_alone(bit(member), {tour.last().end(), stop->end()})) return false;
  tour.add(*stop);
  return true;
}

// A tour of its own if the day has a free stretch for it; a few tries, then it is left out.
void HouseholdPlanner::set_out(std::size_t member, ActivityKind kind) {
  constexpr int kTries = 4;
  const auto place = draw_place_for(member, kind, in_.destinations.zone_of(household_));
  if (!place || is_home(*place)) return;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const When when = draw_when(in_.spec.of(kind), random_[member]);
    if (!is_free(member, {when.start, when.start + when.duration})) continue;
    Draft tour{.leader = member, .kind = kind};
    tour.add({kind, *place, when.start, when.duration});
    add_second_stop(tour);
    if (!choose_company(tour)) continue;
    drafts_.push_back(tour);
    return;
  }
}

void HouseholdPlanner::add_second_stop(Draft& tour) {
  RandomStream& random = random_[tour.leader];
  if (!random.chance(in_.spec.second_stop)) return;
  const ActivityKind kind = draw_free_kind(in_, random);
  const auto stop = draw_stop_after(tour.last(), tour.leader, kind);
  if (stop && is_free(tour.leader, {tour.stops[0].start, stop->end()})) tour.add(*stop);
}

// Others of the household who have time, and an activity of their own that this one stands for; and
// small children, if nobody would be left with them. Who has a licence leads. False if a child can
// neither come nor stay.
bool HouseholdPlanner::choose_company(Draft& tour) {
  const Interval<Time> time = tour.span();
  const double u = random_[tour.leader].uniform();
  int wanted = u < in_.spec.third_person ? 2 : u < in_.spec.third_person + in_.spec.second_person;
  Members party = bit(tour.leader);
  for (std::size_t i = 1; i < size_ && wanted > 0; ++i) {
    const std::size_t other = (tour.leader + i) % size_;
    if (members_[other].free == 0 || bit(other) == 0 || !is_free(other, time)) continue;
    party |= bit(other);
    --wanted;
  }
  if (leaves_child_alone(party, time)) {
    for (std::size_t m = 0; m < size_; ++m) {
      if (members_[m].age < in_.spec.school_age && is_free(m, time)) party |= bit(m);
    }
    if (leaves_child_alone(party, time)) return false;
  }
  const auto has_licence = [&](std::size_t m) {
    return in_.population.licence[members_[m].person];
  };
  for (std::size_t m = 0; m < size_; ++m) {
    if ((party & bit(m)) == 0 || m == tour.leader) continue;
    if (members_[m].free > 0) --members_[m].free;
  }
  for (std::size_t m = 0; m < size_ && !has_licence(tour.leader); ++m) {
    if ((party & bit(m)) != 0 && has_licence(m)) tour.leader = m;
  }
  std::fill_n(tour.along.begin(), tour.count + 1, party & ~bit(tour.leader));
  return true;
}

// Would grown-ups go and leave a small child at home?
bool HouseholdPlanner::leaves_child_alone(Members party, Interval<Time> time) const {
  bool adult_goes = false, child_stays = false;
  for (std::size_t m = 0; m < size_; ++m) {
    const bool goes = (party & bit(m)) != 0;
    const bool adult = members_[m].age >= population::kAdult;
    if (adult && !goes && is_free(m, time)) return false;
    adult_goes |= adult && goes;
    child_stays |= members_[m].age < in_.spec.school_age && !goes && !is_away_throughout(m, time);
  }
  return adult_goes && child_stays;
}

template <class Visit>
void HouseholdPlanner::for_absences(std::size_t member, std::size_t but_draft,
                                    Visit&& visit) const {
  const bool brought = (kindergarten_.children & bit(member)) != 0;
  if (brought) {
    visit(Interval<Time>{drafts_[kindergarten_.bring].stops[0].start,
                         drafts_[kindergarten_.fetch].last().end()});
  }
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    if (d == but_draft || (brought && kindergarten_.has(d))) continue;
    const Draft& tour = drafts_[d];
    if (tour.leader == member || tour.carries(bit(member))) visit(tour.span());
  }
}

// With time at home before and after.
bool HouseholdPlanner::is_free(std::size_t member, Interval<Time> time,
                               std::size_t but_draft) const {
  const Duration gap = in_.spec.time_between_tours;
  bool free = true;
  for_absences(member, but_draft, [&](Interval<Time> away) {
    free = free && (time.from >= away.to + gap || away.from >= time.to + gap);
  });
  return free;
}

bool HouseholdPlanner::is_away_throughout(std::size_t member, Interval<Time> time) const {
  bool away = false;
  for_absences(member, kNoDraft, [&](Interval<Time> other) {
    away = away || (other.from <= time.from && time.to <= other.to);
  });
  return away;
}

std::optional<std::size_t> HouseholdPlanner::way_to_work(std::size_t member) const {
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    if (drafts_[d].leader == member && drafts_[d].kind == ActivityKind::kWork) return d;
  }
  return std::nullopt;
}

std::optional<Destination> HouseholdPlanner::draw_place_for(std::size_t member, ActivityKind kind,
                                                            std::uint32_t zone) {
  Member& m = members_[member];
  return draw_place(in_, m.person, kind, zone, m.drawn++);
}

// Near home or near where they are, at once after that, and while it may begin.
std::optional<HouseholdPlanner::Stop> HouseholdPlanner::draw_stop_after(const Stop& before,
                                                                        std::size_t member,
                                                                        ActivityKind kind) {
  const bool near_home = random_[member].chance(in_.spec.stop_near_home) || before.at.outside;
  const std::uint32_t zone = near_home ? in_.destinations.zone_of(household_) : before.at.zone;
  const auto place = draw_place_for(member, kind, zone);
  const When when = draw_when(in_.spec.of(kind), random_[member]);
  if (!place || is_home(*place) || place->place == before.at.place) return std::nullopt;
  const Time start = before.end() + in_.destinations.drive(before.at, *place);
  const auto& open = in_.spec.of(kind).start;
  if (start < open.from || start > open.to) return std::nullopt;
  return Stop{kind, *place, start, when.duration};
}

bool HouseholdPlanner::is_home(const Destination& destination) const {
  return destination.place == in_.population.home[household_];
}

// What they do without today. Whoever would ask an on-demand service means to go if it takes them,
// and if that fits the day that is planned: nothing else depends on it.
void HouseholdPlanner::hope_for_transport(std::size_t member) {
  const PersonId person = members_[member].person;
  const std::size_t first = out_.latent.size();
  const auto suits = [&](Interval<Time> time) {
    return is_free(member, time) && !leaves_child_alone(bit(member), time);
  };
  add_latent_tours(in_, person, suits, out_.latent);
  if (first == out_.latent.size() || !in_.would_ask || !in_.would_ask(person)) return;
  for (std::size_t i = first; i < out_.latent.size(); ++i) {
    const LatentTour& wish = out_.latent[i];
    const Interval<Time> time{wish.start, wish.start + wish.duration};
    if (wish.destination.outside || !suits(time)) continue;
    Draft tour{.leader = member, .kind = wish.kind};
    tour.add({wish.kind, wish.destination, wish.start, wish.duration});
    tour.latent = i;
    drafts_.push_back(tour);
  }
}

void HouseholdPlanner::deal_out(std::size_t member) {
  auto& tours = members_[member].tours;
  tours.clear();
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    const Draft& draft = drafts_[d];
    const bool own = draft.leader == member;
    if (!own && (kindergarten_.has(d) || !draft.carries(bit(member)))) continue;
    tours.push_back({.start = draft.stops[0].start,
                     .accompanied = !own,
                     .latent = draft.latent.has_value(),
                     .parts = {Part{d, 0, draft.count + 1}, Part{}}});
  }
  if ((kindergarten_.children & bit(member)) != 0) {
    const KindergartenDay& k = kindergarten_;
    const std::size_t home = drafts_[k.fetch].count + 1;
    tours.push_back({.start = drafts_[k.bring].stops[0].start,
                     .accompanied = true,
                     .parts = {Part{k.bring, 0, 1}, Part{k.fetch, k.fetch_stop + 1, home}}});
  }
  std::sort(tours.begin(), tours.end(),
            [](const MemberTour& a, const MemberTour& b) { return a.start < b.start; });
}

void HouseholdPlanner::write_down() {
  first_trip_.assign(drafts_.size(), TripId());
  std::size_t next = out_.trips.size();
  for (std::size_t m = 0; m < size_; ++m) {
    deal_out(m);
    for (const MemberTour& tour : members_[m].tours) {
      if (!tour.accompanied) first_trip_[tour.parts[0].draft] = TripId(next);
      next += tour.trips();
    }
  }
  for (std::size_t m = 0; m < size_; ++m) {
    // Random numbers of later decisions go by the tour's number: those of other tours must not
    // depend on tours that are only hoped for.
    constexpr std::size_t kFirstLatent = 128;
    std::size_t number = 0, latent = kFirstLatent;
    for (const MemberTour& tour : members_[m].tours)
      write(m, tour, tour.latent ? latent++ : number++);
  }
}

void HouseholdPlanner::write(std::size_t member, const MemberTour& tour, std::size_t number) {
  const Draft& main = drafts_[tour.parts[0].draft];
  const bool to_kindergarten = tour.parts[1].last > 0;
  Tour t;
  t.person = members_[member].person;
  t.first = TripId(out_.trips.size());
  t.stops = static_cast<std::uint8_t>(tour.trips() - 1);
  t.anchor = static_cast<std::uint8_t>(tour.accompanied ? 0 : main.anchor);
  t.number = static_cast<std::uint8_t>(number);
  t.kind = to_kindergarten ? ActivityKind::kEscort : main.kind;
  t.accompanied = tour.accompanied;
  t.latent = tour.latent;
  if (tour.latent) out_.latent[*main.latent].tour = TourId(out_.tours.size());
  bool was_outside = false;
  for (const Part& part : tour.parts) {
    const Draft& draft = drafts_[part.draft];
    for (std::size_t k = part.first; k < part.last; ++k) {
      PlannedTrip trip;
      trip.tour = TourId(out_.tours.size());
      trip.with = TripId(first_trip_[part.draft].value() + k);
      trip.kind = t.kind;
      trip.right_to_transport = draft.right_to_transport;
      trip.party = static_cast<std::uint8_t>(1 + std::popcount(draft.along[k]));
      const bool home = k == draft.count;
      trip.to = home ? in_.population.home[household_] : draft.stops[k].at.place;
      trip.start = home ? draft.last().end() : draft.stops[k].start;
      if (!home) {
        trip.kind = draft.stops[k].kind;
        trip.duration = draft.stops[k].duration;
      }
      const bool is_outside = !home && draft.stops[k].at.outside;
      trip.outside = was_outside || is_outside;
      was_outside = is_outside;
      out_.trips.push_back(trip);
    }
  }
  if (to_kindergarten) {  // they stay until they are fetched
    const Stop& fetched = drafts_[kindergarten_.fetch].stops[kindergarten_.fetch_stop];
    PlannedTrip& there = out_.trips[t.first.value()];
    there.duration = fetched.start - there.start;
  }
  out_.tours.push_back(t);
}

}  // namespace grend::activity
