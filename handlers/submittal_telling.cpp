#include "handlers/submittal_telling.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/reasons.hpp"
#include "handlers/backdated.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/lines.hpp"
#include "handlers/resume.hpp"
#include "handlers/telling.hpp"
#include "handlers/terms_form.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using sentence_or_none = std::optional<std::string>;

// One overload per payload that readers hear of.
class submittal_teller {
public:
    submittal_teller(
        const domain::event& what,
        const domain::requisition& req,
        const domain::submittal_clearance& allowed
    )
        : what_(what), req_(req), allowed_(allowed) {}

    sentence_or_none operator()(const domain::submittal_made& made) const {
        auto text = "Put forward" + by(made.supplier.empty());
        if (allowed_.ownership && made.duplicate) {
            text += made.barred  ? ", though the client does not want them again"
                    : made.known ? ", though the client knows them already"
                    : made.disputed
                        ? ", while another firm claims them too: the account manager decides"
                        : ", while another firm represents them";
        }
        return text + '.';
    }
    sentence_or_none operator()(const domain::submittal_moved& moved) const {
        std::string terms;
        if (moved.until) {
            terms = "until " + day_text(*moved.until, req_.zone, what_.recorded_at);
        } else if (moved.hours > 0) {
            terms = "after " + std::to_string(moved.hours) + " hours";
        } else if (moved.musts && !moved.musts->missing.empty()) {
            terms = without_must_haves(*moved.musts);
        } else if (moved.met) {
            terms = *moved.met ? "after an interview" : "before any interview";
        }
        return sentence_of(moved.what, terms, moved.words_open && allowed_.supplying);
    }
    sentence_or_none operator()(const domain::words_passed& passed) const {
        if (!allowed_.free_reasons && !allowed_.supplying) {
            return std::nullopt;
        }
        return (allowed_.free_reasons ? "Told the supplier" + by()
                                      : std::string("From the account manager")) +
               ": " + displayable(passed.text) + '.';
    }
    sentence_or_none operator()(const domain::submittal_changed& to) const {
        std::string text;
        if (to.pay && allowed_.pay) {
            text += ": " + hourly(*to.pay, req_.currency) + " asked";
        }
        if (to.bill && allowed_.bill) {
            text +=
                (text.empty() ? ": bill " : ", bill ") + hourly(*to.bill, req_.currency) + " asked";
        }
        if (to.available) {
            text += (text.empty() ? ": available from " : ", available from ") + *to.available;
        }
        if (to.about) {
            text += text.empty() ? ": why they fit" : ", why they fit";
        }
        return "What was put forward was changed" + by() + text + '.';
    }
    sentence_or_none operator()(const domain::feedback_gathered& of) const {
        return allowed_.screening || allowed_.deciding
                   ? sentence_or_none("The feedback of " + shown_id(of.interview) + " is in.")
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::offer_made& made) const {
        domain::offer shown{.pay = made.pay, .bill = made.bill, .salary = made.salary};
        if (!allowed_.bill) {
            shown.bill.reset();
        }
        auto terms = allowed_.pay ? offered_text(shown, req_.currency) : std::string{};
        if (!made.start.empty()) {
            terms += (terms.empty() ? "from " : " from ") +
                     shown_start(made.start, made.start_time, req_.zone);
        }
        return sentence_of(domain::submittal_verb::offer, terms);
    }
    sentence_or_none operator()(const domain::offer_proposed& proposed) const {
        return allowed_.screening ? sentence_or_none(
                                        "An offer of " + terms_text(proposed.terms, req_) +
                                        " waits for operations" + by() + '.'
                                    )
                                  : std::nullopt;
    }
    sentence_or_none operator()(const domain::offer_disapproved&) const {
        return allowed_.screening
                   ? sentence_or_none("The offer was not approved" + by() + reason() + '.')
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::start_moved& moved) const {
        const bool ours = what_.party == domain::party::program;
        return "The first day was moved" + by() + " to " +
               shown_start(moved.start, moved.start_time, req_.zone) +
               (ours ? "" : ", as the " + std::string(word(what_.party)) + " asked") + reason() +
               '.';
    }
    sentence_or_none operator()(const domain::resume_attached& attached) const {
        if (!allowed_.resume) {
            return std::nullopt;
        }
        return "Resume" + by() + ": " + shown_resume(attached.value) + '.';
    }
    // Names are what an audit is for, whoever reads it.
    sentence_or_none operator()(const domain::resume_opened&) const {
        return allowed_.audit
                   ? sentence_or_none("Resume opened by " + displayable(what_.actor_name) + '.')
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::contact_shown&) const {
        return allowed_.audit
                   ? sentence_or_none("Contact shown to " + displayable(what_.actor_name) + '.')
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::represented& consent) const {
        if (!allowed_.ownership && !allowed_.supplying) {
            return std::nullopt;
        }
        return "The candidate consented on " +
               local_time(consent.confirmed, req_.zone, what_.recorded_at) + by() + '.';
    }
    sentence_or_none operator()(const domain::consent_requested&) const {
        if (!allowed_.ownership && !allowed_.supplying) {
            return std::nullopt;
        }
        return allowed_.ownership
                   ? "The supplier was asked for the candidate's consent" + by() + '.'
                   : std::string(
                         "Please confirm that the candidate consents to "
                         "being represented, and since which day."
                     );
    }
    sentence_or_none operator()(const domain::claim_disputed& said) const {
        if (!allowed_.ownership) {
            // The outcome alone, in the words of every other one: nothing of who else claimed them.
            return said.settled && allowed_.supplying
                       ? sentence_or_none(sentence_of(
                             said.stands ? domain::submittal_verb::award
                                         : domain::submittal_verb::lose,
                             {}
                         ))
                       : std::nullopt;
        }
        return said.settled ? "It is decided which firm represents them" + by() + reason() + '.'
                            : std::string(
                                  "Another firm claims them too: the account manager "
                                  "decides."
                              );
    }
    sentence_or_none operator()(const domain::return_barred& bar) const {
        if (!allowed_.free_reasons && !allowed_.deciding) {
            return std::nullopt;
        }
        return (bar.lifted ? "May return to this client again" : "Not to return to this client") +
               by() + reason() + '.';
    }
    sentence_or_none operator()(const domain::client_known& said) const {
        if (!allowed_.free_reasons && !allowed_.deciding) {
            return std::nullopt;
        }
        const auto day =
            said.contact ? ", last contact " + day_text(*said.contact, req_.zone, what_.recorded_at)
                         : std::string{};
        return (said.lifted ? "Not known to this client after all"
                            : "Known to this client already" + day) +
               by() + reason() + '.';
    }
    sentence_or_none operator()(const domain::assignment_set& set) const {
        // Whoever set it at the start stands with the start.
        const bool for_client = what_.party == domain::party::client && !what_.on_behalf_of.empty();
        return (set.value.end.empty()
                    ? "At work since " + set.value.start
                    : "At work from " + set.value.start + " to " + set.value.end) +
               (for_client ? by() : std::string{}) + '.';
    }
    sentence_or_none operator()(const domain::assignment_asked& asked) const {
        if (!allowed_.free_reasons) {
            return std::nullopt;
        }
        return asked.day == domain::assignment_asked::of_end
                   ? std::string("Asked what comes after the end of the assignment.")
                   : "Asked how it goes on day " + std::to_string(asked.day) + '.';
    }
    sentence_or_none operator()(const domain::check_in_said& said) const {
        if (!allowed_.free_reasons && !allowed_.deciding) {
            return std::nullopt;
        }
        return (said.concern ? "A concern" : "It goes well") + by() + reason() + '.';
    }
    sentence_or_none operator()(const domain::clock_acknowledged& on_it) const {
        return allowed_.free_reasons ? sentence_or_none(on_it_text(what_, on_it, req_.zone))
                                     : std::nullopt;
    }
    sentence_or_none operator()(const domain::clock_breached& missed) const {
        return allowed_.free_reasons ? sentence_or_none(missed_text(missed.kind, missed.number))
                                     : std::nullopt;
    }
    sentence_or_none operator()(const domain::eta_missed& missed) const {
        return allowed_.free_reasons ? sentence_or_none(eta_missed_text(missed)) : std::nullopt;
    }
    sentence_or_none operator()(const domain::clock_excused& excused) const {
        if (!allowed_.free_reasons) {
            return std::nullopt;
        }
        return clock_subject(excused.kind) +
               (excused.explains ? ": why it was missed, said" : ": the miss is excused") + by() +
               reason() + '.';
    }
    sentence_or_none operator()(const domain::breach_withdrawn& withdrawn) const {
        return allowed_.free_reasons ? sentence_or_none(withdrawn_text(withdrawn)) : std::nullopt;
    }
    sentence_or_none operator()(const domain::noted& note) const {
        return allowed_.free_reasons
                   ? sentence_or_none("Note" + by() + ": " + displayable_lines(note.text))
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::undone&) const {
        return allowed_.free_reasons ? sentence_or_none("A change was taken back" + by() + '.')
                                     : std::nullopt;
    }
    template <class Other>
    sentence_or_none operator()(const Other&) const {
        return std::nullopt;
    }

private:
    [[nodiscard]] std::string sentence_of(
        domain::submittal_verb what,
        const std::string& terms,
        bool with_words = false
    ) const {
        std::string text(told_step(what));
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
        return text + by() + (terms.empty() ? std::string{} : ": " + terms) + reason(with_words) +
               '.';
    }
    [[nodiscard]] std::string without_must_haves(const domain::must_have_check& check) const {
        const bool reads_why = allowed_.free_reasons || allowed_.deciding;
        return "without " + displayable(join(check.missing, ", ")) +
               (reads_why && !check.why.empty() ? " (" + displayable(check.why) + ')'
                                                : std::string{});
    }
    // Suppliers go through the account manager: they read no other names.
    [[nodiscard]] std::string by(bool ours = false) const {
        if ((!allowed_.free_reasons && !allowed_.deciding) || what_.actor_name.empty()) {
            return {};
        }
        auto text = " by " + shown_actor(what_, ours || allowed_.supplier_name);
        // A firm's name is for those who may read whose candidate it is.
        const bool firm = std::ranges::any_of(req_.suppliers, [this](const domain::coverage& of) {
            return displayable(of.name) == what_.on_behalf_of;
        });
        if (!what_.on_behalf_of.empty() && (!firm || allowed_.supplier_name)) {
            text += " for " + displayable(what_.on_behalf_of);
        }
        return text;
    }
    [[nodiscard]] std::string reason(bool with_words = false) const {
        if (what_.reason.empty()) {
            return {};
        }
        if (allowed_.free_reasons || with_words) {
            return ": " + shown_reason(what_.reason);
        }
        const auto code = what_.reason.substr(0, what_.reason.find(": "));
        return domain::is_reason_code(code) ? ": " + shown_reason(code) : std::string{};
    }

