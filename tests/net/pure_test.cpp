// The pure rules of the network: heads, targets, chunks, URLs, addresses, fields.
#include "integrations/net/chunked_body.hpp"
#include "integrations/net/header_list.hpp"
#include "integrations/net/http_head.hpp"
#include "integrations/net/system_dialer.hpp"
#include "integrations/net/web_url.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fillrate::net {
namespace {

struct chunk_outcome {
    chunked_body::status status = chunked_body::status::more;
    std::string body{};
    std::string rest{};
};

// Fed in pieces of `step` bytes: the outcome must not depend on it.
chunk_outcome decode(std::string_view wire, std::size_t step, std::size_t body_limit = 1024) {
    chunked_body chunks(body_limit, 512, 256);
    chunk_outcome out;
    while (!wire.empty() && out.status == chunked_body::status::more) {
        std::string_view piece = wire.substr(0, step);
        const std::size_t size = piece.size();
        out.status = chunks.feed(piece, out.body);
        wire.remove_prefix(size - piece.size());
    }
    out.rest = wire;
    return out;
}

TEST(chunks, come_off_whatever_the_pieces) {
    const std::string wire =
        "5\r\nhello\r\n6;name=\"v\"\r\n world\r\n0\r\nTrailer: x\r\n\r\nGET /next";
    for (const std::size_t step : {1U, 2U, 3U, 7U, 1000U}) {
        const auto out = decode(wire, step);
        EXPECT_EQ(out.status, chunked_body::status::done) << step;
        EXPECT_EQ(out.body, "hello world");
        EXPECT_EQ(out.rest, "GET /next");
    }
}

TEST(chunks, malformed_ones_are_refused) {
    const std::vector<std::string> wires{
        "FFFFFFFFFFFFFFFFF\r\n",
        "000000001\r\nx\r\n",
        "-1\r\n",
        "+1\r\nx\r\n",
        "0x1\r\nx\r\n",
        "1\nx\n",
        "1\r\nx0\r\n\r\n",
        "1\r\nx\n0\r\n\r\n",
        "\r\n",
        ";a\r\n",
        " 1\r\nx\r\n",
        "1 \r\nx\r\n",
        "1\r\nxy\r\n",
        "0\r\n folded\r\n\r\n",
        "0\r\nA: \x01\r\n\r\n",
        "0\r\n\rx",
        "1;\x01\r\n"};
    for (const std::string& wire : wires) {
        for (const std::size_t step : {1U, 1000U}) {
            const auto out = decode(wire + "and some more text", step);
            EXPECT_EQ(out.status, chunked_body::status::malformed) << wire;
        }
    }
}

TEST(chunks, the_limits_are_exact) {
    EXPECT_EQ(decode("4\r\nabcd\r\n0\r\n\r\n", 1, 4).status, chunked_body::status::done);
    const auto over = decode("5\r\nabcde\r\n0\r\n\r\n", 1, 4);
    EXPECT_EQ(over.status, chunked_body::status::too_long);
    EXPECT_EQ(over.body, "");
    std::string tiny;
    for (int i = 0; i < 200; ++i) {
        tiny += "1\r\nx\r\n";
    }
    EXPECT_EQ(decode(tiny, 1000).status, chunked_body::status::too_long);
}

TEST(chunks, n020_framing_in_a_row_is_bounded) {
    // "1;", the extension and CR LF make the run; so do "\r\n0\r\n", the trailers and the last CR
    // LF.
    const std::string extension(252, 'e');
    EXPECT_EQ(
        decode("1;" + extension + "\r\nx\r\n0\r\n\r\n", 7).status,
        chunked_body::status::done
    );
    EXPECT_EQ(decode("1;" + extension + "e\r\n", 7).status, chunked_body::status::too_long);
    const std::string start = "1\r\nx\r\n0\r\n";
    std::string trailers;
    for (int i = 0; i < 62; ++i) {
        trailers += "a:\r\n";
    }
    EXPECT_EQ(decode(start + trailers + "\r\n", 7).status, chunked_body::status::done);
    EXPECT_EQ(decode(start + trailers + "a:\r\n", 7).status, chunked_body::status::too_long);
}

TEST(partial_head, is_refused_as_soon_as_it_is_certain) {
    const head_limits limits;
    EXPECT_EQ(check_partial_head("G", limits), 0u);
    EXPECT_EQ(check_partial_head("GET / HTTP/1.1\r", limits), 0u);
    EXPECT_EQ(check_partial_head("GET / HTTP/1.1\r\nHost: x", limits), 0u);
    EXPECT_EQ(check_partial_head("\x16\x03\x01", limits), 400u);
    EXPECT_EQ(check_partial_head("PRI * HTTP/2.0\r\n", limits), 400u);
    EXPECT_EQ(check_partial_head("GET /\r\n", limits), 400u);
    EXPECT_EQ(check_partial_head("\r\n", limits), 400u);
    EXPECT_EQ(check_partial_head("GET / HTTP/1.1\nHost: x\n\n", limits), 400u);
    EXPECT_EQ(check_partial_head("GET /" + std::string(5000, 'a'), limits), 414u);
    const std::string long_field = "GET / HTTP/1.1\r\nA: " + std::string(8192, 'a');
    EXPECT_EQ(check_partial_head(long_field, limits), 431u);
}

TEST(target, paths_that_could_be_read_in_two_ways_are_unknown) {
    const std::vector<std::string> unknown{
        "//",
        "/a//b",
        "/../x",
        "/a/..",
        "/./a",
        "/%2e%2e/x",
        "/a%2fb",
        "/a;x",
        "/a\\b",
        "http://other/a",
        "http://x",
        "/a#b",
        "/a?b#c",
        "/\"",
        "HTTP://X.evil/"};
    for (const std::string& target : unknown) {
        EXPECT_EQ(check_target(target, "x").status, 404u) << target;
    }
    EXPECT_EQ(check_target("*", "x").status, 400u);
    EXPECT_EQ(check_target("x:443", "x").status, 400u);
    EXPECT_EQ(check_target("https://x/", "x").status, 400u);
    const auto plain = check_target("/a/b.c/?q=%2e//;", "x");
    EXPECT_EQ(plain.status, 0u);
    EXPECT_EQ(plain.path, "/a/b.c/");
    EXPECT_EQ(plain.query, "q=%2e//;");
    const auto absolute = check_target("http://X/a?b", "x");
    EXPECT_EQ(absolute.status, 0u);
    EXPECT_EQ(absolute.path, "/a");
    EXPECT_EQ(absolute.query, "b");
}

TEST(urls, what_the_outside_may_make_us_call) {
    const auto good = parse_https_url("https://Hooks.Slack.com/actions/T1/2?x=%20y");
    ASSERT_TRUE(good);
    EXPECT_EQ(good->where.host, "hooks.slack.com");
    EXPECT_EQ(good->where.port, 443);
    EXPECT_EQ(good->where.over, ports::transport::tls);
    EXPECT_EQ(good->where.allowed, ports::reach::public_only);
    EXPECT_EQ(good->host_header, "hooks.slack.com");
    EXPECT_EQ(good->target, "/actions/T1/2?x=%20y");
    EXPECT_TRUE(parse_https_url("https://slack.com"));
    EXPECT_TRUE(parse_https_url("https://slack.com:443/"));
    EXPECT_EQ(parse_https_url("https://slack.com?q")->target, "/?q");
}

TEST(urls, refused_ones) {
    const std::vector<std::string> bad{
        "http://hooks.slack.com/",
        "file:///etc/passwd",
        "gopher://x.com/",
        "//slack.com/",
        "/a",
        "",
        "https://169.254.169.254/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://10.1/",
        "https://localhost/",
        "https://slack.com./",
        "https://a@slack.com/",
        "https://a:b@slack.com/",
        "https://slack.com:8443/",
        "https://slack.com:/",
        "https://slack.com/#f",
        "https://sl%61ck.com/",
        "https://slack\xc3\xa4.com/",
        "https://slack.com/a b",
        "https://slack.com/\r\nX: y",
        "https://-.0x7f/",
        "https:///x",
        "https:slack.com",
        "https://slack..com/",
        "wss://slack.com/",
        "https://slack.com\\@evil.com/",
        "https://" + std::string(5000, 'a') + ".com/"};
    for (const std::string& text : bad) {
        EXPECT_FALSE(parse_https_url(text)) << text;
    }
    EXPECT_FALSE(parse_wss_url("ws://wss-primary.slack.com/link"));
    EXPECT_FALSE(parse_wss_url("https://wss-primary.slack.com/link"));
    EXPECT_TRUE(parse_wss_url("wss://wss-primary.slack.com/link/?ticket=1&app_id=2"));
}

TEST(urls, the_loopback_exception_is_for_exactly_that_place) {
    const auto fake = parse_https_url("http://127.0.0.1:4010/api/x", "127.0.0.1:4010");
    ASSERT_TRUE(fake);
    EXPECT_EQ(fake->where.over, ports::transport::plain);
    EXPECT_EQ(fake->where.port, 4010);
    EXPECT_EQ(fake->where.allowed, ports::reach::loopback_only);
    EXPECT_EQ(fake->host_header, "127.0.0.1:4010");
    EXPECT_TRUE(parse_https_url("https://127.0.0.1:4010/", "127.0.0.1:4010"));
    EXPECT_EQ(parse_wss_url("ws://[::1]:4010/", "[::1]:4010")->where.host, "::1");
    EXPECT_FALSE(parse_https_url("http://127.0.0.1:4011/", "127.0.0.1:4010"));
    EXPECT_FALSE(parse_https_url("http://127.0.0.2:4010/", "127.0.0.1:4010"));
    EXPECT_FALSE(parse_https_url("http://a@127.0.0.1:4010/", "127.0.0.1:4010"));
    EXPECT_FALSE(parse_https_url("http://127.0.0.1:4010/"));
}

TEST(urls, hosts_are_compared_whole) {
    const auto hooks = parse_https_url("https://hooks.slack.com/").value();
    const auto evil = parse_https_url("https://hooks.slack.com.evil.net/").value();
    const auto glued = parse_https_url("https://evilslack.com/").value();
    EXPECT_TRUE(host_is_one_of(hooks, {"hooks.slack.com"}));
    EXPECT_TRUE(host_is_one_of(hooks, {"x.com", ".slack.com"}));
    EXPECT_FALSE(host_is_one_of(evil, {"hooks.slack.com", ".slack.com"}));
    EXPECT_FALSE(host_is_one_of(glued, {".slack.com", "slack.com"}));
}

bool allowed(const char* text, ports::reach reach) {
    return may_connect(boost::asio::ip::make_address(text), reach);
}

TEST(addresses, only_public_ones_unless_told_otherwise) {
    for (const char* inside :
         {"0.0.0.0",
          "10.1.2.3",
          "100.64.0.1",
          "127.0.0.1",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.0.1",
          "192.0.2.1",
          "198.18.0.1",
          "224.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "fe80::1",
          "fc00::1",
          "fd12::1",
          "ff02::1",
          "2001:db8::1",
          "::ffff:127.0.0.1",
          "::ffff:10.0.0.1",
          "64:ff9b::7f00:1",
          "2002:7f00:1::",
          "2001::1",
          "::127.0.0.1"}) {
        EXPECT_FALSE(allowed(inside, ports::reach::public_only)) << inside;
    }
    for (const char* outside :
         {"1.1.1.1",
          "172.15.0.1",
          "172.32.0.1",
          "100.128.0.1",
          "2606:4700::1111",
          "::ffff:1.1.1.1",
          "64:ff9b::101:101"}) {
        EXPECT_TRUE(allowed(outside, ports::reach::public_only)) << outside;
        EXPECT_FALSE(allowed(outside, ports::reach::loopback_only)) << outside;
    }
    EXPECT_TRUE(allowed("127.0.0.1", ports::reach::loopback_only));
    EXPECT_TRUE(allowed("::1", ports::reach::loopback_only));
    EXPECT_FALSE(allowed("10.0.0.1", ports::reach::loopback_only));
    EXPECT_TRUE(allowed("10.0.0.1", ports::reach::anywhere));
    EXPECT_FALSE(allowed("224.0.0.1", ports::reach::anywhere));
}

TEST(fields, names_compare_without_case_and_duplicates_show) {
    const header_list fields{{"X-Slack-Signature", "a"}, {"x-slack-signature", "b"}, {"Other", ""}};
    EXPECT_EQ(fields.count("X-SLACK-SIGNATURE"), 2u);
    EXPECT_EQ(fields.value("x-Slack-signature"), "a");
    EXPECT_EQ(fields.count("other"), 1u);
    EXPECT_EQ(fields.count("absent"), 0u);
    EXPECT_EQ(fields.value("absent"), "");
    EXPECT_EQ(fields.at(1).second, "b");
}

}  // namespace
}  // namespace fillrate::net
