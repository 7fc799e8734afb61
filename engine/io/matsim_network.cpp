#include "engine/io/matsim_network.h"

#include <cmath>
#include <fmt/core.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/problem_list.h"
#include "engine/io/xml.h"

namespace grend::io {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLongestLink = 1e7;         // m
constexpr double kFarthestCoordinate = 1e9;  // m: no plane on Earth is larger

constexpr std::size_t kLongestValue = std::size_t{1} << 20;  // bytes
constexpr std::string_view kCrs = "coordinateReferenceSystem", kHighway = "osm:way:highway",
                           kTurnBans = "disallowedNextLinks";

struct TurnBansOfLink {
  std::size_t link = 0;
  std::string text;
  SourceMark mark;
};

class NetworkReader : public XmlHandler {
 public:
  void begin(const XmlElement& element) override {
    if (depth_++ == 0) return check_root(element);
    const std::string_view name = element.name();
    if (name == "node") {
      read_node(element);
    } else if (name == "link") {
      read_link(element);
    } else if (name == "attribute") {
      attribute_ = element.attribute("name").value_or("");
      value_mark_ = element.mark();
      value_.clear();
    }
    in_link_ = in_link_ || name == "link";
    in_node_ = in_node_ || name == "node";
  }

  void text(std::string_view text) override {
    if (!is_read(attribute_)) return;
    value_ += text;
    if (value_.size() > kLongestValue) {
      throw Error(ExitCode::kBadData,
                  fmt::format("{}: the value of {} is longer than 1 MB", value_mark_.to_string(),
                              attribute_),
                  "make the network again with the program that wrote it");
    }
  }

  void end(std::string_view name) override {
    --depth_;
    if (name == "link") in_link_ = false;
    if (name == "node") in_node_ = false;
    if (name != "attribute") return;
    take_attribute();
    attribute_.clear();
  }

  MatsimNetwork finish(const std::string& path) {
    if (problems_.size() == 0 && network_.links.empty()) {
      throw Error(ExitCode::kBadData, path + ": the network has no links",
                  "check that the file is whole");
    }
    for (const TurnBansOfLink& bans : turn_bans_) read_turn_bans(bans);
    problems_.finish(path, "mend them, or make the network again with the program that wrote it");
    return std::move(network_);
  }

 private:
  static bool is_read(std::string_view attribute) {
    return attribute == kCrs || attribute == kHighway || attribute == kTurnBans;
  }

  static void check_root(const XmlElement& element) {
    if (element.name() == "network") return;
    throw Error(
        ExitCode::kBadData,
        fmt::format("{}: the outermost element is <{}>, but a MATSim network's is <network>",
                    element.mark().to_string(), element.name()),
        "name the network file of the MATSim scenario");
  }

  void read_node(const XmlElement& e) {
    const auto id = required(e, "id");
    const auto x = coordinate(e, "x");
    const auto y = coordinate(e, "y");
    if (!id || !x || !y) return;
    const auto index = static_cast<std::uint32_t>(network_.nodes.size());
    if (!node_index_.emplace(*id, index).second) {
      problem(e, fmt::format("a second node with the id '{}'", *id));
      return;
    }
    network_.nodes.push_back({std::string(*id), *x, *y});
  }

  void read_link(const XmlElement& e) {
    const std::size_t before = problems_.size();
    MatsimLink link;
    const auto id = required(e, "id");
    link.from = end_node(e, "from");
    link.to = end_node(e, "to");
    link.length = number(e, "length").value_or(0);
    link.free_speed = number(e, "freespeed").value_or(1);
    if (link.length < 0) problem(e, fmt::format("length {} is negative", link.length));
    if (link.length > kLongestLink) {
      problem(e, fmt::format("length {} is no length in metres", link.length));
    }
    if (link.free_speed <= 0) {
      problem(e, fmt::format("freespeed {} is not above 0", link.free_speed));
    }
    if (id && !link_index_.emplace(*id, network_.links.size()).second) {
      problem(e, fmt::format("a second link with the id '{}'", *id));
    }
    if (problems_.size() > before) return;
    link.id = *id;
    link.modes = e.attribute("modes").value_or("car");  // as MATSim does
    link.kind = e.attribute("type").value_or("");
    link.line = e.mark().line;
    network_.links.push_back(std::move(link));
  }

