// What can go wrong at a boundary, one type per exit code (after sysexits.h). The library throws
// these; only cli/ prints them and exits. Problems of input text are collected in Diagnostics
// first.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace grend {

enum class ExitCode : int {
  kOk = 0,
  kUsage = 64,
  kBadData = 65,
  kMissingInput = 66,
  kInternal = 70,
  kCannotCreate = 73,
  kIo = 74,
  kInterrupted = 75,
  kBadScenario = 78,
};

// A problem the user can mend: what and where in `what()`, how in `fix()` (may be empty).
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& what, std::string fix = "")
      : std::runtime_error(what), code_(code), fix_(std::move(fix)) {}
  ExitCode code() const { return code_; }
  const std::string& fix() const { return fix_; }

 private:
  ExitCode code_;
  std::string fix_;
};

// A defect in Grend itself.
class InternalError : public Error {
 public:
  explicit InternalError(const std::string& what)
      : Error(ExitCode::kInternal, what,
              "this is a defect in Grend: please report it with the scenario") {}
};

}  // namespace grend
