#include "bot/identity.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

// Lengths keep ("a", "bc") and ("ab", "c") apart.
std::string delimited(std::string_view a, std::string_view b, std::string_view c) {
    std::string text;
    text.reserve(a.size() + b.size() + c.size() + 24);
    for (const auto part : {a, b, c}) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    }
    return text;
}

constexpr std::size_t hash_bytes = 16;

}  // namespace

identity::identity(const crypto::key& master)
    : key_(crypto::derive(master, crypto::purpose::platform_id).reveal()) {}

std::string identity::hashed(
    std::string_view what,
    std::string_view platform,
    std::string_view tenant,
    std::string_view id
) const {
    const auto full = key_.sign({what, "|", delimited(platform, tenant, id)});
    return hex_encode(crypto::as_bytes(full).substr(0, hash_bytes));
}

std::string identity::user_mapping(
    std::string_view platform,
    std::string_view tenant,
    std::string_view user
) const {
    return domain::mapping_record_name(hashed("user", platform, tenant, user));
}

std::string identity::channel_mapping(
    std::string_view platform,
    std::string_view tenant,
    std::string_view channel
) const {
    return domain::mapping_record_name(hashed("channel", platform, tenant, channel));
}

std::string identity::external_record(std::string_view kind, const domain::origin& of) const {
    return domain::external_record_name(kind, hashed("origin", kind, of.source, of.external_id));
}

std::string identity::thread_record(
    std::string_view platform,
    std::string_view tenant,
    std::string_view channel,
    std::string_view message
) const {
    return "thread:" + hashed(delimited("thread", channel, ""), platform, tenant, message);
}

command_id command_of(const chat::request& request) {
    const auto full =
        crypto::sha256(delimited(request.platform, request.tenant, request.source_id));
    return command_id{hex_encode(crypto::as_bytes(full).substr(0, hash_bytes))};
}

}  // namespace fillrate::bot
