#include "integrations/web/session.hpp"

#include "integrations/web/message_json.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace fillrate::web {
namespace {

namespace json = boost::json;

constexpr std::size_t max_queued_commands = 32;
constexpr std::uint32_t feed_page = 100;
constexpr std::string_view from_start = "0";

std::string_view name_of_kind(channel_kind kind) {
    switch (kind) {
        case channel_kind::internal:
            return "internal";
        case channel_kind::client:
            return "client";
        case channel_kind::supplier:
            return "supplier";
        case channel_kind::direct:
            return "direct";
    }
    return "internal";
}

std::string stream_of(std::string_view channel) {
    return "web:" + std::string(channel);
}

json::object clock_to_json(const clock_state& state) {
    return {
        {"t", "clock"},
        {"now", to_unix_ms(state.now)},
        {"speed", state.speed},
        {"zone", state.zone},
        {"label", state.label},
        {"next", state.next}};
}

json::array personas_to_json(const std::vector<persona>& personas) {
    json::array out;
    for (const persona& one : personas) {
        out.push_back(json::object{{"id", one.id}, {"name", one.name}, {"role", one.role}});
    }
    return out;
}

json::array steps_to_json(const std::vector<step>& steps) {
    json::array out;
    for (const step& one : steps) {
        out.push_back(json::object{
            {"as", one.as},
            {"channel", one.channel},
            {"text", one.text},
            {"why", one.explanation}});
    }
    return out;
}

json::array verbs_to_json(const std::vector<verb>& verbs) {
    json::array out;
    for (const verb& one : verbs) {
        out.push_back(json::array{json::string(one.line), json::string(one.description)});
    }
    return out;
}

json::object entries_to_json(
    std::string_view as,
    std::string_view channel,
    const std::vector<ports::stream_entry>& entries
) {
    json::array list;
    for (const ports::stream_entry& entry : entries) {
        boost::system::error_code failed;
        json::value body = json::parse(entry.body, failed);
        // An unreadable entry still moves the page's place in the stream.
        if (failed || !body.is_object()) {
            body = json::object{};
        }
        body.get_object()["n"] = entry.id;
        list.push_back(std::move(body));
    }
    return {{"t", "entries"}, {"as", as}, {"channel", channel}, {"list", std::move(list)}};
}

chat::request request_of(command& order, wire_instant at) {
    chat::request out;
    out.platform = "web";
    out.tenant = "demo";
    out.source_id = order.id;
    out.actor.id = order.as;
    out.actor.home_tenant = "demo";
    out.place.channel = order.channel;
    out.place.thread = order.thread;
    out.surface = order.surface;
    out.what = std::move(order.what);
    out.received_at = at;
    return out;
}

}  // namespace

session::session(
    async::executor where,
    const surroundings& around,
    std::function<result<void>(std::string)> send
)
    : around_(around),
      send_(std::move(send)),
      commands_changed_(where),
      feed_changed_(where),
      tokens_(static_cast<double>(around.limits.burst)),
      tokens_at_(around.clock.steady_now()) {}

void session::send(const json::object& out) {
    if (ended_) {
        return;
    }
    const result<void> sent = send_(json::serialize(out));
    if (!sent) {
        end();
    }
}

void session::refuse(std::string_view id, std::string_view code, std::string_view text) {
    json::object out{{"t", "error"}, {"code", code}, {"text", text}};
    if (!id.empty()) {
        out["to"] = id;
    }
    send(out);
}

bool session::take_token() {
    const steady_instant now = around_.clock.steady_now();
    const std::chrono::duration<double> passed = now - tokens_at_;
    tokens_at_ = now;
    tokens_ = std::min(
        static_cast<double>(around_.limits.burst),
        tokens_ + std::max(0.0, passed.count()) * around_.limits.frames_per_second
    );
    if (tokens_ < 1) {
        return false;
    }
    tokens_ -= 1;
    return true;
}

bool session::receive(std::string_view text) {
    if (!take_token() || text.size() > around_.limits.frame_bytes) {
        return false;
    }
    auto parsed = parse_frame(text, around_.directory.command, around_.limits);
    if (const auto* refused = std::get_if<refused_frame>(&parsed)) {
        refuse(refused->id, "bad_request", refused->reason);
        return true;
    }
    frame& next = std::get<frame>(parsed);
    if (const auto* wanted = std::get_if<hello>(&next)) {
        greet(*wanted);
    } else if (const auto* order = std::get_if<command>(&next)) {
        const std::string id = order->id;
        enqueue(std::move(next), id);
    } else {
        const std::string id = std::get<clock_order>(next).id;
        enqueue(std::move(next), id);
    }
    return !ended_;
}

