#include "engine/io/csv_writer.h"

#include <fmt/format.h>

#include "engine/base/check.h"
#include "engine/base/text.h"

namespace grend::io {

CsvWriter::CsvWriter(const std::vector<std::string>& header) : columns_(header.size()) {
  for (const auto& name : header) field(name);
  end_row();
}

void CsvWriter::separate() {
  if (fields_++ > 0) text_ += ',';
}

CsvWriter& CsvWriter::field(std::string_view value) {
  separate();
  if (value.find_first_of(",;\"\r\n") == std::string_view::npos && trim(value) == value) {
    text_ += value;
    return *this;
  }
  text_ += '"';
  for (const char c : value) text_ += c == '"' ? "\"\"" : std::string(1, c);
  text_ += '"';
  return *this;
}

CsvWriter& CsvWriter::field(std::int64_t value) {
  separate();
  text_ += std::to_string(value);
  return *this;
}

CsvWriter& CsvWriter::field(double value) {
  separate();
  text_ += fmt::format("{}", value);
  return *this;
}

CsvWriter& CsvWriter::field(double value, int decimals) {
  separate();
  text_ += fmt::format("{:.{}f}", value, decimals);
  return *this;
}

void CsvWriter::end_row() {
  GREND_CHECK(fields_ == columns_);
  fields_ = 0;
  text_ += '\n';
}

}  // namespace grend::io
