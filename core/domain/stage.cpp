#include "core/domain/stage.hpp"

#include "core/base/text.hpp"
#include "core/domain/submittal_transitions.hpp"

namespace fillrate::domain {

std::optional<stage_entry> stage_entry_of(const submittal& sub) {
    if (!is_live(sub.state) && sub.state != submittal_state::started) {
        return std::nullopt;
    }
    return stage_entry{sub.number, sub.state, sub.entered};
}

std::string to_member(const stage_entry& entry) {
    return join(
        {std::to_string(entry.number.value),
         std::string(word(entry.state)),
         std::to_string(to_unix_ms(entry.entered))},
        "|"
    );
}

std::optional<stage_entry> stage_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto number = parse_int<std::uint32_t>(parts[0]);
    const auto state = from_word<submittal_state>(parts[1]);
    const auto entered = parse_int<std::int64_t>(parts[2]);
    if (!number || !state || !entered) {
        return std::nullopt;
    }
    return stage_entry{submittal_number{*number}, *state, from_unix_ms(*entered)};
}

}  // namespace fillrate::domain
