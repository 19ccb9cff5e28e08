#include "handlers/cards.hpp"

#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/questions.hpp"
#include "handlers/shift.hpp"
#include "handlers/shown_rates.hpp"
#include "handlers/taken_back.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>

namespace fillrate::handlers {

namespace {

using domain::requisition_state;
using domain::requisition_view;

void add_shift_button(
    std::vector<chat::button>& row,
    const requisition_view& v,
    std::uint64_t version
) {
    if (v.category == domain::category::light_industrial) {
        row.push_back(act_on(v, version, "Plan shifts", "plan_shifts"));
    }
}

void add_owner_buttons(
    std::vector<chat::button>& row,
    const requisition_view& v,
    std::uint64_t version
) {
    switch (v.state) {
        case requisition_state::draft:
            row.push_back(act_on(v, version, "Send to intake", "submit"));
            row.push_back(act_on(v, version, "Change", "set"));
            row.push_back(act_on(v, version, "Cancel", "cancel"));
            break;
        case requisition_state::intake:
            row.push_back(act_on(v, version, "Finish intake", "qualify"));
            row.push_back(act_on(v, version, "Return to draft", "return"));
            row.push_back(act_on(v, version, "Change", "set"));
            row.push_back(act_on(v, version, "Hold", "hold"));
            break;
        case requisition_state::qualified:
            row.push_back(act_on(v, version, "Release to suppliers", "release"));
            row.push_back(act_on(v, version, "Change", "set"));
            row.push_back(act_on(v, version, "Hold", "hold"));
            break;
        case requisition_state::open:
            if (v.slate.live > 0) {
                row.push_back(act_on(v, version, "Candidates", "candidates"));
            }
            row.push_back(act_on(v, version, "Release to more", "release"));
            row.push_back(act_on(v, version, "Change", "set"));
            add_shift_button(row, v, version);
            row.push_back(act_on(v, version, "Hold", "hold"));
            row.push_back(act_on(v, version, "Close", "close"));
            break;
        case requisition_state::on_hold:
            row.push_back(act_on(v, version, "Resume", "resume"));
            row.push_back(act_on(v, version, "Close", "close"));
            break;
        case requisition_state::filled:
            add_shift_button(row, v, version);
            row.push_back(act_on(v, version, "Reopen", "reopen"));
            break;
        case requisition_state::closed:
        case requisition_state::cancelled:
            row.push_back(act_on(v, version, "Reopen", "reopen"));
            break;
    }
}

void add_manager_buttons(
    std::vector<chat::button>& row,
    const requisition_view& v,
    std::uint64_t version
) {
    const bool open = v.state == requisition_state::open;
    const bool draft = v.state == requisition_state::draft;
    const bool running =
        open || v.state == requisition_state::intake || v.state == requisition_state::qualified;
    if (draft) {
        row.push_back(act_on(v, version, "Send to intake", "submit"));
    }
    if (v.slate.live > 0) {
        row.push_back(act_on(v, version, "Candidates", "candidates"));
    }
    if (open && v.category == domain::category::light_industrial && v.openings_open > 0) {
        row.push_back(act_on(v, version, "Who started", "start"));
    }
    if (running) {
        row.push_back(act_on(v, version, "Hold", "hold"));
    }
    if (running || draft) {
        row.push_back(act_on(v, version, "Leave a note", "note"));
    }
    if (running || draft || v.state == requisition_state::on_hold) {
        row.push_back(act_on(v, version, "Filled elsewhere / cancel", "cancel"));
    }
}

// What is open to a supplier's answer.
void add_answer_buttons(
    std::vector<chat::button>& row,
    const requisition_view& v,
    std::uint64_t version
) {
    const auto said = v.own_answer->said;
    const bool counts_heads = v.category == domain::category::light_industrial &&
                              said == domain::coverage::answer::accepted &&
                              v.own_answer->heads > 0 && v.openings_open > 0;
    if (said != domain::coverage::answer::accepted) {
        row.push_back(act_on(v, version, "Accept", "accept"));
    }
    if (said != domain::coverage::answer::declined) {
        row.push_back(act_on(v, version, "Submit candidate", "submit"));
    }
    if (counts_heads) {
        row.push_back(act_on(v, version, "Who started", "start"));
    }
    if (said != domain::coverage::answer::declined) {
        row.push_back(act_on(v, version, "Decline", "decline"));
    }
}

// While it is on hold candidates may still come, and questions; what is in play stays at hand
// whatever became of it.
void add_supplier_buttons(
    std::vector<chat::button>& row,
    const requisition_view& v,
    std::uint64_t version
) {
    if (!v.own_answer) {
        return;
    }
    const auto said = v.own_answer->said;
    const bool goes_on =
        v.state == requisition_state::open || v.state == requisition_state::on_hold;
    if (goes_on && said != domain::coverage::answer::removed) {
        if (v.state == requisition_state::open) {
            add_answer_buttons(row, v, version);
        } else if (said != domain::coverage::answer::declined) {
            row.push_back(act_on(v, version, "Submit candidate", "submit"));
        }
        row.push_back(act_on(v, version, "Ask", "ask"));
    }
    if (v.own_answer->live > 0) {
        row.push_back(act_on(v, version, "Candidates", "candidates"));
    }
}

std::string dots(const std::vector<domain::coverage>& suppliers) {
    std::string line;
    for (const auto& one : suppliers) {
        if (!line.empty()) {
            line += "  ";
        }
        switch (one.said) {
            case domain::coverage::answer::accepted:
                line += "● ";
                break;
            case domain::coverage::answer::asked:
                line += "○ ";
                break;
            case domain::coverage::answer::declined:
            case domain::coverage::answer::removed:
                line += "✕ ";
                break;
        }
        line += displayable(one.name);
        if (one.heads > 0) {
            line += " (" + counted(one.heads, "head", "heads") + ')';
        } else if (one.said == domain::coverage::answer::removed) {
            line += " (taken off)";
        } else if (one.said == domain::coverage::answer::declined && !one.reason.empty()) {
            line += " (" + shown_reason(one.reason) + ')';
        }
    }
    return line;
}

std::string candidates_text(const requisition_view& v) {
    if (v.slate.live == 0) {
        return {};
    }
    auto text = std::to_string(v.slate.live) + " in play";
    if (v.slate.before_client > 0 && v.slate.live > v.slate.before_client) {
        text += ", " + std::to_string(v.slate.before_client) + " before the manager";
    }
    return text;
}

std::string openings_text(const requisition_view& v) {
    auto text = counted(v.openings, "opening", "openings");
    if (v.openings_filled > 0) {
        text += ", " + std::to_string(v.openings_filled) + " filled";
    }
    if (v.openings_frozen > 0) {
        text += ", " + std::to_string(v.openings_frozen) + " frozen by the client";
    }
    return text;
}

chat::field_list fields_of(const requisition_view& v) {
    chat::field_list list;
    const auto add = [&list](std::string label, const std::string& text) {
        if (!text.empty()) {
            list.fields.emplace_back(
                std::move(label),
                chat::rich_text{chat::plain(displayable(text))}
            );
        }
    };
    add("Client", v.client_name);
    add("Site", v.site_name);
    if (v.engagement != domain::usual_engagement(v.category)) {
        add("Kind", std::string(chat::label_of("engagement", domain::word(v.engagement))));
    }
    add("Openings", openings_text(v));
    add("Candidates", candidates_text(v));
    add("Priority", std::string(domain::word(v.priority)));
    add("Start", v.start);
    add("Shift", v.shift);
    add_rates(list, v);
    add("Manager", v.hiring_manager_name);
    add("Owner", v.owner_name);
    add("Must-haves", v.must_haves);
    return list;
}

void add_clock(
    chat::message& card,
    const requisition_view& v,
    const domain::clock& clock,
    instant now
) {
    const auto subject = clock_subject(clock.kind);
    chat::paragraph line;
    if (clock.state == domain::clock_state::paused) {
        line.text.push_back(chat::plain(subject + " clock paused."));
    } else {
        line.text.push_back(chat::bold(subject + (clock.breached ? " was due " : " due ")));
        line.text.push_back(moment(domain::due_time(clock), v.zone, now));
        if (v.allowed.notes && clock.breached && !clock.missed.empty()) {
            line.text.push_back(chat::plain(", " + shown_id(clock.missed)));
        }
        if (const auto waiting = waiting_text(clock, v.zone, now); !waiting.empty()) {
            line.text.push_back(chat::plain("; " + waiting));
        } else if (clock.eta && *clock.eta > now) {
            line.text.push_back(
                chat::plain(". Somebody is on it until " + local_time(*clock.eta, v.zone))
            );
        }
        if (clock.breached) {
            card.tone = chat::tone::bad;
        } else if (clock.warned > 0) {
            card.tone = chat::tone::warning;
        }
    }
    card.blocks.emplace_back(std::move(line));
}

// One line: what is next; until somebody works it, whether they do is the question.
void add_clocks(chat::message& card, const requisition_view& v, instant now) {
    const auto* const coverage = domain::find_clock(v.clocks, domain::clock_kind::coverage);
    if (coverage != nullptr && coverage->state == domain::clock_state::met) {
        card.blocks.emplace_back(chat::paragraph{
            {chat::plain(coverage->breached ? "Covered, after its due time." : "Covered in time.")}}
        );
    }
    if (const auto* const leading = domain::leading_clock(v.clocks)) {
        add_clock(card, v, *leading, now);
    }
}

std::string state_line(const requisition_view& v, instant now) {
    if (is_closed_for_reader(v)) {
        return "closed for you";
    }
    std::string text(shown_state(v.state));
    const bool reasoned = v.state == requisition_state::on_hold ||
                          v.state == requisition_state::closed ||
                          v.state == requisition_state::cancelled;
    if (reasoned && !v.reason.empty()) {
        text += ": " + shown_reason(v.reason);
    }
    if (v.state == requisition_state::on_hold && v.hold_until) {
        text += ", until " + until_text(*v.hold_until, v.zone, now);
    }
    if (v.cycle > 1) {
        text += " (round " + std::to_string(v.cycle) + ')';
    }
    return text;
}

}  // namespace

chat::button act_on(
    std::string subject,
    std::uint64_t version,
    std::string label,
    std::string verb
) {
    chat::button made;
    made.label = std::move(label);
    made.act.name = std::move(verb);
    made.act.subject = std::move(subject);
    made.act.version = version;
    return made;
}

chat::button act_on(
    const domain::requisition_view& v,
    std::uint64_t version,
    std::string label,
    std::string verb
) {
    return act_on(domain::record_name(v.number), version, std::move(label), std::move(verb));
}

chat::button_row likely_buttons(const requisition_view& v, std::uint64_t version) {
    std::vector<chat::button> row;
    if (v.allowed.owner_actions) {
        add_owner_buttons(row, v, version);
    } else if (v.allowed.hiring_manager_actions) {
        add_manager_buttons(row, v, version);
    }
    if (v.allowed.supplier_actions) {
        add_supplier_buttons(row, v, version);
    }
    if (row.size() > 5) {
        row.resize(5);
    }
    if (!row.empty()) {
        row.front().tone = chat::button_tone::primary;
    }
    return chat::button_row{std::move(row)};
}

chat::message requisition_card(const requisition_view& v, std::uint64_t version, instant now) {
    chat::message card;
    const auto id = shown_id(v.number);
    const auto title = displayable(v.title);
    card.title = id + " · " + title;
    card.summary = id + ' ' + title + " is " + state_line(v, now) + ". " + whose_turn(v);
    card.tone = v.state == requisition_state::filled ? chat::tone::good : chat::tone::neutral;
    card.blocks.emplace_back(chat::paragraph{{chat::bold(state_line(v, now))}});
    card.blocks.emplace_back(fields_of(v));
    if (v.suppliers && !v.suppliers->empty()) {
        card.blocks.emplace_back(chat::paragraph{{chat::plain("Suppliers  " + dots(*v.suppliers))}}
        );
    }
    add_clocks(card, v, now);
    add_questions(card, v);
    card.blocks.emplace_back(chat::context_line{{chat::plain(whose_turn(v))}});
    auto row = likely_buttons(v, version);
    if (!row.buttons.empty()) {
        card.blocks.emplace_back(std::move(row));
    }
    return card;
}

namespace {

// `client` is null where it is not at hand: the base of its markup is not known then.
chat::message card_with_markup(
    const context& ctx,
    const domain::requisition& req,
    std::uint64_t version,
    const domain::client* client
) {
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    if (!allowed.core) {
        // Nothing of it may be shown here, not even to its owner (DOMAIN.md 9).
        chat::message elsewhere;
        elsewhere.title = shown_id(req.number);
        elsewhere.summary = shown_id(req.number) + " is not shown in this conversation.";
        return elsewhere;
    }
    // Read now, also where what it tells of happened before.
    const auto now = ctx.told_at.value_or(ctx.now);
    auto shown = domain::view(req, allowed, now);
    if (allowed.owner_actions && client != nullptr) {
        shown.markup_of_bill = client->markup_of_bill;
    }
    return requisition_card(shown, version, now);
}

}  // namespace

chat::message card_after(
    const context& ctx,
    const domain::requisition& req,
    std::uint64_t version
) {
    return card_with_markup(ctx, req, version, nullptr);
}

std::optional<need> missing_beside_card(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
) {
    auto wanted = missing_next_shift(seen, req, now).value_or(need{});
    if (auto people = missing_people_of(seen, req)) {
        std::ranges::move(people->records, std::back_inserter(wanted.records));
    }
    const bool nothing = wanted.records.empty() && wanted.pages.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

chat::message personal_card(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    auto card = card_with_markup(
        ctx,
        req,
        seen.version_of(domain::record_name(req.number)),
        seen.find<domain::client>(domain::record_name(req.client))
    );
    const auto allowed = domain::clear(req, ctx.actor, ctx.place.binding, false);
    add_next_shift(card, seen, req, allowed, ctx.now);
    if (allowed.core) {
        add_absences(card, seen, req, allowed, ctx.now);
    }
    return card;
}

void name_speaker(chat::message& card, const context& ctx, const domain::requisition& req) {
    const bool inside = ctx.place.binding.who == domain::binding::kind::internal;
    if (inside || ctx.organisation.name.empty()) {
        return;
    }
    const auto owner = req.owner_name.empty() ? std::string{} : displayable(req.owner_name) + ", ";
    card.blocks.insert(
        card.blocks.begin(),
        chat::context_line{{chat::plain("From " + owner + displayable(ctx.organisation.name))}}
    );
}

composed compose_card(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto* req = seen.find<domain::requisition>(item.subject);
    if (req == nullptr) {
        return taken_back_card(item.subject);
    }
    const auto client_name = domain::record_name(req->client);
    const bool to_client = ctx.place.binding.who == domain::binding::kind::client;
    auto wanted = missing_beside_card(seen, *req, ctx.now).value_or(need{});
    if (to_client && !seen.loaded(client_name)) {
        wanted.records.push_back(client_name);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    const auto* client = seen.find<domain::client>(client_name);
    const bool shows = client != nullptr && client->shows_supplier_names;
    const auto allowed = domain::clear(*req, ctx.place.binding, shows);
    if (!allowed.core) {
        return std::monostate{};
    }
    auto card = requisition_card(
        domain::view(*req, allowed, ctx.now),
        seen.version_of(item.subject),
        ctx.now
    );
    add_next_shift(card, seen, *req, allowed, ctx.now);
    name_speaker(card, ctx, *req);
    add_absences(card, seen, *req, allowed, ctx.now);
    return card;
}

}  // namespace fillrate::handlers
