// Collects the problems of an input so that all are reported at once, in the order of the text.
// A problem says where (file:line:column), what, and how to mend it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace grend {

// A place in a text; line and column count from 1, 0 means unknown.
struct SourceMark {
  std::string file;
  int line = 0;
  int column = 0;

  std::string to_string() const;
  auto operator<=>(const SourceMark&) const = default;
};

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  SourceMark mark;
  std::string message;
  std::string fix;
  bool missing_input = false;  // a file that is not there, rather than a wrong value

  // "scenario.yaml:3:5: error: unknown key 'fleat'; did you mean 'fleet'?"
  std::string to_string() const;
};

class Diagnostics {
 public:
  void error(SourceMark mark, std::string message, std::string fix = "");
  void missing_input(SourceMark mark, std::string message, std::string fix);
  void warning(SourceMark mark, std::string message, std::string fix = "");

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  // All is well but for input files that are not there.
  bool only_missing_inputs() const { return errors_ > 0 && missing_ == errors_; }
  const std::vector<Diagnostic>& items() const { return items_; }
  // Items ordered by file (in order of first mention), line and column.
  std::vector<Diagnostic> sorted() const;
  // All items, one a line.
  std::string to_string() const;

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
  std::size_t missing_ = 0;
};

}  // namespace grend