void session::enqueue(frame next, const std::string& id) {
    if (commands_.size() >= max_queued_commands) {
        refuse(id, "busy", "Too many commands at once. It will be sent again.");
        return;
    }
    commands_.push_back(std::move(next));
    commands_changed_.notify();
}

void session::greet(const hello& wanted) {
    const web::directory& directory = around_.directory;
    const bool any = wanted.as.empty() && !directory.personas.empty();
    const persona* who = any ? directory.personas.data() : directory.find_persona(wanted.as);
    if (who == nullptr) {
        refuse({}, "forbidden", "Nobody of that name is here.");
        return;
    }
    as_ = who->id;
    ++greeting_;
    subscriptions_.clear();
    for (const std::string& channel : who->channels) {
        if (directory.find_channel(channel) == nullptr) {
            continue;
        }
        subscription next;
        next.channel = channel;
        if (const auto seen = wanted.since.find(channel); seen != wanted.since.end()) {
            // A page that saw an empty channel says so with the id before every entry.
            next.last = seen->second == "0-0" ? std::string(from_start) : seen->second;
        }
        subscriptions_.push_back(std::move(next));
    }
    send(welcome(*who));
    if (around_.time.state) {
        send_clock(around_.time.state());
    }
    feed_changed_.notify();
}

json::object session::welcome(const persona& who) const {
    const web::directory& directory = around_.directory;
    json::array channels;
    for (const std::string& id : who.channels) {
        if (const channel* found = directory.find_channel(id)) {
            channels.push_back(json::object{
                {"id", found->id},
                {"title", found->title},
                {"topic", found->topic},
                {"kind", name_of_kind(found->kind)}});
        }
    }
    return {
        {"t", "welcome"},
        {"as", who.id},
        {"organisation", directory.organisation},
        {"bot", directory.bot_name},
        {"command", directory.command},
        {"edition", directory.edition},
        {"personas", personas_to_json(directory.personas)},
        {"channels", std::move(channels)},
        {"steps", steps_to_json(directory.steps)},
        {"verbs", verbs_to_json(directory.verbs)}};
}

void session::send_clock(const clock_state& state) {
    if (!as_.empty()) {
        send(clock_to_json(state));
    }
}

// The commands.

async::awaitable<void> session::run_commands() {
    while (!ended_) {
        if (commands_.empty()) {
            co_await commands_changed_.wait();
            continue;
        }
        frame next = std::move(commands_.front());
        commands_.pop_front();
        if (auto* order = std::get_if<command>(&next)) {
            co_await follow(std::move(*order));
        } else if (auto* clock = std::get_if<clock_order>(&next)) {
            co_await follow(std::move(*clock));
        }
    }
}

std::optional<chat::request> session::request_from(command& order) {
    const web::directory& directory = around_.directory;
    const persona* who = directory.find_persona(order.as);
    // The same words whether the channel exists or not: nothing to be learned by trying.
    if (who == nullptr || !directory.may_use(*who, order.channel)) {
        refuse(order.id, "forbidden", "You are not in that channel.");
        return std::nullopt;
    }
    chat::request out = request_of(order, around_.clock.wire_now());
    out.place.direct = directory.find_channel(order.channel)->kind == channel_kind::direct;
    if (out.place.direct && out.surface == "mention") {
        out.surface = "direct";
    }
    return out;
}

async::awaitable<void> session::follow(command order) {
    const std::optional<chat::request> request = request_from(order);
    if (!request) {
        co_return;
    }
    chat::reply answer;
    bool failed = false;
    try {
        answer = co_await around_.inbox.handle(*request);
    } catch (const std::exception& escaped) {
        around_.on_fault(escaped.what());
        failed = true;
    }
    if (failed) {
        refuse(order.id, "internal", "Something went wrong on our side. It has been logged.");
        co_return;
    }
    bool posted = false;
    const auto* message = std::get_if<chat::message>(&answer.what);
    if (message != nullptr && answer.who == chat::reply::visibility::everyone_here &&
        answer.settled) {
        posted = co_await append_reply(*request, *message);
    }
    json::object out = to_json(answer);
    out["t"] = "reply";
    out["to"] = order.id;
    if (posted) {
        out["posted"] = true;
        out.erase("m");
    }
    send(out);
}

