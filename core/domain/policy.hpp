// Which target and calendar a clock runs on (DOMAIN.md 4.1-4.3). Versioned reference data:
// immutable once used.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/calendar.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/interview_terms.hpp"
#include "core/domain/requisition.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// How much working time a clock has: a span, or business days of the calendar it runs on.
struct working_target {
    seconds time{0};
    std::uint32_t business_days = 0;

    constexpr working_target() = default;
    template <class Rep, class Period>
    constexpr working_target(std::chrono::duration<Rep, Period> span) : time(span) {}
    [[nodiscard]] static constexpr working_target days(std::uint32_t count) {
        working_target target;
        target.business_days = count;
        return target;
    }
    [[nodiscard]] seconds on(const domain::calendar& where) const {
        return time + where.business_day() * business_days;
    }
    friend bool operator==(const working_target&, const working_target&) = default;
};

/// "16h", "90m", "5bd". Errors: invalid_input with what was expected.
[[nodiscard]] result<working_target> parse_working_target(std::string_view text);

/// Every reason of a hold (domain/reasons.hpp).
[[nodiscard]] std::vector<std::string> usual_pause_reasons();

/// Targets for requisitions it matches; an empty field matches everything.
struct policy {
    std::string name{"default"};
    std::uint32_t version = 1;
    client_id client{};  ///< as in records, or the name people read
    site_id site{};      ///< likewise
    std::optional<domain::category> category{};
    std::optional<domain::priority> priority{};
    std::string calendar{};  ///< of sites that name none; empty: Mon-Fri 08-17 in their zone
    /// Of one clock, else of every clock at a priority, whatever the site's is (DOMAIN.md 4.3).
    std::map<clock_kind, std::string> clock_calendars{};
    std::map<domain::priority, std::string> priority_calendars{};
    // Targets of the priority the policy names, else of P2 (DOMAIN.md 4.3).
    working_target intake_target{std::chrono::hours{9}};
    working_target coverage_target{std::chrono::hours{9}};
    working_target first_submittal_target{std::chrono::hours{18}};
    working_target slate_target{std::chrono::hours{27}};
    working_target screen_target{std::chrono::hours{4}};
    working_target review_target{std::chrono::hours{18}};
    working_target scheduling_target{std::chrono::hours{9}};
    working_target interview_target = working_target::days(5);
    working_target feedback_target{std::chrono::hours{18}};
    working_target decision_target{std::chrono::hours{18}};
    working_target offer_target{std::chrono::hours{18}};
    working_target fill_target = working_target::days(15);
    working_target start_target{std::chrono::minutes{30}};
    working_target backfill_target = working_target::days(5);
    std::uint32_t min_suppliers = 2;
    std::uint32_t slate_cap = 6;        ///< SLATE asks for three per opening, at most so many
    std::uint32_t supplier_cap = 5;     ///< live submittals of one supplier to one requisition
    std::uint32_t guarantee_days = 30;  ///< who leaves within them is replaced (DOMAIN.md 3.2)
    std::uint32_t neutral_answers = 5;  ///< to one supplier a day at one client (DOMAIN.md 3.4)
    bool rtr_required = false;          ///< presented only with the candidate's consent
    std::uint32_t rtr_days = 0;         ///< how long a required consent holds; 0: always
    bool auto_present = false;          ///< who lacks nothing goes to the manager by themselves
    bool offer_approval = false;        ///< operations approve offers over what was agreed
    std::uint32_t claim_days = 90;      ///< how long a claim holds for the client's other ones, and
                                        ///< a contact that makes somebody known to the client
    bool tiers_follow = true;           ///< the next tier is let in when coverage is nearly due
    std::uint8_t warn_percent = 75;
    std::uint8_t urge_percent = 90;
    /// Who hears of a clock, where it is not the usual (usual_alert).
    std::map<clock_kind, clock_alert> alerts{};
    /// Who hears after the owner, once a time that was named for a clock has passed: the first of
    /// them who is somebody else (DOMAIN.md 4.5).
    std::vector<role> ladder{role::account_manager, role::operations};
    /// For what a requisition is put on hold, which pauses its clocks; in the order of
    /// hold_reasons().
    std::vector<std::string> pause_reasons = usual_pause_reasons();
    std::uint32_t late_entry_days = 2;   ///< working days back that `at:` may name; 0: none
    std::uint32_t reopen_days = 90;      ///< after its end; later a clone is made (DOMAIN.md 3.1)
    std::uint32_t revive_days = 30;      ///< that somebody may have been out (DOMAIN.md 3.3)
    std::uint32_t came_late_days = 2;    ///< working days after a missed first day (DOMAIN.md 0)
    std::uint32_t long_hold_days = 10;   ///< working days, then the owner is asked (DOMAIN.md 4.6)
    std::uint32_t acknowledge_days = 1;  ///< working days ahead that `ack` may name
    std::uint32_t wait_days = 10;        ///< working days ahead that `wait` may name
    std::uint32_t end_notice_days = 21;  ///< before the end of an assignment (DOMAIN.md 0)
    std::uint32_t assumed_held_hours =
        usual_assumed_hours;            ///< after the end of an interview (DOMAIN.md 3.5)
    std::uint32_t candidate_moves = 1;  ///< of an interview, while SCHED stands (DOMAIN.md 4.2)
    /// Of an assignment, on which its manager is asked how it goes; ascending (DOMAIN.md 0).
    std::vector<std::uint16_t> check_in_days{1, 5, 30};
    /// Of the target of a raised priority, left from the change at least (DOMAIN.md 4.6).
    std::uint32_t raised_floor_percent = 25;
    friend bool operator==(const policy&, const policy&) = default;
};

