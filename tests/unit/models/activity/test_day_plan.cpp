#include <cmath>
#include <map>

#include "models/activity/calendar.h"
#include "tests/support/catch.h"
#include "tests/unit/models/activity/planned_town.h"

using namespace grend;
using namespace grend::activity;
using test::PlannedTown;

namespace {

std::array<std::size_t, kActivityKinds> by_kind(const DayPlans& plans) {
  std::array<std::size_t, kActivityKinds> count{};
  for (const auto& tour : plans.tours) ++count[static_cast<std::size_t>(tour.kind)];
  return count;
}

constexpr auto kWork = static_cast<std::size_t>(ActivityKind::kWork);
constexpr auto kSchool = static_cast<std::size_t>(ActivityKind::kSchool);
constexpr auto kShopping = static_cast<std::size_t>(ActivityKind::kShopping);
constexpr auto kEscort = static_cast<std::size_t>(ActivityKind::kEscort);
constexpr auto kLeisure = static_cast<std::size_t>(ActivityKind::kLeisure);

}  // namespace

TEST_CASE("tours of a person are in order and leave time between them") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::size_t pairs = 0;
  for (const auto person : town.people.household.ids()) {
    std::optional<TourId> before;
    for (const auto id : plans.of(person)) {
      const Tour& tour = plans.tours[id];
      CHECK(tour.person == person);
      if (before) {
        const Tour& last = plans.tours[*before];
        const auto& end = plans.stop(*before, last.stops - 1u);
        CHECK(plans.stop(id, 0).start >= end.start + end.duration + town.spec.time_between_tours);
        CHECK(tour.number == last.number + 1);
        ++pairs;
      }
      before = id;
      const bool by_bell = tour.kind == ActivityKind::kSchool || tour.kind == ActivityKind::kEscort;
      if (by_bell || tour.stops > 1) continue;
      const auto& limits = town.spec.of(tour.kind);
      const auto& stop = plans.stop(id, 0);
      CHECK((stop.start >= limits.start.from - minutes(1) && stop.start <= limits.start.to));
      CHECK((stop.duration >= limits.shortest - minutes(1) && stop.duration <= limits.longest));
    }
  }
  CHECK(pairs > 500);
}

TEST_CASE("a tour is a chain of trips from home, from stop to stop, and home") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::array<std::size_t, kMostStops + 1> tours{};
  std::size_t trips = 0;
  for (const auto id : plans.tours.ids()) {
    const Tour& tour = plans.tours[id];
    REQUIRE((tour.stops >= 1 && tour.stops <= kMostStops));
    CHECK(tour.anchor < tour.stops);
    ++tours[tour.stops];
    const auto home = town.people.home[town.people.household[tour.person]];
    network::Place at = home;
    for (const TripId trip : plans.trips_of(id)) {
      CHECK(trip.value() == trips++);
      CHECK(plans.trips[trip].tour == id);
      CHECK(plans.from(trip) == at);
      at = plans.trips[trip].to;
      CHECK((at == home) == plans.ends_at_home(trip));
      if (plans.starts_at_home(trip) || plans.ends_at_home(trip)) continue;
      // Activities follow each other with time for the way.
      const auto& before = plans.trips[TripId(trip.value() - 1)];
      CHECK(plans.trips[trip].start >= before.start + before.duration);
    }
    CHECK(at == home);
  }
  CHECK(trips == plans.trips.size());
  INFO(tours[1] << " tours to one place, " << tours[2] << " to two, " << tours[3] << " to three");
  CHECK((tours[1] > 1000 && tours[2] > 200 && tours[3] > 5));
}

TEST_CASE("everybody does what their type does") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  for (const auto& tour : plans.tours) {
    const auto type = type_of(town.people, town.spec, tour.person);
    if (type == PersonType::kSmallChild) CHECK(tour.accompanied);
    if (tour.accompanied) continue;
    if (tour.kind == ActivityKind::kSchool) CHECK(type == PersonType::kPupil);
    if (tour.kind == ActivityKind::kWork) CHECK(type == PersonType::kWorker);
    if (tour.kind == ActivityKind::kEscort) {
      CHECK(town.people.age[tour.person] >= 20);
      CHECK(children(town.people, town.people.household[tour.person], 1, 5) > 0);
    }
  }
}

