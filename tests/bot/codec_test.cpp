// Everything stored reads back as it was, and nothing else reads at all: records, events, outbox
// and undo records.
#include "bot/event_codec.hpp"
#include "bot/interview_fields.hpp"
#include "bot/opportunity_fields.hpp"
#include "bot/outbox.hpp"
#include "bot/question_fields.hpp"
#include "bot/record_codec.hpp"
#include "bot/requisition_event_fields.hpp"
#include "bot/shift_fields.hpp"
#include "bot/submittal_fields.hpp"
#include "bot/task_fields.hpp"
#include "bot/undo.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace fillrate::bot {

namespace {

crypto::key key_of(char fill) {
    return crypto::key::from_bytes(std::string(crypto::key::size, fill)).value();
}

const record_codec& codec() {
    static const record_codec made(key_of('k'), organisation_id{"acme"});
    return made;
}

std::string any_text() {
    static const std::vector<std::string> pieces{
        "a",
        "Z",
        "7",
        " ",
        "\"",
        "\\",
        "\n",
        "\t",
        "{",
        "}",
        "|",
        ":",
        "é",
        "日本",
        "\xE2\x80\xA8",
        "🙂",
        std::string(1, '\x01'),
        "<script>"};
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text;
    for (const auto& piece : chosen) {
        text += piece;
    }
    return text;
}

// How many values each stored enumeration has.
constexpr int enumerators(domain::requisition_state) {
    return 8;
}
constexpr int enumerators(domain::submittal_state) {
    return 22;
}
constexpr int enumerators(domain::submittal_verb) {
    return 25;
}
constexpr int enumerators(domain::interview_state) {
    return 8;
}
constexpr int enumerators(domain::interview_verb) {
    return 9;
}
constexpr int enumerators(domain::absentee) {
    return 3;
}
constexpr int enumerators(domain::invitation) {
    return 3;
}
constexpr int enumerators(domain::feedback_state) {
    return 5;
}
constexpr int enumerators(domain::recommendation) {
    return 4;
}
constexpr int enumerators(domain::interview_due) {
    return domain::interview_due_count;
}
constexpr int enumerators(domain::opportunity_state) {
    return 4;
}
constexpr int enumerators(domain::opportunity_verb) {
    return 3;
}
constexpr int enumerators(domain::shift_state) {
    return 5;
}
constexpr int enumerators(domain::shift_verb) {
    return 6;
}
constexpr int enumerators(domain::shift_due) {
    return domain::shift_due_count;
}
constexpr int enumerators(domain::opening_state) {
    return 5;
}
constexpr int enumerators(domain::category) {
    return 2;
}
constexpr int enumerators(domain::engagement) {
    return 4;
}
constexpr int enumerators(domain::priority) {
    return 3;
}
constexpr int enumerators(domain::party) {
    return 4;
}
constexpr int enumerators(domain::role) {
    return 6;
}
constexpr int enumerators(domain::clock_kind) {
    return 14;
}
constexpr int enumerators(domain::clock_alert) {
    return 3;
}
constexpr int enumerators(domain::clock_state) {
    return 4;
}
constexpr int enumerators(domain::coverage::answer) {
    return 4;
}
constexpr int enumerators(domain::resume_kind) {
    return 3;
}
constexpr int enumerators(domain::binding::kind) {
    return 5;
}

// Fills a value through the very description that writes and reads it, so a new field is covered by
// itself.
class field_filler {
public:
    template <class T>
    void operator()(std::string_view, T& value) {
        fill(value);
    }
    template <class T>
    void always(std::string_view, T& value) {
        fill(value);
    }

private:
    static std::int64_t number() {
        return *rc::gen::inRange<std::int64_t>(-4'000'000'000'000, 4'000'000'000'000);
    }

