#include "models/activity/day_plan.h"

#include <algorithm>

#include "engine/base/portable_math.h"
#include "models/activity/calendar.h"

namespace grend::activity {
namespace {

using population::HouseholdId;
using population::PersonId;
using population::Population;

// Inverse of the triangular distribution on [low, high] with the given peak.
std::int64_t triangular(std::int64_t low, std::int64_t peak, std::int64_t high, double u) {
  const double whole = static_cast<double>(high - low);
  if (whole <= 0) return low;
  const double rise = static_cast<double>(peak - low);
  const double split = rise / whole;
  const double offset = u < split ? portable_sqrt(u * whole * rise)
                                  : whole - portable_sqrt((1 - u) * whole * (whole - rise));
  return low + static_cast<std::int64_t>(offset);
}

// Whole minutes: people do not plan by the millisecond.
std::int64_t to_minute(std::int64_t ticks) { return ticks - ticks % minutes(1).ticks(); }

struct PlanInput {
  const Population& population;
  const DestinationModel& destinations;
  const PlanSpec& spec;
  DayKind day;
  DayFactors factors;
  RandomSource source;
};

struct PlannedTours {
  std::vector<Tour> tours;
  std::vector<LatentTour> latent;
};

class PersonPlanner {
 public:
  PersonPlanner(const PlanInput& input, PersonId person, PlannedTours& out)
      : in_(input),
        spec_(input.spec),
        person_(person),
        home_(input.population.household[person]),
        type_(type_of(input.population, input.spec, person)),
        before_(out.tours.size()),
        out_(out),
        random_(input.source, person.value(), Purpose::kPlan) {}

  void plan() {
    if (type_ == PersonType::kSmallChild) return;
    const bool at_school = go_to_school();
    const bool at_work = go_to_work();
    if (!at_school && !at_work) escort();
    for (std::int64_t left = whole_or_one_more(free_tours()); left > 0; --left) {
      add_free(free_kind(random_));
    }
    const auto first = out_.tours.begin() + static_cast<std::ptrdiff_t>(before_);
    std::sort(first, out_.tours.end(),
              [](const Tour& a, const Tour& b) { return a.start < b.start; });
    for (std::size_t i = before_; i < out_.tours.size(); ++i) {
      out_.tours[i].number = static_cast<std::uint8_t>(i - before_);
    }
    miss_out();
  }

 private:
  bool go_to_school() {
    if (type_ != PersonType::kPupil || !in_.day.school_day) return false;
    if (!random_.chance(spec_.school_attendance)) return false;
    const auto school = in_.destinations.usual(person_);
    if (!school) return false;
    const int age = in_.population.age[person_];
    Tour tour = tour_to(ActivityKind::kSchool, *school);
    tour.start = bell(in_.destinations.school_number(person_), age > kLastYearOfSchool);
    tour.duration = age < 10                   ? spec_.lessons_1_4
                    : age < 13                 ? spec_.lessons_5_7
                    : age <= kLastYearOfSchool ? spec_.lessons_8_10
                                               : spec_.lessons_upper;
    tour.right_to_transport = in_.destinations.right_to_transport(person_);
    return keep(tour);
  }

  // A school rings at the same five minutes for all its pupils, every day.
  Time bell(std::uint32_t school, bool upper) const {
    constexpr Duration kStep = minutes(5);
    RandomStream random({in_.source.seed, 0}, school, Purpose::kPlan, upper ? 1u << 31 : 1u << 30);
    const auto& window = spec_.school.start;
    const auto at = triangular(window.from.ticks(), spec_.school.peak.ticks(), window.to.ticks(),
                               random.uniform());
    return Time(at - at % kStep.ticks());
  }

  bool go_to_work() {
    if (type_ != PersonType::kWorker) return false;
    const double share = spec_.work_attendance * in_.factors.of(ActivityKind::kWork);
    if (!random_.chance(share)) return false;
    const auto place = in_.destinations.usual(person_);
    return place && try_add(ActivityKind::kWork, *place);
  }

