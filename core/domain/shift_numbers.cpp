#include "core/domain/shift_numbers.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"

#include <algorithm>
#include <array>

namespace fillrate::domain {

namespace {

constexpr auto shift_targets = std::to_array<quality_target>({
    {quality_measure::shift_fill, category::light_industrial, "Shift fill", 95, true, least_shifts},
    {quality_measure::shift_no_show,
     category::light_industrial,
     "No-shows of shifts",
     5,
     false,
     least_shifts},
});

constexpr std::string_view shift_prefix = "shift:";

}  // namespace

std::optional<shift_entry> shift_entry_of(const work_shift& of) {
    if (!of.came) {
        return std::nullopt;
    }
    shift_entry entry;
    entry.id = of.id;
    entry.client = of.client;
    entry.supplier = of.of;
    entry.starts = of.starts;
    entry.ordered = of.ordered;
    entry.expected = expected_heads(of);
    entry.present = of.came->present;
    entry.no_show = of.came->no_show;
    return entry;
}

std::string to_member(const shift_entry& entry) {
    return join(
        {record_name(entry.id).substr(shift_prefix.size()),
         std::to_string(to_unix_ms(entry.starts)),
         std::to_string(entry.ordered),
         std::to_string(entry.expected),
         std::to_string(entry.present),
         std::to_string(entry.no_show),
         entry.supplier.value,
         entry.client.value},
        "|"
    );
}

std::optional<shift_entry> shift_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 8) {
        return std::nullopt;
    }
    const auto id = parse_shift_name(std::string(shift_prefix) + std::string(parts[0]));
    const auto starts = parse_int<std::int64_t>(parts[1]);
    std::array<std::uint32_t, 4> heads{};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const auto read = parse_int<std::uint32_t>(parts[i + 2]);
        if (!read) {
            return std::nullopt;
        }
        heads.at(i) = *read;
    }
    if (!id || !starts) {
        return std::nullopt;
    }
    return shift_entry{
        *id,
        client_id{std::string(parts[7])},
        supplier_id{std::string(parts[6])},
        from_unix_ms(*starts),
        heads[0],
        heads[1],
        heads[2],
        heads[3]};
}

std::vector<quality_figure> shift_quality_of(std::span<const shift_entry> entries, instant now) {
    quality_figure fill{.target = &shift_targets[0]};
    quality_figure missed{.target = &shift_targets[1]};
    std::uint32_t shifts = 0;
    for (const auto& entry : entries) {
        if (entry.starts + quality_window < now) {
            continue;
        }
        ++shifts;
        fill.hits += std::min(entry.present, entry.ordered);
        fill.of += entry.ordered;
        missed.hits += std::min(entry.no_show, entry.expected);
        missed.of += entry.expected;
    }
    for (auto* figure : {&fill, &missed}) {
        const bool enough = shifts >= least_shifts;
        figure->said =
            enough ? judged(*figure->target, figure->hits, figure->of) : quality_verdict::too_few;
    }
    return {fill, missed};
}

}  // namespace fillrate::domain
