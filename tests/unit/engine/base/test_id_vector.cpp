#include <array>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/id_vector.h"
#include "tests/support/catch.h"

using grend::Id;
using grend::IdRange;
using grend::IdVector;
using grend::Jagged;

namespace {

using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;

}  // namespace

TEST_CASE("ids of different things do not mix") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<NodeId, EdgeId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<int, NodeId>);
  STATIC_REQUIRE(std::is_trivially_copyable_v<NodeId>);
  STATIC_REQUIRE(sizeof(NodeId) == 4);
}

TEST_CASE("an id is unset until it is given a value") {
  CHECK_FALSE(NodeId().valid());
  CHECK(NodeId() == NodeId::none());
  CHECK(NodeId(0).valid());
  CHECK(NodeId(1) < NodeId(2));
  CHECK(NodeId(2) < NodeId::none());  // unset ids sort last
}

TEST_CASE("an id vector gives out its ids in order") {
  IdVector<NodeId, std::string> names;
  CHECK(names.empty());
  const NodeId a = names.push_back("a");
  const NodeId b = names.push_back("b");
  CHECK(a == NodeId(0));
  CHECK(names[b] == "b");
  names[a] = "c";
  std::string all;
  for (const NodeId id : names.ids()) all += names[id];
  CHECK(all == "cb");
  CHECK(IdVector<NodeId, int>(3, 7).values() == std::vector<int>{7, 7, 7});
}

TEST_CASE("a range of ids is half-open") {
  std::vector<NodeId::Value> seen;
  for (const NodeId id : IdRange<NodeId>(NodeId(2), NodeId(5))) seen.push_back(id.value());
  CHECK(seen == std::vector<NodeId::Value>{2, 3, 4});
  CHECK(IdRange<NodeId>(NodeId(2), NodeId(5)).size() == 3);
  CHECK(IdRange<NodeId>(0).begin() == IdRange<NodeId>(0).end());
}

TEST_CASE("jagged rows keep their own lengths") {
  Jagged<EdgeId, int> rows;
  CHECK(rows.size() == 0);
  const std::array<int, 2> first = {1, 2};
  const std::array<int, 1> third = {3};
  CHECK(rows.push_row(first) == EdgeId(0));
  CHECK(rows.push_row({}) == EdgeId(1));
  CHECK(rows.push_row(third) == EdgeId(2));
  REQUIRE(rows.size() == 3);
  CHECK(rows[EdgeId(0)].size() == 2);
  CHECK(rows[EdgeId(0)][1] == 2);
  CHECK(rows[EdgeId(1)].empty());
  CHECK(rows[EdgeId(2)][0] == 3);
  CHECK(rows.flat() == std::vector<int>{1, 2, 3});
}
