#include "engine/io/xml.h"

#include <exception>
#include <expat.h>
#include <memory>
#include <type_traits>

#include "engine/base/error.h"
#include "engine/io/byte_stream.h"

namespace grend::io {
namespace {

// A tag, a comment or a stretch of text that goes on for longer has no end; expat would keep it
// all.
constexpr std::int64_t kLongestToken = std::int64_t{16} << 20;

// Drives expat. An exception must not pass through expat's C code: it is kept, the parser stopped,
// and thrown again outside.
class Parser {
 public:
  Parser(const std::string& path, XmlHandler& handler)
      : handler_(handler), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    if (!parser_) throw InternalError("expat cannot be started");
    mark_.file = path;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
  }

  // False once stop() was called.
  bool take(std::string_view bytes) { return parse(bytes, false); }
  void finish() { parse({}, true); }
  void stop() {
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

 private:
  bool parse(std::string_view bytes, bool last) {
    const XML_Status status =
        XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last);
    if (problem_) std::rethrow_exception(problem_);
    if (stopped_) return false;
    fed_ += static_cast<std::int64_t>(bytes.size());
    if (status == XML_STATUS_OK && fed_ - XML_GetCurrentByteIndex(parser_.get()) > kLongestToken) {
      fail("a piece of XML that does not end within 16 MB",
           "this is no file that we know: check it");
    }
    if (status == XML_STATUS_ERROR) {
      const XML_Error code = XML_GetErrorCode(parser_.get());
      fail(std::string("is not well-formed XML: ") + XML_ErrorString(code),
           code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN
               ? "the file is empty or cut off: copy it again"
               : "mend the file there, or make it again with the program that wrote it");
    }
    return true;
  }

  const SourceMark& mark() {
    mark_.line = static_cast<int>(XML_GetCurrentLineNumber(parser_.get()));
    mark_.column = static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1;
    return mark_;
  }

  [[noreturn]] void fail(const std::string& what, const std::string& fix) {
    throw Error(ExitCode::kBadData, mark().to_string() + ": " + what, fix);
  }

  template <class Call>
  static void guarded(void* user, Call&& call) {
    auto& self = *static_cast<Parser*>(user);
    if (self.problem_ || self.stopped_) return;
    try {
      call(self);
    } catch (...) {
      self.problem_ = std::current_exception();
      XML_StopParser(self.parser_.get(), XML_FALSE);
    }
  }

  static void XMLCALL on_begin(void* user, const XML_Char* name, const XML_Char** attributes) {
    guarded(user, [&](Parser& p) { p.handler_.begin(XmlElement(name, attributes, p.mark())); });
  }
  static void XMLCALL on_end(void* user, const XML_Char* name) {
    guarded(user, [&](Parser& p) { p.handler_.end(name); });
  }
  static void XMLCALL on_text(void* user, const XML_Char* text, int size) {
    guarded(user, [&](Parser& p) { p.handler_.text({text, static_cast<std::size_t>(size)}); });
  }
  static void XMLCALL on_entity(void* user, const XML_Char* name, int, const XML_Char*, int,
                                const XML_Char*, const XML_Char*, const XML_Char*,
                                const XML_Char*) {
    guarded(user, [&](Parser& p) {
      p.fail(std::string("declares the entity '") + name + "', which is not accepted",
             "write the text itself instead of the entity");
    });
  }

  XmlHandler& handler_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  SourceMark mark_;
  std::int64_t fed_ = 0;  // bytes
  std::exception_ptr problem_;
  bool stopped_ = false;
};

class RootName : public XmlHandler {
 public:
  void begin(const XmlElement& element) override {
    if (name.empty()) name = element.name();
    if (parser != nullptr) parser->stop();
  }

  std::string name;
  Parser* parser = nullptr;
};

}  // namespace

std::optional<std::string_view> XmlElement::attribute(std::string_view name) const {
  for (const char* const* at = attributes_; *at != nullptr; at += 2) {
    if (name == *at) return at[1];
  }
  return std::nullopt;
}

void read_xml(const std::string& path, XmlHandler& handler) {
  Parser parser(path, handler);
  read_unpacked(path, [&](std::string_view bytes) { return parser.take(bytes); });
  parser.finish();
}

std::string xml_root(const std::string& path) {
  RootName root;
  Parser parser(path, root);
  root.parser = &parser;
  bool found = false;
  read_unpacked(path, [&](std::string_view bytes) {
    found = !parser.take(bytes);
    return !found;
  });
  if (!found) parser.finish();
  return root.name;
}

}  // namespace grend::io
