#include "cli/signals.h"

#include <csignal>

namespace grend::cli {
namespace {

sim::StopFlag stop_flag;  // a handler can reach nothing but what lives for ever

void on_signal(int signal) {
  stop_flag.request();
  std::signal(signal, SIG_DFL);
}

}  // namespace

const sim::StopFlag& stop_on_signal() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) {
    if (std::signal(signal, on_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  return stop_flag;
}

}  // namespace grend::cli
