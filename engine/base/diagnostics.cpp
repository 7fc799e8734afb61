#include "engine/base/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace grend {

std::string SourceMark::to_string() const {
  std::string text = file;
  if (line > 0) text += ":" + std::to_string(line);
  if (line > 0 && column > 0) text += ":" + std::to_string(column);
  return text;
}

std::string Diagnostic::to_string() const {
  std::string text = mark.to_string();
  if (!text.empty()) text += ": ";
  text += severity == Severity::kError ? "error: " : "warning: ";
  text += message;
  if (!fix.empty()) text += "; " + fix;
  return text;
}

void Diagnostics::error(SourceMark mark, std::string message, std::string fix) {
  items_.push_back({Severity::kError, std::move(mark), std::move(message), std::move(fix)});
  ++errors_;
}

void Diagnostics::missing_input(SourceMark mark, std::string message, std::string fix) {
  items_.push_back({Severity::kError, std::move(mark), std::move(message), std::move(fix), true});
  ++errors_;
  ++missing_;
}

void Diagnostics::warning(SourceMark mark, std::string message, std::string fix) {
  items_.push_back({Severity::kWarning, std::move(mark), std::move(message), std::move(fix)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<std::string> files;
  for (const auto& item : items_) {
    if (std::find(files.begin(), files.end(), item.mark.file) == files.end()) {
      files.push_back(item.mark.file);
    }
  }
  const auto rank = [&](const Diagnostic& d) {
    return std::find(files.begin(), files.end(), d.mark.file) - files.begin();
  };
  auto result = items_;
  std::stable_sort(result.begin(), result.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(rank(a), a.mark.line, a.mark.column) <
           std::tuple(rank(b), b.mark.line, b.mark.column);
  });
  return result;
}

std::string Diagnostics::to_string() const {
  std::string text;
  for (const auto& item : sorted()) text += item.to_string() + "\n";
  return text;
}

}  // namespace grend
