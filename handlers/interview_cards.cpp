#include "handlers/interview_cards.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/cards.hpp"
#include "handlers/interview_panel.hpp"
#include "handlers/taken_back.hpp"
#include "handlers/whose_turn.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

using domain::interview_state;
using domain::interview_view;

constexpr std::array<std::string_view, 3> pick_verbs{"pick_first", "pick_second", "pick_third"};

std::string interviewer_line(const interview_view& v, const domain::interviewer& one) {
    auto text = displayable(one.name);
    if (!one.required) {
        text += " (optional)";
    }
    if (v.state == interview_state::confirmed && one.answer != domain::invitation::open) {
        text += one.answer == domain::invitation::accepted ? ", will be there" : ", cannot come";
    }
    if (domain::is_in(one.feedback.state)) {
        text += ": " + std::string(shown_verdict(one.feedback.said));
        if (!one.feedback.text.empty()) {
            text += ", \"" + displayable(one.feedback.text) + '"';
        }
    } else if (one.feedback.state == domain::feedback_state::waived) {
        text += ": waived";
    }
    return text;
}

chat::field_list interview_fields(
    const interview_view& v,
    const domain::requisition& req,
    instant now
) {
    chat::field_list list;
    const auto add = [&list](std::string label, const std::string& text) {
        if (!text.empty()) {
            list.fields.emplace_back(
                std::move(label),
                chat::rich_text{chat::plain(displayable(text))}
            );
        }
    };
    if (v.start) {
        list.fields.emplace_back("When", chat::rich_text{moment(*v.start, v.zone, now)});
    }
    for (std::size_t i = 0; i < v.slots.size(); ++i) {
        list.fields.emplace_back(
            "Time " + std::to_string(i + 1),
            chat::rich_text{moment(v.slots[i], v.zone, now)}
        );
    }
    add("Length", std::to_string(v.length) + " min");
    add("For", shown_id(req.number) + ' ' + req.title + ", " + shown_id(v.submittal));
    add("Client", req.client_name);
    add("Supplier", v.supplier_name);
    add("Place", v.place);
    add("Link", v.link);
    if (v.former && !v.start) {
        add("Was", local_time(*v.former, v.zone, now));
    }
    std::vector<std::string> panel;
    for (const auto& one : v.panel) {
        panel.push_back(interviewer_line(v, one));
    }
    add("Panel", join(panel, "; "));
    add("Quorum", quorum_text(v.panel, v.quorum));
    return list;
}

std::string interview_line(const interview_view& v) {
    std::string text(shown_state(v.state));
    if (v.assumed) {
        text += ", nobody said so yet";
    }
    if (v.absent == domain::absentee::candidate) {
        text = "not held, the candidate did not come";
    } else if (v.absent == domain::absentee::interviewer) {
        text = "not held, an interviewer could not come";
    }
    if (!v.reason.empty()) {
        text += ": " + displayable(v.reason);
    }
    if (domain::is_over(v.state) && v.allowed.panel) {
        const auto in = verdicts_in(v.count);
        text += ',' + in.substr(0, in.find('.'));
    }
    return text;
}

// On hold nothing is called off by itself (DOMAIN.md 3.1).
std::string interview_line(const interview_view& v, const domain::requisition& of, instant now) {
    const bool ahead = v.state == interview_state::confirmed && v.start && *v.start > now;
    const bool stands = ahead && of.state == domain::requisition_state::on_hold;
    return interview_line(v) +
           (stands ? ", and stands while " + shown_id(of.number) + " is on hold" : "");
}

void add_answering(
    std::vector<chat::button>& row,
    const interview_view& v,
    std::uint64_t version,
    instant now
) {
    const bool answers =
        v.allowed.owning ||
        (v.answers == domain::party::client ? v.allowed.deciding : v.allowed.supplying);
    if (v.state != interview_state::proposed || !answers) {
        return;
    }
    for (std::size_t i = 0; i < std::min(v.slots.size(), pick_verbs.size()); ++i) {
        row.push_back(act_on(
            domain::record_name(v.number),
            version,
            "Pick " + local_time(v.slots[i], v.zone, now),
            std::string(pick_verbs[i])
        ));
    }
    row.push_back(act_on(domain::record_name(v.number), version, "None work", "none"));
}

}  // namespace

