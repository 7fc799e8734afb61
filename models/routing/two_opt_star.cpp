// 2-opt*: two routes exchange their tails, cut where nobody is on board (Potvin & Rousseau 1995,
// "An exchange heuristic for routeing problems with time windows").
#include "models/routing/operators.h"

namespace grend::routing {
namespace {

class TwoOptStar final : public Operator {
 public:
  explicit TwoOptStar(const Problem& problem) {
    for (auto* stops : {&first_, &second_}) stops->reserve(2 * problem.requests() + 2);
    cuts_.reserve(2 * problem.requests() + 2);
  }

  void change(SearchState& state, RandomStream& random) override {
    const auto last = static_cast<std::int64_t>(state.nobody()) - 1;
    const auto a = static_cast<std::uint32_t>(random.between(0, last));
    const auto b = static_cast<std::uint32_t>(random.between(0, last));
    if (a == b) return;
    const std::size_t cut_a = any_cut(state, a, random);
    const std::size_t cut_b = any_cut(state, b, random);
    const auto& stops_a = state.plan().routes[a].stops;
    const auto& stops_b = state.plan().routes[b].stops;
    join(stops_a, cut_a, stops_b, cut_b, first_);
    join(stops_b, cut_b, stops_a, cut_a, second_);
    state.exchange_routes(a, first_, b, second_);
  }

 private:
  // How many stops stay; at least the start, and never with somebody on board.
  std::size_t any_cut(const SearchState& state, std::uint32_t vehicle, RandomStream& random) {
    const auto& stops = state.plan().routes[vehicle].stops;
    cuts_.clear();
    std::size_t on_board = 0;
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
      on_board += state.problem().movable(pair_of(stops[i])) ? 0 : 1;
    }
    for (std::size_t kept = 1; kept < stops.size(); ++kept) {
      if (on_board == 0) cuts_.push_back(kept);
      if (!state.problem().is_request(stops[kept])) break;
      opens(stops[kept]) ? ++on_board : --on_board;
    }
    return cuts_[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(cuts_.size()) - 1))];
  }

  // The head of one route and the tail of the other, which keeps the first one's end.
  static void join(const std::vector<StopIndex>& head, std::size_t kept,
                   const std::vector<StopIndex>& tail, std::size_t skipped,
                   std::vector<StopIndex>& joined) {
    const auto count = [](std::size_t n) { return static_cast<std::ptrdiff_t>(n); };
    joined.assign(head.begin(), head.begin() + count(kept));
    joined.insert(joined.end(), tail.begin() + count(skipped), tail.end() - 1);
    joined.push_back(head.back());
  }

  std::vector<StopIndex> first_;
  std::vector<StopIndex> second_;
  std::vector<std::size_t> cuts_;
};

}  // namespace

std::unique_ptr<Operator> make_two_opt_star(const Problem& problem) {
  return std::make_unique<TwoOptStar>(problem);
}

}  // namespace grend::routing
