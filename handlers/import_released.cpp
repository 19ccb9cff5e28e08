#include "handlers/import_released.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/import_submittal_cells.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <span>
#include <utility>

namespace fillrate::handlers {

namespace {

constexpr std::string_view suppliers_column = "suppliers";
constexpr std::string_view released_column = "released_at";
constexpr std::size_t longest_supplier_list = 500;
constexpr auto nobody_named =
    "an open requisition was shown to somebody; write suppliers with a ; between, or internal";

/// Those a cell names, and whether our own recruiters are among them.
struct named_suppliers {
    std::vector<const domain::supplier*> all{};
    bool inside = false;
};

named_suppliers read_suppliers(import_draft& draft, import_cells& cells, const row_key& key) {
    named_suppliers named;
    auto text = cells.text(suppliers_column, longest_supplier_list);
    std::ranges::replace(text, ',', ';');
    for (const auto piece : split(text, ';')) {
        const std::string one(trim(piece));
        if (equal_ignoring_case(one, internal_supplier)) {
            named.inside = true;
        } else if (!one.empty()) {
            const auto* firm = refer_to<domain::supplier>(draft, cells, suppliers_column, one, key);
            if (firm != nullptr && std::ranges::find(named.all, firm) == named.all.end()) {
                named.all.push_back(firm);
            }
        }
    }
    return named;
}

void add_supplier(
    row_release& to,
    import_draft& draft,
    import_cells& cells,
    const domain::supplier& firm
) {
    if (firm.suspended) {
        cells.refuse(
            suppliers_column,
            displayable(firm.name) +
                " is suspended, so nothing goes there; leave it out, or write "
                "another supplier"
        );
        return;
    }
    domain::coverage asked;
    asked.supplier = firm.id;
    asked.name = firm.name;
    to.suppliers.push_back(std::move(asked));
    if (firm.conversation.empty()) {
        return;
    }
    const auto room =
        draft.look_up<domain::conversation>(domain::record_name(firm.conversation)).value;
    const bool theirs = room != nullptr && room->binding.who == domain::binding::kind::supplier &&
                        room->binding.id == firm.id.value;
    if (theirs) {
        to.rooms.push_back({room->id, room->binding});
    }
}

// What is said of the release of one that is in intake.
void refuse_release_cells(import_cells& cells) {
    for (const auto column : {suppliers_column, released_column}) {
        if (cells.given(column)) {
            cells.refuse(
                column,
                "this is of an open requisition; write open as its state, or empty this cell"
            );
        }
    }
}

bool has_both_cells(import_cells& cells) {
    const bool shown = cells.given(suppliers_column);
    const bool dated = cells.given(released_column);
    if (!shown && !dated) {
        cells.refuse(
            "state",
            "it is intake and only commands change that; write intake or empty this cell, or say "
            "in "
            "suppliers and released_at to whom it was shown and when"
        );
    } else if (!shown) {
        cells.refuse(suppliers_column, nobody_named);
    } else if (!dated) {
        cells.refuse(released_column, "write since when it is open, like 2026-11-25 15:30");
    }
    return shown && dated;
}

// Nothing of it is due yet, not even a warning: a thousand rows are no thousand messages.
bool is_untroubled(const domain::clock& c, instant now) {
    const auto next = domain::next_clock_action(std::span(&c, 1));
    return domain::is_live(c) && next && next->at > now;
}

std::set<std::string> asked_suppliers(const domain::requisition& req) {
    std::set<std::string> ids;
    for (const auto& one : req.suppliers) {
        if (one.said != domain::coverage::answer::removed) {
            ids.insert(one.supplier.value);
        }
    }
    return ids;
}

}  // namespace

void check_row_state(import_cells& cells, std::string_view state) {
    const auto text = to_lower_ascii(cells.text("state"));
    if (!text.empty() && text != state) {
        cells.refuse(
            "state",
            "it is " + std::string(state) + " and only commands change that; write " +
                std::string(state) + " or empty this cell"
        );
    }
}

std::optional<row_release> read_release(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const std::string& zone,
    bool rated
) {
    const auto state = to_lower_ascii(cells.text("state"));
    if (state != domain::word(domain::requisition_state::open)) {
        check_row_state(cells, domain::word(domain::requisition_state::intake));
        refuse_release_cells(cells);
        return std::nullopt;
    }
    if (!has_both_cells(cells)) {
        return std::nullopt;
    }
    if (!rated && !cells.refused()) {
        cells.refuse("pay", "an open requisition has a rate; write pay, bill, max or salary");
    }
    row_release said;
    const auto at = read_row_moment(cells, released_column, zone);
    if (at && *at > draft.ctx.now) {
        cells.refuse(released_column, "this lies ahead; write when it happened");
    }
    const auto named = read_suppliers(draft, cells, key);
    if (named.all.empty() && !named.inside && !draft.waits() && !cells.refused()) {
        cells.refuse(suppliers_column, nobody_named);
    }
    for (const auto* firm : named.all) {
        add_supplier(said, draft, cells, *firm);
    }
    said.at = at.value_or(draft.ctx.now);
    said.inside = named.inside;
    return draft.waits() || cells.refused() ? std::nullopt : std::optional{std::move(said)};
}

bool go_to_open(
    change& one,
    import_draft& draft,
    const domain::client& client,
    const row_release& release
) {
    one.at(release.at);
    one.add(domain::qualified{.items = 0, .waived = "open when it was imported"});
    domain::released fact;
    fact.suppliers = release.suppliers;
    fact.internal_recruiter = release.inside;
    one.add(std::move(fact));
    for (const auto& room : release.rooms) {
        one.add(domain::card_placed{room});
    }
    auto measured = one;
    if (!settle_clocks(measured, &client, draft.book, release.at)) {
        return false;
    }
    for (const auto& c : measured.after().clocks) {
        if (is_untroubled(c, draft.ctx.now)) {
            one.add(domain::clock_set{c});
        }
    }
    one.at(draft.ctx.now);
    return settle_clocks(one, &client, draft.book, draft.ctx.now);
}

void compare_release(
    import_draft& draft,
    import_cells& cells,
    const row_key& key,
    const domain::requisition& req
) {
    const auto at = read_row_moment(cells, released_column, req.zone);
    const auto known =
        req.released ? std::optional{std::chrono::floor<seconds>(*req.released)} : std::nullopt;
    if (at && (!known || *at != *known)) {
        cells.refuse(
            released_column,
            (known ? "it is open since " + local_time(*known, req.zone)
                   : std::string("it was not released yet")) +
                ", and only commands change that; write that, or empty this cell"
        );
    }
    if (!cells.given(suppliers_column)) {
        return;
    }
    const auto named = read_suppliers(draft, cells, key);
    std::set<std::string> ids;
    for (const auto* firm : named.all) {
        ids.insert(firm->id.value);
    }
    const bool same = ids == asked_suppliers(req) && named.inside == req.internal_recruiter;
    if (!draft.waits() && !cells.refused() && !same) {
        cells.refuse(
            suppliers_column,
            "to whom it goes is changed in chat: " + std::to_string(req.number.value) +
                " release to:...; empty this cell"
        );
    }
}

}  // namespace fillrate::handlers
