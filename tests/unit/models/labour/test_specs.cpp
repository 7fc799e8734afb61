#include <fstream>
#include <sstream>

#include "engine/io/field_manual.h"
#include "engine/io/field_reader.h"
#include "engine/io/field_writer.h"
#include "engine/io/scenario_file.h"
#include "models/labour/lma_spec.h"
#include "models/labour/toi_spec.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::labour;

namespace {

template <class Spec>
Spec read(const std::string& text, Diagnostics& diagnostics) {
  Spec spec;
  const auto tree = io::load_scenario({.path = "parameters.yaml", .text = text}, diagnostics);
  if (tree) io::FieldReader(*tree, "", diagnostics).read(spec);
  return spec;
}

template <class Spec>
void check_manual() {
  std::ifstream file(GREND_SOURCE_DIR "/models/labour/MODEL.md");
  std::stringstream text;
  text << file.rdbuf();
  std::istringstream manual(io::write_manual<Spec>("Parameters"));
  for (std::string line; std::getline(manual, line);) {
    if (line.substr(0, 3) != "| `") continue;
    INFO(line);
    CHECK(text.str().find(line) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("Parameters are read as people write them, and written parameters read back") {
  Diagnostics diagnostics;
  const auto spec = read<ToiSpec>(
      "out_share: 10 %\nout_time: 60 min\ntwin_centres: [{first: '0301', second: '3024'}]\n"
      "contiguity_repairs: []\n",
      diagnostics);
  INFO(diagnostics.to_string());
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(spec.out_share == 0.1);
  CHECK(spec.out_time == minutes(60));
  REQUIRE(spec.twin_centres.size() == 1);
  CHECK(spec.twin_centres[0].second == "3024");
  CHECK(spec.contiguity_repairs.empty());
  CHECK(io::write_yaml(read<ToiSpec>(io::write_yaml(spec), diagnostics)) == io::write_yaml(spec));
  CHECK(io::write_yaml(read<ToiSpec>(io::write_yaml(ToiSpec()), diagnostics)) ==
        io::write_yaml(ToiSpec()));
}

TEST_CASE("Parameters that contradict each other are refused") {
  const auto refused = [](const std::string& text, const std::string& why) {
    Diagnostics diagnostics;
    read<LmaSpec>(text, diagnostics);
    INFO(diagnostics.to_string());
    return diagnostics.to_string().find(why) != std::string::npos;
  };
  CHECK(refused("min_size: 20000\n", "target_size: is not above min_size"));
  CHECK(refused("min_self_containment: 80 %\n",
                "target_self_containment: is below min_self_containment"));
  CHECK(refused("min_sise: 500\n", "did you mean 'min_size'"));
}

TEST_CASE("MODEL.md lists every parameter as it is") {
  check_manual<ToiSpec>();
  check_manual<LmaSpec>();
}
