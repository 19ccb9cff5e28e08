#include "handlers/import_submittal_cells.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/candidate.hpp"
#include "core/domain/reasons.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace fillrate::handlers {

namespace {

using domain::submittal_state;
using domain::submittal_verb;
using client_eyes = way_to_state::before_client;

constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_phone = 40;
// As chat keeps them: a code, then the words.
constexpr std::size_t longest_words = 200;
constexpr std::size_t longest_reason = longest_words + 40;

constexpr auto ways = std::to_array<way_to_state>({
    {submittal_state::submitted, client_eyes::no, std::nullopt},
    {submittal_state::returned, client_eyes::no, submittal_verb::send_back},
    {submittal_state::screen_rejected, client_eyes::no, submittal_verb::reject},
    {submittal_state::presented, client_eyes::yes, std::nullopt},
    {submittal_state::held, client_eyes::yes, submittal_verb::hold},
    {submittal_state::shortlisted, client_eyes::yes, submittal_verb::shortlist},
    {submittal_state::interviewing, client_eyes::yes, submittal_verb::interview},
    {submittal_state::selected, client_eyes::yes, submittal_verb::select},
    {submittal_state::rejected, client_eyes::yes, submittal_verb::reject},
    {submittal_state::withdrawn, client_eyes::either, submittal_verb::withdraw},
    {submittal_state::not_selected, client_eyes::either, submittal_verb::pass_over},
});

const way_to_state* way_to(submittal_state state) {
    const auto* const found = std::ranges::find(ways, state, &way_to_state::to);
    return found == ways.end() ? nullptr : found;
}

std::string states_text() {
    std::vector<std::string> words;
    for (const auto& way : ways) {
        words.emplace_back(domain::word(way.to));
    }
    return join(words, ", ");
}

std::optional<submittal_state> read_state(import_cells& cells) {
    const auto text = to_lower_ascii(cells.text("state"));
    const auto state = domain::from_word<submittal_state>(text);
    if (!text.empty() && !state) {
        cells.refuse(
            "state",
            quoted(text) + " is none of " + states_text() + "; write one of them"
        );
    }
    return state;
}

instant at_second(instant t) {
    return std::chrono::floor<seconds>(t);
}

void refuse_if_ahead(import_cells& cells, std::string_view column, instant at, instant now) {
    if (at > now) {
        cells.refuse(column, "this lies ahead; write when it happened");
    }
}

void check_presented(
    import_cells& cells,
    const way_to_state& way,
    const std::optional<instant>& presented
) {
    const auto state = std::string(domain::word(way.to));
    if (way.presented == client_eyes::yes && !cells.given("presented_at")) {
        cells.refuse(
            "presented_at",
            "who is " + state + " was presented; write when, like 2026-11-25 15:30"
        );
    } else if (way.presented == client_eyes::no && presented) {
        cells.refuse(
            "presented_at",
            "who is " + state + " was not presented; empty this cell, or write another state"
        );
    }
}

std::string_view reasons_of(const way_to_state& way) {
    if (way.last == submittal_verb::reject) {
        return "reject_reason";
    }
    return way.last == submittal_verb::withdraw ? "withdraw_reason" : "";
}

void refuse_other(import_cells& cells, std::string_view column, const std::string& present) {
    cells.refuse(
        column,
        "this candidate is here with " + quoted(present) +
            "; write that or empty this cell, and say in chat what changed"
    );
}

void compare_moment(
    import_cells& cells,
    std::string_view column,
    const std::string& zone,
    const std::optional<instant>& present
) {
    const auto read = read_row_moment(cells, column, zone);
    if (read && (!present || at_second(*present) != at_second(*read))) {
        refuse_other(cells, column, present ? local_time(*present, zone) : std::string("nothing"));
    }
}

void compare_person(
    import_draft& draft,
    import_cells& cells,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    const auto known = draft.look_up<domain::candidate>(domain::record_name(sub.candidate));
    const auto said = read_row_person(cells, req.zone);
    if (known.pending) {
        return;
    }
    const auto who = known.value == nullptr ? domain::candidate{} : *known.value;
    if (cells.given("name") && said.name != who.name) {
        refuse_other(cells, "name", who.name);
    }
    if (cells.given("email") && said.keys.email != who.email) {
        refuse_other(cells, "email", who.email);
    }
    if (cells.given("phone") && said.keys.phone != domain::normal_phone(who.phone, req.zone)) {
        refuse_other(cells, "phone", who.phone);
    }
}

void compare_terms(
    import_cells& cells,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    const auto compare_amount = [&](std::string_view column, const auto& known) {
        const auto said = read_row_amount(cells, column, req.currency);
        if (said && said != known) {
            const auto shown = known ? hourly(*known, req.currency) : std::string("nothing");
            refuse_other(cells, column, shown);
        }
    };
    compare_amount("pay", sub.pay);
    compare_amount("bill", sub.bill);
    const auto available = read_row_date(cells, "available");
    if (!available.empty() && available != sub.available) {
        refuse_other(cells, "available", sub.available);
    }
    const auto day = read_row_day(cells, "represented", req.zone);
    const auto in = time_zone::find(req.zone);
    const bool same_day =
        day && in && sub.represented &&
        in->to_local(*sub.represented).civil.date == in->to_local(*day).civil.date;
    if (day && !same_day) {
        refuse_other(
            cells,
            "represented",
            sub.represented ? local_time(*sub.represented, req.zone) : std::string("nothing")
        );
    }
}

void compare_state(
    import_cells& cells,
    const domain::submittal& sub,
    const domain::requisition& req
) {
    const auto state = read_state(cells);
    if (state && *state != sub.state) {
        refuse_other(cells, "state", std::string(domain::word(sub.state)));
        return;
    }
    compare_moment(cells, "submitted_at", req.zone, sub.submitted);
    compare_moment(cells, "presented_at", req.zone, sub.presented);
    compare_moment(cells, "decided_at", req.zone, decided_at(sub));
    if (!cells.given("reason")) {
        return;
    }
    const auto* way = way_to(sub.state);
    const auto reason =
        way == nullptr ? cells.text("reason", longest_reason) : read_row_reason(cells, *way);
    if (reason != sub.reason) {
        refuse_other(cells, "reason", sub.reason);
    }
}

}  // namespace

