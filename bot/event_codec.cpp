#include "bot/event_codec.hpp"

#include "bot/interview_fields.hpp"
#include "bot/opportunity_fields.hpp"
#include "bot/question_fields.hpp"
#include "bot/requisition_event_fields.hpp"
#include "bot/shift_fields.hpp"
#include "bot/submittal_fields.hpp"
#include "bot/task_fields.hpp"

#include <boost/json/parse.hpp>

#include <utility>

namespace fillrate::bot {

namespace {

using domain::directory_put;
using domain::event;
using domain::payload;

template <class V, class T>
void describe_header(V& f, T& e) {
    f("c", e.command);
    f("n", e.n);
    f("s", e.subject);
    f("t", e.at);
    f("r", e.recorded_at);
    f("a", e.actor);
    f("an", e.actor_name);
    f("b", e.on_behalf_of);
    f("u", e.surface);
    f("re", e.reason);
    f("p", e.party);
}

template <class T>
void append_object(std::string& out, const T& value) {
    field_writer writer(out);
    domain::describe(writer, value);
    writer.finish();
}

template <class T>
bool read_object(const boost::json::object& from, T& value) {
    field_reader reader(from);
    domain::describe(reader, value);
    return reader.ok();
}

// The directory kind is the index of the alternative by a stable word.
using directory_value = decltype(directory_put::value);
constexpr std::string_view directory_words[] = {
    "organisation",
    "client",
    "supplier",
    "person",
    "conversation",
    "mapping",
    "claim",
    "external_name",
    "candidate",
    "ownership",
    "neutral_answers"};
static_assert(std::size(directory_words) == std::variant_size_v<directory_value>);

template <std::size_t I = 0>
bool read_directory(std::string_view kind, const boost::json::object& from, directory_put& put) {
    if constexpr (I == std::variant_size_v<directory_value>) {
        return false;
    } else {
        if (directory_words[I] == kind) {
            return read_object(from, put.value.template emplace<I>());
        }
        return read_directory<I + 1>(kind, from, put);
    }
}

std::string_view directory_kind(const directory_put& put) {
    return directory_words[put.value.index()];
}

template <std::size_t I = 0>
bool read_payload(std::string_view type, const boost::json::object& from, payload& data) {
    if constexpr (I == std::variant_size_v<payload>) {
        return false;
    } else {
        using alternative = std::variant_alternative_t<I, payload>;
        if constexpr (!std::is_same_v<alternative, directory_put>) {
            if (domain::type_of(payload(std::in_place_index<I>)) == type) {
                return read_object(from, data.template emplace<I>());
            }
        }
        return read_payload<I + 1>(type, from, data);
    }
}

void append_payload(std::string& out, const payload& data) {
    std::visit(
        [&out]<class T>(const T& value) {
            if constexpr (std::is_same_v<T, directory_put>) {
                std::visit([&out](const auto& record) { append_object(out, record); }, value.value);
            } else {
                append_object(out, value);
            }
        },
        data
    );
}

}  // namespace

std::string encode_event(const event& what) {
    std::string out;
    out.reserve(256);
    field_writer header(out);
    describe_header(header, what);
    const auto* put = std::get_if<directory_put>(&what.data);
    header.always(
        "y",
        std::string(put != nullptr ? directory_kind(*put) : domain::type_of(what.data))
    );
    out += ",\"d\":";
    append_payload(out, what.data);
    out += '}';
    return out;
}

result<event> decode_event(std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
        return error(errc::protocol, "a stored event is not JSON");
    }
    event what;
    field_reader header(*object);
    describe_header(header, what);
    std::string type;
    header.always("y", type);
    const auto* body = object->if_contains("d");
    const auto* data = body == nullptr ? nullptr : body->if_object();
    if (!header.ok() || data == nullptr) {
        return error(errc::protocol, "a stored event lacks a field");
    }
    directory_put put;
    if (read_directory(type, *data, put)) {
        what.data = std::move(put);
    } else if (!read_payload(type, *data, what.data)) {
        return error(errc::protocol, "a stored event of type " + type + " cannot be read");
    }
    return what;
}

}  // namespace fillrate::bot
