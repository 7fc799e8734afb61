#include "analysis/report/html.h"

#include <fmt/core.h>

namespace grend::report {
namespace {

constexpr Text kNumbers = {"The numbers as a table", "Tallene som tabell", "Tala som tabell"};

}  // namespace

std::string escape(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string HtmlTable::html() const {
  std::string text = "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                     escape(caption) + "\"><table><caption>" + escape(caption) +
                     "</caption><thead><tr>";
  for (const auto& cell : head) text += "<th scope=\"col\">" + escape(cell) + "</th>";
  text += "</tr></thead><tbody>";
  for (const auto& row : rows) {
    text += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "<th scope=\"row\">" + escape(row[i]) + "</th>"
                     : "<td>" + escape(row[i]) + "</td>";
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string figure(std::string_view caption, const std::string& svg, const HtmlTable& table,
                   const Wording& wording) {
  return fmt::format(
      "<figure><figcaption>{}</figcaption>\n{}\n<details><summary>{}</summary>{}</details></"
      "figure>\n",
      escape(caption), svg, escape(wording(kNumbers)), table.html());
}

std::string section(std::string_view id, std::string_view heading, const std::string& content) {
  return fmt::format("<section aria-labelledby=\"{0}\"><h2 id=\"{0}\">{1}</h2>\n{2}</section>\n",
                     id, escape(heading), content);
}

std::string paragraph(std::string_view text) { return "<p>" + escape(text) + "</p>\n"; }

}  // namespace grend::report
