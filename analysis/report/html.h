// Small pieces of HTML: escaped text, tables, and figures that carry their numbers as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/wording.h"

namespace grend::report {

std::string escape(std::string_view text);

struct HtmlTable {
  std::string caption;
  std::vector<std::string> head;               // first: the rows' names
  std::vector<std::vector<std::string>> rows;  // plain text; the first cell names the row

  std::string html() const;
};

// A picture with a caption and, behind a switch that keyboards reach, the table of its numbers.
std::string figure(std::string_view caption, const std::string& svg, const HtmlTable& table,
                   const Wording& wording);

// <section> with a heading of level 2.
std::string section(std::string_view id, std::string_view heading, const std::string& content);
std::string paragraph(std::string_view text);

}  // namespace grend::report