/// A clock that policies set a target for. A new kind of clock is one more row of the table.
struct clock_target {
    clock_kind kind = clock_kind::coverage;
    std::string_view name{};  ///< in policies.toml
    working_target policy::*target = nullptr;
    bool by_priority = true;  ///< P1 has half of it, P3 twice
    bool optional = false;    ///< a policy may do without the clock: its target is "none"
};
[[nodiscard]] std::span<const clock_target> clock_targets() noexcept;
/// How policies.toml writes the target of a clock that a policy does without.
inline constexpr std::string_view no_target_word = "none";
/// Whether the policy has the clock at all: light industrial may do without a review (DOMAIN.md
/// 4.3).
[[nodiscard]] bool measures(const policy& p, clock_kind kind);

/// Who hears of a clock where no policy says otherwise (DOMAIN.md 0, noise).
[[nodiscard]] clock_alert usual_alert(clock_kind kind) noexcept;
/// What the policy says of it; nothing where that is the usual.
[[nodiscard]] std::optional<clock_alert> own_alert(const policy& p, clock_kind kind);

/// How far a policy lets something go, in days, hours or percent. One more is one more row of the
/// table.
struct policy_limit {
    std::string_view name{};  ///< in policies.toml
    std::uint32_t policy::*value = nullptr;
    std::uint32_t least = 0;
    std::uint32_t most = 0;
};
[[nodiscard]] std::span<const policy_limit> policy_limits() noexcept;

/// Whether people at work may be asked about on these days: each from 1 to 366 and more than the
/// one before, at most twelve.
[[nodiscard]] bool are_check_in_days(std::span<const std::uint16_t> days) noexcept;

/// Whether somebody of the role may stand on the ladder: who looks after clients.
[[nodiscard]] bool may_be_on_ladder(role who) noexcept;
/// Puts one reason more for which clocks pause, in order; false for what is no reason of a hold.
[[nodiscard]] bool add_pause_reason(policy& to, std::string_view reason);

/// Names the calendar of a clock ("backfill") or of a priority ("P1"), as policies.toml calls them;
/// false for any other word.
[[nodiscard]] bool name_calendar(policy& of, std::string_view word, std::string calendar);

/// The name of the calendar that is always open, in the zone of the site.
inline constexpr std::string_view always_open_name = "24x7";
/// The name of the calendar of light industrial, Mon-Sat 05-21 in the zone of the site (DOMAIN.md
/// 4.3).
inline constexpr std::string_view light_industrial_calendar_name = "light-industrial";
/// What policies and sites may name without a file that has it.
inline constexpr std::array shipped_calendar_names{
    always_open_name,
    light_industrial_calendar_name};
/// Whether clocks know a calendar that ships by this name, in a zone: "default", "always".
[[nodiscard]] bool is_shipped_calendar(std::string_view name) noexcept;

