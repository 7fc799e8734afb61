// A conversation in lines of text with another process on this machine, over a Unix domain socket.
// Whoever asks waits no longer than the timeout: a dead, silent or endless partner is an
// Error(kIo) that says what happened and how to mend it. One conversation per object and thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace grend::io {

class LineSocket {
 public:
  // Longest line accepted.
  static constexpr std::size_t kLongestLine = std::size_t{64} << 20;

  LineSocket(const std::string& path, std::chrono::milliseconds timeout);
  ~LineSocket();
  LineSocket(const LineSocket&) = delete;
  LineSocket& operator=(const LineSocket&) = delete;

  // Sends a line (without its end) and waits for the next one.
  std::string ask(std::string_view line);

 private:
  // What is left of the timeout, in slices, so that no clock is read.
  struct Patience {
    std::int64_t slices = 0;
    std::int64_t pieces = 100'000;  // an answer in more pieces has no end
  };
  void wait_for(short events, Patience& patience) const;
  void send(std::string_view text, Patience& patience);
  std::string receive(Patience& patience);

  std::string path_;
  std::chrono::milliseconds timeout_;
  int handle_ = -1;
  std::string received_;  // beyond the last line
};

}  // namespace grend::io
