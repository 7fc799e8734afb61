// Text of tables that engine/io/csv.h reads; engine/io/text_file.h writes it to a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grend::io {

// A table row by row, separated by commas, quoted where needed.
class CsvWriter {
 public:
  explicit CsvWriter(const std::vector<std::string>& header);

  CsvWriter& field(std::string_view value);
  CsvWriter& field(std::int64_t value);
  CsvWriter& field(double value);                // shortest text that reads back as the same bits
  CsvWriter& field(double value, int decimals);  // fixed
  void end_row();

  const std::string& text() const { return text_; }

 private:
  void separate();

  std::string text_;
  std::size_t columns_;
  std::size_t fields_ = 0;
};

}  // namespace grend::io
