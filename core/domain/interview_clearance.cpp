#include "core/domain/interview_clearance.hpp"

#include "core/domain/reasons.hpp"
#include "core/domain/submittal_clearance.hpp"

#include <algorithm>

namespace fillrate::domain {

namespace {

// Others' feedback is hidden until own is in (DOMAIN.md 3.5); who was not there owes none.
bool own_is_settled(const interviewer* own) {
    return own == nullptr || own->answer == invitation::declined || is_in(own->feedback.state) ||
           own->feedback.state == feedback_state::waived;
}

// Whoever asks: a channel shows no name and nobody's words.
interview_clearance interview_cleared_for_place(
    const interview_context& of,
    const binding& readers,
    const person_id& asker,
    bool client_shows_suppliers
) {
    const auto basis = clear(of.sub, of.req, readers, client_shows_suppliers);
    interview_clearance shown;
    if (readers.who == binding::kind::direct) {
        const bool own = !asker.empty() && (readers.id.empty() || readers.id == asker.value);
        if (!own) {
            return shown;
        }
        return {
            .core = true,
            .name = true,
            .supplier_name = true,
            .panel = true,
            .verdicts = true,
            .feedback_texts = true,
            .free_reasons = true,
            .owning = true,
            .deciding = true,
            .supplying = true,
            .self = asker};
    }
    shown.core = basis.core;
    shown.supplier_name = basis.supplier_name;
    shown.panel = basis.screening || basis.deciding;
    shown.verdicts = basis.screening && own_is_settled(find_interviewer(of.iv, of.req.owner));
    shown.free_reasons = basis.free_reasons;
    shown.owning = basis.screening;
    shown.deciding = basis.deciding || basis.screening;
    shown.supplying = basis.supplying || basis.screening;
    return shown;
}

bool owns(const interview_context& of, const actor& who) {
    return has_role_on(of.req, who, role::account_manager) ||
           has_role_on(of.req, who, role::operations);
}

bool hires(const interview_context& of, const actor& who) {
    return has_role_on(of.req, who, role::hiring_manager) && of.sub.presented;
}

bool supplies(const interview_context& of, const actor& who) {
    return of.iv.supplier.empty()
               ? has_role_on(of.req, who, role::recruiter)
               : std::ranges::any_of(who.grants, [&of](const grant& g) {
                     return g.role == role::supplier_contact && g.supplier == of.iv.supplier;
                 });
}

interview_clearance interview_cleared_for_person(
    const interview_context& of,
    const actor& who,
    bool client_shows_suppliers
) {
    const auto* own = find_interviewer(of.iv, who.id);
    const auto basis = clear(
        of.sub,
        of.req,
        who,
        binding{.who = binding::kind::direct, .id = who.id.value},
        client_shows_suppliers
    );
    const bool program = basis.screening;
    const bool manages = basis.deciding && hires(of, who);
    const bool settled = own_is_settled(own);
    interview_clearance all;
    all.core = basis.core || own != nullptr;
    all.name = basis.name || own != nullptr;
    all.supplier_name = basis.supplier_name;
    all.panel = program || manages || own != nullptr;
    all.verdicts = (program || manages || own != nullptr) && settled;
    all.feedback_texts = all.verdicts;
    all.free_reasons = basis.free_reasons;
    all.owning = owns(of, who);
    all.deciding = manages || owns(of, who);
    all.supplying = supplies(of, who) || owns(of, who);
    all.self = own == nullptr ? person_id{} : who.id;
    return all;
}

interview_clearance lower(const interview_clearance& a, const interview_clearance& b) {
    return {
        .core = a.core && b.core,
        .name = a.name && b.name,
        .supplier_name = a.supplier_name && b.supplier_name,
        .panel = a.panel && b.panel,
        .verdicts = a.verdicts && b.verdicts,
        .feedback_texts = a.feedback_texts && b.feedback_texts,
        .free_reasons = a.free_reasons && b.free_reasons,
        .owning = a.owning && b.owning,
        .deciding = a.deciding && b.deciding,
        .supplying = a.supplying && b.supplying,
        .self = a.self == b.self ? a.self : person_id{}};
}

std::vector<interviewer> panel_for(const interview& iv, const interview_clearance& allowed) {
    auto panel = iv.panel;
    for (auto& one : panel) {
        const bool own = !allowed.self.empty() && one.person == allowed.self;
        if (!own && !allowed.verdicts) {
            one.feedback = {};
        } else if (!own && !allowed.feedback_texts) {
            one.feedback.text.clear();
        }
        one.feedback.sealed.clear();
    }
    return panel;
}

void show_awaited(interview_view& shown, const interview& iv) {
    const auto* const own = find_interviewer(iv, shown.allowed.self);
    shown.own_awaited = own != nullptr && is_missing(own->feedback.state);
    if (shown.own_awaited) {
        return;
    }
    const bool by_required = std::ranges::any_of(iv.panel, &interviewer::required);
    for (const auto& one : iv.panel) {
        if ((one.required || !by_required) && is_missing(one.feedback.state)) {
            shown.awaited.push_back(one.name);
        }
    }
}

}  // namespace

interview_clearance clear(
    const interview_context& of,
    const actor& who,
    const binding& readers,
    bool client_shows_suppliers
) {
    return lower(
        interview_cleared_for_person(of, who, client_shows_suppliers),
        interview_cleared_for_place(of, readers, who.id, client_shows_suppliers)
    );
}

interview_clearance clear(
    const interview_context& of,
    const binding& readers,
    bool client_shows_suppliers
) {
    return interview_cleared_for_place(of, readers, person_id{}, client_shows_suppliers);
}

interview_view view(const interview& iv, const candidate* who, const interview_clearance& allowed) {
    interview_view shown;
    if (!allowed.core) {
        return shown;
    }
    shown.allowed = allowed;
    shown.number = iv.number;
    shown.submittal = iv.submittal;
    shown.state = iv.state;
    shown.round = iv.round;
    shown.shown_name = iv.initials;
    if (who != nullptr && allowed.name && !who->name.empty()) {
        shown.shown_name = who->name;
    }
    shown.supplier_name = allowed.supplier_name ? iv.supplier_name : std::string{};
    shown.zone = iv.zone;
    shown.place = iv.place;
    shown.link = iv.link;
    shown.slots = iv.slots;
    shown.answers = iv.answers;
    shown.start = iv.start;
    shown.former = iv.former;
    shown.length = iv.length;
    shown.reschedules = iv.reschedules;
    shown.assumed = iv.assumed;
    shown.absent = iv.absent;
    if (allowed.panel) {
        shown.panel = panel_for(iv, allowed);
        shown.quorum = iv.quorum;
        shown.count = count_feedback(iv);
        show_awaited(shown, iv);
    }
    if (allowed.free_reasons || is_reason_code(iv.reason)) {
        shown.reason = iv.reason;
    }
    shown.changed = iv.changed;
    return shown;
}

bool may_know(const interview_context& of, const actor& who) {
    return interview_cleared_for_person(of, who, false).core;
}

bool runs(const interview_context& of, const actor& who) {
    return owns(of, who) || hires(of, who);
}

party side_of(const interview_context& of, const actor& who) {
    if (owns(of, who)) {
        return party::program;
    }
    return hires(of, who) ? party::client : party::supplier;
}

bool may(interview_permission what, const interview_context& of, const actor& who) {
    if (!who.known() || what == interview_permission::follow) {
        return false;
    }
    if (owns(of, who)) {
        return true;
    }
    switch (what) {
        case interview_permission::arrange:
            return hires(of, who);
        case interview_permission::answer:
            return of.iv.answers == party::client ? hires(of, who) : supplies(of, who);
        case interview_permission::move:
            return hires(of, who) || supplies(of, who);
        case interview_permission::report:
            return hires(of, who) || find_interviewer(of.iv, who.id) != nullptr;
        case interview_permission::follow:
            return false;
    }
    return false;
}

}  // namespace fillrate::domain
