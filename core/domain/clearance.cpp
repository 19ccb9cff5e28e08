#include "core/domain/clearance.hpp"

#include "core/domain/absence.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/reasons.hpp"
#include "core/domain/transitions.hpp"
#include "core/domain/turn.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

// Which suppliers' answers a clearance reaches: all, one or none.
struct reach {
    bool all = false;
    supplier_id one{};
};

reach common(const reach& a, const reach& b) {
    if (a.all) {
        return b;
    }
    if (b.all || a.one == b.one) {
        return a;
    }
    return {};
}

reach reach_of(const clearance& c) {
    return {.all = c.supplier_names, .one = c.only_supplier};
}

void set_reach(clearance& c, reach r) {
    c.supplier_names = r.all;
    c.only_supplier = r.all ? supplier_id{} : std::move(r.one);
}

bool is_released_to(const requisition& req, const supplier_id& supplier) {
    return !supplier.empty() &&
           std::ranges::find(req.suppliers, supplier, &coverage::supplier) != req.suppliers.end();
}

// Whether a grant reaches this requisition; operations and administrators reach all.
bool covers(const grant& g, const requisition& req, const actor& who) {
    const bool names_client = !g.client.empty() && g.client == req.client;
    switch (g.role) {
        case role::account_manager:
        case role::recruiter:
            return g.client.empty() || names_client;
        case role::hiring_manager: {
            const bool own = !req.hiring_manager.empty() &&
                             (req.hiring_manager == who.id ||
                              std::ranges::find(who.stands_in_for, req.hiring_manager) !=
                                  who.stands_in_for.end());
            const bool delegate = !g.site.empty() && g.site == req.site;
            return names_client && (own || delegate);
        }
        case role::supplier_contact:
            return is_released_to(req, g.supplier);
        case role::operations:
        case role::administrator:
            return true;
    }
    return false;
}

// The columns of the table in DOMAIN.md 9.
clearance of_account_manager() {
    return {
        .core = true,
        .pay = true,
        .bill = true,
        .max_rate = true,
        .supplier_names = true,
        .program_clocks = true,
        .client_clocks = true,
        .notes = true,
        .owner_actions = true};
}
clearance of_recruiter() {
    return {
        .core = true,
        .pay = true,
        .supplier_names = true,
        .program_clocks = true,
        .notes = true};
}
clearance of_hiring_manager(bool client_shows_suppliers) {
    return {
        .core = true,
        .bill = true,
        .supplier_names = client_shows_suppliers,
        .client_clocks = true,
        .hiring_manager_actions = true};
}
clearance of_supplier(const supplier_id& supplier) {
    return {.core = true, .max_rate = true, .only_supplier = supplier, .supplier_actions = true};
}
clearance of_administrator() {
    return {.core = true};
}

clearance of_grant(const grant& g, bool client_shows_suppliers) {
    switch (g.role) {
        case role::account_manager:
        case role::operations:
            return of_account_manager();
        case role::recruiter:
            return of_recruiter();
        case role::hiring_manager:
            return of_hiring_manager(client_shows_suppliers);
        case role::supplier_contact:
            return of_supplier(g.supplier);
        case role::administrator:
            return of_administrator();
    }
    return {};
}

clearance united(const clearance& a, const clearance& b) {
    clearance both{
        .core = a.core || b.core,
        .pay = a.pay || b.pay,
        .bill = a.bill || b.bill,
        .max_rate = a.max_rate || b.max_rate,
        .program_clocks = a.program_clocks || b.program_clocks,
        .client_clocks = a.client_clocks || b.client_clocks,
        .notes = a.notes || b.notes,
        .owner_actions = a.owner_actions || b.owner_actions,
        .hiring_manager_actions = a.hiring_manager_actions || b.hiring_manager_actions,
        .supplier_actions = a.supplier_actions || b.supplier_actions};
    set_reach(
        both,
        {.all = a.supplier_names || b.supplier_names,
         .one = a.only_supplier.empty() ? b.only_supplier : a.only_supplier}
    );
    return both;
}

clearance lowest(const clearance& a, const clearance& b) {
    const bool different_suppliers =
        !a.only_supplier.empty() && !b.only_supplier.empty() && a.only_supplier != b.only_supplier;
    if (!a.core || !b.core || different_suppliers) {
        return {};
    }
    clearance both{
        .core = true,
        .pay = a.pay && b.pay,
        .bill = a.bill && b.bill,
        .max_rate = a.max_rate && b.max_rate,
        .program_clocks = a.program_clocks && b.program_clocks,
        .client_clocks = a.client_clocks && b.client_clocks,
        .notes = a.notes && b.notes,
        .owner_actions = a.owner_actions && b.owner_actions,
        .hiring_manager_actions = a.hiring_manager_actions && b.hiring_manager_actions,
        .supplier_actions = a.supplier_actions && b.supplier_actions};
    set_reach(both, common(reach_of(a), reach_of(b)));
    return both;
}

