// Every event of a requisition reads back as it was, and nothing else reads at all.
#include "bot/event_codec.hpp"

#include "tests/bot/any_event.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::bot {

TEST(event_codec, every_event_of_a_requisition_reads_back) {
    expect_events_read_back<0, place_of<domain::submittal_made>()>();
}

TEST(event_codec, what_is_no_event_is_an_error) {
    for (const std::string text :
         {"",
          "null",
          "[]",
          "{}",
          "{\"y\":\"held\"}",
          "{\"y\":\"unheard\",\"d\":{}}",
          "{\"y\":7,\"d\":{}}",
          "{\"y\":\"noted\",\"d\":{\"t\":7}}"}) {
        EXPECT_FALSE(decode_event(text).has_value()) << text;
    }
    EXPECT_TRUE(decode_event("{\"y\":\"resumed\",\"d\":{},\"later\":\"field\"}").has_value());
}

}  // namespace fillrate::bot
