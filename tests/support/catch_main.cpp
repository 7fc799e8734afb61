// The main() of every unit test program: exits 1 if something failed, 77 (ctest: skipped) if all
// that ran passed but a test said WARN("skipped: no data"), else 0.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_RUNNER
#endif
#include <string>

#include "tests/support/catch.h"

namespace {

#if __has_include(<catch2/catch_all.hpp>)
using ListenerBase = Catch::EventListenerBase;
using Finished = void;
#else
using ListenerBase = Catch::TestEventListenerBase;
using Finished = bool;
#endif

bool data_was_missing = false;

class SkipListener : public ListenerBase {
 public:
  using ListenerBase::ListenerBase;
  Finished assertionEnded(const Catch::AssertionStats& stats) override {
    for (const auto& info : stats.infoMessages) note(std::string(info.message));
    note(std::string(stats.assertionResult.getMessage()));
    return Finished(true);
  }

 private:
  static void note(const std::string& message) {
    if (message.find("skipped: no data") != std::string::npos) data_was_missing = true;
  }
};
CATCH_REGISTER_LISTENER(SkipListener)

}  // namespace

int main(int argc, char** argv) {
  if (Catch::Session().run(argc, argv) != 0) return 1;
  return data_was_missing ? 77 : 0;
}
