#include "engine/io/matsim_network.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::io;
using namespace grend::test;

namespace {

MatsimNetwork read(const std::string& document) {
  const Folder folder;
  return read_matsim_network(folder.with("network.xml", document));
}

// A network of two nodes, and one link with these attributes.
std::string with_link(const std::string& link) {
  return "<network><nodes><node id='a' x='0' y='0'/><node id='b' x='100' y='0'/></nodes>\n"
         "<links><link " +
         link + "/></links></network>";
}

std::string complaint_about(const std::string& link) {
  const Complaint c = complaint_of([&] { read(with_link(link)); });
  return c.code == ExitCode::kBadData ? c.text : "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A MATSim network is read with what its links say") {
  const MatsimNetwork network = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE network SYSTEM "http://www.matsim.org/files/dtd/network_v2.dtd">
<network name="valley">
  <attributes>
    <attribute name="coordinateReferenceSystem" class="java.lang.String">EPSG:25833</attribute>
  </attributes>
  <nodes>
    <node id="home" x="1.5" y="-2.25"><attributes>
      <attribute name="osm:way:highway" class="java.lang.String">not a link's</attribute>
    </attributes></node>
    <node id="shop" x="1e3" y="7" z="120"/>
  </nodes>
  <links capperiod="01:00:00">
    <link id="1" from="home" to="shop" length="1200.5" freespeed="13.888" capacity="600"
          permlanes="1.0" oneway="1" modes="car, bus">
      <attributes>
        <attribute name="osm:way:highway" class="java.lang.String">tertiary</attribute>
        <attribute name="disallowedNextLinks" class="x">{"car":[["2"],["99"]]}</attribute>
      </attributes>
    </link>
    <link id="2" from="shop" to="home" length="0" freespeed="Infinity" capacity="Infinity"
          permlanes="1.0" type="residential"/>
  </links>
</network>)");
  CHECK(network.crs == "EPSG:25833");
  REQUIRE(network.nodes.size() == 2);
  CHECK(network.nodes[0].id == "home");
  CHECK(network.nodes[0].x == 1.5);
  CHECK(network.nodes[0].y == -2.25);
  CHECK(network.nodes[1].x == 1000);
  REQUIRE(network.links.size() == 2);
  const MatsimLink& out = network.links[0];
  CHECK(out.id == "1");
  CHECK((out.from == 0 && out.to == 1));
  CHECK(out.length == 1200.5);
  CHECK(out.free_speed == 13.888);
  CHECK(out.kind == "tertiary");
  CHECK(out.line == 14);
  CHECK(out.allows("car"));
  CHECK(out.allows("bus"));
  CHECK_FALSE(out.allows("ca"));
  // Without modes MATSim opens a link to cars.
  const MatsimLink& back = network.links[1];
  CHECK(back.allows("car"));
  CHECK(back.kind == "residential");
  CHECK(back.free_speed > 1e300);
  // From link 1 into link 2; what follows an unknown link is no matter.
  REQUIRE(network.bans.size() == 1);
  CHECK(network.bans[0].mode == "car");
  CHECK(network.bans[0].links == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("What a link lacks or says wrongly is told with its place and id") {
  const std::string good = "id='1' from='a' to='b' length='100' freespeed='10'";
  CHECK(complaint_about(good) == "");
  CHECK(contains(complaint_about("id='1' from='a' to='c' length='1' freespeed='1'"),
                 "network.xml:2:8: error: link '1': to: there is no node 'c' before it"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='-5' freespeed='1'"),
                 "link '1': length -5 is negative"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='NaN' freespeed='1'"),
                 "length 'NaN' is not a number"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='Infinity' freespeed='1'"),
                 "is no length in metres"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='1e9' freespeed='1'"),
                 "is no length in metres"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='12,5' freespeed='1'"),
                 "length '12,5' is not a number"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='1' freespeed='0'"),
                 "freespeed 0 is not above 0"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' length='1' freespeed='-1'"),
                 "freespeed -1 is not above 0"));
  CHECK(contains(complaint_about("id='1' from='a' to='b' freespeed='1'"), "has no length"));
  CHECK(
      contains(complaint_about("from='a' to='b' length='1' freespeed='1'"), "link '?': has no id"));
  CHECK(contains(complaint_about("id='' to='b' length='1' freespeed='1'"), "has no from"));
  CHECK(contains(complaint_about(good + "/><link " + good), "a second link with the id '1'"));
}

TEST_CASE("All problems are told at once, of very many the first") {
  const std::string bad = "id='1' from='x' to='y' length='-1' freespeed='1'";
  const std::string two = complaint_about(bad);
  // Three things are wrong with this link.
  CHECK(contains(two, "3 problems"));
  std::string many = bad;
  for (int i = 0; i < 99; ++i) many += "/><link " + bad;
  // 100 links with three problems each, and 99 of them repeat the id: 399, of which 20 are listed.
  CHECK(contains(complaint_about(many), "network.xml: 399 problems"));
  CHECK(contains(complaint_about(many), "... and 379 more"));
}

TEST_CASE("Bad nodes are told") {
  const auto complaint = [](const std::string& node) {
    return complaint_of([&] { read("<network><nodes>" + node + "</nodes><links/></network>"); })
        .text;
  };
  CHECK(contains(complaint("<node id='a' x='nan' y='0'/>"), "node 'a': x 'nan' is not a number"));
  CHECK(contains(complaint("<node id='a' x='0'/>"), "node 'a': has no y"));
  CHECK(contains(complaint("<node id='a' x='0' y='-2e9'/>"), "is no coordinate in metres"));
  CHECK(contains(complaint("<node id='a' x='0' y='0'/><node id='a' x='1' y='0'/>"),
                 "a second node with the id 'a'"));
  CHECK(contains(complaint(""), "the network has no links"));
}

TEST_CASE("Other documents are no network") {
  CHECK(contains(complaint_of([] { read("<population><person/></population>"); }).text,
                 "network.xml:1:1: the outermost element is <population>"));
  CHECK(contains(complaint_of([] { read("<network>\n<nodes></links></network>"); }).text,
                 "network.xml:2:10: is not well-formed"));
}

TEST_CASE("Every cut of a network is bad data") {
  const std::string whole = with_link("id='1' from='a' to='b' length='100' freespeed='10'");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(complaint_of([&] { read(whole.substr(0, size)); }).code == ExitCode::kBadData);
  }
}

TEST_CASE("Corsica and Mielec are read whole") {
  const auto corsica = data_file("corsica/corsica_network.xml.gz");
  const auto mielec = data_file("mielec/network.xml");
  if (!corsica || !mielec) return;
  // SOURCES.md: 31,340 nodes and 65,034 links; 214 nodes and 610 links.
  const MatsimNetwork island = read_matsim_network(*corsica);
  CHECK(island.nodes.size() == 31'340);
  CHECK(island.links.size() == 65'034);
  CHECK(island.links[0].kind == "secondary");
  const MatsimNetwork town = read_matsim_network(*mielec);
  CHECK(town.nodes.size() == 214);
  CHECK(town.links.size() == 610);
  CHECK(town.links[0].length == 209);
}
