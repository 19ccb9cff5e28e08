#include "core/base/text.hpp"
#include "integrations/slack/form_body.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>

namespace fillrate::slack {
namespace {

TEST(form_body, decodes_fields) {
    const auto form = form_body::parse("command=%2fhire&text=a+b%2Bc%3D%26&empty=&bare");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->value("command"), "/hire");
    EXPECT_EQ(form->value("text"), "a b+c=&");
    EXPECT_TRUE(form->has("empty"));
    EXPECT_TRUE(form->has("bare"));
    EXPECT_FALSE(form->has("missing"));
    EXPECT_EQ(form->size(), 4U);
    EXPECT_EQ(form_body::parse("")->size(), 0U);
    EXPECT_EQ(form_body::parse("text=%C3%A9")->value("text"), "é");
}

// N014
TEST(form_body, refuses_what_is_not_properly_encoded) {
    for (const std::string_view wrong :
         {"payload=a&payload=b",
          "payload=%",
          "payload=%4",
          "payload=%zz",
          "payload=%ff",
          "payload=%C0%AF",
          "payload=%00",
          "a=1&&b=2",
          "a=1&",
          "&a=1",
          "=1",
          "a%=1",
          "p%61yload=1&payload=2"}) {
        EXPECT_FALSE(form_body::parse(wrong)) << wrong;
    }
    std::string many;
    for (std::size_t i = 0; i < form_body::max_fields; ++i) {
        append_form_field(many, "f" + std::to_string(i), "x");
    }
    EXPECT_TRUE(form_body::parse(many));
    append_form_field(many, "one-more", "x");
    EXPECT_FALSE(form_body::parse(many));
}

RC_GTEST_PROP(form_body, reads_what_it_writes, (const std::string& text)) {
    std::string body;
    append_form_field(body, "name", text);
    const auto form = form_body::parse(body);
    const bool readable = is_valid_utf8(text) && text.find('\0') == std::string::npos;
    RC_ASSERT(form.has_value() == readable);
    if (readable) {
        RC_ASSERT(form->value("name") == text);
    }
}

}  // namespace
}  // namespace fillrate::slack
