// Random lines: always an answer, always displayable, and what is understood comes back the same.
#include "core/base/text.hpp"
#include "core/chat/action.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/suggest.hpp"
#include "core/chat/tokens.hpp"
#include "core/chat/values.hpp"
#include "core/chat/when.hpp"
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace fillrate::chat {
namespace {

/// Words of the grammar, odd characters and random bytes, glued or spaced.
rc::Gen<std::string> random_line() {
    const auto piece = rc::gen::oneOf(
        rc::gen::element<std::string>(
            "104",
            "REQ-105",
            "req",
            "last",
            "hold",
            "release",
            "new",
            "note",
            "set",
            "list",
            "me",
            "help",
            "undo",
            "tier",
            "tier1",
            "budget",
            "mine",
            "client:",
            "until:",
            "must:a,b",
            "hm:@ana",
            "openings",
            "+2",
            "\"",
            "\xE2\x80\x9C",
            "\\",
            "\"two words\"",
            "and",
            "S-311",
            "\n",
            "\xC2\xA0",
            "\xE2\x80\x8B",
            "dec 7",
            "14:00"
        ),
        rc::gen::container<std::string>(rc::gen::arbitrary<char>())
    );
    return rc::gen::map(
        rc::gen::container<std::vector<std::pair<std::string, bool>>>(
            rc::gen::pair(piece, rc::gen::arbitrary<bool>())
        ),
        [](const std::vector<std::pair<std::string, bool>>& pieces) {
            std::string out;
            for (const auto& [text, spaced] : pieces) {
                out += (spaced ? " " : "") + text;
            }
            return out;
        }
    );
}

void check_answer(const parsed& p) {
    if (const auto* failed = std::get_if<problem>(&p)) {
        RC_ASSERT(!failed->text.empty());
        RC_ASSERT(failed->text.size() < 600U);
        RC_ASSERT(is_valid_utf8(failed->text));
        RC_ASSERT(displayable(failed->text) == failed->text);
        RC_ASSERT(failed->suggestions.size() <= 3U);
        return;
    }
    const auto& c = std::get<command>(p);
    RC_ASSERT(find_verb(c.noun, c.verb) != nullptr);
    RC_ASSERT(c.subjects.size() <= max_subjects);
    RC_ASSERT(is_valid_utf8(c.tail));
    for (const argument& a : c.arguments) {
        RC_ASSERT(find_argument(*find_verb(c.noun, c.verb), a.key) != nullptr);
        RC_ASSERT(!a.value.empty());
    }
}

TEST(fuzz, every_line_gets_an_answer_in_linear_work) {
    EXPECT_TRUE(rc::check([] {
        const std::string text = *random_line();
        const bool meant = *rc::gen::arbitrary<bool>();
        check_answer(parse(text, {.meant_as_command = meant}));
        typed_line line{.runs = {{text_run::kind::plain, text}}};
        RC_ASSERT(tokenize(line, "").steps <= text.size());
    }));
}

TEST(fuzz, what_is_understood_comes_back_the_same) {
    std::size_t understood = 0;
    EXPECT_TRUE(rc::check([&understood] {
        const std::string head = *rc::gen::element<std::string>(
            "",
            "104 note ",
            "note ",
            "104 hold ",
            "104 105 close other ",
            "req new ",
            "104 set ",
            "104 release ",
            "req list ",
            "help "
        );
        const line_settings slash{.meant_as_command = true};
        const parsed first = parse(head + *random_line(), slash);
        if (!std::holds_alternative<command>(first)) {
            return;
        }
        ++understood;
        auto one = std::get<command>(first);
        const std::string line = to_line(one);
        const parsed again = parse(line, slash);
        RC_LOG() << line << "\n" << describe(again) << "\n" << describe(first) << "\n";
        RC_ASSERT(std::holds_alternative<command>(again));
        auto two = std::get<command>(again);
        one.tail_quoted = two.tail_quoted = true;  // to_line always quotes
        for (auto* c : {&one, &two}) {
            for (argument& a : c->arguments) {
                a.typed = a.is_person() ? a.typed : argument::form::word;
            }
        }
        RC_ASSERT(one == two);
    }));
    EXPECT_GT(understood, 20U);  // of 100: the property is not vacuous
}

TEST(fuzz, mentions_anywhere) {
    EXPECT_TRUE(rc::check([] {
        typed_line line;
        const auto count = *rc::gen::inRange(0, 6);
        for (int i = 0; i < count; ++i) {
            const auto kind = *rc::gen::element(
                text_run::kind::plain,
                text_run::kind::user,
                text_run::kind::channel
            );
            line.runs.push_back({kind, *random_line()});
        }
        check_answer(parse(line, {.self = "UBOT"}));
    }));
}

TEST(fuzz, values_never_throw) {
    EXPECT_TRUE(rc::check([] {
        const std::string text = *rc::gen::container<std::string>(rc::gen::oneOf(
            rc::gen::elementOf(std::string{"0123456789.,+-:/ amphdwktz$"}),
            rc::gen::arbitrary<char>()
        ));
        const auto money = parse_money(text);
        const bool money_fits = !money || (*money > 0 && *money <= 10'000'000'000);
        RC_ASSERT(money_fits);
        const auto count = parse_count(text);
        const bool count_fits = !count || (*count >= 1U && *count <= 500U);
        RC_ASSERT(count_fits);
        const auto change = parse_change(text);
        const bool change_fits = !change || (change->amount >= -500 && change->amount <= 500);
        RC_ASSERT(change_fits);
        const auto parts = split_action(text);
        const bool parts_fit =
            !parts || encode_action(parts->name, parts->subject, parts->version).has_value();
        RC_ASSERT(parts_fit);
        const auto zone = time_zone::find("America/Chicago");
        const auto reading = parse_when(text, from_unix_ms(1'796'054'400'000), *zone);
        const auto* refused = std::get_if<when_problem>(&reading);
        const bool readable = refused == nullptr || is_valid_utf8(refused->text);
        RC_ASSERT(readable);
        const std::vector<named> records{{"a", {text, "Ana"}}, {"b", {"Bob"}}};
        RC_ASSERT(fold_name(fold_name(text)) == fold_name(text));
        static_cast<void>(resolve_name(text, records));
    }));
}

}  // namespace
}  // namespace fillrate::chat
