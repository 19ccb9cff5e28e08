#include "integrations/slack/signature.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace fillrate::slack {
namespace {

constexpr std::string_view version_prefix = "v0=";
constexpr std::size_t hex_digits = 64;
constexpr std::size_t longest_timestamp = 12;

// Decimal seconds as Slack writes them: digits only, no leading zero.
std::optional<std::int64_t> parse_timestamp(std::string_view text) {
    const bool digits_only =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > longest_timestamp || !digits_only || text.front() == '0') {
        return std::nullopt;
    }
    return parse_int<std::int64_t>(text);
}

bool has_signature_form(std::string_view text) {
    if (text.size() != version_prefix.size() + hex_digits || !text.starts_with(version_prefix)) {
        return false;
    }
    text.remove_prefix(version_prefix.size());
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

std::string signature_of(
    const crypto::hmac_key& key,
    std::string_view timestamp,
    std::string_view body
) {
    return std::string(version_prefix) + crypto::to_hex(key.sign({"v0:", timestamp, ":", body}));
}

}  // namespace

signature_verifier::signature_verifier(const secret& current, const secret& previous) {
    for (const auto* candidate : {&current, &previous}) {
        if (!candidate->empty()) {
            keys_.emplace_back(candidate->reveal());
        }
    }
}

bool signature_verifier::is_authentic(
    const net::header_list& headers,
    std::string_view body,
    wire_instant now
) const {
    constexpr std::string_view timestamp_field = "X-Slack-Request-Timestamp";
    constexpr std::string_view signature_field = "X-Slack-Signature";
    if (headers.count(timestamp_field) != 1 || headers.count(signature_field) != 1) {
        return false;
    }
    const auto timestamp = headers.value(timestamp_field);
    const auto given = headers.value(signature_field);
    const auto signed_at = parse_timestamp(timestamp);
    if (!signed_at || !has_signature_form(given)) {
        return false;
    }
    const auto age = now - wire_instant{seconds{*signed_at}};
    if (age > window || age < -window) {
        return false;
    }
    bool authentic = false;
    for (const auto& key : keys_) {
        const auto wanted = signature_of(key, timestamp, body);
        authentic = crypto::equal_constant_time(wanted, given) || authentic;
    }
    return authentic;
}

std::string sign_request(
    const secret& signing_secret,
    std::string_view timestamp,
    std::string_view body
) {
    return signature_of(crypto::hmac_key(signing_secret.reveal()), timestamp, body);
}

}  // namespace fillrate::slack