    const domain::event& what_;
    const domain::requisition& req_;
    const domain::submittal_clearance& allowed_;
};

}  // namespace

std::string_view told_step(domain::submittal_verb what) noexcept {
    switch (what) {
        case domain::submittal_verb::present:
            return "presented to the hiring manager";
        case domain::submittal_verb::send_back:
            return "returned to the supplier";
        case domain::submittal_verb::resubmit:
            return "submitted again";
        case domain::submittal_verb::lose:
            return "not to be submitted for this client";
        case domain::submittal_verb::award:
            return "confirmed as represented by this firm";
        case domain::submittal_verb::shortlist:
            return "put on the shortlist";
        case domain::submittal_verb::hold:
            return "kept open";
        case domain::submittal_verb::interview:
            return "asked to interview";
        case domain::submittal_verb::select:
            return "selected";
        case domain::submittal_verb::reject:
            return "rejected";
        case domain::submittal_verb::offer:
            return "offered the job";
        case domain::submittal_verb::accept:
            return "took the offer";
        case domain::submittal_verb::decline:
            return "declined the offer";
        case domain::submittal_verb::expire:
            return "let the offer run out";
        case domain::submittal_verb::rescind:
            return "offer taken back";
        case domain::submittal_verb::clear:
            return "cleared to start";
        case domain::submittal_verb::start:
            return "started";
        case domain::submittal_verb::no_show:
            return "did not come on the first day";
        case domain::submittal_verb::end:
            return "assignment ended";
        case domain::submittal_verb::convert:
            return "taken on by the client";
        case domain::submittal_verb::withdraw:
            return "withdrawn";
        case domain::submittal_verb::pass_over:
            return "not selected";
        case domain::submittal_verb::revive:
            return "brought back";
        case domain::submittal_verb::ask_again:
            return "put before the hiring manager again, as agreed";
        case domain::submittal_verb::move_start:
            return "given another first day";
    }
    return "changed";
}