std::optional<instant> decided_at(const domain::submittal& sub) {
    const bool waits =
        sub.state == submittal_state::submitted || sub.state == submittal_state::presented;
    return waits ? std::nullopt : std::optional{sub.entered};
}

const way_to_state* read_way(import_cells& cells) {
    const auto state = read_state(cells);
    if (cells.given("state") && !state) {
        return nullptr;
    }
    const auto* way = way_to(state.value_or(submittal_state::submitted));
    if (way == nullptr) {
        cells.refuse(
            "state",
            *state == submittal_state::duplicate
                ? std::string("whether somebody is a duplicate is found out here; write submitted")
                : "nobody can be imported as " + std::string(domain::word(*state)) +
                      ", since an offer has terms and holds an opening; write selected, and make "
                      "the offer in chat"
        );
    }
    return way;
}

std::optional<row_supplier> read_row_supplier(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
) {
    if (equal_ignoring_case(cells.text("supplier"), internal_supplier)) {
        return row_supplier{{}, "our own recruiters", false};
    }
    const auto* firm = refer<domain::supplier>(draft, cells, "supplier", key);
    return firm == nullptr ? std::nullopt
                           : std::optional{row_supplier{firm->id, firm->name, firm->suspended}};
}

row_person read_row_person(import_cells& cells, std::string_view zone) {
    row_person who;
    who.name = cells.text("name", longest_name);
    who.phone = cells.text("phone", longest_phone);
    who.keys.email = domain::normal_email(cells.text("email"));
    who.keys.phone = domain::normal_phone(who.phone, zone);
    if (cells.given("email") && who.keys.email.empty()) {
        cells.refuse("email", "this is no e-mail address; write one such as paige@example.test");
    }
    if (cells.given("phone") && who.keys.phone.empty()) {
        cells.refuse("phone", "this is no phone number; write one such as +1 312 555 0101");
    }
    return who;
}

std::optional<domain::money> read_row_amount(
    import_cells& cells,
    std::string_view column,
    const std::string& currency
) {
    const auto text = cells.text(column);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto read = chat::parse_money(text, currency);
    if (!read) {
        cells.refuse(column, read.error().detail);
        return std::nullopt;
    }
    return *read;
}

