#include "integrations/slack/slack_platform.hpp"

#include "core/base/text.hpp"
#include "integrations/slack/block_kit.hpp"
#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/limits.hpp"
#include "integrations/slack/rich_text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using ports::receipt;
using ports::sighting;

// Nothing of the message is out yet, whatever became of the call before it.
constexpr milliseconds retry_soon{1000};

receipt receipt_of(const api_outcome& outcome) {
    receipt told;
    told.reason = outcome.reason;
    told.wait = outcome.wait;
    switch (outcome.what) {
        case api_outcome::status::ok:
            told.what = receipt::status::sent;
            break;
        case api_outcome::status::retry:
            told.what = receipt::status::retry;
            break;
        case api_outcome::status::unknown:
            told.what = receipt::status::unknown;
            break;
        case api_outcome::status::dead:
            told.what = receipt::status::dead;
            break;
    }
    // A bad token or a Slack out of reach concerns everybody, a posting limit one channel.
    told.whole_conversation = outcome.reason == "ratelimited" || outcome.reason == "rate_limited";
    // A private channel we are not in does not exist for us.
    told.shut_out = outcome.reason == "not_in_channel" || outcome.reason == "channel_not_found";
    return told;
}

// Takes the message's address out of a good answer; without one the fate is unknown.
void adopt_address(receipt& told, const json::object& body, std::string_view fallback_channel) {
    const auto named = text_of(body, "channel");
    const auto channel = named.empty() ? fallback_channel : named;
    const auto id = make_message_id(channel, text_of(body, "ts"));
    if (split_message_id(id).channel.empty()) {
        told.what = receipt::status::unknown;
        told.reason = "an answer without channel and ts";
        return;
    }
    told.message_id = id;
    told.channel = channel;
}

bool is_gone(std::string_view reason) {
    static constexpr std::array<std::string_view, 4> gone{
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "block_mismatch"};
    return std::find(gone.begin(), gone.end(), reason) != gone.end();
}

json::value metadata_of(const std::string& outbox_id) {
    json::object payload;
    payload["id"] = outbox_id;
    json::object metadata;
    metadata["event_type"] = outbox_event_type;
    metadata["event_payload"] = std::move(payload);
    return metadata;
}

api_call make_post(const ports::delivery& item, std::string_view channel) {
    auto rendered = render_message(item.content);
    api_arguments arguments;
    arguments.add("channel", channel);
    arguments.add("thread_ts", is_message_ts(item.to.thread) ? item.to.thread : std::string{});
    arguments.add("text", rendered.text);
    arguments.add_json("blocks", json::value(std::move(rendered.blocks)));
    arguments.add_json("metadata", metadata_of(item.id));
    arguments.add("mrkdwn", "false");
    arguments.add("unfurl_links", "false");
    arguments.add("unfurl_media", "false");
    return {"chat.postMessage", std::move(arguments)};
}

api_call make_edit(const ports::delivery& item, const message_address& where) {
    auto rendered = render_message(item.content);
    api_arguments arguments;
    arguments.add("channel", where.channel);
    arguments.add("ts", where.ts);
    arguments.add("text", rendered.text);
    arguments.add_json("blocks", json::value(std::move(rendered.blocks)));
    return {"chat.update", std::move(arguments)};
}

api_call make_search(
    const ports::delivery& item,
    std::string_view channel,
    wire_instant since,
    std::string_view cursor
) {
    const bool in_thread = is_message_ts(item.to.thread);
    // The clocks of both sides may differ (RELIABILITY.md 4.5).
    const auto oldest = std::chrono::floor<seconds>(since.time_since_epoch()) - seconds{60};
    api_arguments arguments;
    arguments.add("channel", channel);
    if (in_thread) {
        arguments.add("ts", item.to.thread);
    }
    arguments.add("oldest", std::to_string(oldest.count()) + ".000000");
    arguments.add("inclusive", "true");
    arguments.add("include_all_metadata", "true");
    arguments.add("limit", "100");
    arguments.add("cursor", cursor);
    return {in_thread ? "conversations.replies" : "conversations.history", std::move(arguments)};
}

// Metadata can be written by every app of the workspace; the author cannot be chosen.
bool is_written_by(const app_identity& us, const json::object& message) {
    if (us.bot_id.empty() && us.bot_user_id.empty()) {
        return true;
    }
    const auto bot = text_of(message, "bot_id");
    if (!bot.empty()) {
        return us.bot_id.empty() || bot == us.bot_id;
    }
    return text_of(message, "user") == us.bot_user_id;
}

// The ts of the item's message on one page of history; empty when it is not there.
std::string find_on_page(
    const json::object& page,
    const std::string& outbox_id,
    const app_identity& us
) {
    for (const auto& item : array_of(page, "messages")) {
        const auto& message = as_object_or_none(item);
        const auto& metadata = object_of(message, "metadata");
        const bool is_ours = is_written_by(us, message);
        if (is_ours && text_of(metadata, "event_type") == outbox_event_type &&
            text_of(object_of(metadata, "event_payload"), "id") == outbox_id) {
            return std::string(text_of(message, "ts"));
        }
    }
    return {};
}