clearance of_person(const requisition& req, const actor& who, bool client_shows_suppliers) {
    clearance all;
    if (!who.known()) {
        return all;
    }
    for (const grant& g : who.grants) {
        if (covers(g, req, who)) {
            all = united(all, of_grant(g, client_shows_suppliers));
        }
    }
    return all;
}

// What may be shown in a place whoever asks. A direct conversation has one reader and takes nothing
// away from them. Recruiters read internal channels, hence no bill rate there.
clearance of_place(
    const requisition& req,
    const binding& readers,
    const person_id& asker,
    bool client_shows_suppliers
) {
    switch (readers.who) {
        case binding::kind::unbound:
            return {};
        case binding::kind::internal: {
            clearance c = of_account_manager();
            c.bill = false;
            return c;
        }
        case binding::kind::client:
            return !readers.id.empty() && readers.id == req.client.value
                       ? of_hiring_manager(client_shows_suppliers)
                       : clearance{};
        case binding::kind::supplier: {
            const supplier_id supplier{readers.id};
            return is_released_to(req, supplier) ? of_supplier(supplier) : clearance{};
        }
        case binding::kind::direct: {
            if (asker.empty() || (!readers.id.empty() && readers.id != asker.value)) {
                return {};
            }
            clearance c = of_account_manager();
            c.hiring_manager_actions = true;
            c.supplier_actions = true;
            return c;
        }
    }
    return {};
}

bool may_see(const clock& c, const clearance& allowed) {
    switch (c.party) {
        case party::program:
        case party::supplier:
        case party::candidate:
            return allowed.program_clocks;
        case party::client:
            return allowed.client_clocks;
    }
    return false;
}

void show_rates(requisition_view& shown, const requisition& req, const clearance& allowed) {
    if (allowed.pay) {
        shown.pay = req.pay;
        shown.salary = req.salary;
    }
    if (allowed.bill) {
        shown.bill = req.bill;
        shown.fee = req.fee;
    }
    if (allowed.max_rate) {
        shown.max = allowed.pay ? req.max : supplier_ceiling(req);
    }
}

void show_suppliers(requisition_view& shown, const requisition& req, const clearance& allowed) {
    if (allowed.supplier_names) {
        shown.suppliers = req.suppliers;
        shown.heads_to_come = allowed.program_clocks ? heads_to_come(req) : 0;
        if (!allowed.program_clocks) {
            // Outside the program only names and whether they work it.
            for (coverage& each : *shown.suppliers) {
                each.heads = 0;
                each.reason.clear();
            }
        }
        return;
    }
    if (allowed.only_supplier.empty()) {
        return;
    }
    const auto own = std::ranges::find(req.suppliers, allowed.only_supplier, &coverage::supplier);
    if (own != req.suppliers.end()) {
        shown.own_answer = *own;
    }
}

// A supplier never learns who asked, how, nor what is not answered yet (DOMAIN.md 11.5).
void show_questions(
    requisition_view& shown,
    const requisition& req,
    const clearance& allowed,
    instant now
) {
    if (allowed.notes) {
        shown.questions = req.questions;
        return;
    }
    if (allowed.only_supplier.empty()) {
        return;
    }
    for (const question& one : req.questions) {
        if (is_told(one, now)) {
            shown.questions.push_back(
                {.number = one.number,
                 .text = wording_of(one),
                 .answer = one.answer,
                 .answered = one.answered}
            );
        }
    }
}

void show_core(requisition_view& shown, const requisition& req) {
    const opening_counts counts = count_openings(req);
    shown.number = req.number;
    shown.state = req.state;
    shown.title = req.title;
    shown.client_name = req.client_name;
    shown.site_name = req.site_name;
    shown.zone = req.zone;
    shown.currency = req.currency;
    shown.start = req.start;
    shown.shift = req.shift;
    shown.must_haves = req.must_haves;
    shown.owner_name = req.owner_name;
    shown.category = req.category;
    shown.engagement = req.engagement;
    shown.priority = req.priority;
    shown.cycle = req.cycle;
    shown.openings = counts.total();
    shown.openings_open = counts.open;
    shown.openings_filled = counts.filled;
    shown.openings_frozen = count_frozen(req);
    shown.hold_until = req.hold_until;
    shown.changed = req.changed;
}

}  // namespace

actor acting(const person& who, instant now) {
    return {who.id, who.name, who.grants, stood_in_for(who, now)};
}

bool actor::has(role r) const noexcept {
    return std::ranges::find(grants, r, &grant::role) != grants.end();
}

