#include "core/domain/counted_starts.hpp"

#include "core/base/text.hpp"

namespace fillrate::domain {

std::string to_member(const start_entry& entry) {
    return join(
        {std::to_string(entry.number.value),
         std::to_string(to_unix_ms(entry.came.day)),
         std::to_string(entry.came.present),
         std::to_string(entry.came.no_show),
         entry.came.supplier.value,
         entry.client.value},
        "|"
    );
}

std::optional<start_entry> start_entry_from(std::string_view member) {
    const auto parts = split(member, '|');
    if (parts.size() != 6) {
        return std::nullopt;
    }
    const auto number = parse_int<std::uint32_t>(parts[0]);
    const auto day = parse_int<std::int64_t>(parts[1]);
    const auto present = parse_int<std::uint32_t>(parts[2]);
    const auto no_show = parse_int<std::uint32_t>(parts[3]);
    if (!number || !day || !present || !no_show) {
        return std::nullopt;
    }
    return start_entry{
        requisition_number{*number},
        client_id{std::string(parts[5])},
        {from_unix_ms(*day), supplier_id{std::string(parts[4])}, *present, *no_show}};
}

std::string counted_start_list(const client_id& of) {
    return "list:starts:counted:client:" + of.value;
}
std::string counted_start_list(const supplier_id& of) {
    return "list:starts:counted:supplier:" + of.value;
}

void list_starts(std::vector<index_entry>& into, const requisition& req) {
    for (const counted_start& came : req.starts) {
        const auto member = to_member(start_entry{req.number, req.client, came});
        const auto day = to_unix_ms(came.day);
        into.push_back({counted_start_list(req.client), member, day});
        if (!came.supplier.empty()) {
            into.push_back({counted_start_list(came.supplier), member, day});
        }
    }
}

void add_starts(
    std::vector<quality_figure>& figures,
    std::span<const start_entry> entries,
    instant now
) {
    for (quality_figure& figure : figures) {
        if (figure.target->what != quality_measure::first_day_show) {
            continue;
        }
        for (const start_entry& entry : entries) {
            const bool counts = entry.came.day + quality_window >= now;
            figure.hits += counts ? entry.came.present : 0;
            figure.of += counts ? entry.came.present + entry.came.no_show : 0;
        }
        figure.said = judged(*figure.target, figure.hits, figure.of);
    }
}

supplier_id only_supplier_of(const requisition& req) {
    supplier_id only;
    for (const coverage& each : req.suppliers) {
        if (each.said != coverage::answer::accepted) {
            continue;
        }
        if (!only.empty()) {
            return {};
        }
        only = each.supplier;
    }
    return only;
}

}  // namespace fillrate::domain
