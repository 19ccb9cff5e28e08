#include "core/domain/cohort.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace fillrate::domain {

namespace {

using state = submittal_state;

bool accepted_an_offer(state s) noexcept {
    switch (s) {
        case state::offer_accepted:
        case state::cleared:
        case state::started:
        case state::ended:
        case state::converted:
        case state::fell_off:
            return true;
        default:
            return false;
    }
}

bool decided_an_offer(const submittal& sub) noexcept {
    const bool withdrew = sub.state == state::withdrawn && sub.before_end == state::offer_extended;
    return accepted_an_offer(sub.state) || sub.state == state::offer_declined ||
           sub.state == state::offer_expired || withdrew;
}

bool chosen(state s) noexcept {
    switch (s) {
        case state::selected:
        case state::offer_extended:
        case state::offer_declined:
        case state::offer_expired:
        case state::rescinded:
            return true;
        default:
            return accepted_an_offer(s);
    }
}

bool worked(state s) noexcept {
    return s == state::started || s == state::ended || s == state::converted;
}

void add_start(cohort_entry& to, const submittal& sub) {
    const auto* const clock = find_clock(sub.clocks, clock_kind::start);
    // Who came after all was missed on the first day: their clock had ended.
    const bool came_late = clock != nullptr && clock->state == clock_state::cancelled;
    const bool day_had_come = clock != nullptr && clock->started <= sub.entered;
    to.showed = worked(sub.state) && !came_late;
    to.due_to_start = worked(sub.state) || (sub.state == state::fell_off && day_had_come);
    if (!sub.job) {
        return;
    }
    if (const auto first = parse_date(sub.job->start)) {
        to.began = instant{days_since_epoch(*first)};
        const auto why = std::string_view(sub.reason).substr(0, sub.reason.find(": "));
        const bool as_planned = why == "completed" || why == "converted";
        to.left_early = sub.state == state::ended && !as_planned && sub.ended &&
                        *sub.ended < *to.began + retention_window;
    }
}

// Asked for is not met: a round may be cancelled, or never take place. An offer after one that was
// asked for says that it did, as does its feedback.
bool was_interviewed(const submittal& sub) noexcept {
    const bool went_on = !sub.interviews.empty() && !sub.offers.empty();
    return !sub.met_in.empty() || sub.feedback_in.has_value() || went_on;
}

// What became of it elsewhere is not known here, and must not count as a miss.
bool came_with_its_past(const submittal& sub) noexcept {
    return !sub.origin.empty() && sub.interviews.empty() && sub.offers.empty();
}

/// The yes-or-no facts, each with its letter.
struct letter {
    char sign = 0;
    bool cohort_entry::*fact = nullptr;
};
constexpr auto letters = std::to_array<letter>({
    {'i', &cohort_entry::interviewed},
    {'o', &cohort_entry::offered},
    {'d', &cohort_entry::offer_decided},
    {'a', &cohort_entry::offer_accepted},
    {'c', &cohort_entry::decided},
    {'m', &cohort_entry::lacked_must_have},
    {'e', &cohort_entry::due_to_start},
    {'s', &cohort_entry::showed},
    {'l', &cohort_entry::left_early},
});

/// Once for each of the earlier offers.
constexpr char earlier_offer = 'x';

constexpr std::string_view nothing = "-";

std::string written(const std::optional<instant>& at) {
    return at ? std::to_string(to_unix_ms(*at)) : std::string(nothing);
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
    Number value{};
    const auto* const end = text.data() + text.size();
    const auto [last, failed] = std::from_chars(text.data(), end, value);
    const bool whole = failed == std::errc{} && last == end;
    return whole ? std::optional{value} : std::nullopt;
}

std::optional<instant> read_instant(std::string_view text) {
    const auto ms = read_number<std::int64_t>(text);
    return ms ? std::optional{from_unix_ms(*ms)} : std::nullopt;
}

}  // namespace

std::optional<cohort_entry> cohort_entry_of(const submittal& sub) {
    if (!sub.presented || came_with_its_past(sub)) {
        return std::nullopt;
    }
    cohort_entry entry;
    entry.number = sub.number;
    entry.client = sub.client;
    entry.supplier = sub.supplier;
    entry.category = sub.category;
    entry.presented = *sub.presented;
    const auto* const review = find_clock(sub.clocks, clock_kind::review);
    if (review != nullptr && is_live(*review)) {
        entry.matures = review->due;
    }
    entry.interviewed = was_interviewed(sub);
    entry.offered = !sub.offers.empty();
    entry.offer_decided = decided_an_offer(sub);
    entry.offer_accepted = accepted_an_offer(sub.state);
    const bool last_is_lost = entry.offer_decided && !entry.offer_accepted;
    entry.earlier_offers = sub.offers_lost - std::min(sub.offers_lost, last_is_lost ? 1U : 0U);
    entry.decided = sub.state == state::rejected || chosen(sub.state);
    entry.lacked_must_have =
        sub.state == state::rejected && std::string_view(sub.reason).starts_with("must_have");
    add_start(entry, sub);
    return entry;
}

std::string to_member(const cohort_entry& entry) {
    std::string facts;
    for (const auto& [sign, fact] : letters) {
        if (entry.*fact) {
            facts += sign;
        }
    }
    facts.append(entry.earlier_offers, earlier_offer);
    return join(
        {std::to_string(entry.number.value),
         entry.category == category::professional ? "p" : "l",
         written(entry.presented),
         written(entry.matures),
         facts,
         written(entry.began),
         entry.supplier.value,
         entry.client.value},
        "|"
    );
}

std::optional<cohort_entry> cohort_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 8 || (parts[1] != "p" && parts[1] != "l")) {
        return std::nullopt;
    }
    const auto number = read_number<std::uint32_t>(parts[0]);
    const auto presented = read_instant(parts[2]);
    if (!number || !presented) {
        return std::nullopt;
    }
    cohort_entry entry;
    entry.number = submittal_number{*number};
    entry.category = parts[1] == "p" ? category::professional : category::light_industrial;
    entry.presented = *presented;
    entry.matures = read_instant(parts[3]);
    for (const auto& [sign, fact] : letters) {
        entry.*fact = parts[4].find(sign) != std::string_view::npos;
    }
    entry.earlier_offers = static_cast<std::uint32_t>(std::ranges::count(parts[4], earlier_offer));
    entry.began = read_instant(parts[5]);
    entry.supplier = supplier_id{std::string(parts[6])};
    entry.client = client_id{std::string(parts[7])};
    return entry;
}

}  // namespace fillrate::domain