supplier_id actor::supplier() const {
    const auto contact = std::ranges::find(grants, role::supplier_contact, &grant::role);
    return contact == grants.end() ? supplier_id{} : contact->supplier;
}

clearance clear(
    const requisition& req,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
) {
    return lowest(
        of_person(req, who, client_shows_suppliers),
        of_place(req, readers, who.id, client_shows_suppliers)
    );
}

std::optional<money> supplier_ceiling(const requisition& req) noexcept {
    return req.max || req.category == category::professional ? req.max : req.pay;
}

clearance clear(const requisition& req, const binding& readers, bool client_shows_suppliers) {
    return of_place(req, readers, person_id{}, client_shows_suppliers);
}

namespace {

bool is_anybody_dealt_with(const slate& of) noexcept {
    return of.to_screen + of.to_review + of.to_offer + of.offered + count_considered(of) > 0;
}

}  // namespace

requisition_view view(const requisition& req, const clearance& allowed, instant now) {
    requisition_view shown;
    if (!allowed.core) {
        return shown;
    }
    shown.allowed = allowed;
    show_core(shown, req);
    show_rates(shown, req, allowed);
    show_suppliers(shown, req, allowed);
    show_questions(shown, req, allowed, now);
    std::ranges::copy_if(req.clocks, std::back_inserter(shown.clocks), [&](const clock& c) {
        return may_see(c, allowed);
    });
    if (!allowed.program_clocks) {
        std::ranges::for_each(shown.clocks, [](clock& c) { c.waits.reset(); });
    }
    // Free text waits for the account manager's approval before it leaves the program; codes do
    // not, nor what is missing in a draft, which is said to its manager.
    const bool asks_manager = req.state == requisition_state::draft && req.returned;
    if (allowed.notes || is_reason_code(req.reason) || (asks_manager && allowed.client_clocks)) {
        shown.reason = req.reason;
    }
    if (allowed.notes) {
        shown.slate = req.slate;
    } else if (allowed.client_clocks) {
        shown.slate = {
            .live = req.slate.before_client,
            .before_client = req.slate.before_client,
            .to_review = req.slate.to_review,
            .to_offer = req.slate.to_offer,
            .offered = req.slate.offered};
    }
    shown.turn = turn_of(req, shown.slate);
    shown.replacing = count_only_replacements(req);
    if (shown.replacing > 0 && is_anybody_dealt_with(shown.slate)) {
        shown.meanwhile = fill_turn(req, shown.slate);
    }
    if (allowed.notes) {
        shown.checklist = req.checklist;
        shown.waived = req.waived;
    }
    // Suppliers go through the account manager, not around.
    if (allowed.notes || allowed.client_clocks) {
        shown.hiring_manager_name = req.hiring_manager_name;
    }
    return shown;
}

bool has_role_on(const requisition& req, const actor& who, role wanted) {
    return who.known() && std::ranges::any_of(who.grants, [&](const grant& g) {
               return g.role == wanted && covers(g, req, who);
           });
}

bool may_know(const requisition& req, const actor& who) {
    return who.known() &&
           std::ranges::any_of(who.grants, [&](const grant& g) { return covers(g, req, who); });
}

bool may(permission what, const requisition& req, const actor& who) {
    const auto as = [&](role r) { return has_role_on(req, who, r); };
    if (as(role::operations)) {
        return true;
    }
    const bool owner = as(role::account_manager);
    switch (what) {
        case permission::read:
            return may_know(req, who);
        case permission::attend:
            return owner || as(role::hiring_manager) || as(role::supplier_contact);
        case permission::create:
        case permission::hold:
        case permission::staff:
            return owner || as(role::hiring_manager);
        case permission::edit:
        case permission::intake:
        case permission::release:
        case permission::resume:
        case permission::end:
        case permission::reopen:
        case permission::acknowledge:
            return owner;
        case permission::reassign:
        case permission::excuse:
        case permission::force:
            return false;
        case permission::take:
            return owner || as(role::recruiter);
        case permission::answer_for_supplier:
            return owner || as(role::recruiter) || as(role::supplier_contact);
        case permission::note:
            return owner || as(role::recruiter) || as(role::hiring_manager) ||
                   as(role::supplier_contact);
    }
    return false;
}

bool may_create(const client_id& client, const actor& who) {
    return who.known() && std::ranges::any_of(who.grants, [&](const grant& g) {
               const bool of_client = !client.empty() && g.client == client;
               return g.role == role::operations ||
                      (g.role == role::account_manager && !client.empty() &&
                       (of_client || g.client.empty())) ||
                      (g.role == role::hiring_manager && of_client);
           });
}

}  // namespace fillrate::domain
