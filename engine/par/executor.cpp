#include "engine/par/executor.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <stop_token>
#include <string>
#include <system_error>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <thread>

#include "engine/base/check.h"
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

// Held while run() works: a second call from inside a body, or from another thread, is a defect.
class Running {
 public:
  explicit Running(std::atomic<bool>& flag) : flag_(flag) {
    const bool was_running = flag_.exchange(true);
    GREND_CHECK(!was_running);
  }
  ~Running() { flag_ = false; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  std::atomic<bool>& flag_;
};

class SerialExecutor final : public Executor {
 public:
  std::size_t workers() const override { return 1; }
  void run(std::size_t chunks, const Body& body) override {
    const Running running(running_);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) body(chunk, 0);
  }

 private:
  std::atomic<bool> running_ = false;
};

// A pool of threads that sleep between runs; the caller is worker 0.
class JthreadExecutor final : public Executor {
 public:
  explicit JthreadExecutor(std::size_t threads) {
    for (std::size_t worker = 1; worker < threads; ++worker) {
      threads_.emplace_back([this, worker](const std::stop_token& stop) { serve(stop, worker); });
    }
  }

  std::size_t workers() const override { return threads_.size() + 1; }

  void run(std::size_t chunks, const Body& body) override {
    const Running running(running_);
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
        if (!start_.wait(lock, stop, [&] { return generation_ != seen; })) return;
        seen = generation_;
        job = job_;
      }
      work(job, worker);
      const std::lock_guard lock(mutex_);
      if (--busy_ == 0) done_.notify_one();
    }
  }

  std::atomic<bool> running_ = false;
  std::mutex mutex_;
  std::condition_variable_any start_;  // wakes for a stop request too
  std::condition_variable done_;
  Job job_;
  std::atomic<std::size_t> next_ = 0;
  std::size_t busy_ = 0;
  std::size_t generation_ = 0;
  std::vector<std::jthread> threads_;  // last: stopped and joined before the rest is destroyed
};

#ifndef GREND_TBB_IS_JTHREAD
class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(std::size_t threads)
      : threads_(threads),
        limit_(tbb::global_control::max_allowed_parallelism, threads),
        arena_(static_cast<int>(threads)) {}

  std::size_t workers() const override { return threads_; }

  void run(std::size_t chunks, const Body& body) override {
    const Running running(running_);
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
  std::atomic<bool> running_ = false;
  std::size_t threads_;
  tbb::global_control limit_;
  tbb::task_arena arena_;
};
#endif

}  // namespace

std::unique_ptr<Executor> make_executor(Backend backend, std::size_t threads) try {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  switch (backend) {
    case Backend::kSerial:
      return std::make_unique<SerialExecutor>();
    case Backend::kJthread:
      return std::make_unique<JthreadExecutor>(threads);
    case Backend::kTbb:
#ifdef GREND_TBB_IS_JTHREAD
      return std::make_unique<JthreadExecutor>(threads);
#else
      return std::make_unique<TbbExecutor>(threads);
#endif
  }
  throw InternalError("unknown executor backend");
} catch (const std::system_error& error) {
  throw Error(ExitCode::kUsage,
              "cannot start " + std::to_string(threads) + " threads: " + error.code().message(),
              "choose fewer threads");
}

Backend backend_by_name(std::string_view name) {
  if (name == "serial") return Backend::kSerial;
  if (name == "jthread") return Backend::kJthread;
  if (name == "tbb") return Backend::kTbb;
  throw Error(ExitCode::kUsage, "there is no executor '" + std::string(name) + "'",
              "choose serial, jthread or tbb");
}

}  // namespace grend::par
