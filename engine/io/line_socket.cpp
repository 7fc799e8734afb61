#include "engine/io/line_socket.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/base/error.h"

namespace grend::io {
namespace {

constexpr std::chrono::milliseconds kSlice(10);

[[noreturn]] void fail(const std::string& path, const std::string& what, const std::string& fix) {
  throw Error(ExitCode::kIo, "the socket " + path + ": " + what, fix);
}

}  // namespace

LineSocket::LineSocket(const std::string& path, std::chrono::milliseconds timeout)
    : path_(path), timeout_(timeout) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) {
    fail(path, "its name is empty or too long",
         "choose a path of 1 to " + std::to_string(sizeof(address.sun_path) - 1) + " characters");
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  handle_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle_ < 0) fail(path, std::strerror(errno), "");
  if (connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    const std::string why = std::strerror(errno);
    close(handle_);
    fail(path, "nobody listens there (" + why + ")", "start your program first, then Grend");
  }
}

LineSocket::~LineSocket() { close(handle_); }

std::string LineSocket::ask(std::string_view line) {
  Patience patience{timeout_ / kSlice + 1};
  send(line, patience);
  send("\n", patience);
  return receive(patience);
}

void LineSocket::wait_for(short events, Patience& patience) const {
  while (true) {
    pollfd descriptor{handle_, events, 0};
    const int ready = poll(&descriptor, 1, static_cast<int>(kSlice.count()));
    if (ready > 0 && patience.pieces-- > 0) return;
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0 && --patience.slices > 0) continue;
    fail(path_, "no answer within " + std::to_string(timeout_.count()) + " ms",
         "make your program faster, or allow it more time");
  }
}

void LineSocket::send(std::string_view text, Patience& patience) {
  while (!text.empty()) {
    wait_for(POLLOUT, patience);
    const auto sent = ::send(handle_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (sent < 0) fail(path_, "it was closed by the other side", "see what your program says");
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string LineSocket::receive(Patience& patience) {
  std::array<char, 65'536> buffer{};
  std::size_t searched = 0;
  while (true) {
    const auto end = received_.find('\n', searched);
    if (end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    searched = received_.size();
    if (searched > kLongestLine) fail(path_, "its answer is a line without end", "");
    wait_for(POLLIN, patience);
    const auto got = recv(handle_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) fail(path_, "it was closed by the other side", "see what your program says");
    received_.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace grend::io
