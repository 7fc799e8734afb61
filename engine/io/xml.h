// XML as a stream of elements (expat): nothing of the document is held, each element knows its
// line. Documents that declare entities are refused: no file we read needs them, and they can make
// a small file huge. So is a single tag or comment of more than 16 MB, for it would be held. A DTD
// that the document names is not fetched. Plain or gzip.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"

namespace grend::io {

// Valid only during the call it is passed to.
class XmlElement {
 public:
  XmlElement(std::string_view name, const char* const* attributes, const SourceMark& mark)
      : name_(name), attributes_(attributes), mark_(mark) {}

  std::string_view name() const { return name_; }
  std::optional<std::string_view> attribute(std::string_view name) const;
  // An attribute's text, empty where there is none.
  std::string text_of(std::string_view name) const {
    return std::string(attribute(name).value_or(""));
  }
  const SourceMark& mark() const { return mark_; }

 private:
  std::string_view name_;
  const char* const* attributes_;  // name, value, name, value, ..., null
  const SourceMark& mark_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(const XmlElement& element) = 0;
  // The text between two tags, possibly in several pieces.
  virtual void text(std::string_view) {}
  virtual void end(std::string_view) {}
};

// Throws Error(kBadData) with file:line:column if the text is not well-formed, and what
// read_unpacked() throws. Exceptions of the handler pass through.
void read_xml(const std::string& path, XmlHandler& handler);

// The name of the outermost element.
std::string xml_root(const std::string& path);

}  // namespace grend::io
