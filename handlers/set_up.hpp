// What the verbs of `admin` share: who may, how roles read, pages and answers.
#pragma once

#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// Nothing for administrators; a refusal that says who may for everybody else.
[[nodiscard]] std::optional<outcome> refuse_outsider(const context& ctx);

/// "account manager of Acorn Robotics", with the ids of what is not loaded.
[[nodiscard]] std::string role_text(const domain::grant& grant, const snapshot& seen);
/// All roles of a person, "no role" for none.
[[nodiscard]] std::string roles_text(const domain::person& person, const snapshot& seen);

/// A page of a directory list as the asker wants it, 20 at a time.
[[nodiscard]] index_page wanted_page(const context& ctx, std::string list);

/// The decision with a one-sentence answer and the next line to type.
[[nodiscard]] outcome decide_set_up(
    const context& ctx,
    decision decided,
    std::string said,
    std::string_view next_line
);

}  // namespace fillrate::handlers
