// `report pipeline`, `report aging`: where the candidates of open requisitions stand, and how many
// working days they have stood there (DOMAIN.md 8). One row a requisition, twenty a page.
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/ended_openings.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/quality.hpp"
#include "core/domain/stage.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/client_subject.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/lists.hpp"
#include "handlers/report_rates.hpp"
#include "handlers/report_scope.hpp"
#include "handlers/report_sharing.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"
#include "handlers/worklist.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace fillrate::handlers {

namespace {

using domain::stage_entry;
using domain::submittal_state;

constexpr std::uint32_t requisitions_reported = 20;
constexpr std::uint32_t last_reported_page = 500;
/// Of the records one decision may load; the others are those of who asks, and where.
constexpr std::size_t most_records_listed = 180;

/// Whose word a candidate waits for, as a column of both reports.
enum class stand { with_us, with_manager, interviews, offer, accepted, at_work };
struct stand_column {
    stand what = stand::with_us;
    std::string_view name{};
};
constexpr std::array stand_columns{
    stand_column{stand::with_us, "With us"},
    stand_column{stand::with_manager, "With the manager"},
    stand_column{stand::interviews, "Interviews"},
    stand_column{stand::offer, "Chosen or offered"},
    stand_column{stand::accepted, "Accepted"},
    stand_column{stand::at_work, "Started"},
};

stand stand_of(submittal_state state) {
    switch (state) {
        case submittal_state::presented:
        case submittal_state::held:
            return stand::with_manager;
        case submittal_state::shortlisted:
        case submittal_state::interviewing:
            return stand::interviews;
        case submittal_state::selected:
        case submittal_state::offer_extended:
            return stand::offer;
        case submittal_state::offer_accepted:
        case submittal_state::cleared:
            return stand::accepted;
        case submittal_state::started:
            return stand::at_work;
        default:
            return stand::with_us;
    }
}

/// The requisitions of a page, each with where its candidates stand.
struct reported_requisition {
    const domain::requisition* req = nullptr;
    std::vector<stage_entry> candidates{};
};
struct reported_page {
    std::vector<reported_requisition> rows{};
    std::vector<domain::ended_entry> ended{};  ///< of the same clients, within quality_window
    std::uint32_t first = 0;
    bool more = false;
    const domain::client* room = nullptr;  ///< whose internal room it is read in
    bool all_of_room = true;
};

std::uint32_t page_number(const context& ctx) {
    const auto typed = parse_int<std::uint32_t>(ctx.command.value("page"));
    return std::clamp(typed.value_or(1), 1U, last_reported_page);
}

// Once for each client.
void read_ended(
    reported_page& into,
    need& wanted,
    const snapshot& seen,
    const client_id& of,
    instant now
) {
    const member_range range{domain::ended_list(of), to_unix_ms(now - domain::quality_window)};
    const auto members = seen.members.find(range);
    if (members == seen.members.end()) {
        if (std::ranges::find(wanted.members, range) == wanted.members.end()) {
            wanted.members.push_back(range);
        }
        return;
    }
    for (const auto& member : members->second) {
        if (const auto entry = domain::ended_entry_from(member)) {
            into.ended.push_back(*entry);
        }
    }
}

// Of whose requisitions somebody of the firm reads.
bool reads_pipeline_of(const domain::actor& who, const client_id& client) {
    using domain::role;
    return std::ranges::any_of(who.grants, [&client](const domain::grant& grant) {
        const bool theirs = grant.client.empty() || grant.client == client;
        return grant.role == role::operations ||
               (theirs && (grant.role == role::account_manager || grant.role == role::recruiter));
    });
}

// With nothing open, what ended is told of every client.
void read_ended_of_all(
    reported_page& into,
    need& wanted,
    const context& ctx,
    const snapshot& seen
) {
    for (const auto* each : records_of<domain::client>(seen, directory_page(clients_list))) {
        if (reads_pipeline_of(ctx.actor, each->id)) {
            read_ended(into, wanted, seen, each->id, ctx.now);
        }
    }
}

std::variant<reported_page, need> read_page(
    const context& ctx,
    const snapshot& seen,
    const sharing& by
) {
    const auto clients = directory_page(clients_list);
    if (!seen.pages.contains(clients)) {
        need first;
        first.pages.push_back(clients);
        return first;
    }
    reported_page page;
    page.room = client_of_room(ctx, seen);
    page.first = (page_number(ctx) - 1) * requisitions_reported;
    auto found = page_of_worklist(ctx, seen, list_scope::open, page.first, requisitions_reported);
    if (auto* wanted = std::get_if<need>(&found)) {
        return std::move(*wanted);
    }
    need wanted;
    const auto& listed_here = std::get<worklist_page>(found);
    page.more = listed_here.more;
    for (const auto* req : listed_here.shown) {
        const bool of_room = page.room != nullptr && req->client == page.room->id;
        page.all_of_room = page.all_of_room && of_room;
        if (is_shared(ctx, by) && !of_room) {
            continue;
        }
        const bool again = std::ranges::any_of(page.rows, [req](const auto& row) {
            return row.req->client == req->client;
        });
        if (!again) {
            read_ended(page, wanted, seen, req->client, ctx.now);
        }
        member_range range{domain::stage_list(req->number), 0};
        const auto members = seen.members.find(range);
        if (members == seen.members.end()) {
            wanted.members.push_back(std::move(range));
            continue;
        }
        auto& row = page.rows.emplace_back(reported_requisition{req, {}});
        for (const auto& member : members->second) {
            if (const auto entry = domain::stage_entry_from(member)) {
                row.candidates.push_back(*entry);
            }
        }
    }
    if (listed_here.shown.empty() && page.first == 0 && !is_shared(ctx, by)) {
        read_ended_of_all(page, wanted, ctx, seen);
    }
    if (!wanted.members.empty()) {
        return wanted;
    }
    return page;
}

std::string shown_name(const domain::requisition& req) {
    return shown_id(req.number) + ' ' + displayable(req.title);
}

using stand_counts = std::array<std::uint32_t, stand_columns.size()>;

stand_counts count_stands(const std::vector<stage_entry>& candidates) {
    stand_counts each{};
    for (const auto& entry : candidates) {
        ++each[static_cast<std::size_t>(stand_of(entry.state))];
    }
    return each;
}

std::string number_text(std::uint32_t n) {
    return n == 0 ? std::string(shown_none) : std::to_string(n);
}

void add_row(chat::table& to, std::string name, std::uint32_t openings, const stand_counts& of) {
    auto& row =
        to.rows.emplace_back(std::vector<std::string>{std::move(name), std::to_string(openings)});
    for (const auto n : of) {
        row.push_back(number_text(n));
    }
}

void add_foot(chat::message& to, const context& ctx, const reported_page& page, std::string line) {
    if (page.more) {
        to.blocks.emplace_back(chat::context_line{
            {chat::plain("There are more: "),
             chat::code(ctx.root + ' ' + line + " page:" + std::to_string(page_number(ctx) + 1))}});
    }
    to.blocks.emplace_back(chat::context_line{
        {chat::plain("As of " + local_time(ctx.now, ctx.organisation.default_zone) + '.')}});
}

std::vector<const domain::requisition*> told_requisitions(const reported_page& page) {
    std::vector<const domain::requisition*> told;
    std::ranges::transform(page.rows, std::back_inserter(told), &reported_requisition::req);
    return told;
}

void link_rows(chat::message& to, const context& ctx, const sharing& by, std::string_view report) {
    if (!is_shared(ctx, by)) {
        add_rows_link(ctx, to, std::string(report) + ':' + std::to_string(page_number(ctx)));
    }
}

// The newest first, as many as one decision may still load.
std::vector<std::string> ended_looked_at(const snapshot& seen, const reported_page& page) {
    std::size_t listed = 0;
    for (const auto& [asked, names] : seen.pages) {
        listed += names.size();
    }
    std::vector<std::uint32_t> numbers;
    for (const auto& one : page.ended) {
        numbers.push_back(one.number.value);
    }
    std::ranges::sort(numbers, std::greater{});
    numbers.resize(
        std::min(numbers.size(), most_records_listed - std::min(listed, most_records_listed))
    );
    std::vector<std::string> names;
    for (const auto number : numbers) {
        names.push_back(domain::record_name(requisition_number{number}));
    }
    return names;
}

std::variant<std::vector<const domain::requisition*>, need> ended_requisitions(
    const snapshot& seen,
    const reported_page& page
) {
    need wanted;
    std::vector<const domain::requisition*> found;
    for (auto& name : ended_looked_at(seen, page)) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        } else if (const auto* req = seen.find<domain::requisition>(name)) {
            found.push_back(req);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    return found;
}

chat::message pipeline(
    const context& ctx,
    const reported_page& page,
    const std::vector<const domain::requisition*>& ended
) {
    chat::message said;
    said.title = "Pipeline";
    chat::table rows;
    rows.rows.push_back({"Requisition", "Openings left"});
    for (const auto& column : stand_columns) {
        rows.rows.front().emplace_back(column.name);
    }
    stand_counts sums{};
    std::uint32_t open = 0;
    for (const auto& [req, candidates] : page.rows) {
        const auto here = count_stands(candidates);
        const auto left = domain::count_openings(*req).open;
        add_row(rows, shown_name(*req), left, here);
        std::ranges::transform(sums, here, sums.begin(), std::plus{});
        open += left;
    }
    if (page.rows.size() > 1) {
        add_row(rows, "Together", open, sums);
    }
    said.summary =
        counted(static_cast<std::uint32_t>(page.rows.size()), "requisition", "requisitions") +
        " with " + counted(open, "opening", "openings") + " left.";
    said.blocks.emplace_back(std::move(rows));
    const auto told = told_requisitions(page);
    const std::string of_what = page.more || page.first > 0 ? "Of this page: " : "";
    for (const auto& text : {rates_text(told, page.ended), times_text(told, ended)}) {
        if (!text.empty()) {
            said.blocks.emplace_back(chat::context_line{{chat::plain(of_what + text)}});
        }
    }
    add_foot(said, ctx, page, "report pipeline");
    return said;
}

/// Working days in the present state.
constexpr std::array<std::string_view, 4> age_names{"0-1", "2-3", "4-5", "6+"};

std::size_t age_group(const domain::calendar& on, instant since, instant now) {
    const auto days = on.between(since, now) / on.business_day();
    return static_cast<std::size_t>(std::clamp<std::int64_t>(days / 2, 0, age_names.size() - 1));
}

class aging_table {
public:
    aging_table(const snapshot& seen, const domain::policy_book& book, instant now)
        : seen_(seen), book_(book), now_(now) {
        rows_.rows.push_back({"Requisition", "Waits"});
        rows_.rows.front().insert(rows_.rows.front().end(), age_names.begin(), age_names.end());
        rows_.rows.front().emplace_back("Days open");
    }

