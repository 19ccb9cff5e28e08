#include "core/domain/guest.hpp"

#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::chrono::hours written_once_in{24};

}  // namespace

std::optional<instant> next_due(const person& who) {
    const bool waits = who.mapping_ends && !who.end_asked;
    return waits ? std::optional{*who.mapping_ends - guest_notice} : std::nullopt;
}

person kept_on(person guest, instant now) {
    guest.mapping_ends = now + guest_term;
    guest.end_asked = false;
    return guest;
}

std::optional<person> after_activity(const person& who, bool foreign, instant now) {
    const bool is_guest = foreign || who.mapping_ends;
    const bool written = who.mapping_ends && *who.mapping_ends > now + guest_term - written_once_in;
    return is_guest && !written ? std::optional{kept_on(who, now)} : std::nullopt;
}

}  // namespace fillrate::domain
