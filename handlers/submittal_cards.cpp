#include "handlers/submittal_cards.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/cards.hpp"
#include "handlers/ceilings.hpp"
#include "handlers/offer_approval.hpp"
#include "handlers/taken_back.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace fillrate::handlers {

namespace {

using domain::submittal_state;
using domain::submittal_verb;
using domain::submittal_view;

constexpr std::size_t most_buttons = 5;

struct labelled_act {
    submittal_verb what;
    std::string_view label;
};

// What usually comes next, by whose buttons they are; the table of transitions has the last word.
constexpr auto screening_acts = std::to_array<labelled_act>({
    {submittal_verb::present, "Present"},
    {submittal_verb::award, "Represents them"},
    {submittal_verb::accept, "Offer accepted"},
    {submittal_verb::decline, "Offer declined"},
    {submittal_verb::offer, "Make an offer"},
    {submittal_verb::clear, "Cleared to start"},
    {submittal_verb::start, "Started"},
    {submittal_verb::no_show, "Did not come"},
    {submittal_verb::end, "End"},
    {submittal_verb::convert, "Taken on by client"},
    {submittal_verb::send_back, "Return to supplier"},
    {submittal_verb::revive, "Bring back"},
});
constexpr auto deciding_acts = std::to_array<labelled_act>({
    {submittal_verb::interview, "Interview"},
    {submittal_verb::hold, "Maybe"},
    {submittal_verb::reject, "No"},
    {submittal_verb::select, "Hire"},
    {submittal_verb::start, "They came"},
    {submittal_verb::no_show, "Did not come"},
    {submittal_verb::end, "End"},
});
constexpr auto supplying_acts = std::to_array<labelled_act>({
    {submittal_verb::resubmit, "Submit again"},
    {submittal_verb::accept, "Offer accepted"},
    {submittal_verb::decline, "Offer declined"},
    {submittal_verb::start, "They started"},
    {submittal_verb::withdraw, "Withdraw"},
});

// Who is claimed by two firms goes nowhere before one of them is awarded.
bool is_possible(const submittal_view& v, submittal_verb what) {
    if (v.disputed && what == submittal_verb::award) {
        return true;
    }
    if ((v.disputed || v.in_check) && domain::is_step_to_client(what)) {
        return false;
    }
    // Only who was missed on the first day comes after it.
    const bool out = v.state == submittal_state::fell_off && !v.missed;
    return !out && std::ranges::any_of(domain::submittal_transitions, [&](const auto& row) {
        return row.from == v.state && row.what == what;
    });
}

void add_acts(
    std::vector<chat::button>& row,
    const submittal_view& v,
    std::uint64_t version,
    std::span<const labelled_act> acts
) {
    for (const auto& one : acts) {
        const auto name = std::string(domain::word(one.what));
        const bool there = std::ranges::any_of(row, [&name](const auto& button) {
            return button.act.name == name;
        });
        // Of who is kept open another maybe changes the day only, and that is typed.
        const bool again = v.state == submittal_state::held && one.what == submittal_verb::hold;
        if (!there && !again && is_possible(v, one.what)) {
            row.push_back(
                act_on(domain::record_name(v.number), version, std::string(one.label), name)
            );
        }
    }
}

// Whose candidate nobody said to consent cannot go on; a returned one is completed first.
void add_consent(std::vector<chat::button>& row, const submittal_view& v, std::uint64_t version) {
    const bool with_us = v.state == submittal_state::submitted ||
                         v.state == submittal_state::returned ||
                         v.state == submittal_state::duplicate;
    if (v.represented || !with_us) {
        return;
    }
    const auto behind = v.state == submittal_state::returned && !row.empty();
    row.insert(
        row.begin() + (behind ? 1 : 0),
        act_on(domain::record_name(v.number), version, "Candidate consented", "rtr")
    );
}

// Before the way out, which stays the last of them.
void add_edit(std::vector<chat::button>& row, const submittal_view& v, std::uint64_t version) {
    if (!v.editable) {
        return;
    }
    const auto out = std::ranges::find_if(row, [](const auto& button) {
        return button.act.name == domain::word(submittal_verb::withdraw);
    });
    row.insert(out, act_on(domain::record_name(v.number), version, "Edit", "set"));
}

// Always at hand where there is one, in the last place; who supplies them may add what is missing.
void add_resume(std::vector<chat::button>& row, const submittal_view& v, std::uint64_t version) {
    const auto subject = domain::record_name(v.number);
    if (v.has_resume) {
        row.resize(std::min(row.size(), most_buttons - 1));
        row.push_back(act_on(subject, version, "Resume", "resume"));
    } else if (v.allowed.supplying && !v.allowed.screening && domain::is_live(v.state) && row.size() < most_buttons) {
        row.push_back(act_on(subject, version, "Add resume", "give_resume"));
    }
}

// Shown only when asked for, so that who looked is on record; steps go first where room is short.
void add_contact(std::vector<chat::button>& row, const submittal_view& v, std::uint64_t version) {
    const bool known = !v.email.empty() || !v.phone.empty();
    if (!known || row.size() >= most_buttons) {
        return;
    }
    row.push_back(act_on(domain::record_name(v.number), version, "Contact", "contact"));
}

// Each with its mark, once somebody said which of them are met.
std::string must_haves_text(const submittal_view& v, const domain::requisition& req) {
    auto all = domain::must_haves_in(req.must_haves);
    const bool checked = v.musts && v.musts->of == req.must_haves;
    if (!checked) {
        const auto open = join(all, ", ");
        return open.empty() || !v.allowed.screening ? open : open + " (nobody said which are met)";
    }
    for (auto& one : all) {
        const bool lacks = std::ranges::find(v.musts->missing, one) != v.musts->missing.end();
        one.insert(0, lacks ? "✕ " : "✓ ");
    }
    return join(all, ", ") + (v.musts->why.empty() ? "" : ": " + v.musts->why);
}

// Who cannot type reads from it what became of their candidate.
void add_history(std::vector<chat::button>& row, const submittal_view& v, std::uint64_t version) {
    const bool outside = v.allowed.supplying && !v.allowed.screening;
    if (outside && row.size() < most_buttons) {
        row.push_back(act_on(domain::record_name(v.number), version, "History", "history"));
    }
}

chat::field_list fields_of(const submittal_view& v, const domain::requisition& req, instant now) {
    chat::field_list list;
    const auto add = [&list](std::string label, const std::string& text) {
        if (!text.empty()) {
            list.fields.emplace_back(
                std::move(label),
                chat::rich_text{chat::plain(displayable(text))}
            );
        }
    };
    add("For", shown_id(req.number) + ' ' + req.title);
    add("Client", req.client_name);
    add("Supplier", v.supplier_name);
    const bool by_bill = goes_by_bill(req.category, {v.pay, v.bill});
    const auto passed = ceiling_of_asked(req, {v.pay, v.bill});
    const auto add_asked = [&](std::string label, const auto& amount, bool capped) {
        if (!amount) {
            return;
        }
        auto asked = hourly(*amount, req.currency);
        if (capped && passed) {
            asked += ", over the " + *passed + " asked for";
        }
        add(std::move(label), asked);
    };
    add_asked("Pay asked", v.pay, !by_bill);
    add_asked("Bill asked", v.bill, by_bill);
    add("Available", v.available);
    add("Must-haves", must_haves_text(v, req));
    if (v.represented) {
        add("Consented", local_time(*v.represented, req.zone, now));
    }
    if (v.last_offer) {
        auto terms = offered_text(*v.last_offer, req.currency);
        if (!v.last_offer->start.empty()) {
            terms +=
                " from " + shown_start(v.last_offer->start, v.last_offer->start_time, req.zone);
        }
        const auto over = ceiling_of_offer(req, terms_of(*v.last_offer));
        if (v.allowed.screening && over) {
            terms += ", over the " + *over + " agreed";
        }
        add("Offer " + std::to_string(v.last_offer->version), terms);
    } else {
        add("Starts", shown_start(v.starts_on, v.starts_at, req.zone));
    }
    if (v.unapproved) {
        const auto terms = terms_of(*v.unapproved);
        const auto over = ceiling_of_offer(req, terms).value_or("terms");
        add("Waits for operations", terms_text(terms, req) + ", over the " + over + " agreed");
    }
    add("At work", v.at_work);
    if (v.presented) {
        list.fields.emplace_back("Presented", chat::rich_text{moment(*v.presented, req.zone, now)});
    }
    return list;
}

std::string about_state(const submittal_view& v, const domain::requisition& req, instant now) {
    std::string text;
    if (v.state == submittal_state::withdrawn) {
        text += v.met ? " after an interview" : " before any interview";
    }
    if (v.hold_until) {
        text += " until " + day_text(*v.hold_until, req.zone, now);
    }
    if (!v.reason.empty()) {
        text += ": " + shown_reason(v.reason);
    }
    if (v.known) {
        text += ". Known to this client already";
    } else if (v.disputed) {
        text += ". Two firms claim this candidate";
    }
    if (v.barred) {
        text += ". Not to return to this client";
    }
    return text;
}

std::string state_line(const submittal_view& v, const domain::requisition& req, instant now) {
    return std::string(shown_state(v.state)) + about_state(v, req, now);
}

}  // namespace

