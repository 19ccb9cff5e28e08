#include "core/domain/opportunity.hpp"

#include "core/domain/diagram.hpp"
#include "core/domain/event.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace fillrate::domain {

namespace {

// In the order of the enumerators.
constexpr auto opportunity_state_words = std::to_array<std::string_view>({
    "open",
    "pursuing",
    "won",
    "lost",
});
constexpr auto opportunity_verb_words = std::to_array<std::string_view>({
    "pursue",
    "won",
    "lost",
});

// One overload per payload of an opportunity; each says whether the event fits.
class opportunity_step {
public:
    opportunity_step(opportunity& one, const event& what) : one_(one), what_(what) {}

    bool operator()(const opportunity_added& added) {
        if (!one_.number.empty() || added.number.empty()) {
            return false;
        }
        one_.number = added.number;
        one_.client = added.client;
        one_.client_name = added.client_name;
        one_.zone = added.zone;
        one_.title = added.title;
        one_.next = added.next;
        one_.remind_at = added.remind_at;
        one_.owner = added.owner;
        one_.owner_name = added.owner_name;
        one_.created = what_.at;
        return true;
    }

    bool operator()(const opportunity_moved& moved) {
        const auto to = next_state(one_, moved.what);
        const bool won = moved.what == opportunity_verb::win;
        if (!to || won == moved.requisition.empty()) {
            return false;
        }
        one_.state = *to;
        one_.requisition = moved.requisition;
        one_.reason = moved.what == opportunity_verb::lose ? what_.reason : std::string{};
        return true;
    }

    bool operator()(const opportunity_changed& to) {
        one_.title = to.title.value_or(one_.title);
        if (to.next) {
            one_.next = *to.next;
            one_.remind_at = to.remind_at;
        }
        if (to.owner) {
            one_.owner = *to.owner;
            one_.owner_name = to.owner_name;
        }
        return true;
    }

    bool operator()(const opportunity_reminded&) {
        one_.remind_at.reset();
        return true;
    }

    bool operator()(const noted& note) {
        one_.last_note = note.text;
        return true;
    }

    /// Of another record.
    template <class Payload>
    bool operator()(const Payload&) {
        return false;
    }

private:
    opportunity& one_;
    const event& what_;
};

}  // namespace

std::optional<opportunity_state> next_state(const opportunity& of, opportunity_verb what) noexcept {
    for (const auto& row : opportunity_transitions) {
        if (row.from == of.state && row.what == what) {
            return row.to;
        }
    }
    return std::nullopt;
}

bool is_alive(opportunity_state s) noexcept {
    return s == opportunity_state::open || s == opportunity_state::pursuing;
}

std::optional<instant> next_due(const opportunity& of) {
    return is_alive(of.state) ? of.remind_at : std::nullopt;
}

std::string opportunity_diagram() {
    return "stateDiagram-v2\n    [*] --> open : add\n" + arrows_of(opportunity_transitions);
}

std::string_view word(opportunity_state s) noexcept {
    return opportunity_state_words[static_cast<std::size_t>(s)];
}
std::string_view word(opportunity_verb v) noexcept {
    return opportunity_verb_words[static_cast<std::size_t>(v)];
}

template <>
std::optional<opportunity_state> from_word(std::string_view text) noexcept {
    return word_in<opportunity_state>(opportunity_state_words, text);
}
template <>
std::optional<opportunity_verb> from_word(std::string_view text) noexcept {
    return word_in<opportunity_verb>(opportunity_verb_words, text);
}

opportunity apply(opportunity before, const event& what) {
    const bool exists = !before.number.empty();
    if (exists || std::holds_alternative<opportunity_added>(what.data)) {
        const auto from = before.state;
        if (std::visit(opportunity_step{before, what}, what.data)) {
            note_change(before, !exists || before.state != from, what);
        }
    }
    ++before.events;
    return before;
}

template <>
std::optional<opportunity> fold(const std::vector<event>& history) {
    auto folded = fold_kept<opportunity>(history);
    if (folded.number.empty()) {
        return std::nullopt;
    }
    return folded;
}

}  // namespace fillrate::domain