TEST_CASE("whoever goes along does so with one of the household, in time and place") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::vector<std::size_t> together(plans.trips.size(), 1);
  std::size_t adults = 0;
  for (const TripId trip : plans.trips.ids()) {
    const auto& own = plans.trips[trip];
    const Tour& tour = plans.tour_of(trip);
    CHECK(tour.accompanied == (own.with != trip));
    if (own.with == trip) continue;
    ++together[own.with.value()];
    adults += town.people.age[tour.person] >= 20;
    const auto& theirs = plans.trips[own.with];
    const Tour& leader = plans.tour_of(own.with);
    CHECK_FALSE(leader.accompanied);
    CHECK(leader.person != tour.person);
    CHECK(town.people.household[leader.person] == town.people.household[tour.person]);
    CHECK(plans.from(trip) == plans.from(own.with));
    CHECK(own.to == theirs.to);
    CHECK(own.start == theirs.start);
    CHECK(own.party == theirs.party);
    // Who has a licence leads those who have none.
    if (tour.kind == ActivityKind::kEscort) continue;
    CHECK((town.people.licence[leader.person] || !town.people.licence[tour.person]));
  }
  CHECK(adults > 100);
  for (const TripId trip : plans.trips.ids()) {
    if (plans.trips[trip].with == trip) CHECK(plans.trips[trip].party == together[trip.value()]);
    std::size_t visited = 0;
    plans.for_companions(town.people, trip, [&](TripId along) {
      CHECK(plans.trips[along].with == trip);
      ++visited;
    });
    CHECK(visited == together[trip.value()] - 1);
  }
}

TEST_CASE("small children are brought and fetched, by who is at home or on the way to work") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::size_t children = 0, from_home = 0, on_the_way = 0;
  for (const TourId id : plans.tours.ids()) {
    const Tour& tour = plans.tours[id];
    if (!tour.accompanied || tour.kind != ActivityKind::kEscort) continue;
    const int age = town.people.age[tour.person];
    CHECK(age <= 5);
    if (age == 0) continue;  // there and back with whoever stays at home with it
    ++children;
    const TripId brought = plans.trips[tour.first].with;
    const TripId fetched = plans.trips[TripId(tour.first.value() + 1)].with;
    CHECK(plans.trips[brought].to == plans.from(fetched));
    CHECK(plans.starts_at_home(brought));
    CHECK_FALSE(plans.starts_at_home(fetched));
    CHECK(plans.trips[brought].start >= town.spec.escort.start.from);
    // Fetched when the grown-up is there, which is before it closes.
    const auto& there = plans.trips[TripId(fetched.value() - 1)];
    CHECK(there.start + there.duration <= town.spec.kindergarten_closes);
    CHECK(plans.trips[tour.first].start + plans.trips[tour.first].duration ==
          there.start + there.duration);
    const Tour& bringer = plans.tour_of(brought);
    if (bringer.kind != ActivityKind::kWork) {
      ++from_home;
      continue;
    }
    // Home, kindergarten, work: both adults are at work, and work is what must be in time.
    ++on_the_way;
    CHECK(bringer.anchor == 1);
    CHECK(plans.stop(plans.trips[brought].tour, 1).kind == ActivityKind::kWork);
    for (const auto member : town.people.members(town.people.household[tour.person])) {
      if (town.people.age[member] < 20) continue;
      const auto of = plans.of(member);
      CHECK(std::any_of(of.begin(), of.end(),
                        [&](TourId t) { return plans.tours[t].kind == ActivityKind::kWork; }));
    }
  }
  CHECK((children > 60 && from_home > 10 && on_the_way > 20));
}

TEST_CASE("at no minute of the day is a small child alone at home") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  const auto away = [&](population::PersonId p, Time now) {
    const auto of = plans.of(p);
    return std::any_of(of.begin(), of.end(), [&](TourId t) {
      const auto& last = plans.stop(t, plans.tours[t].stops - 1u);
      return plans.stop(t, 0).start <= now && now < last.start + last.duration;
    });
  };
  std::size_t with = 0, alone = 0;
  for (const auto h : town.people.home.ids()) {
    const auto members = town.people.members(h);
    const auto at_home = [&](Time now, int from, int to) {
      return std::any_of(members.begin(), members.end(), [&](population::PersonId p) {
        const int age = town.people.age[p];
        return age >= from && age < to && !away(p, now);
      });
    };
    if (!at_home(Time(), 0, 6) || !at_home(Time(), 20, 200)) continue;
    for (Time now; now < clock_time(24, 0); now += minutes(1)) {
      if (!at_home(now, 0, 6)) continue;
      ++(at_home(now, 20, 200) ? with : alone);
    }
  }
  CHECK(with > 50'000);
  CHECK(alone == 0);
}