chat::button_row likely_buttons(const submittal_view& v, std::uint64_t version) {
    std::vector<chat::button> row;
    if (v.allowed.screening) {
        add_acts(row, v, version, screening_acts);
    }
    if (v.allowed.deciding) {
        add_acts(row, v, version, deciding_acts);
    }
    if (v.allowed.supplying && !v.allowed.screening) {
        add_acts(row, v, version, supplying_acts);
        add_consent(row, v, version);
        add_edit(row, v, version);
    }
    if (row.size() > most_buttons) {
        row.resize(most_buttons);
    }
    // A way out stands alone at times, and is never what is suggested.
    constexpr std::array ways_out{
        submittal_verb::no_show,
        submittal_verb::end,
        submittal_verb::withdraw,
        submittal_verb::reject};
    const bool suggests =
        !row.empty() && std::ranges::none_of(ways_out, [&row](submittal_verb out) {
            return row.front().act.name == domain::word(out);
        });
    if (suggests) {
        row.front().tone = chat::button_tone::primary;
    }
    add_resume(row, v, version);
    return chat::button_row{std::move(row)};
}

void add_candidate_line(
    chat::message& into,
    const submittal_view& v,
    const domain::requisition& req,
    std::uint64_t version,
    bool with_requisition,
    instant now
) {
    chat::paragraph line;
    line.text.push_back(chat::bold(shown_id(v.number) + ' ' + displayable(v.shown_name)));
    auto rest = ", " + std::string(shown_state(v.state));
    if (with_requisition) {
        rest += ", " + shown_id(req.number) + ' ' + displayable(req.title);
    }
    if (!v.supplier_name.empty()) {
        rest += ", " + displayable(v.supplier_name);
    }
    line.text.push_back(chat::plain(rest + ". " + whose_turn(v, req, now)));
    into.blocks.emplace_back(std::move(line));
    auto row = likely_buttons(v, version);
    if (!row.buttons.empty()) {
        into.blocks.emplace_back(std::move(row));
    }
}

