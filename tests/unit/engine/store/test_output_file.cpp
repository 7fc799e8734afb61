#include <fcntl.h>
#include <functional>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/error.h"
#include "engine/store/output_file.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/store/temporary_folder.h"

namespace grend::store {
namespace {

struct Failure {
  ExitCode code = ExitCode::kOk;
  std::string message;
  bool says(const std::string& words) const { return message.find(words) != std::string::npos; }
};

Failure failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

void write_file(const std::string& path, const std::string& text, bool overwrite) {
  OutputFile output(path, overwrite);
  output.write(text);
  output.commit();
}

// Runs `action` in a process of its own, which no limit set there outlives, and returns its result.
int in_child(const std::function<int()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    int result = 99;
    const Failure failure = failure_of([&] { result = action(); });
    ::_exit(failure.code == ExitCode::kOk ? result : 99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Puts a disk of 64 kB at the folder that this process alone sees, as root of its own namespace.
bool mount_small_disk(const std::string& folder) {
  const std::string user_map = "0 " + std::to_string(::getuid()) + " 1";
  const std::string group_map = "0 " + std::to_string(::getgid()) + " 1";
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  write_text_file("/proc/self/setgroups", "deny");
  write_text_file("/proc/self/uid_map", user_map);
  write_text_file("/proc/self/gid_map", group_map);
  return ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64k") == 0;
}

TEST_CASE("an output appears whole, and only when it is committed") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  {
    OutputFile output(path, false);
    CHECK(folder.files() == 1);  // the .part file
    output.write("a longer text");
    output.write("text");  // replaces
    CHECK(!std::filesystem::exists(path));
    CHECK(text_of_file(output.part_path()) == "text");
    output.commit();
    CHECK(text_of_file(path) == "text");
  }
  CHECK(folder.files() == 1);
}

TEST_CASE("an output that is given up leaves the earlier file and no .part") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  write_text_file(path, "earlier");
  {
    OutputFile output(path, true);
    output.write("later");
  }
  CHECK(text_of_file(path) == "earlier");
  CHECK(folder.files() == 1);
}

TEST_CASE("an earlier file is replaced only when asked for") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  write_text_file(path, "earlier");
  const Failure refused = failure_of([&] { check_output(path, false); });
  CHECK(refused.code == ExitCode::kCannotCreate);
  CHECK(refused.says(path + ": exists already"));
  CHECK(text_of_file(path) == "earlier");
  check_output(path, true);
  CHECK(folder.files() == 1);
  write_file(path, "later", true);
  CHECK(text_of_file(path) == "later");
}

TEST_CASE("a file that another program made during the run is not replaced unasked") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  OutputFile output(path, false);
  output.write("ours");
  write_text_file(path, "theirs");
  CHECK(failure_of([&] { output.commit(); }).code == ExitCode::kCannotCreate);
  CHECK(text_of_file(path) == "theirs");
}

TEST_CASE("outputs that cannot be are refused before the run") {
  const TemporaryFolder folder;
  const auto refusal = [](const std::string& path) {
    return failure_of([&] { check_output(path, true); });
  };
  CHECK(refusal(folder.file("absent/run.h5")).code == ExitCode::kCannotCreate);
  CHECK(refusal(folder.file("absent/run.h5")).says("there is no folder"));
  CHECK(refusal(folder.file("")).says("is not a regular file"));
  CHECK(refusal("/dev/null").says("is not a regular file"));
  CHECK(refusal("").says("empty"));
  CHECK(refusal("/proc/run.h5").code == ExitCode::kCannotCreate);  // even root cannot write there
  CHECK(refusal(folder.file(std::string(255, 'x'))).code == ExitCode::kCannotCreate);
  CHECK(folder.files() == 0);
}

TEST_CASE("a second run into the same output is refused while the first one lives") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  {
    const OutputFile first(path, false);
    const Failure refused = failure_of([&] { OutputFile second(path, true); });
    CHECK(refused.code == ExitCode::kCannotCreate);
    CHECK(refused.says(path + ": another run is writing it"));
    CHECK(std::filesystem::exists(first.part_path()));  // the second did not take it away
  }
  check_output(path, false);
}

TEST_CASE("the .part file of a killed run is in nobody's way") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    OutputFile output(path, false);
    output.write("half a result");
    if (::write(ready[1], "!", 1) != 1) ::_exit(1);
    ::pause();
  }
  char signal = 0;
  REQUIRE(::read(ready[0], &signal, 1) == 1);
  CHECK(failure_of([&] { check_output(path, false); }).says("another run is writing it"));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(text_of_file(path + ".part") == "half a result");
  write_file(path, "whole", false);
  CHECK(text_of_file(path) == "whole");
  CHECK(folder.files() == 1);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("of many runs into one output exactly one writes at a time") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  // Each of 8 processes tries 200 times. One that gets the output writes its letter in two steps
  // and must find its own text in the .part file: nobody else may have touched it.
  std::vector<pid_t> children;
  for (char letter = 'a'; letter < 'i'; ++letter) {
    children.push_back(::fork());
    if (children.back() != 0) continue;
    int intruders = 0;
    for (int i = 0; i < 200; ++i) {
      const Failure failure = failure_of([&] {
        OutputFile output(path, true);
        output.write(std::string(1000, letter));
        if (text_of_file(output.part_path()) != std::string(1000, letter)) ++intruders;
        output.commit();
      });
      if (failure.code != ExitCode::kOk && !failure.says("another run")) ++intruders;
    }
    ::_exit(intruders == 0 ? 0 : 1);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const std::string text = text_of_file(path);
  CHECK(text.size() == 1000);
  CHECK(text == std::string(1000, text[0]));
  CHECK(folder.files() == 1);
}

TEST_CASE("a file size limit is an error with path and bytes, not the end of the process") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  write_text_file(path, "earlier");
  const int status = in_child([&] {
    const struct rlimit limit = {4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Failure failure = failure_of([&] { write_file(path, std::string(5000, 'x'), true); });
    if (failure.code != ExitCode::kIo) return 1;
    return failure.says(path + ": cannot write 5000 bytes, the limit is 4096") ? 0 : 2;
  });
  CHECK(status == 0);
  CHECK(text_of_file(path) == "earlier");
  CHECK(folder.files() == 1);
}

TEST_CASE("a full disk is an error with path and bytes") {
  const TemporaryFolder folder;
  constexpr int kNotAllowed = 77;
  const int status = in_child([&] {
    if (!mount_small_disk(folder.file(""))) return kNotAllowed;
    const std::string path = folder.file("run.h5");
    write_file(path, std::string(20'000, 'e'), false);
    const Failure failure = failure_of([&] { write_file(path, std::string(100'000, 'x'), true); });
    if (failure.code != ExitCode::kIo) return 1;
    if (!failure.says(path + ": cannot write byte") || !failure.says("of 100000: No space"))
      return 2;
    if (text_of_file(path) != std::string(20'000, 'e')) return 3;
    return folder.files() == 1 ? 0 : 4;
  });
  if (status == kNotAllowed) {
    WARN("skipped: no rights to mount a small disk");
  } else {
    CHECK(status == 0);
  }
}

}  // namespace
}  // namespace grend::store
