// What stands against a step of a submittal besides its state: the "Guard" column of DOMAIN.md 3.3.
#pragma once

#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// Who accepted first holds the opening: the other is told by whom. `now` is the requisition as it
/// stands after the steps before this one.
[[nodiscard]] std::optional<outcome> refuse_without_opening(
    const context& ctx,
    const found_submittal& one,
    const domain::requisition& now,
    domain::submittal_verb what
);

/// The same of any step that needs an opening.
[[nodiscard]] outcome refuse_full(
    const context& ctx,
    const found_submittal& one,
    const domain::requisition& now
);
/// An offer needs an opening to offer, and a requisition that goes on.
[[nodiscard]] std::optional<outcome> refuse_unoffered(
    const context& ctx,
    const found_submittal& one
);

/// What the client says of the person themselves is for the hiring manager or the account manager;
/// that it holds no more, for operations.
[[nodiscard]] std::optional<outcome> refuse_word_of_client(
    const context& ctx,
    const found_submittal& one,
    bool lifts
);

/// "S-301 dnr lift ..." of a word of the client, `verb`, for whoever may lift it; else a note.
[[nodiscard]] std::string line_to_lift(
    const context& ctx,
    const found_submittal& one,
    std::string_view verb
);

/// Who comes back is held against what holds for somebody new: the client does not want them again,
/// knew them before, or another firm represents them by now (DOMAIN.md 3.4). Only readers who may
/// know read which. The ownership records are loaded.
[[nodiscard]] std::optional<outcome> refuse_revival(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const found_submittal& one
);

/// State, right, revival, attendance and consent: the first of them that refuses the step of any.
[[nodiscard]] std::optional<outcome> refuse_unguarded(
    const context& ctx,
    const snapshot& seen,
    const domain::policy_book& book,
    const submittals& all,
    domain::submittal_verb what
);

}  // namespace fillrate::handlers
