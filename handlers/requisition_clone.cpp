// `104 clone openings:6 start:mon`: a new draft with the terms of another requisition, also of one
// that ended long ago (DOMAIN.md 0, 3.1 "else clone"). Only what is named changes.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/requisition_form.hpp"
#include "handlers/requisition_rooms.hpp"
#include "handlers/subject.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// Reads the new terms and keeps account of which are the old ones.
class copier {
public:
    copier(const context& ctx, const snapshot& seen, const domain::requisition& from)
        : ctx_(ctx), seen_(seen), from_(from) {}

    field_problems problems{};

    domain::requisition_created read(const domain::client& client) {
        domain::requisition_created made = same_place(client);
        const term_settings settings{made.currency, made.zone, made.category};
        const auto given = read_terms(ctx_, settings, problems);
        const auto title = read_title("title", value_of(ctx_, "title"), longest_title, problems);
        made.title =
            take("title", title.empty() ? std::nullopt : std::optional{title}, from_.title);
        made.openings = take("openings", named_openings(), openings_before());
        made.engagement = take("kind", given.engagement, from_.engagement);
        made.priority = take("priority", given.priority, from_.priority);
        made.pay = take_amount("pay", given.pay, from_.pay);
        made.bill = take_amount("bill rate", given.bill, from_.bill);
        made.max = take_amount("ceiling", given.max, from_.max);
        made.salary = take_amount("salary", given.salary, from_.salary);
        made.fee = take_amount("fee", given.fee, from_.fee);
        made.must_haves = take_text("must-haves", given.must_haves, from_.must_haves);
        made.shift = take_text("shift", given.shift, from_.shift);
        made.start = take_text("start", given.start, start_ahead());
        take_manager(made);
        take_owner(made);
        return made;
    }

    /// "Copied from REQ-104: title, pay. Changed: openings. Left out: ..."
    [[nodiscard]] std::string account() const {
        auto text = "Copied from " + shown_id(from_.number) + ": " + join(copied_, ", ") + '.';
        if (!changed_.empty()) {
            text += " Changed: " + join(changed_, ", ") + '.';
        }
        if (!left_out_.empty()) {
            text += " Left out: " + join(left_out_, "; ") + '.';
        }
        return text;
    }

private:
    // The site as it is today: its zone may have been corrected since.
    [[nodiscard]] domain::requisition_created same_place(const domain::client& client) const {
        domain::requisition_created made;
        made.client = from_.client;
        made.client_name = client.name;
        made.site = from_.site;
        made.site_name = from_.site_name;
        made.zone = from_.zone;
        made.currency = from_.currency;
        made.category = from_.category;
        const auto site = std::ranges::find(client.sites, from_.site, &domain::site::id);
        if (site != client.sites.end()) {
            made.site_name = site->name;
            made.zone = site->zone;
            made.currency = site->currency;
        }
        return made;
    }

    template <class T>
    T take(std::string_view what, const std::optional<T>& given, const T& present) {
        (given ? changed_ : copied_).emplace_back(what);
        return given.value_or(present);
    }
    std::optional<domain::money> take_amount(
        std::string_view what,
        const std::optional<domain::money>& given,
        const std::optional<domain::money>& present
    ) {
        return given || present ? std::optional{take(what, given, present.value_or(0))}
                                : std::nullopt;
    }
    std::string take_text(
        std::string_view what,
        const std::optional<std::string>& given,
        const std::string& present
    ) {
        return given || !present.empty() ? take(what, given, present) : std::string{};
    }

    std::optional<std::uint32_t> named_openings() {
        const auto typed = value_of(ctx_, "openings");
        if (typed.empty()) {
            return std::nullopt;
        }
        const auto read = chat::parse_count(typed, 1, domain::max_openings);
        if (!read) {
            problems.add("openings", read.error().detail, corrected(ctx_, "openings", "1"));
            return std::nullopt;
        }
        return *read;
    }

    // Who left within the guarantee was replaced on a further opening: nobody ordered that one.
    [[nodiscard]] std::uint32_t replaced_openings() const {
        const auto& all = from_.openings;
        return static_cast<std::uint32_t>(std::ranges::count_if(all, [&all](const auto& one) {
            const bool stands = std::ranges::any_of(all, [&one](const auto& other) {
                return other.state == domain::opening_state::filled &&
                       other.submittal == one.backfill_of;
            });
            return one.state != domain::opening_state::cancelled && !one.backfill_of.empty() &&
                   stands;
        }));
    }

    // A cancelled requisition has none left; then as many as it once had.
    [[nodiscard]] std::uint32_t openings_before() const {
        const auto total = domain::count_openings(from_).total() - replaced_openings();
        const auto all = static_cast<std::uint32_t>(from_.openings.size());
        return std::clamp(total != 0 ? total : all, 1U, domain::max_openings);
    }

