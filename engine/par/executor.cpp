#include "engine/par/executor.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <string>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <thread>

#include "engine/base/error.h"

namespace grend::par {
namespace {

using Body = std::function<void(std::size_t, std::size_t)>;

// Keeps the exception of the lowest chunk, so that the error shown does not depend on timing.
class FirstError {
 public:
  void capture(std::size_t chunk) {
    const std::lock_guard lock(mutex_);
    if (chunk < chunk_) {
      chunk_ = chunk;
      error_ = std::current_exception();
    }
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::size_t chunk_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr error_;
};

class SerialExecutor final : public Executor {
 public:
  std::size_t workers() const override { return 1; }
  void run(std::size_t chunks, const Body& body) override {
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) body(chunk, 0);
  }
};

// A pool of threads that sleep between runs; the caller is worker 0.
class JthreadExecutor final : public Executor {
 public:
  explicit JthreadExecutor(std::size_t threads) {
    for (std::size_t worker = 1; worker < threads; ++worker) {
      threads_.emplace_back([this, worker](std::stop_token stop) { serve(stop, worker); });
    }
  }

  ~JthreadExecutor() override {
    for (auto& thread : threads_) thread.request_stop();
    const std::lock_guard lock(mutex_);
    start_.notify_all();
  }

  std::size_t workers() const override { return threads_.size() + 1; }

  void run(std::size_t chunks, const Body& body) override {
    if (threads_.empty() || chunks <= 1) {
      for (std::size_t chunk = 0; chunk < chunks; ++chunk) body(chunk, 0);
      return;
    }
    FirstError error;
    {
      const std::lock_guard lock(mutex_);
      job_ = {&body, &error, chunks};
      next_ = 0;
      busy_ = threads_.size();
      ++generation_;
    }
    start_.notify_all();
    work(job_, 0);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return busy_ == 0; });
    error.rethrow();
  }

 private:
  struct Job {
    const Body* body = nullptr;
    FirstError* error = nullptr;
    std::size_t chunks = 0;
  };

  void work(const Job& job, std::size_t worker) {
    while (true) {
      const std::size_t chunk = next_.fetch_add(1);
      if (chunk >= job.chunks) return;
      try {
        (*job.body)(chunk, worker);
      } catch (...) {
        job.error->capture(chunk);
      }
    }
  }

  void serve(const std::stop_token& stop, std::size_t worker) {
    std::size_t seen = 0;
    while (true) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        start_.wait(lock, [&] { return stop.stop_requested() || generation_ != seen; });
        if (stop.stop_requested()) return;
        seen = generation_;
        job = job_;
      }
      work(job, worker);
      const std::lock_guard lock(mutex_);
      if (--busy_ == 0) done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable start_;
  std::condition_variable done_;
  Job job_;
  std::atomic<std::size_t> next_ = 0;
  std::size_t busy_ = 0;
  std::size_t generation_ = 0;
  std::vector<std::jthread> threads_;  // last: joined before the rest is destroyed
};

class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(std::size_t threads)
      : threads_(threads),
        limit_(tbb::global_control::max_allowed_parallelism, threads),
        arena_(static_cast<int>(threads)) {}

  std::size_t workers() const override { return threads_; }

  void run(std::size_t chunks, const Body& body) override {
    FirstError error;
    arena_.execute([&] {
      tbb::parallel_for(
          std::size_t{0}, chunks,
          [&](std::size_t chunk) {
            try {
              body(chunk, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
            } catch (...) {
              error.capture(chunk);
            }
          },
          tbb::simple_partitioner());
    });
    error.rethrow();
  }

 private:
  std::size_t threads_;
  tbb::global_control limit_;
  tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Executor> make_executor(Backend backend, std::size_t threads) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  switch (backend) {
    case Backend::kSerial:
      return std::make_unique<SerialExecutor>();
    case Backend::kJthread:
      return std::make_unique<JthreadExecutor>(threads);
    case Backend::kTbb:
      return std::make_unique<TbbExecutor>(threads);
  }
  throw InternalError("unknown executor backend");
}

Backend backend_by_name(std::string_view name) {
  if (name == "serial") return Backend::kSerial;
  if (name == "jthread") return Backend::kJthread;
  if (name == "tbb") return Backend::kTbb;
  throw Error(ExitCode::kUsage, "there is no executor '" + std::string(name) + "'",
              "choose serial, jthread or tbb");
}

}  // namespace grend::par