  // Somebody at home brings the household's small children to kindergarten and fetches them: the
  // first adult who is not at work. Parents at work bring them on their way, which is no tour.
  void escort() {
    if (!in_.day.working_day()) return;
    const Population& people = in_.population;
    constexpr int kFirstYear = 1;
    const int small = children(people, home_, kFirstYear, static_cast<int>(spec_.school_age) - 1);
    if (small == 0 || people.age[person_] < population::kAdult) return;
    for (const PersonId p : people.members(home_)) {
      if (p >= person_) break;
      if (people.age[p] >= population::kAdult && !people.employed[p]) return;
    }
    const double share = spec_.kindergarten_attendance * in_.factors.of(ActivityKind::kEscort);
    if (!random_.chance(share)) return;
    const auto kindergarten = in_.destinations.kindergarten(home_);
    if (!kindergarten) return;
    Tour tour = tour_to(ActivityKind::kEscort, *kindergarten);
    draw_times(ActivityKind::kEscort, random_, tour.start, tour.duration);
    tour.party = static_cast<std::uint8_t>(std::min(1 + small, 4));
    if (!keep(tour)) return;
    tour.start = tour.start + spec_.kindergarten_day;
    keep(tour);
  }

  double free_tours() const {
    const int age = in_.population.age[person_];
    const double rate = type_ == PersonType::kPupil    ? spec_.tours_pupil
                        : type_ == PersonType::kWorker ? spec_.tours_worker
                        : type_ == PersonType::kCarer  ? spec_.tours_carer
                        : age >= 80                    ? spec_.tours_80
                        : age >= 67                    ? spec_.tours_67_79
                                                       : spec_.tours_other;
    return rate * in_.factors.free_tours();
  }

  // The whole part of the rate for certain, one more with the rest as its chance.
  std::int64_t whole_or_one_more(double rate) {
    const auto whole = static_cast<std::int64_t>(rate);
    return whole + (random_.chance(rate - static_cast<double>(whole)) ? 1 : 0);
  }

  ActivityKind free_kind(RandomStream& random) const {
    return static_cast<ActivityKind>(random.pick(in_.factors.free_shares()));
  }

  Tour tour_to(ActivityKind kind, const Destination& destination) const {
    Tour tour;
    tour.person = person_;
    tour.kind = kind;
    tour.destination = destination;
    return tour;
  }

  void draw_times(ActivityKind kind, RandomStream& random, Time& start, Duration& duration) const {
    const auto& spec = spec_.of(kind);
    const double when = random.uniform();
    const double length = random.uniform();
    start = Time(to_minute(
        triangular(spec.start.from.ticks(), spec.peak.ticks(), spec.start.to.ticks(), when)));
    duration = Duration(to_minute(
        triangular(spec.shortest.ticks(), spec.usual.ticks(), spec.longest.ticks(), length)));
  }

  std::optional<Destination> free_destination(ActivityKind kind, std::uint32_t draw) const {
    constexpr std::uint32_t kDrawsPerTour = 16;
    if (!in_.destinations.offers(kind)) return std::nullopt;
    RandomStream random(in_.source, person_.value(), Purpose::kDestination,
                        (draw + 1) * kDrawsPerTour);
    return in_.destinations.draw(kind, home_, random);
  }

  void add_free(ActivityKind kind) {
    const auto place =
        free_destination(kind, static_cast<std::uint32_t>(out_.tours.size() - before_));
    if (place) try_add(kind, *place);
  }

  // Adds the tour if it finds a free stretch of the day; a few tries, then it is left out.
  bool try_add(ActivityKind kind, const Destination& destination) {
    constexpr int kTries = 4;
    Tour tour = tour_to(kind, destination);
    for (int attempt = 0; attempt < kTries; ++attempt) {
      draw_times(kind, random_, tour.start, tour.duration);
      if (!fits(tour)) continue;
      tour.party = party(kind);
      return keep(tour);
    }
    return false;
  }

  bool keep(const Tour& tour) {
    if (!fits(tour) || tour.destination.place == in_.population.home[home_]) return false;
    out_.tours.push_back(tour);
    return true;
  }

  bool fits(const Tour& tour) const {
    const auto gap = spec_.time_between_tours;
    return std::all_of(out_.tours.begin() + static_cast<std::ptrdiff_t>(before_), out_.tours.end(),
                       [&](const Tour& other) {
                         return tour.start >= other.start + other.duration + gap ||
                                other.start >= tour.start + tour.duration + gap;
                       });
  }

