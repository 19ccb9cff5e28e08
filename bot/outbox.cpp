#include "bot/outbox.hpp"

#include "bot/field_archive.hpp"

#include <boost/json/parse.hpp>

namespace fillrate::chat {

[[nodiscard]] static std::string_view stored_word(audience::kind k) noexcept {
    switch (k) {
        case audience::kind::internal:
            return "internal";
        case audience::kind::client:
            return "client";
        case audience::kind::supplier:
            return "supplier";
        case audience::kind::person:
            return "person";
    }
    return "internal";
}
[[nodiscard]] static bool read_word(std::string_view text, audience::kind& value) noexcept {
    for (const auto k :
         {audience::kind::internal,
          audience::kind::client,
          audience::kind::supplier,
          audience::kind::person}) {
        if (text == stored_word(k)) {
            value = k;
            return true;
        }
    }
    return false;
}
[[nodiscard]] static std::string_view stored_word(delivery_class c) noexcept {
    switch (c) {
        case delivery_class::alert:
            return "alert";
        case delivery_class::update:
            return "update";
        case delivery_class::notice:
            return "notice";
    }
    return "alert";
}
[[nodiscard]] static bool read_word(std::string_view text, delivery_class& value) noexcept {
    for (const auto c : {delivery_class::alert, delivery_class::update, delivery_class::notice}) {
        if (text == stored_word(c)) {
            value = c;
            return true;
        }
    }
    return false;
}

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, audience>
static void describe(V& f, T& v) {
    f("w", v.who);
    f("i", v.id);
}
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, outgoing>
static void describe(V& f, T& v) {
    f("c", v.conversation);
    f("k", v.kind);
    f("s", v.subject);
    f("e", v.event);
    f("r", v.readers);
    f("h", v.how);
    f("t", v.in_thread);
    f("b", v.not_before_ms);
    f("m", v.mark);
    f("x", v.replaces);
    f("sf", v.stands_for);
    f("j", v.joins);
    f("iu", v.if_unsent);
    f("bq", v.breaks_quiet);
    f("wm", v.waited_for_morning);
}

}  // namespace fillrate::chat

namespace fillrate::bot {

namespace {

constexpr std::array states{
    std::pair{outbox_state::pending, std::string_view("pending")},
    std::pair{outbox_state::sending, std::string_view("sending")},
    std::pair{outbox_state::retry, std::string_view("retry")},
    std::pair{outbox_state::unknown, std::string_view("unknown")},
    std::pair{outbox_state::dead, std::string_view("dead")},
};

}  // namespace

std::string_view stored_word(outbox_state s) noexcept {
    for (const auto& [state, text] : states) {
        if (state == s) {
            return text;
        }
    }
    return "dead";
}

bool read_word(std::string_view text, outbox_state& value) noexcept {
    for (const auto& [state, name] : states) {
        if (name == text) {
            value = state;
            return true;
        }
    }
    return false;
}

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, sending>
static void describe(V& f, T& v) {
    f("s", v.state);
    f("i", v.attempt_id);
    f("a", v.attempts);
    f("l", v.looks);
    f("e", v.epoch);
    f("t", v.started_ms);
    f("wu", v.wait_until_ms);
    f("r", v.reason);
}
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, notice>
static void describe(V& f, T& v) {
    f("w", v.what);
    f("p", v.progress);
    f("j", v.joined);
}
struct thread_link {
    std::string subject{};
};
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, thread_link>
static void describe(V& f, T& v) {
    f("s", v.subject);
}
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, card_record>
static void describe(V& f, T& v) {
    f("m", v.message_id);
    f("n", v.shown);
    f("p", v.progress);
    f("o", v.others);
}

namespace {

template <class T>
std::string write(const T& value) {
    std::string out;
    field_writer writer(out);
    describe(writer, value);
    writer.finish();
    return out;
}

template <class T>
result<T> read(std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
        return error(errc::protocol, "an outbox record is not JSON");
    }
    T value{};
    field_reader reader(*object);
    describe(reader, value);
    if (!reader.ok()) {
        return error(errc::protocol, "an outbox record has a field of the wrong type");
    }
    return value;
}

}  // namespace

std::string queue_of(const conversation_id& conversation) {
    return "outbox:" + conversation.value;
}
std::string notice_name(std::string_view id) {
    return "out:" + std::string(id);
}
std::string card_name(const conversation_id& conversation, std::string_view subject) {
    std::string name = "place:" + conversation.value + '.';
    for (const char c : subject) {
        name += c == ':' ? '.' : c;
    }
    return name;
}

std::string marked_name(const chat::outgoing& item) {
    return card_name(item.conversation, item.subject + '.' + item.mark);
}

std::string member_of(const queued& item) {
    return (item.card ? "c|" : "n|") + item.id;
}

std::optional<queued> parse_member(std::string_view member) {
    if (member.size() < 3 || (member[0] != 'c' && member[0] != 'n') || member[1] != '|') {
        return std::nullopt;
    }
    return queued{member[0] == 'c', std::string(member.substr(2))};
}

std::string to_json(const notice& value) {
    return write(value);
}
std::string to_json(const card_record& value) {
    return write(value);
}
result<notice> notice_from_json(std::string_view json) {
    return read<notice>(json);
}
result<card_record> card_from_json(std::string_view json) {
    return read<card_record>(json);
}

std::string thread_to_json(const std::string& subject) {
    return write(thread_link{subject});
}
result<std::string> thread_from_json(std::string_view json) {
    auto link = read<thread_link>(json);
    if (!link) {
        return link.error();
    }
    return std::move(link->subject);
}

std::string outbox_ids::next(instant now) {
    static constexpr char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    const auto ms = std::max(last_ms_, to_unix_ms(now));
    counter_ = ms == last_ms_ ? counter_ + 1 : 0;
    last_ms_ = ms;
    std::string id(22, '0');
    auto time = static_cast<std::uint64_t>(ms);
    for (std::size_t i = 10; i-- > 0; time >>= 5) {
        id[i] = digits[time & 31];
    }
    auto count = counter_;
    for (std::size_t i = 14; i-- > 10; count >>= 5) {
        id[i] = digits[count & 31];
    }
    auto noise = random_.next();
    for (std::size_t i = 14; i < id.size(); ++i, noise >>= 5) {
        id[i] = digits[noise & 31];
    }
    return id;
}

void enqueue(
    ports::commit_batch& batch,
    const conversation_id& conversation,
    const queued& item,
    std::int64_t when_ms
) {
    ports::member_change entry;
    entry.set = queue_of(conversation);
    entry.member = member_of(item);
    entry.score = when_ms;
    entry.only_lower = item.card;
    batch.members.push_back(std::move(entry));
    ports::member_change wake;
    wake.set = outbox_set;
    wake.member = conversation.value;
    wake.score = when_ms;
    wake.only_lower = true;
    batch.members.push_back(std::move(wake));
}

}  // namespace fillrate::bot
