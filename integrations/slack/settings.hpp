// What Slack's part of the configuration and the environment say.
#pragma once

#include "core/base/secret.hpp"

#include <cstddef>
#include <string>

namespace fillrate::slack {

/// How deliveries come in. An app has exactly one way (SLACK.md 0).
enum class ingress_mode { socket, http };

/// How a post of unknown fate is looked for (RELIABILITY.md 4.5).
enum class reconcile_mode { none, echo, echo_and_history };

struct settings {
    ingress_mode mode = ingress_mode::socket;
    std::string command{"/hire"};
    std::size_t connections = 2;  ///< Socket Mode connections held at the same time, 1 to 4
    std::string api_url{"https://slack.com/api/"};
    std::string app_id{};  ///< when set, deliveries of any other app are ignored
    reconcile_mode reconcile = reconcile_mode::echo_and_history;

    secret bot_token{};           ///< xoxb-
    secret app_token{};           ///< xapp-, Socket Mode only
    secret signing_secret{};      ///< HTTP only
    secret old_signing_secret{};  ///< accepted besides during a rotation
};

}  // namespace fillrate::slack