    void add(const reported_requisition& one) {
        const auto& req = *one.req;
        const auto* client = seen_.find<domain::client>(domain::record_name(req.client));
        const auto face = face_for(req, client, book_);
        if (!face || !req.released) {
            return;
        }
        bool anybody = false;
        for (const auto& column : stand_columns) {
            if (column.what == stand::at_work) {
                continue;
            }
            ages of{};
            for (const auto& entry : one.candidates) {
                if (stand_of(entry.state) == column.what) {
                    ++of[age_group(*face->on, entry.entered, now_)];
                    anybody = true;
                }
            }
            add_ages(req, to_lower_ascii(column.name), of);
        }
        if (!anybody && domain::count_openings(req).open > 0) {
            ages of{};
            ++of[age_group(*face->on, req.sought.value_or(*req.released), now_)];
            add_ages(req, "nobody in play", of);
        }
    }

    [[nodiscard]] bool empty() const { return rows_.rows.size() == 1; }
    [[nodiscard]] chat::table take() { return std::move(rows_); }

private:
    using ages = std::array<std::uint32_t, age_names.size()>;

    [[nodiscard]] std::string days_open(const domain::requisition& req) const {
        const auto zone = time_zone::find(req.zone);
        return zone ? std::to_string(days_between(*zone, *req.released, now_)) : std::string{};
    }