// What everybody in a channel may read is an entry of its stream like any other, so that nobody
// misses it and a command sent again does not show it twice.
async::awaitable<bool> session::append_reply(
    const chat::request& request,
    const chat::message& message
) {
    ports::delivery item;
    item.id = "r-" + request.source_id;
    item.to.channel = request.place.channel;
    item.to.thread = request.place.thread;
    item.content = message;
    ports::stream_append entry;
    entry.stream = stream_of(request.place.channel);
    entry.body = around_.platform.encode(item);
    ports::commit_batch batch;
    batch.command = "web-reply:" + request.source_id;
    batch.now_ms = to_unix_ms(around_.clock.now());
    batch.appends.push_back(std::move(entry));
    const auto done = co_await around_.store.commit(batch);
    if (!done || (done->what != ports::commit_result::status::committed &&
                  done->what != ports::commit_result::status::duplicate)) {
        co_return false;
    }
    around_.on_appended(request.place.channel);
    co_return true;
}

async::awaitable<void> session::follow(clock_order order) {
    if (!around_.time.state) {
        refuse(order.id, "forbidden", "The time here is real.");
        co_return;
    }
    result<void> moved;
    switch (order.what) {
        case clock_order::kind::speed:
            moved = co_await around_.time.set_speed(order.speed);
            break;
        case clock_order::kind::advance:
            moved = co_await around_.time.advance(order.by);
            break;
        case clock_order::kind::next:
            moved = co_await around_.time.next_due();
            break;
    }
    if (!moved) {
        const bool nothing = moved.error().code == errc::not_found;
        refuse(
            order.id,
            nothing ? "nothing_due" : "internal",
            nothing ? "Nothing is due." : "The clock could not be moved."
        );
        co_return;
    }
    const json::object out{{"t", "done"}, {"to", order.id}};
    send(out);
    around_.on_clock_moved();
}

// The feed.

session::subscription* session::find(std::string_view channel) {
    const auto found = std::ranges::find(subscriptions_, channel, &subscription::channel);
    return found == subscriptions_.end() ? nullptr : &*found;
}

session::subscription* session::next_stale() {
    const auto found = std::ranges::find(subscriptions_, true, &subscription::stale);
    return found == subscriptions_.end() ? nullptr : &*found;
}

void session::wake(std::string_view channel) {
    if (subscription* found = find(channel)) {
        found->stale = true;
        feed_changed_.notify();
    }
}

void session::retry_failed() {
    for (subscription& one : subscriptions_) {
        if (one.failed) {
            one.failed = false;
            one.stale = true;
            feed_changed_.notify();
        }
    }
}

async::awaitable<void> session::run_feed() {
    while (!ended_) {
        subscription* next = next_stale();
        if (next == nullptr) {
            co_await feed_changed_.wait();
            continue;
        }
        next->stale = false;
        std::string channel = next->channel;
        co_await feed(std::move(channel));
    }
}

async::awaitable<void> session::feed(std::string channel) {
    const std::uint64_t greeting = greeting_;
    const std::string stream = stream_of(channel);
    const std::string after = find(channel)->last;
    const bool first = after.empty();
    result<std::vector<ports::stream_entry>> page = error(errc::internal);
    const std::uint32_t wanted = first ? around_.limits.first_page : feed_page;
    if (first) {
        page = co_await around_.store.tail_stream(stream, wanted);
    } else {
        page = co_await around_.store.read_stream(stream, after, wanted);
    }
    // Meanwhile the page may have left or changed its persona.
    subscription* current = find(channel);
    if (ended_ || greeting != greeting_ || current == nullptr) {
        co_return;
    }
    if (!page) {
        current->failed = true;
        co_return;
    }
    if (!page->empty()) {
        current->last = page->back().id;
        current->stale = current->stale || (!first && page->size() >= wanted);
    } else if (first) {
        current->last = from_start;
    } else {
        co_return;
    }
    send(entries_to_json(as_, channel, *page));
}

void session::end() {
    ended_ = true;
    commands_changed_.notify();
    feed_changed_.notify();
}

}  // namespace fillrate::web
