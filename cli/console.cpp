#include "cli/console.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace grend::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr double kRefreshSeconds = 0.1;

const char* colour_of(std::string_view level) {
  return level == "error" ? "\033[31m" : level == "warning" ? "\033[33m" : "";
}

}  // namespace

Console::Console(LogFormat format, bool quiet)
    : format_(format),
      quiet_(quiet),
      terminal_(isatty(STDERR_FILENO) == 1 && format == LogFormat::kText),
      colour_(terminal_ && std::getenv("NO_COLOR") == nullptr),
      started_(Clock::now()) {}

Console::~Console() { end_progress(); }

void Console::line(std::string_view level, std::string_view message, std::string_view fix,
                   const SourceMark& mark) {
  if (format_ == LogFormat::kJson) {
    nlohmann::ordered_json json = {{"level", level}, {"message", message}};
    if (!mark.file.empty()) json["file"] = mark.file;
    if (mark.line > 0) json["line"] = mark.line;
    if (mark.column > 0) json["column"] = mark.column;
    if (!fix.empty()) json["fix"] = fix;
    fmt::print(stderr, "{}\n",
               json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  if (bar_shown_) {
    fmt::print(stderr, "\r\033[K");
    bar_shown_ = false;
  }
  std::string text;
  if (!mark.file.empty()) text += mark.to_string() + ": ";
  if (level != "info") {
    const std::string_view colour = colour_ ? colour_of(level) : "";
    text += fmt::format("{}{}:{} ", colour, level, colour.empty() ? "" : "\033[0m");
  }
  text += message;
  if (!fix.empty()) text += fmt::format("\n  {}", fix);
  fmt::print(stderr, "{}\n", text);
}

void Console::info(std::string_view message) {
  if (!quiet_) line("info", message);
}

void Console::warning(std::string_view message) { line("warning", message); }

void Console::error(const Error& error) { line("error", error.what(), error.fix()); }

void Console::diagnostics(const Diagnostics& items) {
  for (const auto& item : items.sorted()) {
    line(item.severity == Severity::kError ? "error" : "warning", item.message, item.fix,
         item.mark);
  }
}

void Console::progress(std::string_view step, double share) {
  if (quiet_) return;
  const bool new_step = step != step_;
  if (new_step) {
    end_progress();
    step_ = step;
    step_started_ = Clock::now();
  }
  if (!terminal_) {
    if (!new_step) return;
    if (format_ == LogFormat::kJson) {
      const nlohmann::ordered_json json = {
          {"level", "progress"}, {"step", step}, {"seconds", seconds_since(started_)}};
      fmt::print(stderr, "{}\n", json.dump());
    } else {
      fmt::print(stderr, "{:6.1f} s  {}\n", seconds_since(started_), step);
    }
    return;
  }
  if (!new_step && seconds_since(last_shown_) < kRefreshSeconds) return;
  last_shown_ = Clock::now();
  constexpr int kWidth = 24;
  const int filled = static_cast<int>(share * kWidth);
  const double spent = seconds_since(step_started_);
  const std::string left =
      share > 0.02 ? fmt::format(", {:.0f} s left", spent * (1 - share) / share) : "";
  fmt::print(stderr, "\r\033[K{:<28} [{}{}] {:.1f} s{}", step,
             std::string(static_cast<std::size_t>(filled), '#'),
             std::string(static_cast<std::size_t>(kWidth - filled), '.'), seconds_since(started_),
             left);
  std::fflush(stderr);
  bar_shown_ = true;
}

void Console::end_progress() {
  if (bar_shown_) fmt::print(stderr, "\r\033[K");
  bar_shown_ = false;
  step_.clear();
}

void Console::print(std::string_view text) {
  end_progress();
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written || errno == EPIPE) return;  // a reader who has seen enough is no failure
  throw Error(ExitCode::kIo, std::string("cannot write to stdout: ") + std::strerror(errno),
              "check where the output goes: the disk may be full");
}

}  // namespace grend::cli
