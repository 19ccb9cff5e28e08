#include "core/domain/transitions.hpp"

#include "core/domain/diagram.hpp"

#include <algorithm>
#include <chrono>

namespace fillrate::domain {

namespace {

constexpr std::array<std::string_view, verb_count> verb_words{
    "submit",
    "save_checklist",
    "return",
    "qualify",
    "release",
    "accept",
    "decline",
    "take",
    "hold",
    "resume",
    "close",
    "cancel",
    "reopen",
    "set",
    "owner",
    "note",
    "start",
    "remove"};

constexpr std::array<std::string_view, opening_turn_count> turn_words{
    "last opening filled",
    "an opening falls off"};

// Every verb has a row, and one permission only.
consteval bool table_is_sound() {
    for (std::size_t v = 0; v < verb_count; ++v) {
        std::optional<permission> needed;
        for (const transition& t : transitions) {
            if (t.what != static_cast<verb>(v)) {
                continue;
            }
            if (needed && *needed != t.needs) {
                return false;
            }
            needed = t.needs;
        }
        if (!needed) {
            return false;
        }
    }
    return true;
}
static_assert(table_is_sound());

}  // namespace

std::string_view word(verb v) noexcept {
    return verb_words[static_cast<std::size_t>(v)];
}

std::string_view word(opening_turn turn) noexcept {
    return turn_words[static_cast<std::size_t>(turn)];
}

std::optional<requisition_state> next_state(const requisition& req, verb what) noexcept {
    for (const transition& t : transitions) {
        const bool fits = t.from == req.state && t.what == what &&
                          (what != verb::resume || t.to == req.before_hold);
        if (fits) {
            return t.to;
        }
    }
    return std::nullopt;
}

std::optional<requisition_state> next_state(const requisition& req, opening_turn what) noexcept {
    for (const derived_transition& t : derived_transitions) {
        if (t.from == req.state && t.what == what) {
            return t.to;
        }
    }
    return std::nullopt;
}

permission needed_permission(verb what) noexcept {
    const auto row = std::ranges::find(transitions, what, &transition::what);
    return row->needs;
}

opening_counts count_openings(const requisition& req) noexcept {
    opening_counts counts;
    for (const opening& o : req.openings) {
        switch (o.state) {
            case opening_state::open:
                ++counts.open;
                break;
            case opening_state::reserved:
                ++counts.reserved;
                break;
            case opening_state::filled:
                ++counts.filled;
                break;
            case opening_state::cancelled:
                ++counts.cancelled;
                break;
            case opening_state::ended:
                ++counts.filled;
                ++counts.ended;
                break;
        }
    }
    return counts;
}

bool openings_fit(const requisition& req, std::uint32_t total) noexcept {
    const opening_counts now = count_openings(req);
    return total >= 1 && total <= max_openings && total >= now.filled + now.reserved;
}

bool may_freeze(const requisition& req, std::uint32_t count) noexcept {
    return count <= count_openings(req).open - count_replacements(req);
}

bool may_keep_replacements(const requisition& req, std::uint32_t count) noexcept {
    const auto now = count_replacements(req);
    return count < now && openings_fit(req, count_openings(req).total() - (now - count));
}

std::uint32_t count_frozen(const requisition& req) noexcept {
    return static_cast<std::uint32_t>(std::ranges::count_if(req.openings, &opening::frozen));
}

std::uint32_t count_replacements(const requisition& req) noexcept {
    const auto wanted = std::ranges::count_if(req.openings, [](const opening& o) {
        return o.state == opening_state::open && is_replacement(o);
    });
    return static_cast<std::uint32_t>(wanted);
}

bool is_replacement(const opening& of) noexcept {
    return !of.backfill_of.empty() || of.after_no_show;
}

bool awaits_replacement(const requisition& req, const opening& of) noexcept {
    return req.category == category::light_industrial && is_replacement(of) &&
           of.state == opening_state::reserved;
}

bool awaits_replacement(const requisition& req, const clock& of) noexcept {
    return of.batch != 0 && std::ranges::any_of(req.openings, [&](const opening& each) {
               return each.batch == of.batch && awaits_replacement(req, each);
           });
}

bool has_ended(const requisition& req) noexcept {
    switch (req.state) {
        case requisition_state::filled:
        case requisition_state::closed:
        case requisition_state::cancelled:
            return true;
        case requisition_state::draft:
        case requisition_state::intake:
        case requisition_state::qualified:
        case requisition_state::open:
        case requisition_state::on_hold:
            return false;
    }
    return false;
}

bool may_still_reopen(const requisition& req, std::uint32_t days, instant now) noexcept {
    return next_state(req, verb::reopen).has_value() &&
           now - req.ended.value_or(req.changed) <= std::chrono::days{days};
}

std::string requisition_diagram() {
    return "stateDiagram-v2\n    [*] --> draft : new\n" + arrows_of(transitions) +
           arrows_of(derived_transitions);
}

}  // namespace fillrate::domain
