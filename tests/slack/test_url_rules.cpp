#include "integrations/slack/url_rules.hpp"

#include <gtest/gtest.h>

namespace fillrate::slack {
namespace {

const api_location& real_slack() {
    static const auto api = *parse_api_url("https://slack.com/api/");
    return api;
}
const api_location& local_fake() {
    static const auto api = *parse_api_url("http://127.0.0.1:4010/api/");
    return api;
}

TEST(url_rules, accepts_slack_and_a_named_fake_as_api) {
    EXPECT_EQ(method_url(real_slack(), "auth.test").target, "/api/auth.test");
    EXPECT_EQ(real_slack().base.where.host, "slack.com");
    EXPECT_EQ(real_slack().base.where.over, ports::transport::tls);
    EXPECT_TRUE(real_slack().loopback.empty());
    EXPECT_EQ(local_fake().loopback, "127.0.0.1:4010");
    EXPECT_EQ(local_fake().base.where.allowed, ports::reach::loopback_only);
    EXPECT_TRUE(parse_api_url("https://slack-gov.com/api/"));
    for (const std::string_view wrong :
         {"http://slack.com/api/",
          "http://10.0.0.1:80/api/",
          "https://slack.com.evil.example/api/",
          "https://evilslack.com/api/",
          "https://slack.com/api",
          "https://slack.com/api/?x=/",
          "https://127.0.0.1:4010/api/",
          "https://user@slack.com/api/",
          "ftp://slack.com/api/",
          "http://127.0.0.1.evil.example:80/api/",
          "http://evil.example@127.0.0.1:80/api/",
          ""}) {
        EXPECT_FALSE(parse_api_url(wrong)) << wrong;
    }
}

// N062, N063
TEST(url_rules, posts_answers_only_to_slack) {
    EXPECT_TRUE(check_response_url("https://hooks.slack.com/commands/T1/2/abc", real_slack()));
    EXPECT_TRUE(check_response_url("https://hooks.slack-gov.com/actions/T1/2/abc", real_slack()));
    for (const std::string_view wrong :
         {"http://hooks.slack.com/commands/T1",
          "https://169.254.169.254/latest/meta-data",
          "https://127.0.0.1/x",
          "https://[::1]/x",
          "https://0x7f.1/x",
          "https://10.0.0.1/x",
          "file:///etc/passwd",
          "gopher://hooks.slack.com/",
          "https://hooks.slack.com.evil/x",
          "https://evil@hooks.slack.com/x",
          "https://hooks.slack.com@evil.example/x",
          "https://hooks.slack.com:8443/x",
          "https://hooks.slack.com/x#y",
          "https://hooks%2eslack.com/x",
          "https://slack.com/x",
          "https://xhooks.slack.com/x",
          "http://127.0.0.1:4010/x",
          ""}) {
        EXPECT_FALSE(check_response_url(wrong, real_slack())) << wrong;
    }
    EXPECT_TRUE(check_response_url("http://127.0.0.1:4010/response/1", local_fake()));
    EXPECT_FALSE(check_response_url("http://127.0.0.1:4011/response/1", local_fake()));
    EXPECT_FALSE(check_response_url("http://localhost:4010/response/1", local_fake()));
}

// SLACK.md 7.2: the token goes with it.
TEST(url_rules, fetches_files_only_from_slack) {
    EXPECT_TRUE(check_file_url("https://files.slack.com/files-pri/T1-F1/cv.pdf", real_slack()));
    for (const std::string_view wrong :
         {"https://hooks.slack.com/x",
          "https://files.slack.com.evil/x",
          "https://xfiles.slack.com/x",
          "https://files.slack.com:8443/x",
          "http://files.slack.com/x",
          "https://acme.slack.com/files/x",
          "http://127.0.0.1:4010/x"}) {
        EXPECT_FALSE(check_file_url(wrong, real_slack())) << wrong;
    }
    EXPECT_TRUE(check_file_url("http://127.0.0.1:4010/files/1", local_fake()));
    EXPECT_FALSE(check_file_url("http://127.0.0.1:4011/files/1", local_fake()));
}

// N068
TEST(url_rules, connects_sockets_only_to_slack) {
    EXPECT_TRUE(
        check_socket_url("wss://wss-primary.slack.com/link/?ticket=1&app_id=A1", real_slack())
    );
    EXPECT_TRUE(check_socket_url("wss://wss.slack-gov.com/link/?ticket=1", real_slack()));
    for (const std::string_view wrong :
         {"ws://wss-primary.slack.com/link",
          "wss://evil.example/.slack.com",
          "wss://evil.example/link?x=wss-primary.slack.com",
          "wss://wss-primary.slack.com.evil/link",
          "wss://wss-primary.slack.com:8443/link",
          "wss://x@evil.example/link",
          "wss://evilslack.com/link",
          "https://wss-primary.slack.com/link",
          "ws://127.0.0.1:4010/link",
          ""}) {
        EXPECT_FALSE(check_socket_url(wrong, real_slack())) << wrong;
    }
    EXPECT_TRUE(check_socket_url("ws://127.0.0.1:4010/link?ticket=1", local_fake()));
    EXPECT_FALSE(check_socket_url("ws://127.0.0.1:4011/link?ticket=1", local_fake()));
}

}  // namespace
}  // namespace fillrate::slack