/// What holds where no file says otherwise: professional and light industrial (DOMAIN.md 4.3).
[[nodiscard]] std::vector<policy> shipped_policies();

/// The policy as text that is equal for equal meaning, for content hashing. Name and version are
/// not part of it.
[[nodiscard]] std::string canonical(const policy& p);
/// Reads what canonical wrote. Errors: protocol.
[[nodiscard]] result<policy> policy_from_canonical(std::string name, std::string_view text);

/// Target of a clock at a priority: P1 is half of P2's, P3 double; the time a start may be off is
/// the same for all.
[[nodiscard]] seconds target_of(
    const policy& p,
    clock_kind kind,
    domain::priority priority,
    const domain::calendar& on
);

/// All policies and calendars of the organisation, in every version a clock may name.
class policy_book {
public:
    /// The shipped policies.
    policy_book();

    // The newest version of each name serves new clocks, until `serve` says otherwise.
    void add(policy p);
    void add(std::uint32_t version, domain::calendar c);
    /// One without a zone: its windows are those of every site's zone, "dock.<zone>@3".
    void add(std::uint32_t version, calendar_spec without_zone);

    using versions = std::map<std::string, std::uint32_t, std::less<>>;
    /// New clocks get exactly these, by name; every other one is left to the clocks that name it.
    void serve(versions policies, versions calendars);

    /// What new clocks get, as text that is equal for equal versions: "default@3 day@2".
    [[nodiscard]] std::string in_force() const;

    /// The most specific match: client+site+category+priority > client+category > category >
    /// default.
    [[nodiscard]] const policy& choose(const requisition& req) const;

    /// By "name@version"; null when unknown. Running clocks stay on the version they name.
    [[nodiscard]] const policy* find_policy(std::string_view reference) const;

    /// The calendar of new clocks at a site: the site's, else `of_policy`, else Mon-Fri 08-17. One
    /// that has a zone of its own is used as it is, any other in the site's zone (DOMAIN.md 4.1).
    /// Errors: invalid_input for a site without a zone, an unknown zone or calendar name.
    [[nodiscard]] result<std::string> calendar_for(
        const site& where,
        std::string_view of_policy = {}
    ) const;

    /// The calendar that the policy names for this clock at this priority; empty: it names none.
    /// Errors: as above.
    [[nodiscard]] result<std::string> calendar_of_clock(
        const policy& p,
        clock_kind kind,
        domain::priority priority,
        const std::string& zone
    ) const;

    /// The calendar of a zone that is always open: "always.<zone>@1". Errors: invalid_input.
    [[nodiscard]] result<std::string> round_the_clock(const std::string& zone) const;
    [[nodiscard]] static bool is_round_the_clock(std::string_view reference) noexcept;

    /// By "name@version", those of a zone included; null when unknown.
    [[nodiscard]] const domain::calendar* find_calendar(std::string_view reference) const;

private:
    [[nodiscard]] bool serves(const policy& p) const;
    [[nodiscard]] result<std::string> named_calendar(std::string_view name, const std::string& zone)
        const;
    /// The reference of a calendar that ships, "default.<zone>@1". Errors: invalid_input.
    [[nodiscard]] result<std::string> shipped(calendar_spec spec) const;
    /// `version` is "@3".
    [[nodiscard]] result<const domain::calendar*> compiled(
        calendar_spec spec,
        std::string_view version
    ) const;
    [[nodiscard]] result<const domain::calendar*> in_zone(
        std::string_view kept,
        const std::string& zone
    ) const;

    std::vector<policy> policies_;
    /// By "name@version"; those of a zone are compiled when first asked for.
    mutable std::map<std::string, domain::calendar, std::less<>> calendars_;
    std::map<std::string, calendar_spec, std::less<>> without_zone_;  ///< by "name@version"
    versions serving_policies_;
    versions serving_calendars_;
};

[[nodiscard]] std::string reference(std::string_view name, std::uint32_t version);
/// Of a reference, without the version.
[[nodiscard]] std::string_view name_of(std::string_view reference) noexcept;
/// Of the reference of a calendar, without the zone it is used in either: "dock" of
/// "dock.America/Phoenix@3".
[[nodiscard]] std::string_view family_of(std::string_view reference) noexcept;

}  // namespace fillrate::domain
