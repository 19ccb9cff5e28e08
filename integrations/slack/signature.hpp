// Request signatures of Slack's HTTP deliveries (SLACK.md 2.1). Pure.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/secret.hpp"
#include "core/crypto/hash.hpp"
#include "integrations/net/header_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {

/// Checks "v0" signatures against one secret, or two during a rotation.
class signature_verifier {
public:
    /// Requests signed earlier or later than this are refused.
    static constexpr seconds window{300};

    /// Empty secrets are left out; without any, nothing is authentic.
    signature_verifier(const secret& current, const secret& previous);

    /// True when exactly one X-Slack-Request-Timestamp and one X-Slack-Signature of the exact
    /// published form sign these very body bytes and the time is within the window of `now`.
    [[nodiscard]] bool is_authentic(
        const net::header_list& headers,
        std::string_view body,
        wire_instant now
    ) const;

private:
    std::vector<crypto::hmac_key> keys_;
};

/// The header value that signs a body: for the fakes of tests and the benchmark's client.
[[nodiscard]] std::string sign_request(
    const secret& signing_secret,
    std::string_view timestamp,
    std::string_view body
);

}  // namespace fillrate::slack