std::string read_row_date(import_cells& cells, std::string_view column) {
    const auto text = cells.text(column);
    const auto date = parse_date(text);
    if (!text.empty() && !date) {
        cells.refuse(column, quoted(text) + " is no date; write it like 2026-12-07");
    }
    return date ? format_date(*date) : std::string{};
}

std::optional<instant> read_row_day(
    import_cells& cells,
    std::string_view column,
    const std::string& zone
) {
    const auto date = parse_date(read_row_date(cells, column));
    const auto in = time_zone::find(zone);
    return date && in ? std::optional{in->to_instant({*date, seconds{0}})} : std::nullopt;
}

std::optional<instant> read_row_moment(
    import_cells& cells,
    std::string_view column,
    const std::string& zone
) {
    const auto text = cells.text(column);
    const auto in = time_zone::find(zone);
    if (text.empty() || !in) {
        return std::nullopt;
    }
    if (const auto date = parse_date(text)) {
        return in->to_instant({*date, seconds{0}});
    }
    const auto read = in->parse(text);
    if (!read) {
        cells.refuse(
            column,
            quoted(text) + " is no moment; write it like 2026-11-25 15:30 or 2026-11-25"
        );
        return std::nullopt;
    }
    return *read;
}

row_moments read_moments(
    import_cells& cells,
    const way_to_state& way,
    const std::string& zone,
    instant now
) {
    const auto submitted = read_row_moment(cells, "submitted_at", zone);
    const auto presented = read_row_moment(cells, "presented_at", zone);
    const auto decided = read_row_moment(cells, "decided_at", zone);
    check_presented(cells, way, presented);
    if (decided && !way.last) {
        cells.refuse(
            "decided_at",
            "of who is " + std::string(domain::word(way.to)) +
                " nothing was decided yet; empty this cell, or write another state"
        );
    }
    row_moments said;
    said.decided = decided.value_or(now);
    said.presented = presented;
    said.submitted = submitted.value_or(presented.value_or(said.decided));
    refuse_if_ahead(cells, "submitted_at", said.submitted, now);
    refuse_if_ahead(cells, "presented_at", said.presented.value_or(now), now);
    refuse_if_ahead(cells, "decided_at", said.decided, now);
    if (said.presented.value_or(said.submitted) < said.submitted) {
        cells.refuse("presented_at", "this is before submitted_at; write them in order");
    }
    if (decided && said.decided < said.presented.value_or(said.submitted)) {
        cells.refuse("decided_at", "this is before what came first; write them in order");
    }
    return said;
}

std::string read_row_reason(import_cells& cells, const way_to_state& way) {
    const auto text = cells.text("reason", longest_reason);
    const auto list = reasons_of(way);
    if (way.last == submittal_verb::pass_over && text.empty()) {
        return std::string(domain::role_ended);
    }
    if (text.empty()) {
        if (!list.empty() || way.last == submittal_verb::send_back) {
            cells.refuse("reason", "suppliers learn from it; write why");
        }
        return {};
    }
    if (list.empty()) {
        return text;
    }
    const auto colon = text.find(": ");
    const auto* code = chat::find_choice(list, text.substr(0, colon));
    if (code == nullptr) {
        return "other: " + cells.text("reason", longest_words);
    }
    return std::string(code->value) +
           (colon == std::string::npos ? std::string{} : text.substr(colon));
}

row_fate compare_with_known(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const domain::submittal& sub
) {
    const auto req = draft.look_up<domain::requisition>(domain::record_name(sub.requisition)).value;
    if (req == nullptr) {
        return row_fate::refused;
    }
    if (cells.given("requisition")) {
        const auto* said = refer_requisition(draft, cells, key);
        if (said != nullptr && said->number != sub.requisition) {
            refuse_other(cells, "requisition", shown_id(sub.requisition));
        }
    }
    if (cells.given("supplier")) {
        const auto said = read_row_supplier(draft, cells, key);
        if (said && said->id != sub.supplier) {
            refuse_other(cells, "supplier", sub.supplier_name);
        }
    }
    compare_person(draft, cells, sub, *req);
    compare_terms(cells, sub, *req);
    compare_state(cells, sub, *req);
    return row_fate::unchanged;
}

}  // namespace fillrate::handlers
