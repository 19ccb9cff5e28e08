#include "core/domain/names.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace fillrate::domain {

namespace {

constexpr std::string_view organisation_name = "org";
constexpr std::string_view claim_name = "claim";

constexpr auto prefixes = std::to_array<std::pair<record_kind, std::string_view>>({
    {record_kind::client, "client:"},
    {record_kind::supplier, "supplier:"},
    {record_kind::person, "person:"},
    {record_kind::conversation, "conv:"},
    {record_kind::mapping, "map:"},
    {record_kind::external_name, "ext:"},
    {record_kind::requisition, "req:"},
    {record_kind::submittal, "sub:"},
    {record_kind::candidate, "cand:"},
    {record_kind::ownership, "own:"},
    {record_kind::neutral_answers, "neutral:"},
    {record_kind::interview, "iv:"},
    {record_kind::opportunity, "opp:"},
    {record_kind::shift, "shift:"},
    {record_kind::task, "task:"},
});

bool is_numbered(record_kind kind) {
    return kind == record_kind::requisition || kind == record_kind::submittal ||
           kind == record_kind::interview || kind == record_kind::opportunity;
}

// The number must read back the same: no sign, no leading zero, not none.
std::optional<std::uint32_t> own_number(std::string_view text) {
    const auto number = parse_int<std::uint32_t>(text);
    const bool same = number && *number != 0 && std::to_string(*number) == text;
    return same ? number : std::nullopt;
}

// "207.2026-11-30.2nd"
std::optional<shift_id> shift_in(std::string_view text) {
    const auto parts = split(text, '.');
    const auto number = parts.size() == 3 ? own_number(parts[0]) : std::nullopt;
    if (!number || !parse_date(parts[1]) || find_usual_shift(parts[2]) == nullptr) {
        return std::nullopt;
    }
    return shift_id{requisition_number{*number}, std::string(parts[1]), std::string(parts[2])};
}

std::string named(record_kind kind, std::string_view id) {
    for (const auto& [candidate, prefix] : prefixes) {
        if (candidate == kind) {
            std::string name{prefix};
            name += id;
            return name;
        }
    }
    return std::string{kind == record_kind::claim ? claim_name : organisation_name};
}

}  // namespace

std::string organisation_record_name() {
    return std::string{organisation_name};
}
std::string claim_record_name() {
    return std::string{claim_name};
}
std::string record_name(requisition_number number) {
    return named(record_kind::requisition, std::to_string(number.value));
}
std::string record_name(const client_id& id) {
    return named(record_kind::client, id.value);
}
std::string record_name(const supplier_id& id) {
    return named(record_kind::supplier, id.value);
}
std::string record_name(const person_id& id) {
    return named(record_kind::person, id.value);
}
std::string record_name(const conversation_id& id) {
    return named(record_kind::conversation, id.value);
}
std::string record_name(submittal_number number) {
    return named(record_kind::submittal, std::to_string(number.value));
}
std::string record_name(interview_number number) {
    return named(record_kind::interview, std::to_string(number.value));
}
std::string record_name(opportunity_number number) {
    return named(record_kind::opportunity, std::to_string(number.value));
}
std::string record_name(const shift_id& id) {
    return named(
        record_kind::shift,
        std::to_string(id.requisition.value) + '.' + id.date + '.' + id.name
    );
}
std::string record_name(const candidate_id& id) {
    return named(record_kind::candidate, id.value);
}
std::string ownership_record_name(std::string_view hash) {
    return named(record_kind::ownership, hash);
}
std::string neutral_record_name(const client_id& client, const supplier_id& supplier) {
    return named(record_kind::neutral_answers, client.value + '.' + supplier.value);
}
std::string task_record_name(std::string_view name) {
    return named(record_kind::task, name);
}
std::string mapping_record_name(std::string_view hash) {
    return named(record_kind::mapping, hash);
}
std::string external_record_name(std::string_view kind, std::string_view hash) {
    std::string id{kind};
    id += '.';
    id += hash;
    return named(record_kind::external_name, id);
}
std::string record_name(const record_id& id) {
    return named(id.kind, id.id);
}

std::optional<record_id> parse_record_name(std::string_view name) {
    if (name == organisation_name) {
        return record_id{};
    }
    if (name == claim_name) {
        return record_id{.kind = record_kind::claim, .id = {}};
    }
    for (const auto& [kind, prefix] : prefixes) {
        if (!name.starts_with(prefix) || name.size() == prefix.size()) {
            continue;
        }
        record_id found{.kind = kind, .id = std::string{name.substr(prefix.size())}};
        const bool fits = is_numbered(kind)            ? own_number(found.id).has_value()
                          : kind == record_kind::shift ? shift_in(found.id).has_value()
                                                       : true;
        return fits ? std::optional{std::move(found)} : std::nullopt;
    }
    return std::nullopt;
}

std::string slug_of(std::string_view name) {
    constexpr std::size_t longest = 40;
    std::string slug;
    for (const char c : to_lower_ascii(name)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) {
            slug += c;
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    slug.resize(std::min(slug.size(), longest));
    while (!slug.empty() && slug.back() == '-') {
        slug.pop_back();
    }
    return slug;
}

namespace {

std::optional<std::uint32_t> number_in(std::string_view name, record_kind kind) {
    const auto parsed = parse_record_name(name);
    if (!parsed || parsed->kind != kind) {
        return std::nullopt;
    }
    return parse_int<std::uint32_t>(parsed->id);
}

}  // namespace

std::optional<requisition_number> parse_requisition_name(std::string_view name) {
    const auto number = number_in(name, record_kind::requisition);
    return number ? std::optional{requisition_number{*number}} : std::nullopt;
}

std::optional<submittal_number> parse_submittal_name(std::string_view name) {
    const auto number = number_in(name, record_kind::submittal);
    return number ? std::optional{submittal_number{*number}} : std::nullopt;
}

std::optional<interview_number> parse_interview_name(std::string_view name) {
    const auto number = number_in(name, record_kind::interview);
    return number ? std::optional{interview_number{*number}} : std::nullopt;
}

std::optional<opportunity_number> parse_opportunity_name(std::string_view name) {
    const auto number = number_in(name, record_kind::opportunity);
    return number ? std::optional{opportunity_number{*number}} : std::nullopt;
}

std::optional<shift_id> parse_shift_name(std::string_view name) {
    const auto parsed = parse_record_name(name);
    const bool fits = parsed && parsed->kind == record_kind::shift;
    return fits ? shift_in(parsed->id) : std::nullopt;
}

}  // namespace fillrate::domain