std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::requisition& req,
    const domain::submittal_clearance& allowed
) {
    if (!allowed.core) {
        return std::nullopt;
    }
    return std::visit(submittal_teller{what, req, allowed}, what.data);
}

composed compose_submittal_line(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
    }
    wanted.event = missing_event(item, seen);
    const auto* sub = seen.find<domain::submittal>(item.subject);
    if (sub != nullptr) {
        for (const auto& name :
             {domain::record_name(sub->requisition), domain::record_name(sub->client)}) {
            if (!seen.loaded(name)) {
                wanted.records.push_back(name);
            }
        }
    }
    if (!wanted.records.empty() || wanted.event) {
        return wanted;
    }
    const auto* what = event_of(item, seen);
    const auto* req = sub == nullptr
                          ? nullptr
                          : seen.find<domain::requisition>(domain::record_name(sub->requisition));
    if (what == nullptr || req == nullptr) {
        return std::monostate{};
    }
    const auto* client = seen.find<domain::client>(domain::record_name(sub->client));
    const bool shows = client != nullptr && client->shows_supplier_names;
    const auto text = tell_event(*what, *req, domain::clear(*sub, *req, ctx.place.binding, shows));
    if (!text) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = shown_id(sub->number) + ' ' + displayable(sub->initials) + ": " + *text +
                   logged_later(*what, req->zone);
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

}  // namespace fillrate::handlers
