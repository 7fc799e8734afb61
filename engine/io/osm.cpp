#include "engine/io/osm.h"

#include <algorithm>
#include <filesystem>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/io/any_output.hpp>
#include <stdexcept>
#include <system_error>

#include "engine/base/error.h"

namespace grend::io {
namespace {

namespace fs = std::filesystem;
namespace bits = osmium::osm_entity_bits;

constexpr const char* kGenerator = "Grend";
constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

bool is_wanted(const osmium::TagList& tags) {
  return tags.has_key("highway") || tags.has_tag("route", "ferry");
}

// A key or value with a character 0 in it shifts all that follow, and libosmium reads on past the
// end of a list with an odd number of texts.
void require_whole_tags(const osmium::TagList& tags) {
  const unsigned char* first = tags.data() + sizeof(osmium::TagList);
  const unsigned char* last = tags.data() + tags.byte_size();
  const bool whole = first == last || *(last - 1) == 0;
  if (!whole || std::count(first, last, 0) % 2 != 0) {
    throw std::runtime_error("a tag with a character 0 in it");
  }
}

template <class Visit>
void for_each_object(const std::string& path, bits::type what, Visit&& visit) {
  osmium::io::Reader reader(osmium::io::File(path), what, osmium::io::read_meta::no);
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto& object : buffer.select<osmium::OSMObject>()) require_whole_tags(object.tags());
    visit(buffer);
  }
  reader.close();
}

Tags tags_of(const osmium::OSMObject& object) {
  Tags tags;
  for (const auto& tag : object.tags()) tags.emplace_back(tag.key(), tag.value());
  return tags;
}

OsmRestriction restriction_of(const osmium::Relation& relation) {
  OsmRestriction result;
  result.id = relation.id();
  result.tags = tags_of(relation);
  for (const auto& member : relation.members()) {
    const std::string_view role = member.role();
    const bool node = member.type() == osmium::item_type::node;
    const bool way = member.type() == osmium::item_type::way;
    if (role == "from" && way) result.from.push_back(member.ref());
    if (role == "via" && node) result.via_nodes.push_back(member.ref());
    if (role == "via" && way) result.via_ways.push_back(member.ref());
    if (role == "to" && way) result.to.push_back(member.ref());
  }
  return result;
}

void read_ways_and_restrictions(const std::string& path, OsmData& data) {
  for_each_object(path, bits::way | bits::relation, [&](const osmium::memory::Buffer& buffer) {
    for (const auto& relation : buffer.select<osmium::Relation>()) {
      if (relation.tags().has_tag("type", "restriction")) {
        data.restrictions.push_back(restriction_of(relation));
      }
    }
    for (const auto& way : buffer.select<osmium::Way>()) {
      if (!is_wanted(way.tags())) {
        ++data.ways_dropped;
        continue;
      }
      OsmWay& kept = data.ways.emplace_back();
      kept.id = way.id();
      for (const auto& node : way.nodes()) kept.nodes.push_back(node.ref());
      kept.tags = tags_of(way);
    }
  });
}

void read_nodes(const std::string& path, const std::vector<std::int64_t>& wanted, OsmData& data) {
  for_each_object(path, bits::node, [&](const osmium::memory::Buffer& buffer) {
    for (const auto& node : buffer.select<osmium::Node>()) {
      if (!node.location().valid()) continue;
      if (!std::binary_search(wanted.begin(), wanted.end(), node.id())) continue;
      data.nodes.push_back({node.id(), {node.location().lon(), node.location().lat()}});
      if (node.tags().has_key("barrier")) data.barriers.push_back({node.id(), tags_of(node)});
    }
  });
}

// Ascending by id; of objects given twice the first stays.
template <class Object>
void sort_by_id(std::vector<Object>& objects, std::int64_t Object::*id = &Object::id) {
  std::stable_sort(objects.begin(), objects.end(),
                   [id](const Object& a, const Object& b) { return a.*id < b.*id; });
  objects.erase(std::unique(objects.begin(), objects.end(),
                            [id](const Object& a, const Object& b) { return a.*id == b.*id; }),
                objects.end());
}

std::size_t count_missing(const OsmData& data) {
  std::size_t missing = 0;
  for (const OsmWay& way : data.ways) {
    for (const std::int64_t id : way.nodes) {
      const auto at = std::lower_bound(data.nodes.begin(), data.nodes.end(), id,
                                       [](const OsmNode& n, std::int64_t i) { return n.id < i; });
      missing += at == data.nodes.end() || at->id != id;
    }
  }
  return missing;
}

