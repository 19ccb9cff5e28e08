// Every record reads back as it was, and nothing else reads at all; candidates are sealed.
#include "bot/record_codec.hpp"

#include "bot/interview_fields.hpp"
#include "bot/opportunity_fields.hpp"
#include "bot/question_fields.hpp"
#include "bot/shift_fields.hpp"
#include "bot/submittal_fields.hpp"
#include "bot/task_fields.hpp"
#include "tests/bot/any_stored_value.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

crypto::key key_of(char fill) {
    return crypto::key::from_bytes(std::string(crypto::key::size, fill)).value();
}

const record_codec& codec() {
    static const record_codec made(key_of('k'), organisation_id{"acme"});
    return made;
}

template <class T>
void expect_record_reads_back(const std::string& name) {
    EXPECT_TRUE(holds("reads back: " + name, [&name] {
        const handlers::record before = any_value<T>();
        const auto after = codec().decode(name, codec().encode(name, before));
        return after && *after == before;
    }));
}

TEST(candidate_records, are_sealed_with_a_key_of_their_own) {
    domain::candidate paige;
    paige.id = candidate_id{"c0ffee"};
    paige.name = "Paige Turner";
    paige.email = "paige@example.test";
    EXPECT_THROW((void)codec().encode("cand:c0ffee", paige), std::logic_error);
    paige.key = codec().vault().make_key();
    const auto body = codec().encode("cand:c0ffee", paige);
    EXPECT_EQ(body.find("Paige"), std::string::npos) << body;
    EXPECT_EQ(body.find("paige"), std::string::npos) << body;
    const auto back = codec().decode("cand:c0ffee", body);
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<domain::candidate>(*back), paige);
    // What was sealed for one cannot be read as another's, nor without the key.
    auto moved = codec().vault().sealed(paige);
    moved.id = candidate_id{"decaf"};
    EXPECT_EQ(codec().vault().opened(moved).name, "");
    auto erased = codec().vault().sealed(paige);
    erased.key.clear();
    EXPECT_EQ(codec().vault().opened(erased).name, "");
    EXPECT_NE(codec().vault().sealed(paige).sealed, codec().vault().sealed(paige).sealed);
}

TEST(candidate_records, personal_names_stand_hashed_by_scope) {
    const auto hashed = codec().hashed({"email", "acorn", "paige@example.test"});
    EXPECT_EQ(hashed, codec().hashed({"email", "acorn", "paige@example.test"}));
    EXPECT_NE(hashed, codec().hashed({"email", "heron", "paige@example.test"}));
    EXPECT_NE(hashed, codec().hashed({"phone", "acorn", "paige@example.test"}));
    // Lengths keep ("a", "b|c") and ("a|b", "c") apart.
    EXPECT_NE(codec().hashed({"email", "a", "b|c"}), codec().hashed({"email", "a|b", "c"}));
}

}  // namespace

TEST(record_codec, every_kind_of_record_reads_back) {
    expect_record_reads_back<domain::organisation>("org");
    expect_record_reads_back<domain::client>("client:acorn");
    expect_record_reads_back<domain::supplier>("supplier:hammer");
    expect_record_reads_back<domain::person>("person:robin");
    expect_record_reads_back<domain::conversation>("conv:desk");
    expect_record_reads_back<domain::mapping>("map:0123");
    expect_record_reads_back<domain::external_name>("ext:client.0123");
    expect_record_reads_back<domain::requisition>("req:104");
    expect_record_reads_back<domain::submittal>("sub:311");
    expect_record_reads_back<domain::candidate>("cand:0123");
    expect_record_reads_back<domain::ownership>("own:0123");
    expect_record_reads_back<domain::neutral_answers>("neutral:acorn.hammer");
    expect_record_reads_back<domain::interview>("iv:52");
    expect_record_reads_back<domain::opportunity>("opp:7");
    expect_record_reads_back<domain::work_shift>("shift:207.2026-11-30.2nd");
    expect_record_reads_back<domain::task>("task:policies");
}

TEST(record_codec, n086_any_flipped_bit_is_noticed) {
    domain::client client;
    client.id = client_id{"acorn"};
    client.name = "Acorn Robotics";
    const auto body = codec().encode("client:acorn", client);
    ASSERT_TRUE(codec().decode("client:acorn", body).has_value());
    for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
        auto changed = body;
        changed[bit / 8] =
            static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1U << (bit % 8)));
        const auto read = codec().decode("client:acorn", changed);
        ASSERT_FALSE(read.has_value()) << "bit " << bit;
        EXPECT_EQ(read.error().code, errc::protocol);
    }
}

TEST(record_codec, n086_a_record_moved_to_another_name_or_organisation_is_noticed) {
    domain::person robin;
    robin.id = person_id{"robin"};
    const auto body = codec().encode("person:robin", robin);
    EXPECT_TRUE(codec().decode("person:robin", body).has_value());
    EXPECT_FALSE(codec().decode("person:lee", body).has_value());
    EXPECT_FALSE(codec().decode("client:robin", body).has_value());
    const record_codec other(key_of('k'), organisation_id{"other"});
    EXPECT_FALSE(other.decode("person:robin", body).has_value());
    const record_codec other_key(key_of('x'), organisation_id{"acme"});
    EXPECT_FALSE(other_key.decode("person:robin", body).has_value());
}

TEST(record_codec, cut_or_strange_bodies_are_errors) {
    const auto body = codec().encode("org", domain::organisation{});
    for (std::size_t length = 0; length < body.size(); ++length) {
        EXPECT_FALSE(codec().decode("org", body.substr(0, length)).has_value());
    }
    EXPECT_FALSE(codec().decode("org", "2|" + body.substr(2)).has_value());
    EXPECT_FALSE(codec().decode("org", codec().wrap("org", "[1]")).has_value());
    EXPECT_FALSE(codec().decode("org", codec().wrap("org", "{\"n\":7}")).has_value());
    EXPECT_FALSE(codec().decode("unheard:of", codec().wrap("unheard:of", "{}")).has_value());
}

}  // namespace fillrate::bot
