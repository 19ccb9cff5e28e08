// What a Web API exchange means: sent, to be tried again, of unknown fate, or never
// (SLACK.md 4.1-4.4; RELIABILITY.md N071-N073). Pure.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "integrations/net/http_client.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace fillrate::slack {

struct api_outcome {
    enum class status {
        ok,       ///< 200 with "ok": true; `body` is the answer
        retry,    ///< certainly not done; try again after `wait`
        unknown,  ///< the request went out and no clear answer came
        dead      ///< certainly not done and never will be
    };
    status what = status::unknown;
    std::string reason{};  ///< Slack's error name, or a short text of ours; empty when ok
    milliseconds wait{0};
    bool credentials_refused = false;  ///< the token is bad: no call will succeed until it changes
    boost::json::object body{};
};

/// Waits when Slack names none or nonsense (SLACK.md 4.3).
inline constexpr seconds default_retry_after{30};

/// Never shorter than Slack asked: digits are seconds (too many digits are the longest wait);
/// everything else is default_retry_after.
[[nodiscard]] milliseconds parse_retry_after(std::string_view value);

[[nodiscard]] api_outcome classify(const result<net::incoming_response>& exchange);

/// Of a response_url, whose answer is "ok" or JSON.
[[nodiscard]] api_outcome classify_response_post(const result<net::incoming_response>& exchange);

}  // namespace fillrate::slack
