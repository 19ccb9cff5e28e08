// Every event of candidates, their interviews, and whatever has no requisition reads back as it
// was.
#include "tests/bot/any_event.hpp"

#include <gtest/gtest.h>

#include <variant>

namespace fillrate::bot {

TEST(event_codec, every_event_of_a_candidate_reads_back) {
    expect_events_read_back<
        place_of<domain::submittal_made>(),
        place_of<domain::interview_asked>()>();
}

TEST(event_codec, every_other_event_reads_back) {
    expect_events_read_back<
        place_of<domain::interview_asked>(),
        std::variant_size_v<domain::payload>>();
}

}  // namespace fillrate::bot