  std::uint8_t party(ActivityKind kind) {
    const double u = random_.uniform();
    if (kind == ActivityKind::kWork) return 1;
    return u < spec_.third_person ? 3 : u < spec_.third_person + spec_.second_person ? 2 : 1;
  }

  std::optional<LatentReason> latent_reason() const {
    const Population& people = in_.population;
    const int age = people.age[person_];
    const LatentSpec& latent = spec_.latent;
    if (age >= latent.youth_from && age <= latent.youth_to) return LatentReason::kYouth;
    if (people.licence[person_] || age < spec_.adult_age) return std::nullopt;
    if (age >= latent.old_age) return LatentReason::kOld;
    if (people.cars[home_] == 0) return LatentReason::kNoLicence;
    return std::nullopt;
  }

  // What they do without today; drawn from numbers of their own, so that plans do not depend on it.
  void miss_out() const {
    const auto reason = latent_reason();
    if (!reason) return;
    const double rate = *reason == LatentReason::kYouth ? spec_.latent.youth
                        : *reason == LatentReason::kOld ? spec_.latent.old
                                                        : spec_.latent.no_licence;
    constexpr std::uint32_t kLatent = 1u << 20;
    RandomStream random(in_.source, person_.value(), Purpose::kPlan, kLatent);
    double left = rate * in_.factors.free_tours();
    for (std::uint32_t i = 0; left > 0; ++i, left -= 1) {
      if (!random.chance(std::min(left, 1.0))) continue;
      LatentTour tour;
      tour.person = person_;
      tour.kind = free_kind(random);
      tour.reason = *reason;
      const auto place = free_destination(tour.kind, kLatent + i);
      if (!place || place->place == in_.population.home[home_]) continue;
      tour.destination = *place;
      draw_times(tour.kind, random, tour.start, tour.duration);
      out_.latent.push_back(tour);
    }
  }

  const PlanInput& in_;
  const PlanSpec& spec_;
  PersonId person_;
  HouseholdId home_;
  PersonType type_;
  std::size_t before_;
  PlannedTours& out_;
  RandomStream random_;
};

// Chunks in the order of persons to one table; each goes as it is copied.
DayPlans put_together(std::size_t persons, std::vector<PlannedTours>& chunks) {
  DayPlans plans;
  std::size_t tours = 0, latent = 0;
  for (const auto& chunk : chunks) {
    tours += chunk.tours.size();
    latent += chunk.latent.size();
  }
  plans.tours.reserve(tours);
  plans.latent.reserve(latent);
  plans.first.resize(persons + 1, TourId(0));
  for (auto& chunk : chunks) {
    for (const auto& tour : chunk.tours) {
      const TourId id = plans.tours.push_back(tour);
      plans.first[PersonId(tour.person.value() + 1)] = TourId(id.value() + 1);
    }
    plans.latent.insert(plans.latent.end(), chunk.latent.begin(), chunk.latent.end());
    chunk = {};
  }
  // Persons without tours start where their predecessor ended.
  for (std::size_t i = 1; i <= persons; ++i) {
    auto& first = plans.first[PersonId(i)];
    first = std::max(first, plans.first[PersonId(i - 1)]);
  }
  return plans;
}

}  // namespace

IdRange<TourId> DayPlans::of(PersonId person) const {
  return {first[person], first[PersonId(person.value() + 1)]};
}

std::size_t DayPlans::bytes() const {
  return tours.size() * sizeof(Tour) + first.size() * sizeof(TourId) +
         latent.size() * sizeof(LatentTour);
}

DayPlans make_plans(const Population& population, const DestinationModel& destinations,
                    const PlanSpec& spec, DayKind day, RandomSource random,
                    par::Executor& executor) {
  constexpr std::size_t kPersonsPerChunk = 1024;
  const PlanInput input{population, destinations, spec, day, DayFactors(spec, day), random};
  std::vector<PlannedTours> chunks((population.persons() + kPersonsPerChunk - 1) /
                                   kPersonsPerChunk);
  par::for_ranges(executor, population.persons(), kPersonsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t) {
                    for (std::size_t i = begin; i < end; ++i) {
                      PersonPlanner(input, PersonId(i), chunks[begin / kPersonsPerChunk]).plan();
                    }
                  });
  return put_together(population.persons(), chunks);
}

}  // namespace grend::activity