    template <class T>
    static void fill(T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            value = any_text();
        } else if constexpr (std::is_same_v<T, bool>) {
            value = *rc::gen::arbitrary<bool>();
        } else if constexpr (std::is_integral_v<T>) {
            value = *rc::gen::arbitrary<T>();
        } else if constexpr (std::is_same_v<T, instant>) {
            value = from_unix_ms(number());
        } else if constexpr (std::is_same_v<T, seconds>) {
            value = seconds{number()};
        } else if constexpr (archive::is_text_id<T>::value) {
            value.value = any_text();
        } else if constexpr (archive::is_number_id<T>::value) {
            value.value = *rc::gen::arbitrary<std::uint32_t>();
        } else if constexpr (archive::is_optional<T>::value) {
            value.reset();
            if (*rc::gen::arbitrary<bool>()) {
                fill(value.emplace());
            }
        } else if constexpr (archive::is_vector<T>::value) {
            value.clear();
            const auto count = *rc::gen::inRange(0, 4);
            for (int i = 0; i < count; ++i) {
                fill(value.emplace_back());
            }
        } else if constexpr (std::is_enum_v<T>) {
            fill_enum(value);
        } else {
            field_filler nested;
            describe(nested, value);
        }
    }

    template <class Enum>
    static void fill_enum(Enum& value) {
        value = static_cast<Enum>(*rc::gen::inRange(0, enumerators(value)));
    }
};

template <class T>
T any_value() {
    T value{};
    field_filler filler;
    domain::describe(filler, value);
    return value;
}