chat::message submittal_card(
    const submittal_view& v,
    const domain::requisition& req,
    std::uint64_t version,
    instant now
) {
    chat::message card;
    const auto id = shown_id(v.number);
    const auto name = displayable(v.shown_name);
    card.title = id + " · " + name;
    card.summary = id + ' ' + name + " for " + shown_id(req.number) + ' ' +
                   state_sentence(v.state) + about_state(v, req, now) + ". " +
                   whose_turn(v, req, now);
    const bool on_the_job =
        v.state == submittal_state::started || v.state == submittal_state::converted;
    card.tone = on_the_job   ? chat::tone::good
                : v.disputed ? chat::tone::warning
                             : chat::tone::neutral;
    card.blocks.emplace_back(chat::paragraph{{chat::bold(state_line(v, req, now))}});
    card.blocks.emplace_back(fields_of(v, req, now));
    if (!v.about.empty()) {
        card.blocks.emplace_back(chat::paragraph{{chat::plain(displayable_lines(v.about))}});
    }
    card.blocks.emplace_back(chat::context_line{{chat::plain(whose_turn(v, req, now))}});
    auto row = likely_buttons(v, version);
    add_contact(row.buttons, v, version);
    add_history(row.buttons, v, version);
    if (!row.buttons.empty()) {
        card.blocks.emplace_back(std::move(row));
    }
    return card;
}