chat::button_row likely_buttons(const interview_view& v, std::uint64_t version, instant now) {
    constexpr std::size_t most = 5;
    std::vector<chat::button> row;
    const auto add = [&](std::string label, std::string verb) {
        row.push_back(
            act_on(domain::record_name(v.number), version, std::move(label), std::move(verb))
        );
    };
    const bool runs = v.allowed.owning || v.allowed.deciding;
    add_answering(row, v, version, now);
    const bool wants_times = v.state == interview_state::requested ||
                             v.state == interview_state::expired ||
                             v.state == interview_state::no_show;
    if (wants_times && runs) {
        add("Offer times", "propose");
    }
    if (v.state == interview_state::confirmed) {
        const bool ahead = v.start && *v.start > now;
        if (ahead) {
            add("Move", "move");
        }
        if (runs) {
            add("It took place", "held");
        }
        if (!ahead) {
            add("Move", "move");
        }
        if (runs) {
            add("Somebody did not come", "noshow");
        }
    }
    const bool has_part = !v.allowed.self.empty() || v.allowed.owning;
    if (domain::is_over(v.state) && has_part) {
        add("Give feedback", "feedback");
    }
    if (v.assumed && runs) {
        add("It took place", "held");
        add("Somebody did not come", "noshow");
    }
    if (domain::is_ahead(v.state) && runs) {
        add("Cancel", "cancel");
    }
    row.resize(std::min(row.size(), most));
    if (!row.empty()) {
        row.front().tone = chat::button_tone::primary;
    }
    return chat::button_row{std::move(row)};
}

chat::message interview_card(
    const interview_view& v,
    const domain::interview_context& of,
    std::uint64_t version,
    instant now
) {
    const auto& req = of.req;
    chat::message card;
    const auto id = shown_id(v.number);
    const auto name = displayable(v.shown_name);
    card.title = id + " · " + name + ", round " + std::to_string(v.round);
    card.summary = id + ", interview of " + name + " for " + shown_id(req.number) + ", is " +
                   interview_line(v, req, now) +
                   (v.start ? ", " + local_time(*v.start, v.zone, now) : "") + ". " +
                   whose_turn(v, of, now);
    card.tone = v.state == interview_state::feedback_complete ? chat::tone::good
                : v.state == interview_state::no_show || v.state == interview_state::expired
                    ? chat::tone::warning
                    : chat::tone::neutral;
    card.blocks.emplace_back(chat::paragraph{{chat::bold(interview_line(v, req, now))}});
    card.blocks.emplace_back(interview_fields(v, req, now));
    card.blocks.emplace_back(chat::context_line{{chat::plain(whose_turn(v, of, now))}});
    auto row = likely_buttons(v, version, now);
    if (!row.buttons.empty()) {
        card.blocks.emplace_back(std::move(row));
    }
    return card;
}

chat::message card_after(
    const context& ctx,
    const domain::interview& after,
    std::uint64_t version,
    const found_interview& before
) {
    const domain::interview_context of{after, *before.sub, *before.req};
    const auto allowed = domain::clear(of, ctx.actor, ctx.place.binding, before.shows_suppliers());
    const auto now = ctx.told_at.value_or(ctx.now);
    return interview_card(domain::view(after, before.who, allowed), of, version, now);
}

chat::message personal_card(const context& ctx, const snapshot& seen, const found_interview& one) {
    return card_after(ctx, *one.iv, seen.version_of(domain::record_name(one.iv->number)), one);
}

composed compose_interview_card(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    if (!seen.loaded(item.subject)) {
        need wanted;
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* iv = seen.find<domain::interview>(item.subject);
    if (iv == nullptr) {
        return taken_back_card(item.subject);
    }
    // A place shows initials only, so nobody's personal record has to be read.
    need wanted;
    for (const auto& name :
         {domain::record_name(iv->submittal),
          domain::record_name(iv->requisition),
          domain::record_name(iv->client)}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto one = interview_in(seen, item.subject);
    if (!one.complete()) {
        return std::monostate{};
    }
    const auto allowed = domain::clear(one.context(), ctx.place.binding, one.shows_suppliers());
    if (!allowed.core) {
        return std::monostate{};
    }
    auto card = interview_card(
        domain::view(*one.iv, nullptr, allowed),
        one.context(),
        seen.version_of(item.subject),
        ctx.now
    );
    if (!ctx.organisation.name.empty()) {
        const auto owner =
            one.req->owner_name.empty() ? std::string{} : displayable(one.req->owner_name) + ", ";
        card.blocks.insert(
            card.blocks.begin(),
            chat::context_line{{chat::plain("From " + owner + displayable(ctx.organisation.name))}}
        );
    }
    return card;
}

}  // namespace fillrate::handlers
