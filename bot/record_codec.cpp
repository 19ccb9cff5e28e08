#include "bot/record_codec.hpp"

#include "bot/interview_fields.hpp"
#include "bot/opportunity_fields.hpp"
#include "bot/question_fields.hpp"
#include "bot/shift_fields.hpp"
#include "bot/submittal_fields.hpp"
#include "bot/task_fields.hpp"
#include "core/base/text.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

namespace fillrate::bot {

namespace {

constexpr std::size_t mac_bytes = 12;
constexpr std::size_t name_hash_bytes = 16;
constexpr std::string_view schema_prefix = "1|";

template <class T>
std::string to_json(const T& value) {
    std::string out;
    out.reserve(512);
    field_writer writer(out);
    domain::describe(writer, value);
    writer.finish();
    return out;
}

template <class T>
result<handlers::record> from_json(std::string_view json) {
    unsigned char space[8192];
    boost::json::monotonic_resource memory(space, sizeof space);
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed, &memory);
    const auto* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
        return error(errc::protocol, "a stored record is not JSON");
    }
    T value{};
    field_reader reader(*object);
    domain::describe(reader, value);
    if (!reader.ok()) {
        return error(errc::protocol, "a stored record has a field of the wrong type");
    }
    return handlers::record(std::move(value));
}

std::string_view kind_of(std::string_view name) {
    return name.substr(0, name.find(':'));
}

}  // namespace

record_codec::record_codec(const crypto::key& master, organisation_id organisation)
    : organisation_(std::move(organisation)),
      key_(crypto::derive(master, crypto::purpose::record_mac).reveal()),
      names_(crypto::derive(master, crypto::purpose::candidate_id).reveal()),
      vault_(master) {}

std::string record_codec::hashed(const handlers::private_name& what) const {
    const auto full = names_.sign(
        {what.kind, "|", std::to_string(what.scope.size()), ":", what.scope, "|", what.value}
    );
    return hex_encode(crypto::as_bytes(full).substr(0, name_hash_bytes));
}

std::string record_codec::mac(std::string_view name, std::string_view json) const {
    const auto full = key_.sign({organisation_.value, "|", name, "|", json});
    return base64url_encode(crypto::as_bytes(full).substr(0, mac_bytes));
}

std::string record_codec::wrap(std::string_view name, std::string_view json) const {
    std::string body(schema_prefix);
    body += mac(name, json);
    body += '|';
    body += json;
    return body;
}

result<std::string_view> record_codec::unwrap(std::string_view name, std::string_view body) const {
    if (!body.starts_with(schema_prefix)) {
        return error(
            errc::protocol,
            "record " + std::string(name) + " has a schema this version does not read"
        );
    }
    body.remove_prefix(schema_prefix.size());
    const auto bar = body.find('|');
    if (bar == std::string_view::npos) {
        return error(errc::protocol, "record " + std::string(name) + " is cut short");
    }
    const auto json = body.substr(bar + 1);
    if (!crypto::equal_constant_time(body.substr(0, bar), mac(name, json))) {
        return error(
            errc::protocol,
            "record " + std::string(name) + " was changed outside Fillrate"
        );
    }
    return json;
}

std::string record_codec::encode(const std::string& name, const handlers::record& value) const {
    const auto json = std::visit(
        [this]<class T>(const T& v) -> std::string {
            if constexpr (std::is_same_v<T, std::monostate>) {
                return "{}";
            } else if constexpr (std::is_same_v<T, domain::candidate>) {
                return to_json(vault_.sealed(v));
            } else {
                return to_json(v);
            }
        },
        value
    );
    return wrap(name, json);
}

result<handlers::record> record_codec::decode(const std::string& name, std::string_view body)
    const {
    const auto json = unwrap(name, body);
    if (!json) {
        return json.error();
    }
    const auto kind = kind_of(name);
    if (kind == "req") {
        return from_json<domain::requisition>(*json);
    }
    if (kind == "client") {
        return from_json<domain::client>(*json);
    }
    if (kind == "supplier") {
        return from_json<domain::supplier>(*json);
    }
    if (kind == "person") {
        return from_json<domain::person>(*json);
    }
    if (kind == "conv") {
        return from_json<domain::conversation>(*json);
    }
    if (kind == "map") {
        return from_json<domain::mapping>(*json);
    }
    if (kind == "claim") {
        return from_json<domain::claim>(*json);
    }
    if (kind == "ext") {
        return from_json<domain::external_name>(*json);
    }
    if (kind == "sub") {
        return from_json<domain::submittal>(*json);
    }
    if (kind == "iv") {
        return from_json<domain::interview>(*json);
    }
    if (kind == "opp") {
        return from_json<domain::opportunity>(*json);
    }
    if (kind == "shift") {
        return from_json<domain::work_shift>(*json);
    }
    if (kind == "task") {
        return from_json<domain::task>(*json);
    }
    if (kind == "own") {
        return from_json<domain::ownership>(*json);
    }
    if (kind == "neutral") {
        return from_json<domain::neutral_answers>(*json);
    }
    if (kind == "cand") {
        auto closed = from_json<domain::candidate>(*json);
        return closed ? handlers::record(vault_.opened(std::get<domain::candidate>(*closed)))
                      : closed;
    }
    if (kind == "org") {
        return from_json<domain::organisation>(*json);
    }
    return error(errc::protocol, "record " + name + " is of no known kind");
}

}  // namespace fillrate::bot
