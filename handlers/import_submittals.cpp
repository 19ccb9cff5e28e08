// Rows of candidates put forward. A new one goes the way to its state in the order of the given
// moments; no clock runs before the import, so none is late because it is old (DOMAIN.md 4.6). A
// known one is compared only: what becomes of a candidate is said in chat.
#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/candidate.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/import_draft.hpp"
#include "handlers/import_submittal_cells.hpp"
#include "handlers/representation.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace fillrate::handlers {

namespace {

using domain::submittal;
using domain::submittal_state;
using domain::submittal_verb;

/// All a new row says.
struct imported_candidate {
    const domain::requisition* req = nullptr;
    const domain::client* client = nullptr;
    row_supplier from{};
    row_person who{};
    std::optional<domain::money> pay{}, bill{};
    std::string available{};
    std::optional<instant> represented{};
    const way_to_state* way = nullptr;
    submittal_state state = submittal_state::submitted;
    row_moments moments{};
    std::string reason{};
};

// Nobody is in play for what is not open; what ended may have ended long ago.
bool check_open(import_cells& cells, const domain::requisition& req, submittal_state state) {
    const bool open = req.state == domain::requisition_state::open ||
                      (req.state == domain::requisition_state::on_hold &&
                       req.before_hold == domain::requisition_state::open);
    const bool allowed = open || !domain::is_live(state);
    if (!allowed) {
        cells.refuse(
            "requisition",
            shown_id(req.number) + " is " + std::string(shown_state(req.state)) +
                ", so nobody is in play for it; open it first, or write the state they ended in"
        );
    }
    return allowed;
}

void check_supplier(import_cells& cells, const imported_candidate& said) {
    if (!domain::is_live(said.state) || said.from.id.empty()) {
        return;
    }
    if (said.from.suspended) {
        cells.refuse(
            "supplier",
            displayable(said.from.name) +
                " is suspended, so nobody new is taken from there; leave the row out, or write the "
                "state they ended in"
        );
        return;
    }
    const auto asked =
        std::ranges::find(said.req->suppliers, said.from.id, &domain::coverage::supplier);
    if (asked == said.req->suppliers.end() || domain::is_out(*asked)) {
        cells.refuse(
            "supplier",
            displayable(said.from.name) + " does not have " + shown_id(said.req->number) +
                "; release it to them first: " + std::to_string(said.req->number.value) +
                " release to:" + said.from.id.value
        );
    }
}

// An id is kept in the clear, what is personal never.
void check_id(
    import_cells& cells,
    const row_key& key,
    const row_person& who,
    std::string_view zone
) {
    const auto& id = key.origin.external_id;
    const auto phone = domain::normal_phone(id, zone);
    const bool personal = id.find('@') != std::string::npos || equal_ignoring_case(id, who.name) ||
                          (!phone.empty() && phone == who.keys.phone);
    if (personal) {
        cells.refuse(
            "external_id",
            "an id is kept in the clear, so it cannot be a name, an e-mail address or a phone "
            "number; write the id by which the row is known there"
        );
    }
}

imported_candidate read_new(import_draft& draft, import_cells& cells, const row_key& key) {
    imported_candidate said;
    for (const auto column : {"requisition", "supplier", "name"}) {
        if (!cells.given(column)) {
            cells.refuse(column, "a new candidate needs it; write it here");
        }
    }
    if (cells.refused()) {
        return said;
    }
    said.req = refer_requisition(draft, cells, key);
    if (said.req == nullptr) {
        return said;
    }
    said.client = draft.look_up<domain::client>(domain::record_name(said.req->client)).value;
    said.from = read_row_supplier(draft, cells, key).value_or(row_supplier{});
    said.who = read_row_person(cells, said.req->zone);
    check_id(cells, key, said.who, said.req->zone);
    if (said.who.keys.email.empty() && said.who.keys.phone.empty() && !cells.refused()) {
        cells.refuse("email", "write an e-mail or a phone number: how they are recognised");
    }
    said.pay = read_row_amount(cells, "pay", said.req->currency);
    said.bill = read_row_amount(cells, "bill", said.req->currency);
    said.available = read_row_date(cells, "available");
    said.represented = read_row_day(cells, "represented", said.req->zone);
    said.way = read_way(cells);
    if (said.way == nullptr) {
        return said;
    }
    said.state = said.way->to;
    said.moments = read_moments(cells, *said.way, said.req->zone, draft.ctx.now);
    said.reason = read_row_reason(cells, *said.way);
    if (check_open(cells, *said.req, said.state)) {
        check_supplier(cells, said);
    }
    return said;
}

/// The records that say who may represent them, by name, with what they hold.
struct representation {
    std::vector<std::string> names{};
    std::vector<domain::ownership> records{};
    candidate_id candidate{};
    std::vector<std::string> name_keys{};
};

// Nothing while the row waits.
std::optional<representation> look_for_claims(import_draft& draft, const imported_candidate& said) {
    representation found;
    const auto who = draft.hash(candidate_key(said.from.id, said.who.keys));
    for (const auto& key : ownership_keys(said.req->client, said.who.keys)) {
        if (const auto hash = draft.hash(key)) {
            found.names.push_back(domain::ownership_record_name(*hash));
        }
    }
    for (const auto& key : name_keys(said.who.name, said.req->client, said.from.id)) {
        if (const auto hash = draft.hash(key)) {
            found.name_keys.push_back(kept_name_key(*hash));
        }
    }
    if (draft.waits()) {
        return std::nullopt;
    }
    found.candidate = candidate_id{who.value()};
    for (const auto& name : found.names) {
        const auto one = draft.look_up<domain::ownership>(name);
        found.records.push_back(one.value == nullptr ? domain::ownership{} : *one.value);
    }
    static_cast<void>(draft.look_up<domain::candidate>(domain::record_name(found.candidate)));
    return draft.waits() ? std::nullopt : std::optional{std::move(found)};
}

/// What stands against the row.
struct standing {
    bool taken = false;   ///< another supplier's claim, or the client's word
    bool barred = false;  ///< the client's word
    const domain::claim_to_represent* own = nullptr;
};

standing what_stands_against(
    const representation& of,
    const imported_candidate& said,
    const import_draft& draft
) {
    standing found;
    const auto window = claim_window(draft.book, *said.req);
    for (const auto& record : of.records) {
        const auto* other =
            domain::standing_claim(record, said.from.id, said.req->number, window, draft.ctx.now);
        const bool known =
            record.known && domain::is_recent_contact(record.known->contact, window, draft.ctx.now);
        found.barred = found.barred || record.barred.has_value() || known;
        found.taken = found.taken || other != nullptr || found.barred;
        const auto own = std::ranges::find_if(record.claims, [&said](const auto& claim) {
            return claim.supplier == said.from.id && claim.requisition == said.req->number;
        });
        found.own = own == record.claims.end() ? found.own : &*own;
    }
    return found;
}

// Typed, it makes both claims wait for the account manager.
std::string line_in_chat(import_cells& cells, const imported_candidate& said) {
    auto line = std::to_string(said.req->number.value) + " submit " + quoted(said.who.name);
    const auto add = [&line](std::string_view key, const std::string& value) {
        if (!value.empty()) {
            const bool bare = value.find(' ') == std::string::npos;
            line += ' ' + std::string(key) + ':' + (bare ? value : quoted(value));
        }
    };
    add("email", cells.text("email"));
    add("phone", cells.text("phone"));
    add("pay", cells.text("pay"));
    add("bill", cells.text("bill"));
    add("available", said.available);
    add("rtr", cells.text("represented"));
    add("for", said.from.id.empty() ? std::string("internal") : said.from.id.value);
    return line;
}

// The answer names nobody, as that to a supplier does not.
void check_claims(import_cells& cells, const imported_candidate& said, const standing& found) {
    if (found.own != nullptr) {
        cells.refuse(
            "external_id",
            "this person is there already for " + shown_id(said.req->number) + ", as " +
                shown_id(found.own->submittal) + "; leave the row out"
        );
    } else if (!found.taken || !domain::is_live(said.state)) {
        return;
    } else if (said.represented && !found.barred) {
        // Not the order of the rows, nor a day somebody wrote into a table.
        cells.refuse(
            "represented",
            "another claim stands for this person, and an account manager decides; leave the row "
            "out, and put them forward in chat: " +
                line_in_chat(cells, said)
        );
    } else {
        cells.refuse(
            said.who.keys.email.empty() ? "phone" : "email",
            "this person cannot be submitted for " + displayable(said.req->client_name) +
                "; leave the row out, or write the state they ended in"
        );
    }
}

// Somebody the supplier put forward before keeps the name they are known by.
void check_known_name(
    import_draft& draft,
    import_cells& cells,
    const imported_candidate& said,
    const candidate_id& id
) {
    const auto* known = draft.look_up<domain::candidate>(domain::record_name(id)).value;
    if (!cells.refused() && known != nullptr && known->name != said.who.name) {
        cells.refuse(
            "name",
            "this person is here as " + quoted(known->name) + "; write that, or another " +
                (said.who.keys.email.empty() ? "phone number" : "e-mail address")
        );
    }
}

domain::submittal_made candidate_made(
    const imported_candidate& said,
    const representation& of,
    const row_key& key,
    submittal_number number
) {
    domain::submittal_made made;
    made.number = number;
    made.requisition = said.req->number;
    made.client = said.req->client;
    made.supplier = said.from.id;
    made.supplier_name = said.from.name;
    made.candidate = of.candidate;
    made.ownerships = of.names;
    made.initials = domain::initials_of(said.who.name);
    made.name_keys = of.name_keys;
    made.category = said.req->category;
    made.pay = said.pay;
    made.bill = said.bill;
    made.available = said.available;
    made.represented = said.represented;
    made.origin = key.origin;
    return made;
}

// Of who was presented.
domain::party party_deciding(submittal_verb what) {
    return what == submittal_verb::withdraw ? domain::party::candidate : domain::party::client;
}

// The candidate's own way; false when a calendar is not known here.
bool go_the_way(
    submittal_change& one,
    import_draft& draft,
    const imported_candidate& said,
    domain::submittal_made made
) {
    one.at(said.moments.submitted);
    one.add(std::move(made), {}, domain::party::supplier);
    if (said.moments.presented) {
        one.at(*said.moments.presented);
        one.add(domain::submittal_moved{.what = submittal_verb::present});
    }
    if (said.way->last) {
        one.at(said.moments.decided);
        one.add(
            domain::submittal_moved{.what = *said.way->last},
            said.reason,
            said.moments.presented ? party_deciding(*said.way->last) : domain::party::program
        );
    }
    one.at(draft.ctx.now);
    return settle_clocks(one, *said.req, said.client, draft.book, draft.ctx.now);
}

// The requisition hears of it once, where it stands now.
bool tell_of(
    change& req,
    import_draft& draft,
    const imported_candidate& said,
    const submittal& made
) {
    domain::slate_moved told;
    told.submittal = made.number;
    told.initials = made.initials;
    told.supplier = made.supplier;
    told.supplier_name = made.supplier_name;
    told.made = true;
    told.to = made.state;
    told.unconsented =
        made.state == domain::submittal_state::submitted && !made.represented.has_value();
    req.add(std::move(told), {}, domain::party::supplier);
    return settle_clocks(req, said.client, draft.book, draft.ctx.now);
}

void keep_person(import_draft& draft, const imported_candidate& said, const candidate_id& id) {
    const auto name = domain::record_name(id);
    const auto known = draft.look_up<domain::candidate>(name);
    auto who = known.value == nullptr ? domain::candidate{} : *known.value;
    who.id = id;
    who.supplier = said.from.id;
    who.name = said.who.name;
    if (!said.who.keys.email.empty()) {
        who.email = said.who.keys.email;
    }
    if (!said.who.phone.empty()) {
        who.phone = said.who.phone;
    }
    draft.put(name, std::move(who));
}

void take_claim(
    import_draft& draft,
    const imported_candidate& said,
    const representation& of,
    submittal_number number,
    bool taken
) {
    const bool given_up = said.state == submittal_state::withdrawn && !said.moments.presented;
    const domain::claim_to_represent made{
        .submittal = number,
        .supplier = said.from.id,
        .requisition = said.req->number,
        .since = said.moments.submitted,
        .confirmed = said.represented,
        .lapsed = given_up || taken};
    for (std::size_t i = 0; i < of.names.size(); ++i) {
        auto after = of.records[i];
        after.claims.push_back(made);
        draft.put(of.names[i], std::move(after));
    }
}

row_fate create_candidate(import_draft& draft, import_cells& cells, const row_key& key) {
    const auto said = read_new(draft, cells, key);
    if (draft.waits() || cells.refused()) {
        return row_fate::refused;
    }
    const auto of = look_for_claims(draft, said);
    if (!of) {
        return row_fate::refused;
    }
    const auto found = what_stands_against(*of, said, draft);
    check_claims(cells, said, found);
    check_known_name(draft, cells, said, of->candidate);
    const auto reserved = cells.refused() ? std::nullopt : draft.next_number();
    if (!reserved) {
        return row_fate::refused;
    }
    const submittal_number number{*reserved};
    const auto name = domain::record_name(number);
    submittal_change one(draft.ctx, name, {}, 0);
    one.on_behalf_of(displayable(said.from.name));
    const auto of_req = domain::record_name(said.req->number);
    change req(draft.ctx, of_req, *said.req, draft.version_of(of_req));
    req.on_behalf_of(displayable(said.from.name));
    const bool known = go_the_way(one, draft, said, candidate_made(said, *of, key, number)) &&
                       tell_of(req, draft, said, one.after());
    if (!known) {
        draft.give_back_number();
        cells.refuse(
            "requisition",
            "a clock of " + shown_id(said.req->number) +
                " runs on a calendar that is not known here; put them forward in chat"
        );
        return row_fate::refused;
    }
    keep_person(draft, said, of->candidate);
    take_claim(draft, said, *of, number, found.taken);
    draft.put(draft.names.external(submittal_kind, key.origin), domain::external_name{name, {}});
    draft.add(one, false);
    draft.add(req, true);
    return row_fate::created;
}

row_fate import_own_code(import_draft& draft, import_cells& cells, const row_key& key) {
    auto typed = key.origin.external_id;
    if (typed.starts_with("S-") || typed.starts_with("s-")) {
        typed.erase(0, 2);
    }
    const auto number = parse_int<std::uint32_t>(typed);
    if (!number || *number == 0) {
        cells.refuse(
            "external_id",
            quoted(key.origin.external_id) + " is no code of a candidate; write one such as 311"
        );
        return row_fate::refused;
    }
    const auto present = draft.look_up<submittal>(domain::record_name(submittal_number{*number}));
    if (present.value != nullptr) {
        return compare_with_known(draft, cells, key, *present.value);
    }
    if (!present.pending) {
        cells.refuse(
            "external_id",
            "there is no " + shown_id(submittal_number{*number}) +
                " here, and codes are given here only; write another source for a new one"
        );
    }
    return row_fate::refused;
}

}  // namespace

row_fate import_submittal(import_draft& draft, import_cells& cells) {
    const auto key = read_key(cells);
    if (!key) {
        return row_fate::refused;
    }
    if (key->own()) {
        return import_own_code(draft, cells, *key);
    }
    const auto known =
        draft.look_up<domain::external_name>(draft.names.external(submittal_kind, key->origin));
    const auto present = known.value == nullptr ? looked_up<submittal>{}
                                                : draft.look_up<submittal>(known.value->record);
    if (known.pending || present.pending) {
        return row_fate::refused;
    }
    return present.value == nullptr ? create_candidate(draft, cells, *key)
                                    : compare_with_known(draft, cells, *key, *present.value);
}

}  // namespace fillrate::handlers
