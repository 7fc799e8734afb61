"""Proves that each rule of check_architecture.py can fail, and that it lets good code pass."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import check_architecture

CMAKE = """project(small)
grend_module(engine/base USES fmt::fmt)
grend_module(engine/par USES engine_base TBB::tbb)
# grend_module(engine/ghost USES engine_base)
grend_module(engine/io USES engine_base yaml-cpp)
grend_module(engine/network
  USES engine_io)
grend_module(engine/store USES engine_base)
grend_module(models/drt USES engine_network)
grend_module(analysis/indicators USES models_drt)
"""


def look(files, cmake=CMAKE):
    """The findings in a tree of `files` (path -> text) as (path, line, rule)."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in {"CMakeLists.txt": cmake, **files}.items():
            place = Path(root, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return [(f.path, f.line, f.rule) for f in check_architecture.findings(root)[1]]


def one_line(code, path="engine/base/a.cpp"):
    """The rules that a file with this code on its second line breaks."""
    found = look({path: "// role\n" + code + "\n"})
    assert all((p, line) == (path, 2) for p, line, _ in found), found
    return [rule for _, _, rule in found]


class Includes(unittest.TestCase):
    def test_a_good_tree_has_no_findings(self):
        self.assertEqual(look({
            "engine/base/id.h": "#pragma once\n#include <vector>\n",
            "engine/io/csv.h": '#include "engine/base/id.h"\n',
            "engine/io/yaml.cpp": "#include <yaml-cpp/yaml.h>\n",
            "engine/par/executor.cpp": "#include <tbb/parallel_for.h>\n",
            "engine/store/file.cpp": "#include <hdf5.h>\n#include <H5DSpublic.h>\n",
            "engine/network/graph.h": '#include "engine/base/id.h"\n#include "engine/io/csv.h"\n',
            "models/drt/fleet.h": '#include "engine/network/graph.h"\n',
            "analysis/indicators/wait.cpp": '#include "models/drt/fleet.h"\n',
            "cli/main.cpp": '#include <CLI/CLI.hpp>\n#include "analysis/indicators/wait.h"\n',
            "tests/unit/models/drt/test_fleet.cpp": '#include "tests/support/catch.h"\n'
                                                    '#include "models/drt/fleet.h"\n',
            "tests/unit/engine/store/test_file.cpp": "#include <hdf5.h>\n",
            "bench/bench_day.cpp": '#include "bench/harness.h"\n#include "cli/run.h"\n',
        }), [])

    def test_up_the_floors(self):
        for path, target in [("engine/io/a.h", "models/drt/fleet.h"),
                             ("models/drt/a.h", "analysis/indicators/wait.h"),
                             ("analysis/indicators/a.h", "cli/run.h"),
                             ("engine/base/a.h", "tests/support/catch.h"),
                             ("cli/a.cpp", "bench/harness.h")]:
            with self.subTest(path):
                found = look({path: f'\n#include "{target}"\n'})
                self.assertEqual(found, [(path, 2, "include-up")])

    def test_a_module_that_is_not_used(self):
        # engine/store stands above engine/network in no USES line, nor engine/io in engine/par's.
        self.assertEqual(look({"engine/network/a.h": '#include "engine/store/file.h"\n',
                               "engine/par/a.h": '\n\n#include "engine/io/csv.h"\n'}),
                         [("engine/network/a.h", 1, "include-uses"),
                          ("engine/par/a.h", 3, "include-uses")])

    def test_a_module_declared_after_its_user(self):
        cmake = CMAKE.replace("engine/base USES fmt::fmt", "engine/base USES engine_io")
        self.assertEqual(look({"engine/base/a.h": ""}, cmake),
                         [("CMakeLists.txt", 2, "module-order")])

    def test_a_module_that_uses_a_floor_above(self):
        cmake = CMAKE + "grend_module(engine/late USES models_drt)\n"
        self.assertEqual(look({"engine/base/a.h": ""}, cmake),
                         [("CMakeLists.txt", 11, "module-order")])

    def test_a_folder_without_a_module(self):
        self.assertEqual(look({"engine/ghost/a.h": ""}),
                         [("engine/ghost/a.h", 1, "unknown-module")])

    def test_a_cycle_between_files(self):
        found = look({"engine/base/a.h": '#include "engine/base/b.h"\n',
                      "engine/base/b.h": '\n#include "engine/base/c.h"\n',
                      "engine/base/c.h": '\n\n#include "engine/base/a.h"\n'})
        self.assertEqual(found, [("engine/base/c.h", 3, "cycle")])

    def test_a_file_that_includes_itself(self):
        self.assertEqual(look({"engine/base/a.h": '#include "engine/base/a.h"\n'}),
                         [("engine/base/a.h", 1, "cycle")])

    def test_includes_start_at_the_root(self):
        for target in ["id.h", "./id.h", "../base/id.h", "engine/../engine/base/id.h", "base/id.h"]:
            with self.subTest(target):
                self.assertEqual(one_line(f'#include "{target}"'), ["include-root"])
        self.assertEqual(one_line('  #  include  "id.h"'), ["include-root"])

    def test_libraries_stay_behind_their_module(self):
        for target in ["CLI/CLI.hpp", "tbb/parallel_for.h", "oneapi/tbb/task_arena.h", "hdf5.h",
                       "hdf5_hl.h", "H5Cpp.h", "yaml-cpp/yaml.h", "osmium/io/reader.hpp",
                       "protozero/pbf_reader.hpp", "proj.h", "catch2/catch.hpp"]:
            with self.subTest(target):
                self.assertEqual(one_line(f"#include <{target}>"), ["library-home"])
        self.assertEqual(one_line("#include <hdf5.h>", "tests/unit/engine/io/a.cpp"),
                         ["library-home"])
        self.assertEqual(one_line("#include <tbb/tbb.h>", "tests/unit/engine/parallel/a.cpp"),
                         ["library-home"])

    def test_includes_in_comments_and_raw_strings_do_not_count(self):
        for code in ['// #include "cli/run.h"\n', '/*\n#include "cli/run.h"\n*/\n',
                     'auto s = R"x(\n#include "cli/run.h"\n)x";\n']:
            with self.subTest(code):
                self.assertEqual(look({"engine/base/a.cpp": code}), [])


class Words(unittest.TestCase):
    BAD = {
        "clock": ["auto t = std::chrono::system_clock::now();", "steady_clock::now();",
                  "using C = std::chrono::high_resolution_clock;", "auto t = std::time(nullptr);",
                  "time_t t = time(NULL);", "::time(&t);", "auto c = clock();",
                  "clock_gettime(CLOCK_MONOTONIC, &spec);", "auto* day = localtime(&t);",
                  "#include <ctime>"],
        "locale": ["setlocale(LC_ALL, name);", "stream.imbue(std::locale::classic());",
                   "#include <locale>", "double x = std::stod(text);", "int n = atoi(text);",
                   "double x = strtod(text, &end);"],
        "rand": ["int x = rand();", "srand(1);", "int x = std::rand() % 6;", "#include <random>",
                 "std::random_device device;", "std::mt19937_64 generator(1);",
                 "double x = drand48();",
                 "std::shuffle(v.begin(), v.end(), generator);"],
        "address-order": ["std::map<const Node*, int> order;", "std::set<Node *> seen;"],
        "print": ["std::cout << 1;", "std::cerr << 1;", "std::clog << 1;", 'printf("x");',
                  'std::printf("x");', 'fprintf(stderr, "x");', 'fmt::print("x");', 'puts("x");',
                  "#include <iostream>"],
        "exit": ["exit(1);", "std::exit(1);", "::_exit(1);", "std::abort();",
                 "std::quick_exit(0);"],
        "unordered": ["std::unordered_map<int, int> m;", "std::unordered_set<int> s;",
                      "std::unordered_multimap<int, int> m;  // fast",
                      "f(unordered_map<int, int>&);",
                      "std::unordered_set<int> s;  // lookup only:"],
    }
    GOOD = [
        "record.time(0);", "auto x = leg->time(nullptr);", "Duration time(Place from);",
        "RandomStream random(source);", "std::int64_t rand_count = 0;", "int operand();",
        "gate.exit(1);", "lane->exit(2);", "ramp::exit(3);", "int at_exit(int);",
        'snprintf(buffer, 10, "x");', "std::map<NodeId, Node*> by_id;", "int clock_minutes();",
        'auto s = "std::cout << rand() << time(NULL)";', "// std::cout, steady_clock, exit(1)",
        "/* std::unordered_map<int, int> */", "#include <unordered_map>", "#include <chrono>",
        "std::unordered_map<int, int> m;  // lookup only: never iterated, keys come from the file",
        "int n = 1'000'000; char c = '\"'; int rest = 2;",
    ]

    def test_each_bad_line_is_found_in_engine_and_models(self):
        for rule, lines in self.BAD.items():
            for line in lines:
                for path in ["engine/base/a.cpp", "models/drt/a.h"]:
                    with self.subTest(line=line, path=path):
                        self.assertEqual(set(one_line(line, path)), {rule})

    def test_analysis_may_use_unordered_containers_but_no_clock_and_no_print(self):
        for rule, lines in self.BAD.items():
            for line in lines:
                with self.subTest(line=line):
                    expected = set() if rule == "unordered" else {rule}
                    self.assertEqual(set(one_line(line, "analysis/indicators/a.cpp")), expected)

    def test_cli_bench_and_tests_may(self):
        for lines in self.BAD.values():
            for line in lines:
                for path in ["cli/a.cpp", "bench/a.cpp", "tests/support/a.cpp"]:
                    with self.subTest(line=line, path=path):
                        self.assertEqual(one_line(line, path), [])

    def test_good_lines_pass(self):
        for line in self.GOOD:
            with self.subTest(line=line):
                self.assertEqual(one_line(line), [])

    def test_a_bad_line_after_a_tricky_one_is_still_found(self):
        for before in self.GOOD + ['auto s = "\\"";', "auto s = R\"(\")\";", "char q = '\\'';",
                                   "auto s = R\"--(a)\"--\";", 'auto s = "// no comment";']:
            with self.subTest(before=before):
                found = look({"engine/base/a.cpp": before + "\nstd::cout << 1;\n"})
                self.assertEqual(found, [("engine/base/a.cpp", 2, "print")])


class Size(unittest.TestCase):
    def test_eight_hundred_lines_pass_and_one_more_does_not(self):
        self.assertEqual(look({"engine/base/a.cpp": "\n" * 800}), [])
        for path in ["engine/base/a.cpp", "tests/unit/engine/base/test_a.cpp"]:
            self.assertEqual(look({path: "\n" * 801}), [(path, 800, "size")])


class Program(unittest.TestCase):
    def test_an_empty_tree_is_a_failure_not_a_pass(self):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "CMakeLists.txt").write_text("project(empty)\n", encoding="utf-8")
            self.assertEqual(run_quietly(root), 1)

    def test_findings_give_exit_code_1_and_a_clean_tree_0(self):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "CMakeLists.txt").write_text(CMAKE, encoding="utf-8")
            source = Path(root, "engine/base/a.cpp")
            source.parent.mkdir(parents=True)
            source.write_text("int x;\n", encoding="utf-8")
            self.assertEqual(run_quietly(root), 0)
            source.write_text("int x = rand();\n", encoding="utf-8")
            self.assertEqual(run_quietly(root), 1)


def run_quietly(root):
    with contextlib.redirect_stdout(io.StringIO()):
        return check_architecture.main(["check_architecture.py", root])


if __name__ == "__main__":
    unittest.main()