sighting found_as(std::string message_id) {
    sighting seen;
    seen.what = sighting::status::found;
    seen.message_id = std::move(message_id);
    return seen;
}

}  // namespace

slack_platform::slack_platform(
    web_api& api,
    const settings& configured,
    const app_identity& us,
    const echo_log& echoes
)
    : api_(api), reconcile_(configured.reconcile), us_(us), echoes_(echoes) {}

std::string slack_platform::encode(const ports::delivery& item) const {
    auto rendered = render_message(item.content);
    json::object object;
    object["text"] = std::move(rendered.text);
    object["blocks"] = std::move(rendered.blocks);
    return json::serialize(object);
}

async::awaitable<receipt> slack_platform::post(const ports::delivery& item) {
    if (item.edits.empty()) {
        co_return co_await post_new(item);
    }
    co_return co_await edit(item);
}

async::awaitable<receipt> slack_platform::edit(const ports::delivery& item) {
    const auto where = split_message_id(item.edits);
    receipt told;
    if (where.channel.empty()) {
        told.what = receipt::status::gone;
        told.reason = "not a message id of Slack";
        co_return told;
    }
    const auto outcome = co_await api_.call(make_edit(item, where));
    told = receipt_of(outcome);
    told.whole_conversation = false;  // chat.update is limited per workspace
    if (told.what == receipt::status::sent) {
        told.message_id = item.edits;
        told.channel = where.channel;
    } else if (told.what == receipt::status::dead && is_gone(told.reason)) {
        told.what = receipt::status::gone;
    }
    co_return told;
}

async::awaitable<receipt> slack_platform::resolve(const ports::destination& to) {
    receipt told;
    if (!to.channel.empty()) {
        told.what = receipt::status::sent;
        told.channel = to.channel;
        co_return told;
    }
    api_arguments arguments;
    arguments.add("users", to.user);
    auto opened = co_await api_.call(api_call("conversations.open", std::move(arguments)));
    told = receipt_of(opened);
    told.whole_conversation = false;
    if (told.what == receipt::status::unknown) {
        told.what = receipt::status::retry;
        told.wait = retry_soon;
    } else if (told.what == receipt::status::sent) {
        told.channel = text_of(object_of(opened.body, "channel"), "id");
        if (told.channel.empty()) {
            told.what = receipt::status::retry;
            told.wait = retry_soon;
            told.reason = "conversations.open named no conversation";
        }
    }
    co_return told;
}

async::awaitable<receipt> slack_platform::post_new(const ports::delivery& item) {
    const auto place = co_await resolve(item.to);
    if (place.what != receipt::status::sent) {
        co_return place;
    }
    if (!item.file.bytes.empty()) {
        co_return co_await post_file(item, place.channel);
    }
    const auto outcome = co_await api_.call(make_post(item, place.channel));
    auto told = receipt_of(outcome);
    told.channel = place.channel;
    if (told.what == receipt::status::sent) {
        adopt_address(told, outcome.body, place.channel);
    }
    co_return told;
}

// The message that a file makes bears no metadata and its address is not told: it cannot be looked
// up.
async::awaitable<receipt> slack_platform::post_file(
    const ports::delivery& item,
    std::string channel
) {
    outgoing_file file;
    file.channel = channel;
    file.name = item.file.name;
    file.comment = escape_mrkdwn(item.content.summary, limits::text_object);
    file.bytes = item.file.bytes;
    const auto outcome = co_await api_.send_file(std::move(file));
    auto told = receipt_of(outcome);
    told.channel = std::move(channel);
    if (told.what == receipt::status::sent) {
        told.message_id = "file:" + std::string(text_of(outcome.body, "file_id"));
    }
    co_return told;
}

async::awaitable<sighting> slack_platform::find(const ports::delivery& item, wire_instant since) {
    constexpr int most_pages = 5;
    sighting unclear;
    if (auto seen = echoes_.message_of(item.id); !seen.empty()) {
        co_return found_as(std::move(seen));
    }
    if (reconcile_ != reconcile_mode::echo_and_history || !item.edits.empty()) {
        co_return unclear;
    }
    const auto place = co_await resolve(item.to);
    if (place.what != receipt::status::sent) {
        co_return unclear;
    }
    std::string cursor;
    for (int page = 0; page < most_pages; ++page) {
        const auto outcome = co_await api_.call(make_search(item, place.channel, since, cursor));
        if (outcome.what != api_outcome::status::ok) {
            co_return unclear;
        }
        const auto ts = find_on_page(outcome.body, item.id, us_);
        if (is_message_ts(ts)) {
            co_return found_as(make_message_id(place.channel, ts));
        }
        cursor = text_of(object_of(outcome.body, "response_metadata"), "next_cursor");
        if (cursor.empty()) {
            sighting absent;
            absent.what = sighting::status::absent;
            co_return absent;
        }
    }
    co_return unclear;
}

}  // namespace fillrate::slack
