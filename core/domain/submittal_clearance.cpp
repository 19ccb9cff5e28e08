#include "core/domain/submittal_clearance.hpp"

#include "core/domain/reasons.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

// Who put them forward, and the program, know the person.
submittal_clearance for_supplier() {
    return {
        .core = true,
        .name = true,
        .contact = true,
        .about = true,
        .resume = true,
        .pay = true,
        .bill = true,
        .supplier_name = true,
        .supplying = true};
}

submittal_clearance for_account_manager() {
    auto all = for_supplier();
    all.supplying = false;
    all.ownership = true;
    all.audit = true;
    all.free_reasons = true;
    all.screening = true;
    return all;
}

submittal_clearance for_recruiter() {
    auto all = for_account_manager();
    all.bill = false;
    return all;
}

submittal_clearance for_hiring_manager(const submittal& sub, bool client_shows_suppliers) {
    if (!sub.presented) {
        return {};
    }
    return {
        .core = true,
        .name = true,
        .contact = sub.selected.has_value(),
        .about = true,
        .resume = true,
        .supplier_name = client_shows_suppliers,
        .deciding = true};
}

submittal_clearance everything() {
    auto all = for_account_manager();
    all.deciding = true;
    all.supplying = true;
    return all;
}

submittal_clearance combined(
    const submittal_clearance& a,
    const submittal_clearance& b,
    bool (*join)(bool, bool)
) {
    return {
        .core = join(a.core, b.core),
        .name = join(a.name, b.name),
        .contact = join(a.contact, b.contact),
        .about = join(a.about, b.about),
        .resume = join(a.resume, b.resume),
        .pay = join(a.pay, b.pay),
        .bill = join(a.bill, b.bill),
        .supplier_name = join(a.supplier_name, b.supplier_name),
        .ownership = join(a.ownership, b.ownership),
        .audit = join(a.audit, b.audit),
        .free_reasons = join(a.free_reasons, b.free_reasons),
        .screening = join(a.screening, b.screening),
        .deciding = join(a.deciding, b.deciding),
        .supplying = join(a.supplying, b.supplying)};
}

bool speaks_for(const actor& who, const supplier_id& supplier) {
    return !supplier.empty() && std::ranges::any_of(who.grants, [&](const grant& g) {
        return g.role == role::supplier_contact && g.supplier == supplier;
    });
}

submittal_clearance cleared_for_person(
    const submittal& sub,
    const requisition& req,
    const actor& who,
    bool client_shows_suppliers
) {
    submittal_clearance all;
    const auto add = [&all](const submittal_clearance& more) {
        all = combined(all, more, [](bool a, bool b) { return a || b; });
    };
    if (has_role_on(req, who, role::account_manager) || has_role_on(req, who, role::operations)) {
        add(for_account_manager());
    }
    if (has_role_on(req, who, role::recruiter)) {
        add(for_recruiter());
    }
    if (has_role_on(req, who, role::hiring_manager)) {
        add(for_hiring_manager(sub, client_shows_suppliers));
    }
    if (who.known() && speaks_for(who, sub.supplier)) {
        add(for_supplier());
    }
    if (has_role_on(req, who, role::administrator)) {
        add({.core = true, .audit = true});
    }
    return all;
}

// Whoever asks: a channel shows no name and nothing to reach somebody by.
submittal_clearance cleared_for_place(
    const submittal& sub,
    const requisition& req,
    const binding& readers,
    const person_id& asker,
    bool client_shows_suppliers
) {
    submittal_clearance shown;
    switch (readers.who) {
        case binding::kind::unbound:
            break;
        case binding::kind::internal:
            shown = for_account_manager();
            break;
        case binding::kind::client:
            if (!readers.id.empty() && readers.id == req.client.value) {
                shown = for_hiring_manager(sub, client_shows_suppliers);
            }
            break;
        case binding::kind::supplier:
            if (!readers.id.empty() && readers.id == sub.supplier.value) {
                shown = for_supplier();
            }
            break;
        case binding::kind::direct:
            return !asker.empty() && (readers.id.empty() || readers.id == asker.value)
                       ? everything()
                       : submittal_clearance{};
    }
    shown.name = false;
    shown.contact = false;
    shown.about = false;
    return shown;
}

}  // namespace

submittal_clearance clear(
    const submittal& sub,
    const requisition& req,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
) {
    return combined(
        cleared_for_person(sub, req, who, client_shows_suppliers),
        cleared_for_place(sub, req, readers, who.id, client_shows_suppliers),
        [](bool a, bool b) { return a && b; }
    );
}

submittal_clearance clear(
    const submittal& sub,
    const requisition& req,
    const binding& readers,
    bool client_shows_suppliers
) {
    return cleared_for_place(sub, req, readers, person_id{}, client_shows_suppliers);
}

submittal_clearance with_setting(submittal_clearance allowed, const client* of) {
    // Decides, and reads the name: a manager of the client alone with us.
    const bool manager = allowed.deciding && allowed.name;
    allowed.contact = allowed.contact || (manager && of != nullptr && of->contact_when_presented);
    return allowed;
}

