#include "core/domain/response.hpp"

#include "core/base/text.hpp"
#include "core/domain/quality.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

// Light industrial is answered with heads; names are optional (DOMAIN.md 0).
std::uint32_t put_forward(const requisition& req, const coverage& by) {
    return req.category == category::light_industrial ? std::max(by.submitted, by.most_heads)
                                                      : by.submitted;
}

}  // namespace

std::optional<response_entry> response_entry_of(const requisition& req, const coverage& of) {
    const auto submitted = put_forward(req, of);
    if (of.said == coverage::answer::removed && submitted == 0) {
        return std::nullopt;
    }
    return response_entry{
        .number = req.number,
        .client = req.client,
        .asked = of.asked == instant{} ? of.at : of.asked,
        .submitted = submitted};
}

std::string to_member(const response_entry& entry) {
    return join(
        {std::to_string(entry.number.value),
         std::to_string(to_unix_ms(entry.asked)),
         std::to_string(entry.submitted),
         entry.client.value},
        "|"
    );
}

std::optional<response_entry> response_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 4) {
        return std::nullopt;
    }
    const auto number = parse_int<std::uint32_t>(parts[0]);
    const auto asked = parse_int<std::int64_t>(parts[1]);
    const auto submitted = parse_int<std::uint32_t>(parts[2]);
    if (!number || !asked || !submitted) {
        return std::nullopt;
    }
    return response_entry{
        .number = requisition_number{*number},
        .client = client_id{std::string(parts[3])},
        .asked = from_unix_ms(*asked),
        .submitted = *submitted};
}

response_figure response_of(std::span<const response_entry> entries, instant now) {
    response_figure of;
    for (const auto& entry : entries) {
        if (entry.asked < now - quality_window) {
            continue;
        }
        ++of.released;
        of.answered += entry.submitted > 0 ? 1 : 0;
        of.submitted += entry.submitted;
    }
    return of;
}

}  // namespace fillrate::domain
