// Where the program talks: data to stdout, everything else to stderr as plain text or JSON lines
// (`--log json`). On a terminal progress is one line that moves; elsewhere a line per step.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/base/error.h"

namespace grend::cli {

enum class LogFormat { kText, kJson };

class Console {
 public:
  Console(LogFormat format, bool quiet);
  ~Console();

  void info(std::string_view message);  // not with --quiet
  void warning(std::string_view message);
  void error(const Error& error);
  void diagnostics(const Diagnostics& items);
  // `share` in 0..1; a new `step` ends the one before.
  void progress(std::string_view step, double share);
  void end_progress();
  // Data, to stdout.
  void print(std::string_view text);

 private:
  void line(std::string_view level, std::string_view message, std::string_view fix = "",
            const SourceMark& mark = {});

  LogFormat format_;
  bool quiet_;
  bool terminal_;
  bool colour_;
  std::string step_;
  bool bar_shown_ = false;
  std::chrono::steady_clock::time_point started_, step_started_, last_shown_;
};

}  // namespace grend::cli