TEST_CASE("a school rings for all its pupils at once, and older ones stay longer") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::map<std::pair<bool, std::uint32_t>, Time> bells;
  std::size_t pupils = 0;
  for (const auto id : plans.tours.ids()) {
    const Tour& tour = plans.tours[id];
    if (tour.kind != ActivityKind::kSchool) continue;
    ++pupils;
    const int age = town.people.age[tour.person];
    const auto& school = plans.stop(id, 0);
    const auto [bell, first] = bells.try_emplace({age > 15, school.to.edge.value()}, school.start);
    CHECK(bell->second == school.start);
    CHECK(school.start.ticks() % minutes(5).ticks() == 0);
    CHECK(school.duration == (age < 10    ? town.spec.lessons_1_4
                              : age < 13  ? town.spec.lessons_5_7
                              : age <= 15 ? town.spec.lessons_8_10
                                          : town.spec.lessons_upper));
  }
  CHECK(pupils > 300);
  CHECK(bells.size() == 4);  // two schools, each also upper secondary
}

TEST_CASE("transport to school is a right from the distance of the law on") {
  const PlannedTown town;
  Opportunities o = town.everything();
  // One school in the south-west; homes are up to some 7.5 km of streets away.
  o.by_kind[kSchool] = {town.at(0, 1)};
  const auto model = town.model(o);
  network::RouterScratch scratch;
  std::size_t with = 0, without = 0;
  for (const auto p : town.people.age.ids()) {
    const int age = town.people.age[p];
    if (age < 6 || age > 18) {
      CHECK_FALSE(model.right_to_transport(p));
      continue;
    }
    const auto home = town.people.home[town.people.household[p]];
    const auto way = town.car.trip(home, o.by_kind[kSchool][0].place, scratch);
    const Distance limit = kilometres(age == 6 ? 2 : age < 16 ? 4 : 6);
    CHECK(model.right_to_transport(p) == (way->distance >= limit));
    ++(model.right_to_transport(p) ? with : without);
  }
  CHECK((with > 100 && without > 100));
}

TEST_CASE("a kind of activity without any opportunity is left out") {
  const PlannedTown town;
  auto o = town.everything();
  o.by_kind[static_cast<std::size_t>(ActivityKind::kDoctor)].clear();
  for (const auto& trip : town.plans(o).trips) CHECK(trip.kind != ActivityKind::kDoctor);
}

TEST_CASE("plans differ between replications and not between threads") {
  const PlannedTown town;
  const auto first = town.plans(town.everything(), {}, 0);
  const auto second = town.plans(town.everything(), {}, 1);
  CHECK(first.tours.size() != second.tours.size());
  const auto model = town.model(town.everything());
  auto threaded = par::make_executor(par::Backend::kJthread, 3);
  const auto same = make_plans(
      {.population = town.people, .destinations = model, .spec = town.spec, .random = {7, 0}},
      *threaded);
  REQUIRE(same.tours.size() == first.tours.size());
  REQUIRE(same.trips.size() == first.trips.size());
  for (const auto id : same.trips.ids()) {
    CHECK(same.trips[id].tour == first.trips[id].tour);
    CHECK(same.trips[id].with == first.trips[id].with);
    CHECK(same.trips[id].start == first.trips[id].start);
    CHECK(same.trips[id].to == first.trips[id].to);
  }
  // Work is where it was.
  std::map<std::uint32_t, network::Place> usual;
  for (const auto& t : first.trips) {
    if (t.kind == ActivityKind::kWork) usual.try_emplace(first.tours[t.tour].person.value(), t.to);
  }
  std::size_t compared = 0;
  for (const auto& tour : second.tours) {
    if (tour.kind != ActivityKind::kWork || tour.stops > 1) continue;
    const auto place = usual.find(tour.person.value());
    if (place == usual.end()) continue;
    CHECK(place->second == second.trips[tour.first].to);
    ++compared;
  }
  CHECK(compared > 100);
}

