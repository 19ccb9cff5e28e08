#include "core/domain/candidate.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace fillrate::domain {

namespace {

constexpr std::size_t longest_email = 254;  // RFC 5321, 4.5.3.1.3
constexpr std::size_t most_initials = 3;

bool is_email_character(char c) {
    return c > ' ' && c < '\x7F' &&
           std::string_view{"@,;:<>()[]\\\""}.find(c) == std::string_view::npos;
}

// The zones of the United States and Canada, which dial each other as one country. The names of
// the continent say nothing: Mexico and Brazil are in America too.
bool dials_as_north_america(std::string_view zone) {
    constexpr std::array<std::string_view, 6> families{
        "US/",
        "Canada/",
        "America/Indiana/",
        "America/Kentucky/",
        "America/North_Dakota/",
        "Pacific/Honolulu"};
    constexpr std::array<std::string_view, 47> cities{
        "Adak",        "Anchorage",  "Atikokan",     "Boise",       "Cambridge_Bay", "Chicago",
        "Creston",     "Dawson",     "Dawson_Creek", "Denver",      "Detroit",       "Edmonton",
        "Fort_Nelson", "Fort_Wayne", "Glace_Bay",    "Goose_Bay",   "Halifax",       "Indianapolis",
        "Inuvik",      "Iqaluit",    "Juneau",       "Los_Angeles", "Louisville",    "Menominee",
        "Metlakatla",  "Moncton",    "Montreal",     "New_York",    "Nipigon",       "Nome",
        "Pangnirtung", "Phoenix",    "Puerto_Rico",  "Rainy_River", "Rankin_Inlet",  "Regina",
        "Resolute",    "Shiprock",   "Sitka",        "St_Johns",    "Swift_Current", "Thunder_Bay",
        "Toronto",     "Vancouver",  "Whitehorse",   "Winnipeg",    "Yakutat"};
    constexpr std::string_view continent = "America/";
    const bool of_family = std::ranges::any_of(families, [zone](std::string_view family) {
        return zone.starts_with(family);
    });
    return zone.empty() || of_family ||
           (zone.starts_with(continent) &&
            std::ranges::find(cities, zone.substr(continent.size())) != cities.end());
}

bool stands(
    const claim_to_represent& claim,
    const supplier_id& supplier,
    requisition_number requisition,
    std::chrono::days window,
    instant now
) {
    const bool elsewhere = window > std::chrono::days{0} && now - claim.since <= window;
    const bool in_time = claim.requisition == requisition || elsewhere;
    return !claim.lapsed && claim.supplier != supplier && in_time;
}

bool earlier(const claim_to_represent& a, const claim_to_represent& b) {
    if (a.confirmed && b.confirmed && *a.confirmed != *b.confirmed) {
        return *a.confirmed < *b.confirmed;
    }
    if (a.confirmed.has_value() != b.confirmed.has_value()) {
        return a.confirmed.has_value();
    }
    return a.since < b.since;
}

}  // namespace

std::string initials_of(std::string_view name) {
    std::string out;
    std::size_t count = 0;
    for (const auto word : split_words(name)) {
        if (count == most_initials) {
            break;
        }
        const auto first = first_code_point(word);
        if (first.valid && !is_invisible(first.value)) {
            append_utf8(out, first.value);
            out += '.';
            ++count;
        }
    }
    return out.empty() ? "?" : out;
}

std::string normal_email(std::string_view text) {
    const auto address = to_lower_ascii(trim(text));
    const auto at = address.find('@');
    if (at == std::string::npos || at == 0 || address.size() > longest_email) {
        return {};
    }
    const auto local = std::string_view{address}.substr(0, at);
    const auto domain = std::string_view{address}.substr(at + 1);
    const auto dot = domain.find('.');
    const bool dotted = dot != std::string_view::npos && dot > 0 && domain.back() != '.';
    const bool plain = std::ranges::all_of(local, is_email_character) &&
                       std::ranges::all_of(domain, is_email_character);
    return dotted && plain ? address : std::string{};
}

std::string normal_phone(std::string_view text, std::string_view zone) {
    constexpr std::size_t fewest = 7;
    constexpr std::size_t most = 15;
    constexpr std::size_t north_american = 10;
    std::string digits;
    bool international = false;
    for (const char c : trim(text)) {
        if (is_digit(c)) {
            digits += c;
        } else if (c == '+' && digits.empty() && !international) {
            international = true;
        } else if (std::string_view{" -./()"}.find(c) == std::string_view::npos) {
            return {};
        }
    }
    if (digits.size() < fewest || digits.size() > most) {
        return {};
    }
    if (international) {
        return '+' + digits;
    }
    const bool national = digits.size() == north_american;
    const bool with_country = digits.size() == north_american + 1 && digits.front() == '1';
    if ((!national && !with_country) || !dials_as_north_america(zone)) {
        return digits;
    }
    return (national ? "+1" : "+") + digits;
}

const claim_to_represent* standing_claim(
    const ownership& of,
    const supplier_id& supplier,
    requisition_number requisition,
    std::chrono::days window,
    instant now
) {
    const claim_to_represent* best = nullptr;
    for (const auto& claim : of.claims) {
        if (stands(claim, supplier, requisition, window, now) &&
            (best == nullptr || earlier(claim, *best))) {
            best = &claim;
        }
    }
    return best;
}

std::optional<instant> answered_again(const neutral_answers& of, std::uint32_t most, instant now) {
    const auto& given = of.given;
    const bool had_them = most > 0 && given.size() >= most;
    const auto* const first = had_them ? &given[given.size() - most] : nullptr;
    return first != nullptr && now - first->at < probing_window
               ? std::optional{first->at + probing_window}
               : std::nullopt;
}

neutral_answers with_answer(neutral_answers before, const neutral_answer& one) {
    std::erase_if(before.given, [&one](const neutral_answer& each) {
        return one.at - each.at >= probing_window;
    });
    before.given.push_back(one);
    return before;
}

bool is_recent_contact(instant contact, std::chrono::days window, instant now) {
    return now - contact < window + std::chrono::days{1};
}

bool wins_over(const std::optional<instant>& confirmed, const claim_to_represent& other) {
    return confirmed && (!other.confirmed || *confirmed < *other.confirmed);
}

}  // namespace fillrate::domain