    [[nodiscard]] std::string start_ahead() {
        const auto zone = time_zone::find(from_.zone);
        const auto day = parse_date(from_.start);
        if (!zone || !day) {
            return {};
        }
        if (*day < zone->to_local(ctx_.now).civil.date) {
            if (value_of(ctx_, "start").empty()) {
                left_out_.push_back("the start, " + from_.start + " has passed");
            }
            return {};
        }
        return from_.start;
    }

    void take_manager(domain::requisition_created& made) {
        take_person(
            {"hm", "hiring manager", domain::role::hiring_manager},
            {from_.hiring_manager, from_.hiring_manager_name},
            made.hiring_manager,
            made.hiring_manager_name
        );
    }

    void take_owner(domain::requisition_created& made) {
        const auto& own = ctx_.actor;
        const bool taken = take_person(
            {"owner", "account manager", domain::role::account_manager},
            {from_.owner, from_.owner_name},
            made.owner,
            made.owner_name
        );
        const auto owners = people_with(seen_, domain::role::account_manager, from_.client);
        if (!taken && std::ranges::find(owners, own.id.value, &chat::named::id) != owners.end()) {
            made.owner = own.id;
            made.owner_name = own.name;
        }
    }

    struct wanted_role {
        std::string_view key{};
        std::string_view noun{};
        domain::role role = domain::role::hiring_manager;
    };
    struct known_person {
        person_id id{};
        std::string name{};
    };

    // Who is named, else who it was if they still have the role.
    bool take_person(
        const wanted_role& as,
        const known_person& before,
        person_id& id,
        std::string& name
    ) {
        const auto people = people_with(seen_, as.role, from_.client);
        if (!value_of(ctx_, as.key).empty()) {
            if (const auto match = read_name(ctx_, as.key, as.noun, people, problems)) {
                id = person_id{match->id};
                name = match->name;
            }
            changed_.emplace_back(as.noun);
            return true;
        }
        if (before.id.empty()) {
            return false;
        }
        const auto still = std::ranges::find(people, before.id.value, &chat::named::id);
        if (still == people.end()) {
            left_out_.push_back(
                displayable(before.name) + " is no " + std::string(as.noun) + " here any more"
            );
            return false;
        }
        id = before.id;
        name = still->names.front();
        copied_.emplace_back(as.noun);
        return true;
    }

    const context& ctx_;
    const snapshot& seen_;
    const domain::requisition& from_;
    std::vector<std::string> copied_{};
    std::vector<std::string> changed_{};
    std::vector<std::string> left_out_{};
};

std::optional<need> missing_for_clone(
    const context& ctx,
    const snapshot& seen,
    const domain::client& client
) {
    auto wanted = missing_people_of(seen, client).value_or(need{});
    for (auto& room : rooms_to_load(ctx, client)) {
        if (!seen.loaded(room)) {
            wanted.records.push_back(std::move(room));
        }
    }
    wanted.requisition_numbers = seen.reserved_number == 0 ? 1 : 0;
    const bool nothing =
        wanted.pages.empty() && wanted.records.empty() && wanted.requisition_numbers == 0;
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

}  // namespace

outcome requisition_clone(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& from = *std::get<found_requisitions>(found).front();
    if (auto refused = refuse_permission(ctx, from, domain::permission::reopen, "clone")) {
        return std::move(*refused);
    }
    const auto client_name = domain::record_name(from.client);
    if (!seen.loaded(client_name)) {
        need wanted;
        wanted.records.push_back(client_name);
        return wanted;
    }
    const auto* known = seen.find<domain::client>(client_name);
    if (known == nullptr) {
        return unknown_requisition(ctx, domain::record_name(from.number));
    }
    if (auto wanted = missing_for_clone(ctx, seen, *known)) {
        return std::move(*wanted);
    }
    copier copy(ctx, seen, from);
    auto made = copy.read(*known);
    if (!copy.problems.empty()) {
        return copy.problems.answer(ctx, std::to_string(from.number.value) + " clone openings:1");
    }
    made.number = requisition_number{seen.reserved_number};
    change one(ctx, domain::record_name(made.number), {}, 0);
    one.add(std::move(made), "copy of " + shown_id(from.number));
    place_cards(ctx, seen, *known, one);
    if (!settle_clocks(one, known, book, ctx.now)) {
        return unknown_calendar(ctx, one.after());
    }
    return decide_change(
        ctx,
        one,
        shown_id(one.after().number) + " is a new draft. " + copy.account()
    );
}

}  // namespace fillrate::handlers
