// A signed HTTP body of Slack, as form and as JSON.
#include "integrations/slack/payload.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    const fillrate::slack::app_identity us{
        .app_id = "A1",
        .team_id = "T1",
        .bot_user_id = "U0",
        .bot_id = "B0"};
    const fillrate::wire_instant now{};
    static_cast<void>(fillrate::slack::parse_http_body("application/json", text, us, now));
    static_cast<void>(
        fillrate::slack::parse_http_body("application/x-www-form-urlencoded", text, us, now)
    );
    static_cast<void>(fillrate::slack::is_ssl_check("application/x-www-form-urlencoded", text));
    return 0;
}
