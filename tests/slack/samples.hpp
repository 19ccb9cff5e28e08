// One of everything we send to Slack, for the golden, property and conformance tests.
#pragma once

#include "core/chat/message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::slack::samples {

/// Messages of every block kind, filled with `foreign` wherever text of other people can stand.
[[nodiscard]] std::vector<std::pair<std::string, chat::message>> messages(std::string_view foreign);

/// Forms of every field kind, likewise.
[[nodiscard]] std::vector<std::pair<std::string, chat::form>> forms(std::string_view foreign);

/// JSON of every surface we render, each with its kind: "message", "view", "update" or "ack".
struct surface_sample {
    std::string kind{};
    std::string json{};
};
[[nodiscard]] std::vector<surface_sample> surfaces(std::string_view foreign);

/// Texts that would mention, link or format if they reached a place that Slack parses
/// (RELIABILITY.md N074-N079).
[[nodiscard]] const std::vector<std::string>& hostile_texts();

}  // namespace fillrate::slack::samples
