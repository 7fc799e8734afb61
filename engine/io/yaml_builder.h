// Builds a YamlNode tree from the events of yaml-cpp's parser and reports what a scenario may not
// use. A value nobody can use is built and then dropped, so that the problems in it and after it
// are still found. Only yaml.cpp includes this.
#pragma once

#include <map>
#include <string>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>

#include "engine/io/yaml.h"
#include "engine/io/yaml_text.h"

namespace grend::io {

class YamlBuilder : public YAML::EventHandler {
 public:
  // Leaves yaml-cpp's parser where going on makes no sense; reported already.
  struct Stop {};

  YamlBuilder(const TextLines& lines, std::string name, Diagnostics& diagnostics);

  YamlNode take_root() { return std::move(root_); }
  // What yaml-cpp found, in plain words.
  void report(const YAML::Exception& problem);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    YamlNode node;
    std::map<std::string, int> lines;  // of the keys so far
    bool expects_key = true;
    bool keeps_value = true;
    std::string key;
    SourceMark key_mark;
  };

  SourceMark place(const YAML::Mark& mark) const;
  SourceMark dash_before(const YAML::Mark& mark) const;
  YamlNode make(YamlKind kind, const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor);
  void open(YamlNode node);
  void close();
  void add(YamlNode node);
  void take_key(Level& level, YamlNode node);
  // Whether a quoted text ends, and a plain one, on the line where it starts.
  void check_one_line(const YamlNode& node, const YAML::Mark& mark);
  void check_quotes(const YamlNode& node, std::string_view rest);

  const TextLines& lines_;
  std::string name_;
  Diagnostics& diagnostics_;
  int documents_ = 0;
  bool ran_on_ = false;  // a value ran on to the next line: errors that follow come of it
  std::vector<Level> levels_;
  YamlNode root_;
};

}  // namespace grend::io