template <class T>
void expect_record_reads_back(const std::string& name) {
    EXPECT_TRUE(rc::check("reads back: " + name, [&name] {
        const handlers::record before = any_value<T>();
        const auto after = codec().decode(name, codec().encode(name, before));
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
}

using directory_value = decltype(domain::directory_put::value);

// Of the kind with that index.
template <std::size_t I = 0>
directory_value any_directory_value(std::size_t kind) {
    if constexpr (I + 1 < std::variant_size_v<directory_value>) {
        if (kind != I) {
            return any_directory_value<I + 1>(kind);
        }
    }
    return any_value<std::variant_alternative_t<I, directory_value>>();
}

template <std::size_t I>
domain::payload any_payload() {
    using alternative = std::variant_alternative_t<I, domain::payload>;
    if constexpr (std::is_same_v<alternative, domain::directory_put>) {
        constexpr auto kinds = static_cast<int>(std::variant_size_v<directory_value>);
        domain::directory_put put;
        put.value = any_directory_value(static_cast<std::size_t>(*rc::gen::inRange(0, kinds)));
        return put;
    } else {
        return any_value<alternative>();
    }
}

template <std::size_t I = 0>
void expect_events_read_back() {
    if constexpr (I < std::variant_size_v<domain::payload>) {
        EXPECT_TRUE(rc::check("event reads back, payload " + std::to_string(I), [] {
            domain::event before;
            before.command = command_id{any_text()};
            before.n = *rc::gen::arbitrary<std::uint32_t>();
            before.subject = any_text();
            before.at = from_unix_ms(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000));
            before.recorded_at =
                from_unix_ms(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000));
            before.actor = person_id{any_text()};
            before.actor_name = any_text();
            before.on_behalf_of = any_text();
            before.surface = any_text();
            before.reason = any_text();
            before.party = *rc::gen::element(
                domain::party::program,
                domain::party::supplier,
                domain::party::client
            );
            before.data = any_payload<I>();
            const auto after = decode_event(encode_event(before));
            RC_ASSERT(after.has_value());
            RC_ASSERT(*after == before);
        }));
        expect_events_read_back<I + 1>();
    }
}

sending any_progress() {
    sending progress;
    progress.state = *rc::gen::element(
        outbox_state::pending,
        outbox_state::sending,
        outbox_state::retry,
        outbox_state::unknown,
        outbox_state::dead
    );
    progress.attempt_id = any_text();
    progress.attempts = *rc::gen::arbitrary<std::uint32_t>();
    progress.looks = *rc::gen::arbitrary<std::uint32_t>();
    progress.epoch = *rc::gen::arbitrary<std::uint32_t>();
    progress.started_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
    progress.wait_until_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
    progress.reason = any_text();
    return progress;
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

TEST(event_codec, every_kind_of_event_reads_back) {
    expect_events_read_back();
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

TEST(outbox_json, notices_and_cards_read_back) {
    EXPECT_TRUE(rc::check("notice", [] {
        notice before;
        before.what.conversation = conversation_id{any_text()};
        before.what.kind = any_text();
        before.what.subject = any_text();
        before.what.event = *rc::gen::arbitrary<std::uint32_t>();
        before.what.readers.who = *rc::gen::element(
            chat::audience::kind::internal,
            chat::audience::kind::client,
            chat::audience::kind::supplier,
            chat::audience::kind::person
        );
        before.what.readers.id = any_text();
        before.what.how = *rc::gen::element(
            chat::delivery_class::alert,
            chat::delivery_class::update,
            chat::delivery_class::notice
        );
        before.what.in_thread = *rc::gen::arbitrary<bool>();
        before.what.stands_for = person_id{any_text()};
        before.what.if_unsent = any_text();
        before.what.not_before_ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
        before.progress = any_progress();
        const auto after = notice_from_json(to_json(before));
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
    EXPECT_TRUE(rc::check("card", [] {
        card_record before;
        before.message_id = any_text();
        before.shown = *rc::gen::arbitrary<std::uint32_t>();
        before.progress = any_progress();
        const auto after = card_from_json(to_json(before));
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
    EXPECT_EQ(thread_from_json(thread_to_json("req:104")).value(), "req:104");
}

TEST(outbox_json, wrong_types_are_errors) {
    EXPECT_FALSE(notice_from_json("{\"p\":{\"s\":\"flying\"}}").has_value());
    EXPECT_FALSE(notice_from_json("{\"w\":[]}").has_value());
    EXPECT_FALSE(card_from_json("{\"m\":1}").has_value());
    EXPECT_FALSE(card_from_json("nonsense").has_value());
}

TEST(outbox, members_name_their_item) {
    for (const auto& item : {queued{true, "req:104"}, queued{false, "01abc"}}) {
        const auto read = parse_member(member_of(item));
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(read->card, item.card);
        EXPECT_EQ(read->id, item.id);
    }
    for (const std::string text : {"", "c", "c|", "x|1", "n-1", "|"}) {
        EXPECT_FALSE(parse_member(text).has_value()) << text;
    }
    EXPECT_LT(member_of({true, "req:9"}), member_of({false, "0"}));
}

TEST(outbox, ids_sort_in_the_order_they_were_made) {
    seeded_random random(7);
    outbox_ids ids(random);
    std::string last;
    for (int i = 0; i < 3000; ++i) {
        // The clock stands, moves on, and now and then steps back.
        const auto id = ids.next(from_unix_ms(1'796'054'400'000 + i / 3 - (i % 100 == 0 ? 50 : 0)));
        EXPECT_LT(last, id);
        last = id;
    }
}

TEST(undo_json, reads_back) {
    undo_record before;
    before.command = command_id{"abc"};
    before.label = "hold req:104";
    before.at = from_unix_ms(1'796'054'400'000);
    before.records = {{"req:104", 3, true, "{\"n\":104}"}, {"req:105", 1, false, ""}};
    before.notices = {"01abc", "01abd"};
    before.told.resize(2);
    before.told[0].id = "01abe";
    before.told[0].conversation = conversation_id{"dm-robin"};
    before.told[0].reader = person_id{"robin"};
    before.told[0].subject = "req:104";
    before.told[0].event = 7;
    EXPECT_EQ(undo_from_json(to_json(before)).value(), before);
    EXPECT_FALSE(undo_from_json("{\"r\":7}").has_value());
    EXPECT_FALSE(undo_from_json("").has_value());
}

}  // namespace fillrate::bot