  void take_attribute() {
    if (in_node_) return;
    if (!in_link_) {
      if (attribute_ == kCrs) network_.crs = trim(value_);
    } else if (network_.links.empty()) {
      return;
    } else if (attribute_ == kHighway) {
      network_.links.back().kind = trim(value_);
    } else if (attribute_ == kTurnBans) {
      turn_bans_.push_back({network_.links.size() - 1, std::string(trim(value_)), value_mark_});
    }
  }

  // {"car": [["link", "link"], ...], ...}: sequences that may not follow a link. Links that the
  // network does not have end a sequence that nobody can travel, which is no problem.
  void read_turn_bans(const TurnBansOfLink& bans) {
    const auto json = nlohmann::json::parse(bans.text, nullptr, false);
    bool good = json.is_object();
    for (const auto& [mode, sequences] : json.items()) {
      good = good && sequences.is_array();
      if (!good) break;
      for (const auto& sequence : sequences) {
        MatsimTurnBan ban{mode, {static_cast<std::uint32_t>(bans.link)}};
        good = good && sequence.is_array() && !sequence.empty();
        for (const auto& id : sequence) {
          good = good && id.is_string();
          const auto found = good ? link_index_.find(id.get<std::string>()) : link_index_.end();
          if (found == link_index_.end()) break;
          ban.links.push_back(found->second);
        }
        if (good && ban.links.size() == sequence.size() + 1) network_.bans.push_back(ban);
      }
    }
    if (!good) {
      problems_.add(bans.mark, fmt::format("link '{}': disallowedNextLinks is not of the form "
                                           "{{\"car\": [[\"link\", ...], ...]}}",
                                           network_.links[bans.link].id));
    }
  }

  void problem(const XmlElement& e, const std::string& message) {
    const std::string id(e.attribute("id").value_or("?"));
    problems_.add(e.mark(), fmt::format("{} '{}': {}", e.name(), id, message));
  }

  std::optional<std::string_view> required(const XmlElement& e, const char* name) {
    const auto text = e.attribute(name);
    if (!text || text->empty()) {
      problem(e, fmt::format("has no {}", name));
      return std::nullopt;
    }
    return text;
  }

  // Java writes an infinite number as "Infinity".
  std::optional<double> number(const XmlElement& e, const char* name) {
    const auto text = required(e, name);
    if (!text) return std::nullopt;
    if (*text == "Infinity") return kInfinity;
    const auto value = parse_real(*text);
    if (!value) problem(e, fmt::format("{} '{}' is not a number", name, *text));
    return value;
  }

  std::optional<double> coordinate(const XmlElement& e, const char* name) {
    const auto value = number(e, name);
    if (value && std::abs(*value) > kFarthestCoordinate) {
      problem(e, fmt::format("{} {} is no coordinate in metres", name, *value));
      return std::nullopt;
    }
    return value;
  }

  std::uint32_t end_node(const XmlElement& e, const char* name) {
    const auto id = required(e, name);
    if (!id) return 0;
    const auto found = node_index_.find(std::string(*id));
    if (found != node_index_.end()) return found->second;
    problem(e, fmt::format("{}: there is no node '{}' before it", name, *id));
    return 0;
  }

  MatsimNetwork network_;
  ProblemList problems_;
  std::unordered_map<std::string, std::uint32_t> node_index_;  // lookup only: id to index
  std::unordered_map<std::string, std::uint32_t> link_index_;  // lookup only: id to index
  std::vector<TurnBansOfLink> turn_bans_;  // read at the end, when all links are known
  int depth_ = 0;
  bool in_node_ = false;
  bool in_link_ = false;
  std::string attribute_;  // that is open
  std::string value_;
  SourceMark value_mark_;
};

}  // namespace

bool MatsimLink::allows(std::string_view mode) const {
  for (const std::string_view allowed : split(modes, ',')) {
    if (trim(allowed) == mode) return true;
  }
  return false;
}

MatsimNetwork read_matsim_network(const std::string& path) {
  NetworkReader reader;
  read_xml(path, reader);
  return reader.finish(path);
}

}  // namespace grend::io