    void add_ages(const domain::requisition& req, std::string waits, const ages& of) {
        if (std::ranges::all_of(of, [](auto n) { return n == 0; })) {
            return;
        }
        auto& row =
            rows_.rows.emplace_back(std::vector<std::string>{shown_name(req), std::move(waits)});
        std::ranges::transform(of, std::back_inserter(row), number_text);
        row.push_back(days_open(req));
    }

    const snapshot& seen_;
    const domain::policy_book& book_;
    instant now_;
    chat::table rows_{};
};

std::optional<need> missing_clients_of(const snapshot& seen, const reported_page& page) {
    need wanted;
    for (const auto& row : page.rows) {
        auto name = domain::record_name(row.req->client);
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

std::string numbers_of_ended(
    const reported_page& page,
    const std::vector<const domain::requisition*>& ended
) {
    const auto rates = rates_text({}, page.ended);
    const auto times = times_text({}, ended);
    return rates + (rates.empty() || times.empty() ? "" : " ") + times;
}

// Whoever works on requisitions for the firm, inside it: candidates we have not shown yet count
// too.
bool may_read_pipeline(const context& ctx) {
    using domain::role;
    const auto& who = ctx.actor;
    return is_inside(ctx) && (who.has(role::operations) || who.has(role::account_manager) ||
                              who.has(role::recruiter));
}

// The button shows the first page.
bool may_share(const context& ctx, const reported_page& page) {
    return page.all_of_room && ctx.command.arguments.empty();
}

// `numbers`: what is told all the same.
outcome no_rows(const context& ctx, const std::string& report, const std::string& numbers = {}) {
    if (page_number(ctx) > 1) {
        return reply_with(sentence(ctx, "That was all.", report));
    }
    using domain::role;
    const bool makes_them = ctx.actor.has(role::operations) || ctx.actor.has(role::account_manager);
    const auto said =
        "No requisition of yours is open." + (numbers.empty() ? numbers : ' ' + numbers);
    return reply_with(sentence(ctx, said, makes_them ? "req new" : "req list"));
}

}  // namespace

outcome report_pipeline(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (!may_read_pipeline(ctx)) {
        return numbers_not_readable(ctx, "requisitions");
    }
    const sharing by{"share_pipeline", {}};
    const auto read = read_page(ctx, seen, by);
    if (const auto* wanted = std::get_if<need>(&read)) {
        return *wanted;
    }
    const auto& page = std::get<reported_page>(read);
    const auto found = ended_requisitions(seen, page);
    if (const auto* wanted = std::get_if<need>(&found)) {
        return *wanted;
    }
    const auto& ended = std::get<std::vector<const domain::requisition*>>(found);
    if (page.rows.empty()) {
        return no_rows(ctx, "report pipeline", numbers_of_ended(page, ended));
    }
    auto said = pipeline(ctx, page, ended);
    link_rows(said, ctx, by, "pipeline");
    return reply_here(ctx, std::move(said), by, may_share(ctx, page));
}

outcome report_aging(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    if (!may_read_pipeline(ctx)) {
        return numbers_not_readable(ctx, "requisitions");
    }
    const sharing by{"share_aging", {}};
    const auto read = read_page(ctx, seen, by);
    if (const auto* wanted = std::get_if<need>(&read)) {
        return *wanted;
    }
    const auto& page = std::get<reported_page>(read);
    if (auto wanted = missing_clients_of(seen, page)) {
        return std::move(*wanted);
    }
    aging_table rows(seen, book, ctx.now);
    for (const auto& row : page.rows) {
        rows.add(row);
    }
    if (rows.empty()) {
        return no_rows(ctx, "report aging");
    }
    chat::message said;
    said.title = "Aging";
    said.summary = "How many working days candidates and requisitions have waited where they are.";
    said.blocks.emplace_back(rows.take());
    add_foot(said, ctx, page, "report aging");
    link_rows(said, ctx, by, "aging");
    return reply_here(ctx, std::move(said), by, may_share(ctx, page));
}

}  // namespace fillrate::handlers
