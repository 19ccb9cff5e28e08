#include "core/domain/panel_transitions.hpp"

#include "core/domain/diagram.hpp"
#include "core/domain/interview_clearance.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, invitation_verb_count> invitation_verbs{
    "ask",
    "accept",
    "decline"};
constexpr std::array<std::string_view, feedback_verb_count>
    feedback_verbs{"ask", "give", "explain", "amend", "waive", "forget"};

template <class State, class Verb, class Table>
std::optional<State> to_of(const Table& table, State from, Verb what) noexcept {
    const auto* const row = std::ranges::find_if(table, [&](const auto& t) {
        return t.from == from && t.what == what;
    });
    return row == table.end() ? std::nullopt : std::optional{row->to};
}

// Every verb has a row, one permission only, and leads to one state only.
template <class Table>
consteval bool panel_table_is_sound(const Table& table, std::size_t verbs) {
    for (std::size_t v = 0; v < verbs; ++v) {
        bool known = false;
        for (const auto& a : table) {
            known = known || static_cast<std::size_t>(a.what) == v;
            for (const auto& b : table) {
                const bool same_row = a.from == b.from && a.what == b.what;
                if ((a.what == b.what && a.needs != b.needs) || (same_row && a.to != b.to)) {
                    return false;
                }
            }
        }
        if (!known) {
            return false;
        }
    }
    return true;
}
static_assert(panel_table_is_sound(invitation_transitions, invitation_verb_count));
static_assert(panel_table_is_sound(feedback_transitions, feedback_verb_count));

}  // namespace

std::string_view word(invitation_verb v) noexcept {
    return invitation_verbs[static_cast<std::size_t>(v)];
}

std::string_view word(feedback_verb v) noexcept {
    return feedback_verbs[static_cast<std::size_t>(v)];
}

std::optional<invitation> next_state(invitation from, invitation_verb what) noexcept {
    return to_of(invitation_transitions, from, what);
}

std::optional<feedback_state> next_state(feedback_state from, feedback_verb what) noexcept {
    return to_of(feedback_transitions, from, what);
}

panel_permission needed_permission(invitation_verb what) noexcept {
    return std::ranges::find(invitation_transitions, what, &invitation_transition::what)->needs;
}

panel_permission needed_permission(feedback_verb what) noexcept {
    return std::ranges::find(feedback_transitions, what, &feedback_transition::what)->needs;
}

bool may(
    panel_permission what,
    const interview_context& of,
    const actor& who,
    const interviewer& whose
) {
    switch (what) {
        case panel_permission::speak:
            return (!who.id.empty() && who.id == whose.person) || runs(of, who);
        case panel_permission::excuse:
            return runs(of, who);
        case panel_permission::follow:
            return false;
    }
    return false;
}

std::string invitation_diagram() {
    return "stateDiagram-v2\n    [*] --> open : invited\n" + arrows_of(invitation_transitions);
}

std::string feedback_diagram() {
    return "stateDiagram-v2\n    [*] --> none : invited\n" + arrows_of(feedback_transitions);
}

}  // namespace fillrate::domain
