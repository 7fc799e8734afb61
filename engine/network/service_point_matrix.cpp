#include "engine/network/service_point_matrix.h"

#include "engine/base/check.h"
#include "engine/network/buckets.h"

namespace grend::network {
namespace {

constexpr std::size_t kClimbsPerChunk = 16;
// Joining is short work: a chunk should be worth waking a thread.
constexpr std::size_t kJoinsPerChunk = 64;

// The same cells in wider rows.
void widen(std::vector<std::uint32_t>& cells, std::size_t size, std::size_t from, std::size_t to) {
  std::vector<std::uint32_t> wider(to * to);
  for (std::size_t row = 0; row < size; ++row) {
    std::copy_n(cells.data() + row * from, size, wider.data() + row * to);
  }
  cells = std::move(wider);
}

}  // namespace

struct MatrixScratch::State {
  struct Worker {
    Sweep sweep;
    std::vector<Cost> row;
  };
  std::vector<Worker> workers;
  std::vector<Climb> up;  // of the places that are added
  std::vector<Climb> down;
  Buckets buckets;
  PlacesByEdge by_edge;
};

MatrixScratch::MatrixScratch() : state_(std::make_unique<State>()) {}
MatrixScratch::~MatrixScratch() = default;
MatrixScratch::MatrixScratch(MatrixScratch&&) noexcept = default;

void ServicePointMatrix::extend(const PlaceSet& places, MatrixScratch& scratch,
                                par::Executor& executor) {
  GREND_CHECK(places.size() >= size_);
  if (places.size() == size_) return;
  MatrixScratch::State& state = scratch.state();
  if (state.workers.size() < executor.workers()) state.workers.resize(executor.workers());
  make_room(places.size());
  const std::span<const Place> added = places.places().subspan(size_);
  climb(added, state, executor);
  state.by_edge.fill(added);
  fill_cells<true>(places.places(), places.size(), state, executor);
  fill_cells<false>(places.places(), size_, state, executor);
  size_ = places.size();
}

void ServicePointMatrix::make_room(std::size_t places) {
  if (places <= capacity_) return;
  // What comes at once gets no spare room: often nothing more comes.
  const std::size_t capacity = std::max(places, size_ + size_ / 2);
  widen(time_, size_, capacity_, capacity);
  widen(distance_, size_, capacity_, capacity);
  capacity_ = capacity;
}

void ServicePointMatrix::climb(std::span<const Place> added, MatrixScratch::State& state,
                               par::Executor& executor) {
  state.up.resize(added.size());
  state.down.resize(added.size());
  par::for_ranges(
      executor, added.size(), kClimbsPerChunk,
      [&](std::size_t begin, std::size_t end, std::size_t worker) {
        Sweep& sweep = state.workers[worker].sweep;
        for (std::size_t i = begin; i < end; ++i) {
          climb_at<true>(router_.graph(), router_.hierarchy(), added[i], sweep, state.up[i]);
          climb_at<false>(router_.graph(), router_.hierarchy(), added[i], sweep, state.down[i]);
        }
      });
  for (const Climb& climb : state.up) up_.append(climb);
  for (const Climb& climb : state.down) down_.append(climb);
}

// From the first `count` places to the added ones (kToAdded), or from those to them.
template <bool kToAdded>
void ServicePointMatrix::fill_cells(std::span<const Place> places, std::size_t count,
                                    MatrixScratch::State& state, par::Executor& executor) {
  if (count == 0) return;
  const std::span<const Place> added = places.subspan(size_);
  const auto join_with_added = [&](std::size_t place, std::vector<Cost>& row) {
    row.resize(added.size());
    join((kToAdded ? up_ : down_)[place], state.buckets, row);
    state.by_edge.on(places[place].edge, [&](std::uint32_t i) {
      const Place from = kToAdded ? places[place] : added[i];
      const Place to = kToAdded ? added[i] : places[place];
      row[i] = std::min(row[i], direct_travel(router_.graph(), from, to).cost);
    });
    for (std::size_t i = 0; i < added.size(); ++i) {
      const std::size_t at = kToAdded ? cell(place, size_ + i) : cell(size_ + i, place);
      const Reach reach = to_reach(row[i]);
      time_[at] = reach.time;
      distance_[at] = reach.distance;
    }
  };
  state.buckets.fill(router_.hierarchy().nodes(), kToAdded ? state.down : state.up);
  par::for_ranges(executor, count, kJoinsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t place = begin; place < end; ++place) {
                      join_with_added(place, state.workers[worker].row);
                    }
                  });
}

std::size_t ServicePointMatrix::bytes() const {
  return (time_.capacity() + distance_.capacity()) * sizeof(std::uint32_t) + up_.bytes() +
         down_.bytes();
}

}  // namespace grend::network