TEST_CASE("days differ as the calendar says") {
  const PlannedTown town;
  const auto o = town.everything();
  const auto monday = by_kind(town.plans(o));
  const auto saturday = by_kind(town.plans(o, {.weekday = 5, .school_day = false}));
  const auto sunday = by_kind(town.plans(o, {.weekday = 6, .school_day = false}));
  const auto holiday = by_kind(town.plans(o, {.weekday = 0, .holiday = true, .school_day = false}));
  const auto summer = by_kind(town.plans(o, {.weekday = 0, .school_day = false, .summer = true}));
  CHECK((monday[kSchool] > 300 && saturday[kSchool] == 0 && holiday[kSchool] == 0));
  CHECK((monday[kEscort] > 0 && saturday[kEscort] == 0 && holiday[kEscort] == 0));
  CHECK(saturday[kWork] * 3 < monday[kWork]);
  CHECK(sunday == holiday);
  CHECK(sunday[kShopping] * 3 < saturday[kShopping]);
  CHECK(sunday[kLeisure] > monday[kLeisure]);
  CHECK(summer[kWork] < monday[kWork]);
}

TEST_CASE("the market draws people on its day only") {
  PlanSpec spec;
  spec.market_day = MarketDay::kThursday;
  const DayFactors thursday(spec, {.weekday = 3}), friday(spec, {.weekday = 4});
  CHECK(thursday.of(ActivityKind::kShopping) == Approx(1.5));
  CHECK(friday.of(ActivityKind::kShopping) == Approx(1));
  // Shares 0.38 + 0.12 of 1 are half as many again: 1.25 times the free tours.
  CHECK(thursday.free_tours() == Approx(1.25));
}

TEST_CASE("tours not made have a reason and change nothing of the plans") {
  PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::array<std::size_t, 3> reasons{};
  for (const auto& tour : plans.latent) {
    const int age = town.people.age[tour.person];
    ++reasons[static_cast<std::size_t>(tour.reason)];
    if (tour.reason == LatentReason::kYouth) {
      CHECK((age >= 13 && age <= 17));
    } else {
      CHECK_FALSE(town.people.licence[tour.person]);
      CHECK((age >= 75) == (tour.reason == LatentReason::kOld));
    }
    CHECK((tour.kind != ActivityKind::kWork && tour.kind != ActivityKind::kSchool));
  }
  for (const auto n : reasons) CHECK(n > 3);
  town.spec.latent = {.no_licence = 0, .old = 0, .youth = 0};
  const auto without = town.plans(town.everything());
  CHECK(without.latent.empty());
  REQUIRE(without.trips.size() == plans.trips.size());
  for (const auto id : plans.trips.ids()) CHECK(plans.trips[id].start == without.trips[id].start);
}

TEST_CASE("who would ask a service plans the tours hoped for, and nothing else changes") {
  const PlannedTown town;
  const auto without = town.plans(town.everything());
  const auto with = town.plans(town.everything(), {}, 0, true);
  REQUIRE(with.latent.size() == without.latent.size());
  std::size_t hoped = 0, other = 0;
  for (const auto& wish : with.latent) {
    if (!wish.tour.valid()) continue;
    const Tour& tour = with.tours[wish.tour];
    CHECK((tour.latent && tour.person == wish.person && tour.kind == wish.kind));
    CHECK(with.stop(wish.tour, 0).start == wish.start);
    CHECK(with.stop(wish.tour, 0).to == wish.destination.place);
    ++hoped;
  }
  CHECK(hoped * 2 > with.latent.size());  // most find room in the day; pupils are at school
  for (const auto& wish : without.latent) CHECK_FALSE(wish.tour.valid());
  for (const TourId id : with.tours.ids()) {
    const Tour& tour = with.tours[id];
    if (tour.latent) continue;
    const TourId same(other++);
    CHECK((without.tours[same].person == tour.person && without.tours[same].number == tour.number));
    CHECK(without.stop(same, 0).start == with.stop(id, 0).start);
  }
  CHECK(other == without.tours.size());
  CHECK(with.tours.size() == other + hoped);
}