namespace {

// What everybody who may know of the submittal sees.
void show_state(submittal_view& shown, const submittal& sub) {
    shown.number = sub.number;
    shown.state = sub.state;
    shown.shown_name = sub.initials;
    shown.available = sub.available;
    shown.hold_until = sub.hold_until;
    shown.missed = sub.missed.has_value();
    shown.met = !sub.met_in.empty();
    shown.submitted = sub.submitted;
    shown.presented = sub.presented;
    shown.changed = sub.changed;
}

void show_work(submittal_view& shown, const submittal& sub) {
    if (sub.job) {
        shown.at_work = sub.job->start + (sub.job->end.empty() ? "" : " to " + sub.job->end);
        if (sub.job->hours > 0) {
            shown.at_work += ", " + std::to_string(sub.job->hours) + " hours";
        }
    }
    const bool is_awaited =
        sub.state == submittal_state::offer_accepted || sub.state == submittal_state::cleared;
    if (is_awaited && !sub.offers.empty()) {
        shown.starts_on = sub.offers.back().start;
        shown.starts_at = sub.offers.back().start_time;
    }
}

void show_person(submittal_view& shown, const candidate& who) {
    if (shown.allowed.name && !who.name.empty()) {
        shown.shown_name = who.name;
    }
    if (shown.allowed.contact) {
        shown.email = who.email;
        shown.phone = who.phone;
    }
    if (shown.allowed.about) {
        shown.about = who.about;
    }
}

void show_terms(submittal_view& shown, const submittal& sub) {
    const auto& allowed = shown.allowed;
    if (allowed.supplier_name) {
        shown.supplier_name = sub.supplier_name;
    }
    if (allowed.bill) {
        shown.bill = sub.bill;
    }
    if (allowed.pay) {
        shown.pay = sub.pay;
        if (!sub.offers.empty()) {
            shown.last_offer = sub.offers.back();
        }
        if (shown.last_offer && !allowed.bill) {
            shown.last_offer->bill.reset();
        }
    }
    if (allowed.screening) {
        shown.unapproved = sub.unapproved;
        if (shown.unapproved && !allowed.bill) {
            shown.unapproved->bill.reset();
        }
    }
    if (allowed.ownership || allowed.supplying) {
        shown.represented = sub.represented;
    }
    shown.musts = sub.musts;
    if (shown.musts && !allowed.free_reasons && !allowed.deciding) {
        shown.musts->why.clear();
    }
    shown.disputed = allowed.ownership && sub.disputed;
    shown.in_check = sub.disputed && is_live(sub.state) && (allowed.ownership || allowed.deciding);
    shown.barred = allowed.ownership && sub.barred;
    shown.known = allowed.ownership && sub.known;
    shown.has_resume = allowed.resume && sub.resume.has_value();
    shown.editable = allowed.supplying && may_still_edit(sub);
    shown.facts = facts_of(sub);
    shown.facts.disputed = shown.in_check;
    shown.facts.worried = shown.facts.worried && (allowed.free_reasons || allowed.deciding);
}

// The words of a reason are for few, and for its supplier once they are passed on; its code is for
// all.
std::string shown_reason(const submittal_clearance& allowed, const submittal& sub) {
    if (allowed.free_reasons) {
        return sub.reason;
    }
    const auto code = sub.reason.substr(0, sub.reason.find(": "));
    auto shown = is_reason_code(code) ? code : std::string{};
    if (allowed.supplying && !sub.words.empty()) {
        shown += (shown.empty() ? "" : ": ") + sub.words;
    }
    return shown;
}

}  // namespace

submittal_view view(
    const submittal& sub,
    const candidate* who,
    const submittal_clearance& allowed
) {
    submittal_view shown;
    if (!allowed.core) {
        return shown;
    }
    shown.allowed = allowed;
    show_state(shown, sub);
    show_work(shown, sub);
    if (who != nullptr) {
        show_person(shown, *who);
    }
    show_terms(shown, sub);
    shown.reason = shown_reason(allowed, sub);
    return shown;
}

bool may_know(const submittal& sub, const requisition& req, const actor& who) {
    return cleared_for_person(sub, req, who, false).core;
}

bool may(
    submittal_permission what,
    const submittal& sub,
    const requisition& req,
    const actor& who
) {
    if (what == submittal_permission::follow) {
        return false;
    }
    if (has_role_on(req, who, role::operations) || has_role_on(req, who, role::account_manager)) {
        return true;
    }
    const bool recruits = has_role_on(req, who, role::recruiter);
    const bool hires = has_role_on(req, who, role::hiring_manager) && sub.presented;
    const bool supplies = who.known() && speaks_for(who, sub.supplier);
    switch (what) {
        case submittal_permission::screen:
            return recruits;
        case submittal_permission::decide:
        case submittal_permission::miss:
            return hires;
        case submittal_permission::answer_offer:
            return supplies;
        case submittal_permission::attend:
            return hires || supplies;
        case submittal_permission::withdraw:
            return supplies || recruits;
        case submittal_permission::offer:
        case submittal_permission::own:
        case submittal_permission::follow:
            return false;
    }
    return false;
}

bool may_give_resume(const submittal& sub, const requisition& req, const actor& who) {
    return has_role_on(req, who, role::operations) ||
           has_role_on(req, who, role::account_manager) || has_role_on(req, who, role::recruiter) ||
           (who.known() && speaks_for(who, sub.supplier));
}

bool may_submit(const requisition& req, const supplier_id& supplier, const actor& who) {
    if (has_role_on(req, who, role::operations) || has_role_on(req, who, role::account_manager) ||
        has_role_on(req, who, role::recruiter)) {
        return true;
    }
    return has_role_on(req, who, role::supplier_contact) && speaks_for(who, supplier);
}

}  // namespace fillrate::domain