OsmData read_all(const std::string& path) {
  OsmData data;
  read_ways_and_restrictions(path, data);
  sort_by_id(data.ways);
  sort_by_id(data.restrictions);
  std::vector<std::int64_t> wanted;
  for (const OsmWay& way : data.ways) {
    wanted.insert(wanted.end(), way.nodes.begin(), way.nodes.end());
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  data.nodes.reserve(wanted.size());
  read_nodes(path, wanted, data);
  sort_by_id(data.nodes);
  sort_by_id(data.barriers, &OsmBarrier::node);
  data.way_nodes_missing = count_missing(data);
  return data;
}

template <class Builder>
void add_tags(osmium::memory::Buffer& buffer, Builder& object, const Tags& tags) {
  osmium::builder::TagListBuilder list(buffer, &object);
  for (const auto& [key, value] : tags) list.add_tag(key, value);
}

// Puts objects into a buffer and hands it to the writer now and then.
class ObjectWriter {
 public:
  explicit ObjectWriter(osmium::io::Writer& writer) : writer_(writer) {}

  void write(const OsmData& data) {
    auto barrier = data.barriers.begin();
    for (const OsmNode& node : data.nodes) {
      while (barrier != data.barriers.end() && barrier->node < node.id) ++barrier;
      const bool has_barrier = barrier != data.barriers.end() && barrier->node == node.id;
      write_node(node, has_barrier ? barrier->tags : Tags());
    }
    for (const OsmWay& way : data.ways) write_way(way);
    for (const OsmRestriction& restriction : data.restrictions) write_restriction(restriction);
    flush(0);
  }

 private:
  void write_node(const OsmNode& node, const Tags& tags) {
    {
      osmium::builder::NodeBuilder builder(buffer_);
      builder.set_id(node.id).set_visible(true).set_location(
          osmium::Location(node.position.lon, node.position.lat));
      add_tags(buffer_, builder, tags);
    }
    commit();
  }

  void write_way(const OsmWay& way) {
    {
      osmium::builder::WayBuilder builder(buffer_);
      builder.set_id(way.id).set_visible(true);
      {
        osmium::builder::WayNodeListBuilder nodes(buffer_, &builder);
        for (const std::int64_t id : way.nodes) nodes.add_node_ref(id);
      }
      add_tags(buffer_, builder, way.tags);
    }
    commit();
  }

  void write_restriction(const OsmRestriction& restriction) {
    {
      using osmium::item_type;
      osmium::builder::RelationBuilder builder(buffer_);
      builder.set_id(restriction.id).set_visible(true);
      {
        osmium::builder::RelationMemberListBuilder members(buffer_, &builder);
        for (const auto id : restriction.from) members.add_member(item_type::way, id, "from");
        for (const auto id : restriction.via_nodes) members.add_member(item_type::node, id, "via");
        for (const auto id : restriction.via_ways) members.add_member(item_type::way, id, "via");
        for (const auto id : restriction.to) members.add_member(item_type::way, id, "to");
      }
      add_tags(buffer_, builder, restriction.tags);
    }
    commit();
  }

  void commit() {
    buffer_.commit();
    flush(kFlushBytes / 2);
  }

  void flush(std::size_t keep_below) {
    if (buffer_.committed() <= keep_below) return;
    osmium::memory::Buffer full(kFlushBytes, osmium::memory::Buffer::auto_grow::yes);
    std::swap(full, buffer_);
    writer_(std::move(full));
  }

  osmium::io::Writer& writer_;
  osmium::memory::Buffer buffer_{kFlushBytes, osmium::memory::Buffer::auto_grow::yes};
};

// The part of the file name that tells the format: "osm.pbf" of "roads.osm.pbf".
std::string format_of(const std::string& path) {
  for (const char* ending : {"osm.pbf", "osm.gz", "osm.bz2", "osm"}) {
    if (path.ends_with(std::string(".") + ending)) return ending;
  }
  if (path.ends_with(".pbf")) return "osm.pbf";
  throw Error(ExitCode::kUsage, path + ": the ending tells no OSM format",
              "name it .osm, .osm.gz, .osm.bz2 or .osm.pbf");
}

}  // namespace

std::string_view tag_of(const Tags& tags, std::string_view key) {
  for (const auto& [k, v] : tags) {
    if (k == key) return v;
  }
  return {};
}

OsmData read_osm(const std::string& path) {
  std::error_code status;
  if (!fs::is_regular_file(path, status)) {
    throw Error(ExitCode::kMissingInput, path + ": no such file",
                "check the path, or the folder given as data directory");
  }
  const std::string format = format_of(path);
  if (fs::file_size(path, status) == 0) {
    throw Error(ExitCode::kBadData, path + ": the file is empty", "download it again");
  }
  try {
    return read_all(path);
  } catch (const std::exception& problem) {
    throw Error(ExitCode::kBadData, path + ": not readable as " + format + ": " + problem.what(),
                "the file may be cut off or of another format: download it again");
  }
}

void write_osm(const std::string& path, const OsmData& data) {
  const std::string format = format_of(path);
  const std::string part = path + ".part";
  std::error_code ignored;
  try {
    osmium::io::Header header;
    header.set("generator", kGenerator);
    // Times and versions would make equal data unequal files.
    osmium::io::Writer writer(osmium::io::File(part, format + ",add_metadata=false"), header,
                              osmium::io::overwrite::allow);
    ObjectWriter(writer).write(data);
    writer.close();
    fs::rename(part, path);
  } catch (const std::system_error& problem) {
    fs::remove(part, ignored);
    throw Error(ExitCode::kCannotCreate, path + ": cannot be written: " + problem.what(),
                "check that the folder exists, is writable and has room");
  } catch (const std::exception& problem) {
    fs::remove(part, ignored);
    throw Error(ExitCode::kIo, path + ": cannot be written: " + problem.what());
  }
}

}  // namespace grend::io
