// Runs chunks of work in parallel behind one interface with three backends: serial, std::jthread
// and oneTBB. Which chunk runs on which thread is unspecified, so a chunk may write only to its own
// output; sums are taken afterwards in chunk order (ordered_reduce). Then any backend and any
// number of threads give the same bits.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace grend::par {

enum class Backend { kSerial, kJthread, kTbb };

class Executor {
 public:
  virtual ~Executor() = default;
  // How many workers may run at once; worker indices are below it.
  virtual std::size_t workers() const = 0;
  // Calls body(chunk, worker) once for each chunk in [0, chunks). No two chunks run at once with
  // the same worker index. If chunks throw, the exception of the lowest one is rethrown, and chunks
  // above it may or may not have run. Not reentrant: a body that calls run() of the same executor
  // gets InternalError; another executor is fine.
  virtual void run(std::size_t chunks,
                   const std::function<void(std::size_t chunk, std::size_t worker)>& body) = 0;
};

// threads = 0: one per core. The serial backend always has one worker. Throws Error(kUsage) if the
// machine cannot start that many.
std::unique_ptr<Executor> make_executor(Backend backend, std::size_t threads);
// "serial", "jthread", "tbb"; throws Error(kUsage) with the names otherwise.
Backend backend_by_name(std::string_view name);

// body(begin, end, worker) over [0, size) in chunks of `grain`; the chunks do not depend on the
// number of workers.
template <class Body>
void for_ranges(Executor& executor, std::size_t size, std::size_t grain, Body&& body) {
  GREND_CHECK(grain > 0);
  const std::size_t chunks = (size + grain - 1) / grain;
  executor.run(chunks, [&](std::size_t chunk, std::size_t worker) {
    const std::size_t begin = chunk * grain;
    body(begin, begin + grain < size ? begin + grain : size, worker);
  });
}

// Maps each range to a value in parallel and folds the values in order of the ranges.
template <class T, class Map, class Fold>
T ordered_reduce(Executor& executor, std::size_t size, std::size_t grain, T initial, Map&& map,
                 Fold&& fold) {
  static_assert(!std::is_same_v<T, bool>, "neighbours of a vector<bool> share a byte");
  GREND_CHECK(grain > 0);
  std::vector<T> parts((size + grain - 1) / grain);
  for_ranges(executor, size, grain, [&](std::size_t begin, std::size_t end, std::size_t worker) {
    parts[begin / grain] = map(begin, end, worker);
  });
  for (auto& part : parts) initial = fold(std::move(initial), std::move(part));
  return initial;
}

}  // namespace grend::par
