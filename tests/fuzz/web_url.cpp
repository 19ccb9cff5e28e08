// URLs from outside: whatever is accepted is https, or the one named loopback host.
#include "integrations/net/web_url.hpp"

#include "core/base/text.hpp"
#include "integrations/slack/url_rules.hpp"
#include "tests/fuzz/fuzz_input.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    static const auto api = fillrate::slack::parse_api_url("https://slack.com/api/").value();
    const auto response = fillrate::slack::check_response_url(text, api);
    if (response) {
        const auto lower = fillrate::to_lower_ascii(text);
        const bool hooks = lower.starts_with("https://hooks.slack.com") ||
                           lower.starts_with("https://hooks.slack-gov.com");
        fillrate::fuzz::require(hooks);
    }
    static_cast<void>(fillrate::slack::check_socket_url(text, api));
    static_cast<void>(fillrate::slack::parse_api_url(text));
    return 0;
}
