#include "engine/io/csv.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "engine/base/error.h"
#include "engine/base/text.h"

namespace grend::io {
namespace {

namespace fs = std::filesystem;

// More are counted, not kept: a wrong file has as many problems as rows.
constexpr std::size_t kProblemsKept = 1'000;
constexpr std::size_t kProblemsListed = 20;

std::string read_all(const CsvSource& source) {
  std::error_code status;
  if (!fs::is_regular_file(source.path, status)) {
    const bool folder = fs::is_directory(source.path, status);
    throw Error(ExitCode::kMissingInput,
                source.path + (folder ? ": is a folder, not a file" : ": no such file"),
                source.origin.empty() ? "check the path, or the folder given as data directory"
                                      : source.origin);
  }
  std::ifstream file(source.path, std::ios::binary);
  std::string text(static_cast<std::size_t>(fs::file_size(source.path, status)), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (status || !file) {
    throw Error(ExitCode::kIo, source.path + ": cannot be read",
                "check the file's permissions and its disk");
  }
  return text;
}

// Is the text UTF-8? (Overlong forms and surrogates pass: they harm nobody here.)
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = lead >= 0xF8 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0;
    if (more == 0 || i + more >= text.size()) return false;
    for (std::size_t k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += more + 1;
  }
  return true;
}

char separator_of(std::string_view header) {
  return std::count(header.begin(), header.end(), ';') >
                 std::count(header.begin(), header.end(), ',')
             ? ';'
             : ',';
}

std::string with_commas(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

}  // namespace

CsvReader::CsvReader(CsvSource source) : source_(std::move(source)), text_(read_all(source_)) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (std::string_view(text_).starts_with(kByteOrderMark)) line_start_ = at_ = 3;
  if (text_.find('\0') != std::string::npos || !is_utf8(text_)) {
    fail("is not UTF-8 text", "save it as CSV in UTF-8");
  }
  read_header();
}

void CsvReader::fail(const std::string& what, const std::string& fix) const {
  throw Error(ExitCode::kBadData, source_.path + ": " + what, fix);
}

void CsvReader::read_header() {
  const auto end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  separator_ = separator_of(std::string_view(text_).substr(at_, end - at_));
  if (!read_record()) fail("is empty", "the first line must name the columns");
  if (!row_is_good_) fail("has a bad header\n" + problems_.to_string(), "");
  for (const Field& field : fields_) {
    const std::string name(field.text);
    if (!name.empty() && has(name)) {
      fail("has two columns named '" + name + "'", "rename or remove one of them");
    }
    header_.push_back(name);
  }
}

bool CsvReader::has(std::string_view column) const {
  return std::find(header_.begin(), header_.end(), column) != header_.end();
}

std::vector<CsvColumn> CsvReader::require(const std::vector<std::string>& columns) const {
  std::vector<CsvColumn> found;
  std::string missing;
  for (const auto& column : columns) {
    const auto at = std::find(header_.begin(), header_.end(), column);
    found.push_back({static_cast<std::size_t>(at - header_.begin())});
    if (at != header_.end()) continue;
    const auto near = did_you_mean(column, header_);
    missing += "\n" + SourceMark{source_.path, 1, 1}.to_string() + ": error: no column '" + column +
               "'" + (near ? "; is it '" + *near + "'?" : "");
  }
  if (!missing.empty()) {
    fail("misses columns; it has: " + with_commas(header_) + missing,
         "name the columns in the first line: " + with_commas(columns));
  }
  return found;
}

bool CsvReader::next() {
  close_row();
  while (read_record()) {
    ++rows_;
    in_row_ = true;
    if (fields_.size() == header_.size()) return true;
    reject_at(fields_.back(),
              fmt::format("{} fields where the header has {}", fields_.size(), header_.size()),
              "check the separators, and quote texts that hold one");
    close_row();
  }
  return false;
}

void CsvReader::close_row() {
  if (in_row_ && !row_is_good_) ++bad_rows_;
  in_row_ = false;
  row_is_good_ = true;
}

// Reads one row of any number of fields, passing over blank lines; false at the end of the text.
bool CsvReader::read_record() {
  fields_.clear();
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) read_line_end();
  if (at_ == text_.size()) return false;
  row_line_ = line_;
  while (true) {
    read_field();
    if (at_ == text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  read_line_end();
  return true;
}

void CsvReader::read_line_end() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  line_start_ = at_;
  ++line_;
}

void CsvReader::read_field() {
  const bool quoted = at_ < text_.size() && text_[at_] == '"';
  fields_.push_back(quoted ? read_quoted() : read_plain());
}

CsvReader::Field CsvReader::read_plain() {
  Field field{{}, line_, column_here()};
  const std::size_t first = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
         text_[at_] != '\r') {
    ++at_;
  }
  field.text = trim(std::string_view(text_).substr(first, at_ - first));
  return field;
}

// The text is unescaped in place: it only gets shorter.
CsvReader::Field CsvReader::read_quoted() {
  Field field{{}, line_, column_here()};
  const std::size_t first = ++at_;
  std::size_t last = first;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') {
      if (at_ == text_.size() || text_[at_] != '"') {
        field.text = std::string_view(text_).substr(first, last - first);
        const Field rest = read_plain();
        if (!rest.text.empty()) {
          reject_at(rest, "text after the closing quote", "write a quote inside quotes twice");
        }
        return field;
      }
      ++at_;
    } else if (c == '\n') {
      line_start_ = at_;
      ++line_;
    }
    text_[last++] = c;
  }
  reject_at(field, "a quote that nothing closes", "close the quote");
  return field;
}

std::int64_t CsvReader::integer(CsvColumn column, IntegerRange range) {
  const auto value = parse_int(text(column));
  if (!value) {
    reject(column, fmt::format("'{}' is not a whole number", text(column)));
  } else if (*value < range.min || *value > range.max) {
    reject(column, fmt::format("{} is not between {} and {}", *value, range.min, range.max));
  } else {
    return *value;
  }
  return 0;
}

double CsvReader::real(CsvColumn column, RealRange range) {
  const auto value = parse_real(text(column));
  if (!value) {
    const bool comma = text(column).find(',') != std::string_view::npos;
    reject(column, fmt::format("'{}' is not a finite number", text(column)),
           comma ? "write decimals with a point" : "");
  } else if (*value < range.min || *value > range.max) {
    reject(column, fmt::format("{} is not between {} and {}", *value, range.min, range.max));
  } else {
    return *value;
  }
  return 0;
}

void CsvReader::reject(CsvColumn column, const std::string& message, std::string fix) {
  reject_at(fields_[column.index], header_[column.index] + ": " + message, std::move(fix));
}

void CsvReader::reject_at(const Field& field, std::string message, std::string fix) {
  row_is_good_ = false;
  if (++problem_count_ > kProblemsKept) return;
  problems_.error({source_.path, field.line, field.column}, std::move(message), std::move(fix));
}

void CsvReader::finish() {
  close_row();
  if (bad_rows_ <= source_.max_bad_rows) return;
  std::string list;
  for (std::size_t i = 0; i < std::min(problems_.items().size(), kProblemsListed); ++i) {
    list += "\n" + problems_.items()[i].to_string();
  }
  if (problem_count_ > kProblemsListed) {
    list += fmt::format("\n... and {} more", problem_count_ - kProblemsListed);
  }
  throw Error(ExitCode::kBadData,
              fmt::format("{}: {} of {} rows are bad, allowed are {}{}", source_.path, bad_rows_,
                          rows_, source_.max_bad_rows, list),
              "mend these rows, or allow so many with max_bad_rows: they are then left out");
}

}  // namespace grend::io
