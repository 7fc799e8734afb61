// Times and distances between all pairs of a growing set of places, by one router: what dispatch
// asks for at every insertion, so a time is one load. Adding k places to n costs k climbs each way
// and a look at what the climbs of the n left, O(k n) cells, not a new table; one at a time the
// copying of cells is amortised O(n). Equal to Router::trip() for any order of additions and any
// number of threads. Several matrices (periods of the day, conditions) can share a PlaceSet.
//
// Holds 8 bytes a cell, up to 18 where places came one at a time, and 1 to 3 kB of climbs a place.
// Reading is thread-safe, growing is not.
#pragma once

#include <memory>
#include <vector>

#include "engine/network/climbs.h"
#include "engine/network/place_set.h"
#include "engine/network/router.h"

namespace grend::network {

// Memory that extending needs and that outlives it only to save time: one for many matrices.
class MatrixScratch {
 public:
  MatrixScratch();
  ~MatrixScratch();
  MatrixScratch(MatrixScratch&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

class ServicePointMatrix {
 public:
  explicit ServicePointMatrix(Router router) : router_(std::move(router)) {}

  // Covers all of `places`; those covered before must be its first.
  void extend(const PlaceSet& places, MatrixScratch& scratch, par::Executor& executor);

  std::size_t size() const { return size_; }
  // ms, kClosed if there is no way.
  std::uint32_t time(std::uint32_t from, std::uint32_t to) const { return time_[cell(from, to)]; }
  // cm, kClosed if there is no way.
  std::uint32_t distance(std::uint32_t from, std::uint32_t to) const {
    return distance_[cell(from, to)];
  }
  std::size_t bytes() const;

 private:
  // The climbs of all places one after another, because adding a place reads them all.
  class Climbs {
   public:
    void append(const Climb& climb) {
      nodes_.insert(nodes_.end(), climb.nodes.begin(), climb.nodes.end());
      costs_.insert(costs_.end(), climb.costs.begin(), climb.costs.end());
      first_.push_back(nodes_.size());
    }
    ClimbView operator[](std::size_t place) const {
      return {{nodes_.data() + first_[place], nodes_.data() + first_[place + 1]},
              {costs_.data() + first_[place], costs_.data() + first_[place + 1]}};
    }
    std::size_t bytes() const {
      return nodes_.capacity() * sizeof(Rank) + costs_.capacity() * sizeof(Cost) +
             first_.capacity() * sizeof(std::size_t);
    }

   private:
    std::vector<Rank> nodes_;
    std::vector<Cost> costs_;
    std::vector<std::size_t> first_ = {0};
  };

  std::size_t cell(std::size_t from, std::size_t to) const { return from * capacity_ + to; }
  void make_room(std::size_t places);
  void climb(std::span<const Place> added, MatrixScratch::State& state, par::Executor& executor);
  template <bool kToAdded>
  void fill_cells(std::span<const Place> places, std::size_t count, MatrixScratch::State& state,
                  par::Executor& executor);

  Router router_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  // cells from row to row
  std::vector<std::uint32_t> time_;
  std::vector<std::uint32_t> distance_;
  Climbs up_;    // from each place
  Climbs down_;  // to each place
};

}  // namespace grend::network
