// The indicators explained for people, in their language: made from the definitions.
#pragma once

#include <string>
#include <string_view>

#include "analysis/indicators/definitions.h"

namespace grend::indicators {

// "en", "nb" or "nn"; throws Error(kUsage) otherwise.
Language language_by_name(std::string_view name);

// As Markdown.
std::string manual(Language language);

}  // namespace grend::indicators