namespace {

// Terms that wait are answered before anything else, by who may.
void add_approval(chat::message& card, const std::string& subject, std::uint64_t version) {
    auto acts = approval_buttons(subject, version).buttons;
    const auto usual = std::ranges::find_if(card.blocks, [](const auto& block) {
        return std::holds_alternative<chat::button_row>(block);
    });
    if (usual != card.blocks.end()) {
        auto& row = std::get<chat::button_row>(*usual).buttons;
        row.front().tone = chat::button_tone::normal;
        std::ranges::move(row, std::back_inserter(acts));
        acts.resize(std::min(acts.size(), most_buttons));
        row = std::move(acts);
    } else {
        card.blocks.emplace_back(chat::button_row{std::move(acts)});
    }
}

}  // namespace

chat::message card_after(
    const context& ctx,
    const domain::submittal& after,
    std::uint64_t version,
    const found_submittal& before
) {
    const auto allowed = domain::with_setting(
        domain::clear(after, *before.req, ctx.actor, ctx.place.binding, before.shows_suppliers()),
        before.client
    );
    const auto v = domain::view(after, before.who, allowed);
    auto card = submittal_card(v, *before.req, version, ctx.told_at.value_or(ctx.now));
    if (v.unapproved && approves_offers(ctx.actor, *before.req)) {
        add_approval(card, domain::record_name(after.number), version);
    }
    return card;
}

namespace {

// Whose turn it is in the round that they are in; a card in a room is not drawn anew with that.
void add_turn_of_round(chat::message& card, const context& ctx, const found_submittal& one) {
    if (one.round == nullptr || one.sub->state != submittal_state::interviewing) {
        return;
    }
    const domain::interview_context of{*one.round, *one.sub, *one.req};
    const auto allowed = domain::clear(of, ctx.actor, ctx.place.binding, one.shows_suppliers());
    const auto v = domain::view(*one.round, one.who, allowed);
    for (auto& block : card.blocks) {
        if (auto* const turn = std::get_if<chat::context_line>(&block); turn && allowed.core) {
            turn->text.push_back(
                chat::plain(' ' + shown_id(v.number) + ": " + whose_turn(v, of, ctx.now))
            );
        }
    }
}

}  // namespace

chat::message personal_card(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto version = seen.version_of(domain::record_name(one.sub->number));
    auto card = card_after(ctx, *one.sub, version, one);
    add_turn_of_round(card, ctx, one);
    return card;
}

decision decide_change(
    const context& ctx,
    const submittal_change& one,
    const found_submittal& before,
    std::string said
) {
    decision decided;
    one.finish(decided);
    auto card = card_after(ctx, one.after(), one.next_version(), before);
    card.blocks.insert(card.blocks.begin(), chat::paragraph{{chat::plain(said)}});
    card.summary = std::move(said);
    decided.reply.what = std::move(card);
    return decided;
}

composed compose_submittal_card(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    const auto* sub = seen.find<domain::submittal>(item.subject);
    if (sub == nullptr) {
        return taken_back_card(item.subject);
    }
    const auto requisition = domain::record_name(sub->requisition);
    const auto client_name = domain::record_name(sub->client);
    need wanted;
    for (const auto& name : {requisition, client_name}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(requisition);
    if (req == nullptr) {
        return std::monostate{};
    }
    const auto* client = seen.find<domain::client>(client_name);
    const bool shows = client != nullptr && client->shows_supplier_names;
    const auto allowed = domain::clear(*sub, *req, ctx.place.binding, shows);
    if (!allowed.core) {
        return std::monostate{};
    }
    // A place shows initials only, so nobody's personal record has to be read.
    auto card = submittal_card(
        domain::view(*sub, nullptr, allowed),
        *req,
        seen.version_of(item.subject),
        ctx.now
    );
    name_speaker(card, ctx, *req);
    return card;
}

}  // namespace fillrate::handlers
