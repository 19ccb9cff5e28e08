#include "integrations/slack/receiver.hpp"

#include "integrations/slack/noted_text.hpp"

#include <utility>
#include <variant>

namespace fillrate::slack {
namespace {

// Slack waits 3 s for an acknowledgement; an event's answer is posted before it.
constexpr milliseconds answer_before_ack{2500};
constexpr milliseconds read_before_ack{1500};
constexpr minutes recheck_every{1};

}  // namespace

receiver::receiver(
    ports::inbox& inbox,
    web_api& api,
    const ports::clock& clock,
    app_identity& us,
    echo_log& echoes,
    async::scope& background,
    logger& log
)
    : inbox_(inbox),
      api_(api),
      clock_(clock),
      us_(us),
      echoes_(echoes),
      background_(background),
      log_(log) {}

async::awaitable<acknowledgement> receiver::take(inbound delivery, bool may_carry_payload) {
    acknowledgement done;
    if (auto* found = std::get_if<person_request>(&delivery)) {
        ++counters_.requests;
        if (us_.team_id.empty()) {
            recheck_installation();  // Slack did not answer at the start
        }
        if (is_event(found->route.from)) {
            auto key = found->request.source_id;
            co_return co_await take_event(std::move(*found), std::move(key));
        }
        co_return co_await take_interaction(std::move(*found), may_carry_payload);
    }
    if (auto* marked = std::get_if<eyes_on_message>(&delivery)) {
        ++counters_.requests;
        co_return co_await take_eyes(std::move(*marked));
    }
    if (const auto* seen = std::get_if<echo>(&delivery)) {
        ++counters_.echoes;
        echoes_.remember(seen->outbox_id, seen->message_id);
    } else if (std::holds_alternative<installation_change>(delivery)) {
        log_.warn("slack says that the installation changed");
        next_recheck_ = {};
        recheck_installation();
    } else if (const auto* what = std::get_if<ignored>(&delivery)) {
        note_ignored(what->reason);
    }
    co_return done;
}

async::awaitable<acknowledgement> receiver::take_eyes(eyes_on_message seen) {
    acknowledgement let_go;
    const auto read = co_await api_.call(make_message_query(seen), read_before_ack);
    if (read.what != api_outcome::status::ok) {
        log_.warn("a message to note was not read", {{"reason", read.reason}});
        co_return let_go;
    }
    if (!take_message(seen, read.body, us_)) {
        note_ignored("no person's words to note");
        co_return let_go;
    }
    // The engine notes a message once; everybody who asks for it is answered.
    auto key = seen.found.request.source_id + ':' + seen.found.request.actor.id;
    co_return co_await take_event(std::move(seen.found), std::move(key));
}

async::awaitable<acknowledgement> receiver::take_event(person_request found, std::string key) {
    acknowledgement told;
    const auto state = recent_.begin(key);
    if (state != recent_events::state::fresh) {
        ++counters_.redelivered;
        told.accepted = state == recent_events::state::answered;
        co_return told;
    }
    bool answered = false;
    std::exception_ptr escaped;
    try {
        auto plan = co_await answer(found, false);
        if (plan.acknowledge) {
            // The answer is given at most once: one of unknown fate is not repeated.
            co_await send(std::move(plan.after), answer_before_ack);
        }
        answered = plan.acknowledge;
    } catch (...) {
        escaped = std::current_exception();
    }
    recent_.finish(key, answered);
    if (escaped) {
        std::rethrow_exception(escaped);
    }
    told.accepted = answered;
    co_return told;
}

async::awaitable<acknowledgement> receiver::take_interaction(
    person_request found,
    bool may_carry_payload
) {
    auto plan = co_await answer(found, may_carry_payload);
    if (!std::holds_alternative<std::monostate>(plan.after)) {
        spawn(
            background_,
            "slack answer",
            send_or_explain(std::move(plan.after), std::move(plan.if_failed))
        );
    }
    acknowledgement told;
    told.payload = std::move(plan.ack_payload);
    co_return told;
}

async::awaitable<answer_plan> receiver::answer(
    const person_request& found,
    bool may_carry_payload
) {
    const auto reply = co_await inbox_.handle(found.request);
    if (!reply.settled) {
        ++counters_.unsettled;
    }
    co_return plan_answer(found.route, reply, may_carry_payload);
}

async::awaitable<bool> receiver::send(follow_up what, milliseconds at_most) {
    api_outcome outcome;
    if (auto* call = std::get_if<api_call>(&what)) {
        outcome = co_await api_.call(std::move(*call), at_most);
    } else if (auto* post = std::get_if<response_post>(&what)) {
        outcome = co_await api_.respond(std::move(post->url), std::move(post->json));
    } else {
        co_return true;
    }
    if (outcome.what != api_outcome::status::ok) {
        ++counters_.failed_answers;
        log_.warn("slack did not take an answer", {{"reason", outcome.reason}});
    }
    // Of unknown fate counts as sent: a second answer beside the first would confuse.
    co_return outcome.what == api_outcome::status::ok ||
        outcome.what == api_outcome::status::unknown;
}

async::awaitable<void> receiver::send_or_explain(follow_up what, follow_up if_failed) {
    const bool sent = co_await send(std::move(what), web_api::call_time);
    if (!sent) {
        co_await send(std::move(if_failed), web_api::call_time);
    }
}

async::awaitable<api_outcome> receiver::identify() {
    auto outcome = co_await api_.identify(us_);
    if (outcome.credentials_refused) {
        us_.revoked = true;
        log_.error("slack refuses our token", {{"reason", outcome.reason}});
    }
    co_return outcome;
}

void receiver::note_ignored(std::string_view reason) {
    ++counters_.ignored;
    log_.debug("slack delivery ignored", {{"reason", reason}});
    if (us_.revoked) {
        recheck_installation();
    }
}

// Slack may not have answered yet, and a revoked app may be installed again without an event.
void receiver::recheck_installation() {
    const auto now = clock_.steady_now();
    if (now < next_recheck_) {
        return;
    }
    next_recheck_ = now + recheck_every;
    auto body = [this]() -> async::awaitable<void> { co_await identify(); };
    spawn(background_, "slack identify", std::move(body));
}

}  // namespace fillrate::slack
