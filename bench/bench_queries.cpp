// What dispatch and maps ask of a router, on the synthetic rural networks: one place to many, the
// service point matrix at once and point by point, isochrones, snapping. Answers are judged by
// one-to-one queries.
#include <string>
#include <vector>

#include "bench/harness.h"
#include "bench/random_places.h"
#include "engine/geo/outline.h"
#include "engine/network/build.h"
#include "engine/network/isochrone.h"
#include "engine/network/service_point_matrix.h"
#include "engine/network/snap.h"

namespace {

using namespace grend;
using namespace grend::network;
using bench::at_most;
using bench::median_seconds;
using bench::Places;
using bench::Report;

constexpr int kUtmZone = 33;
constexpr std::size_t kPoints = 500;

struct Case {
  std::string name;
  std::string file;
  double most_add;  // s, for one point beside 500
};

const Case kCases[] = {
    {"s20k", "synthetic/s20k.osm.pbf", 0.2e-3},
    {"s100k", "synthetic/s100k.osm.pbf", 0.2e-3},
    {"s300k", "synthetic/s300k.osm.pbf", 0.2e-3},
};

Reach reach_of(const std::optional<Trip>& trip) {
  return trip ? Reach{static_cast<std::uint32_t>(trip->time.ticks()),
                      static_cast<std::uint32_t>(trip->distance.ticks())}
              : Reach{};
}

void one_to_many(Report& report, const std::string& id, const Router& router, Places& places) {
  const Place one = places.next();
  const std::vector<Place> many = places.several(kPoints);
  RouterScratch scratch;
  std::vector<Reach> row;
  std::vector<Reach> column;
  const auto singly = [&] {
    for (const Place to : many) bench::keep(router.trip(one, to, scratch));
  };
  const auto at_once = [&] { router.one_to_many(one, many, scratch, row); };
  const bench::Compared time = bench::compare_seconds(9, singly, at_once);
  report.note(id + ".one_to_500", time.candidate * 1e3, "ms");
  report.target(id + ".one_to_500_ratio_to_trips", time.ratio, "", at_most(0.7));
  router.many_to_one(many, one, scratch, column);
  bool equal = true;
  for (std::size_t i = 0; i < many.size(); ++i) {
    equal &= row[i] == reach_of(router.trip(one, many[i], scratch));
    equal &= column[i] == reach_of(router.trip(many[i], one, scratch));
  }
  report.check(id + ": one to many and many to one equal single trips", equal);
}

std::size_t differences(const ServicePointMatrix& matrix, const PlaceSet& places,
                        const Router& router) {
  RouterScratch scratch;
  std::size_t wrong = matrix.size() != places.size();
  for (std::uint32_t i = 0; i < places.size(); i += 7) {
    for (std::uint32_t j = 0; j < places.size(); ++j) {
      wrong += reach_of(router.trip(places[i], places[j], scratch)) !=
               Reach{matrix.time(i, j), matrix.distance(i, j)};
      wrong += reach_of(router.trip(places[j], places[i], scratch)) !=
               Reach{matrix.time(j, i), matrix.distance(j, i)};
    }
  }
  return wrong;
}

void service_points(Report& report, const std::string& id, const Router& router, Places& places,
                    double most_add) {
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  PlaceSet points;
  while (points.size() < kPoints) points.add(places.next());
  MatrixScratch scratch;
  const bench::Compared at_once = bench::compare_seconds(
      9, [&] { bench::keep(router.matrix(points.places(), points.places(), *serial)); },
      [&] {
        ServicePointMatrix matrix(router);
        matrix.extend(points, scratch, *serial);
        bench::keep(matrix);
      });
  report.note(id + ".service_points_500", at_once.candidate * 1e3, "ms");
  report.target(id + ".service_points_500_ratio_to_matrix", at_once.ratio, "", at_most(1.2));

  ServicePointMatrix matrix(router);
  matrix.extend(points, scratch, *serial);
  report.note(id + ".service_points_bytes_per_point",
              static_cast<double>(matrix.bytes()) / static_cast<double>(kPoints), "B");
  std::vector<double> times;
  while (points.size() < kPoints + 200) {
    points.add(places.next());
    times.push_back(bench::seconds([&] { matrix.extend(points, scratch, *serial); }));
  }
  report.target(id + ".service_points_add", bench::median(std::move(times)) * 1e3, "ms",
                at_most(most_add * 1e3));
  report.check(id + ": service point matrix equals single trips",
               differences(matrix, points, router) == 0);
}

void isochrone(Report& report, const std::string& id, const Router& router, Places& places) {
  const CostTree tree(router, CostTree::One::kOrigin);
  const Place from = places.next();
  RouterScratch scratch;
  const Isochrone warm(tree, from, scratch);
  const double tree_time = median_seconds(9, [&] { bench::keep(tree.costs(from, scratch)); });
  const double time = median_seconds(9, [&] {
    const Isochrone isochrone(tree, from, scratch);
    for (const int limit : {15, 30, 45}) bench::keep(isochrone.within(minutes(limit)));
  });
  report.note(id + ".cost_tree", tree_time * 1e3, "ms");
  report.note(id + ".isochrone_15_30_45", time * 1e3, "ms");
  const std::vector<Stretch> reached = warm.within(minutes(30));
  std::vector<geo::Segment> lines;
  std::vector<geo::Point> shape;
  for (const Stretch& stretch : reached) {
    shape.clear();
    append_shape(router.roads(), stretch, shape);
    for (std::size_t i = 1; i < shape.size(); ++i) lines.push_back({shape[i - 1], shape[i]});
  }
  const double drawing = median_seconds(3, [&] { bench::keep(geo::outline_of(lines, {})); });
  report.note(id + ".isochrone_30_outline", drawing * 1e3, "ms");

  std::size_t inside = 0;
  std::size_t wrong = 0;
  for (const Place to : places.several(2000)) {
    const auto trip = router.trip(from, to, scratch);
    const bool expected = trip && trip->time <= minutes(30);
    const bool found = std::any_of(reached.begin(), reached.end(), [&](const Stretch& s) {
      return s.edge == to.edge && s.begin <= to.offset && to.offset <= s.end;
    });
    inside += found;
    wrong += found != expected;
  }
  report.note(id + ".isochrone_30_places_inside", static_cast<double>(inside), "of 2000");
  report.check(id + ": isochrone holds exactly the places within 30 minutes", wrong == 0);
}

void snapping(Report& report, const std::string& id, const Router& router, Places& places) {
  const Router* const routers[] = {&router};
  const Snapper snapper(router.roads(), routers);
  std::vector<geo::Point> points;
  std::vector<Place> on_road = places.several(2000);
  for (const Place place : on_road) points.push_back(position_of(router.roads(), place));
  const double time = median_seconds(5, [&] {
    for (const geo::Point point : points) {
      bench::keep(snapper.nearest({point.x + 20'000, point.y - 15'000}));  // 250 m off
    }
  });
  report.note(id + ".snap", time / static_cast<double>(points.size()) * 1e6, "us");
  bool near = true;
  for (const geo::Point point : points) near &= snapper.nearest(point)->away <= centimetres(2);
  report.check(id + ": a point on the road snaps to where it lies", near);
}

void run(Report& report, const Case& c) {
  const auto path = report.data_file(c.file);
  if (!path) return;
  const RoadGraph graph =
      build_network(io::read_osm(*path), geo::Projection(kUtmZone), SpeedParameters{}).graph;
  const Router router(graph, Profile::kCar, *par::make_executor(par::Backend::kJthread, 2));
  Places places(router, 1);
  const std::string id = "queries." + c.name;
  one_to_many(report, id, router, places);
  service_points(report, id, router, places, c.most_add);
  isochrone(report, id, router, places);
  snapping(report, id, router, places);
}

}  // namespace

int main(int argc, char** argv) {
  Report report(argc, argv);
  for (const Case& c : kCases) run(report, c);
  return report.exit_code();
}
