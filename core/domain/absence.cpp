#include "core/domain/absence.hpp"

#include "core/base/time_zone.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

bool is_same_client(const grant& of, const grant& wanted) {
    return of.client.empty() || (!wanted.client.empty() && of.client == wanted.client);
}

bool covers_role(const grant& of, const grant& wanted) {
    switch (wanted.role) {
        case role::account_manager:
            return of.role == role::operations ||
                   (of.role == role::account_manager && is_same_client(of, wanted));
        case role::recruiter:
            return of.role == role::operations ||
                   ((of.role == role::account_manager || of.role == role::recruiter) &&
                    is_same_client(of, wanted));
        case role::hiring_manager:
            return of.role == role::hiring_manager && of.client == wanted.client;
        case role::supplier_contact:
            return of.role == role::supplier_contact && of.supplier == wanted.supplier;
        case role::operations:
            return of.role == role::operations;
        case role::administrator:
            return true;
    }
    return false;
}

}  // namespace

const absence* absence_at(const person& who, instant now) noexcept {
    const bool lasts = who.away && who.away->from <= now && now < who.away->until;
    return lasts ? &*who.away : nullptr;
}

std::vector<person_id> stood_in_for(const person& who, instant now) {
    std::vector<person_id> found;
    for (const stand_in& one : who.stands_in) {
        if (one.from <= now && now < one.until) {
            found.push_back(one.who);
        }
    }
    return found;
}

std::optional<grant> left_uncovered(const person& away, const person& cover) {
    for (const grant& wanted : away.grants) {
        const bool covered = std::ranges::any_of(cover.grants, [&wanted](const grant& of) {
            return covers_role(of, wanted);
        });
        if (!covered && wanted.role != role::administrator) {
            return wanted;
        }
    }
    return std::nullopt;
}

std::optional<instant> quiet_until(const person& who, instant now) {
    const auto zone =
        who.quiet ? time_zone::find(who.quiet->zone) : result<time_zone>{errc::not_found};
    if (!zone) {
        return std::nullopt;
    }
    const auto local = zone->to_local(now).civil;
    const seconds from = minutes{who.quiet->from};
    const seconds until = minutes{who.quiet->until};
    const seconds time = local.since_midnight;
    const bool over_midnight = until <= from;
    const bool evening = over_midnight && time >= from;
    const bool quiet = evening || (time < until && (over_midnight || time >= from));
    if (!quiet) {
        return std::nullopt;
    }
    const std::chrono::sys_days today{local.date};
    const civil_date day{today + std::chrono::days{evening ? 1 : 0}};
    const auto ends = zone->to_instant({.date = day, .since_midnight = until});
    // In an hour that comes twice the end of the first may be over.
    return ends > now ? std::optional{ends} : std::nullopt;
}

}  // namespace fillrate::domain
