#include <vector>

#include "engine/io/byte_stream.h"
#include "engine/io/xml.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::io;
using namespace grend::test;

namespace {

std::string unpacked(const std::string& path) {
  std::string bytes;
  read_unpacked(path, [&](std::string_view block) {
    bytes += block;
    return true;
  });
  return bytes;
}

// Writes down what it is told: "<a x=1@1:1>text</a>".
class Scribe : public XmlHandler {
 public:
  void begin(const XmlElement& e) override {
    if (e.name() == "stop") throw Error(ExitCode::kUsage, "stopped by the handler");
    text_ += "<" + std::string(e.name());
    if (const auto x = e.attribute("x")) text_ += " x=" + std::string(*x);
    text_ += "@" + std::to_string(e.mark().line) + ":" + std::to_string(e.mark().column) + ">";
  }
  void text(std::string_view t) override { text_ += t; }
  void end(std::string_view name) override { text_ += "</" + std::string(name) + ">"; }
  std::string text_;
};

std::string scribed(const std::string& document) {
  const Folder folder;
  Scribe scribe;
  read_xml(folder.with("a.xml", document), scribe);
  return scribe.text_;
}

Complaint complaint(const std::string& document) {
  return complaint_of([&] { scribed(document); });
}

}  // namespace

TEST_CASE("A plain file and its gzip read as the same bytes, by content and not by name") {
  const Folder folder;
  std::string text;  // more than one block of any size
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i * 7919);
  CHECK(unpacked(folder.with("plain.gz", text)) == text);
  CHECK(unpacked(folder.with("packed.xml", gzip(text))) == text);
  CHECK(unpacked(folder.with("empty", "")).empty());
  // gzip files may be strung together.
  CHECK(unpacked(folder.with("two.gz", gzip("first ") + gzip("second"))) == "first second");
  CHECK(unpacked(folder.with("nothing.gz", gzip(""))).empty());
}

TEST_CASE("A gzip file cut off anywhere is bad data, never a part of the text") {
  const Folder folder;
  const std::string packed = gzip("a network that will not arrive as a whole");
  // From the third byte on it is known to be gzip.
  for (std::size_t size = 2; size < packed.size(); ++size) {
    const auto path = folder.with("cut.gz", packed.substr(0, size));
    const Complaint c = complaint_of([&] { unpacked(path); });
    CHECK(c.code == ExitCode::kBadData);
    CHECK(c.says("cut.gz: the gzip file is cut off"));
  }
}

TEST_CASE("A damaged gzip file is noticed") {
  const Folder folder;
  const std::string packed = gzip(std::string(1000, 'x') + "end");
  std::size_t noticed = 0;
  // Behind the header of ten bytes, whose time and name nobody checks.
  for (std::size_t at = 10; at < packed.size(); ++at) {
    std::string damaged = packed;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
    const auto path = folder.with("damaged.gz", damaged);
    noticed += complaint_of([&] { unpacked(path); }).code == ExitCode::kBadData;
  }
  CHECK(noticed == packed.size() - 10);
}

TEST_CASE("A file that is not there, or a folder, is missing input") {
  const Folder folder;
  CHECK(complaint_of([&] { unpacked(folder.file("none")); }).code == ExitCode::kMissingInput);
  const Complaint c = complaint_of([&] { unpacked(folder.path()); });
  CHECK(c.code == ExitCode::kMissingInput);
  CHECK(c.says("is a folder"));
}

TEST_CASE("Elements come with their attributes, text and place") {
  CHECK(scribed("<a>\n  <b x=\"1 &lt; 2\"/>tail</a>") == "<a@1:1>\n  <b x=1 < 2@2:3></b>tail</a>");
  // Named DTDs are not fetched, other encodings are known.
  CHECK(scribed("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
                "<!DOCTYPE a SYSTEM \"http://nowhere.example/a.dtd\">\n<a x=\"\xE5\"/>") ==
        "<a x=å@3:1></a>");
}

TEST_CASE("Malformed XML is told with its place") {
  const Complaint mismatch = complaint("<a>\n<b></a>");
  CHECK(mismatch.code == ExitCode::kBadData);
  CHECK(mismatch.says("a.xml:2:6: is not well-formed XML: mismatched tag"));
  CHECK(complaint("<a><b/>").says("a.xml:1:8: is not well-formed"));
  CHECK(complaint("").says("no element found"));
  CHECK(complaint("node_id,x\n").says("a.xml:1:1: is not well-formed"));
  CHECK(complaint("<a/>\n<b/>").says("a.xml:2:1: "));
  CHECK(complaint("<a x='1' x='2'/>").says("duplicate attribute"));
  CHECK(complaint(std::string("<a>\0</a>", 8)).code == ExitCode::kBadData);
  CHECK(complaint("<a>\xff\xfe</a>").code == ExitCode::kBadData);
}

TEST_CASE("Entities are refused before they can grow") {
  const Complaint c =
      complaint("<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\">\n<!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>");
  CHECK(c.code == ExitCode::kBadData);
  CHECK(c.says("declares the entity 'b'"));
}

TEST_CASE("What a handler throws passes through") {
  CHECK(complaint("<a><stop/><b></a>").says("stopped by the handler"));
}

TEST_CASE("The outermost element is told without reading on") {
  const Folder folder;
  CHECK(xml_root(folder.with("a.xml", "<!-- c --><network name='x'><nodes>")) == "network");
  CHECK(xml_root(folder.with("b.xml.gz", gzip("<osm version='0.6'/>"))) == "osm");
  const auto no_xml = folder.with("c.xml", "hello");
  CHECK(complaint_of([&] { xml_root(no_xml); }).code == ExitCode::kBadData);
  const auto empty = folder.with("d.xml", "");
  CHECK(complaint_of([&] { xml_root(empty); }).code == ExitCode::kBadData);
}
