#include "models/activity/day_plan.h"

#include <algorithm>

#include "engine/base/portable_math.h"

namespace grend::activity {
namespace {

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

class PersonPlanner {
 public:
  PersonPlanner(const Population& population, const DestinationModel& destinations,
                const PlanSpec& spec, RandomSource source, PersonId person)
      : population_(population),
        destinations_(destinations),
        spec_(spec),
        source_(source),
        person_(person),
        random_(source, person.value(), Purpose::kPlan) {}

  void plan(DayKind day, std::vector<Tour>& out) {
    const int age = population_.age[person_];
    if (age < spec_.school_age) return;
    const std::size_t before = out.size();
    const bool pupil = age < spec_.adult_age;
    const bool worker = population_.employed[person_];
    if (pupil && day.school_day && random_.chance(spec_.school_attendance)) {
      add(ActivityKind::kSchool, out, before);
    }
    if (worker && day.weekday && random_.chance(spec_.work_attendance)) {
      add(ActivityKind::kWork, out, before);
    }
    for (std::int64_t left = free_tours(pupil, worker, age); left > 0; --left) {
      add(free_kind(), out, before);
    }
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(before);
    std::sort(first, out.end(), [](const Tour& a, const Tour& b) { return a.start < b.start; });
    for (std::size_t i = before; i < out.size(); ++i)
      out[i].number = static_cast<std::uint8_t>(i - before);
  }

 private:
  // The whole part of the rate for certain, one more with the rest as its chance.
  std::int64_t free_tours(bool pupil, bool worker, int age) {
    const double rate = pupil       ? spec_.tours_pupil
                        : worker    ? spec_.tours_worker
                        : age >= 80 ? spec_.tours_80
                        : age >= 67 ? spec_.tours_67_79
                                    : spec_.tours_other;
    const auto whole = static_cast<std::int64_t>(rate);
    return whole + (random_.chance(rate - static_cast<double>(whole)) ? 1 : 0);
  }

  ActivityKind free_kind() {
    const std::array<double, kActivityKinds> shares = {0,
                                                       0,
                                                       spec_.shopping.share,
                                                       spec_.service.share,
                                                       spec_.doctor.share,
                                                       spec_.leisure.share,
                                                       spec_.visit.share};
    return static_cast<ActivityKind>(random_.pick(shares));
  }

  // Adds the tour if it finds a free stretch of the day; a few tries, then it is left out.
  void add(ActivityKind kind, std::vector<Tour>& out, std::size_t before) {
    constexpr int kTries = 4;
    if (!destinations_.offers(kind)) return;
    const auto& spec = spec_.of(kind);
    Tour tour;
    tour.person = person_;
    tour.kind = kind;
    for (int attempt = 0; attempt < kTries; ++attempt) {
      const double start = random_.uniform();
      const double length = random_.uniform();
      tour.start = Time(to_minute(
          triangular(spec.start.from.ticks(), spec.peak.ticks(), spec.start.to.ticks(), start)));
      tour.duration = Duration(to_minute(
          triangular(spec.shortest.ticks(), spec.usual.ticks(), spec.longest.ticks(), length)));
      if (!fits(tour, out, before)) continue;
      tour.destination = destination(kind, out.size() - before);
      if (tour.destination.place == population_.home[population_.household[person_]]) return;
      tour.party = party(kind);
      out.push_back(tour);
      return;
    }
  }

  bool fits(const Tour& tour, const std::vector<Tour>& out, std::size_t before) const {
    for (std::size_t i = before; i < out.size(); ++i) {
      const auto gap = spec_.time_between_tours;
      if (tour.start < out[i].start + out[i].duration + gap &&
          out[i].start < tour.start + tour.duration + gap) {
        return false;
      }
    }
    return true;
  }

  Destination destination(ActivityKind kind, std::size_t number) {
    const bool usual_place = kind == ActivityKind::kWork || kind == ActivityKind::kSchool;
    const RandomSource source = usual_place ? RandomSource{source_.seed, 0} : source_;
    constexpr std::uint32_t kDrawsPerTour = 16;
    const auto first = usual_place ? 0 : static_cast<std::uint32_t>(number + 1) * kDrawsPerTour;
    RandomStream random(source, person_.value(), grend::Purpose::kDestination, first);
    return destinations_.draw(kind, population_.household[person_], random);
  }

  std::uint8_t party(ActivityKind kind) {
    const double u = random_.uniform();
    if (kind == ActivityKind::kWork || kind == ActivityKind::kSchool) return 1;
    return u < spec_.third_person ? 3 : u < spec_.third_person + spec_.second_person ? 2 : 1;
  }

  const Population& population_;
  const DestinationModel& destinations_;
  const PlanSpec& spec_;
  RandomSource source_;
  PersonId person_;
  RandomStream random_;
};

}  // namespace

IdRange<TourId> DayPlans::of(PersonId person) const {
  return {first[person], first[PersonId(person.value() + 1)]};
}

DayPlans make_plans(const Population& population, const DestinationModel& destinations,
                    const PlanSpec& spec, DayKind day, RandomSource random,
                    par::Executor& executor) {
  constexpr std::size_t kPersonsPerChunk = 1024;
  const std::size_t chunks = (population.persons() + kPersonsPerChunk - 1) / kPersonsPerChunk;
  std::vector<std::vector<Tour>> tours(chunks);
  par::for_ranges(
      executor, population.persons(), kPersonsPerChunk,
      [&](std::size_t begin, std::size_t end, std::size_t) {
        auto& out = tours[begin / kPersonsPerChunk];
        for (std::size_t i = begin; i < end; ++i) {
          PersonPlanner(population, destinations, spec, random, PersonId(i)).plan(day, out);
        }
      });
  DayPlans plans;
  plans.first.resize(population.persons() + 1, TourId(0));
  for (const auto& chunk : tours) {
    for (const auto& tour : chunk) {
      const TourId id = plans.tours.push_back(tour);
      plans.first[PersonId(tour.person.value() + 1)] = TourId(id.value() + 1);
    }
  }
  // Persons without tours start where their predecessor ended.
  for (std::size_t i = 1; i <= population.persons(); ++i) {
    auto& first = plans.first[PersonId(i)];
    first = std::max(first, plans.first[PersonId(i - 1)]);
  }
  return plans;
}

}  // namespace grend::activity
