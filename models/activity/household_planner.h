// The day of one household: what its members must do and what they choose to do, who brings and
// fetches small children, who goes along with whom, and what is done on the way. Nobody is in two
// places, and between two tours a person has time at home. A plan is a function of (seed,
// replication, household, kind of day). One planner does many households after each other, for the
// sake of its storage.
#pragma once

#include <vector>

#include "models/activity/plan_draws.h"

namespace grend::activity {

// Of some households; tours and trips are numbered from 0.
struct PlannedDay {
  std::vector<Tour> tours;
  std::vector<PlannedTrip> trips;
  std::vector<LatentTour> latent;
};

class HouseholdPlanner {
 public:
  // Appends to `out`; both must outlive the planner.
  HouseholdPlanner(const PlanInput& input, PlannedDay& out) : in_(input), out_(out) {}

  void plan(population::HouseholdId household);

 private:
  // Sets of members by their number in the household; nobody beyond the 32nd goes along.
  using Members = std::uint32_t;
  static constexpr Members bit(std::size_t member) {
    return member < 32 ? Members{1} << member : Members{0};
  }

  struct Stop {
    ActivityKind kind = ActivityKind::kShopping;
    Destination at;
    Time start;
    Duration duration;
    Time end() const { return start + duration; }
  };

  // A tour of the one who decides on it.
  struct Draft {
    std::size_t leader = 0;
    ActivityKind kind = ActivityKind::kShopping;
    std::size_t count = 0;  // of stops
    std::array<Stop, kMostStops> stops{};
    std::size_t anchor = 0;
    std::array<Members, kMostStops + 1> along{};  // on each trip, without the leader
    bool right_to_transport = false;
    std::optional<std::size_t> latent = {};  // which of the latent tours it is

    const Stop& last() const { return stops[count - 1]; }
    void add(const Stop& stop) { stops[count++] = stop; }
    Interval<Time> span() const { return {stops[0].start, last().end()}; }
    bool carries(Members members) const;
  };

  // Small children in kindergarten: brought by the first trip of a draft, fetched from a stop.
  struct KindergartenDay {
    Members children = 0;
    std::size_t bring = 0;
    std::size_t fetch = 0;
    std::size_t fetch_stop = 0;
    bool has(std::size_t draft) const {
      return children != 0 && (draft == bring || draft == fetch);
    }
  };

  // Some trips of a draft, half-open.
  struct Part {
    std::size_t draft = 0;
    std::size_t first = 0;
    std::size_t last = 0;
  };

  // What a member travels: their own draft, or along with others, with one of them on the first
  // trips and perhaps another on the last.
  struct MemberTour {
    Time start{};
    bool accompanied = false;
    bool latent = false;
    std::array<Part, 2> parts{};
    std::size_t trips() const {
      return parts[0].last - parts[0].first + parts[1].last - parts[1].first;
    }
  };

  struct Member {
    population::PersonId person;
    int age = 0;
    PersonType type = PersonType::kOther;
    std::int64_t free = 0;          // outings still to be planned
    std::uint32_t drawn = 0;        // destinations
    std::vector<MemberTour> tours;  // filled in the end
  };

  void gather(population::HouseholdId household);
  void go_to_school(std::size_t member);
  void go_to_work(std::size_t member);

  void bring_children();
  void bring_from_home(std::size_t adult, Members children, const Destination& kindergarten);
  void bring_on_the_way(Members children, const Destination& kindergarten);
  void bring_before_work(Draft& work, Stop kindergarten);
  void fetch_after_work(Draft& work, Stop kindergarten);

  void choose_freely(std::size_t member);
  bool stop_on_the_way_home(std::size_t member, ActivityKind kind);
  void set_out(std::size_t member, ActivityKind kind);
  void add_second_stop(Draft& tour);
  bool choose_company(Draft& tour);

  // Visits the times that a member is not at home.
  template <class Visit>
  void for_absences(std::size_t member, std::size_t but_draft, Visit&& visit) const;
  static constexpr std::size_t kNoDraft = ~std::size_t{0};
  bool is_free(std::size_t member, Interval<Time> time, std::size_t but_draft = kNoDraft) const;
  bool is_away_throughout(std::size_t member, Interval<Time> time) const;
  bool leaves_child_alone(Members party, Interval<Time> time) const;
  std::optional<std::size_t> way_to_work(std::size_t member) const;
  std::optional<Destination> draw_place_for(std::size_t member, ActivityKind kind,
                                            std::uint32_t zone);
  std::optional<Stop> draw_stop_after(const Stop& before, std::size_t member, ActivityKind kind);
  bool is_home(const Destination& destination) const;
  void hope_for_transport(std::size_t member);
  double free_outings(const Member& member) const;

  void deal_out(std::size_t member);
  void write_down();
  void write(std::size_t member, const MemberTour& tour, std::size_t number);

  const PlanInput& in_;
  PlannedDay& out_;
  population::HouseholdId household_;
  std::size_t size_ = 0;  // members of this household; more are kept for their storage
  std::vector<Member> members_;
  std::vector<RandomStream> random_;  // of each member
  std::vector<Draft> drafts_;
  KindergartenDay kindergarten_;
  std::vector<TripId> first_trip_;  // of each draft
};

}  // namespace grend::activity
