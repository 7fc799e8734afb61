// A planned day, written down: each member's tours in order, and the trips that belong together.
#include <algorithm>
#include <bit>

#include "models/activity/household_planner.h"

namespace grend::activity {

void HouseholdPlanner::deal_out(std::size_t member) {
  auto& tours = members_[member].tours;
  tours.clear();
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    const Draft& draft = drafts_[d];
    const bool own = draft.leader == member;
    const bool only_one_way = (kindergarten_.children & bit(member)) != 0 && kindergarten_.has(d);
    if (!own && (only_one_way || !draft.carries(bit(member)))) continue;
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
    constexpr std::size_t kFirstLatent = 1u << 15;
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
  t.number = static_cast<std::uint16_t>(number);
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
    GREND_CHECK(fetched.start >= there.start);
    there.duration = fetched.end() - there.start;
  }
  out_.tours.push_back(t);
}

}  // namespace grend::activity
