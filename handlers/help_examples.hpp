// The lines `help` shows: each can be pasted, and does something for this person here and now.
#pragma once

#include "core/chat/verbs.hpp"
#include "handlers/help_subjects.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

struct help_line {
    const chat::verb_rule* verb = nullptr;
    std::string example{};  ///< to be typed after the root word
    std::string_view help{};
    bool stands_in = false;  ///< its code is the table's: nothing of the kind is at hand
    bool works = true;       ///< decided as a trial: it is not refused
};

/// One line for each of the verbs, which this person is offered. `noun`: what was asked about, when
/// that only says what a verb of requisitions is for. At most one round.
[[nodiscard]] std::variant<std::vector<help_line>, need> help_lines(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& book,
    const help_subjects& about,
    const std::vector<const chat::verb_rule*>& verbs,
    std::string_view noun
);

}  // namespace fillrate::handlers
