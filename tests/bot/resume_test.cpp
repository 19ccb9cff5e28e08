// A resume through the engine: sealed from the first event on, a file opened once by whoever the
// link is for.
#include "bot/event_codec.hpp"
#include "bot/file_fetcher.hpp"
#include "bot/file_sweep.hpp"
#include "core/base/text.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace fillrate::bot {

namespace {

const std::string pdf = "%PDF-1.7\nladder logic\n%%EOF\n";
constexpr auto address = "https://files.example/paige.pdf";

/// A desk that keeps files, with one requisition that two suppliers work on.
class filing_desk : public desk {
public:
    filing_desk() {
        std::string pattern = std::filesystem::temp_directory_path() / "fillrate-resume-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
        files = std::make_unique<file_desk>(
            crypto::key::from_bytes(std::string(crypto::key::size, 'm')).value(),
            file_vault(folder_, random),
            clock,
            random,
            "https://bot.example"
        );
        engine_options options;
        options.files = files.get();
        engine::wakers wakes;
        wakes.fetch = [this] { ++orders_told; };
        counter = std::make_unique<engine>(
            engine::parts{
                loop->get_executor(),
                store,
                clock,
                random,
                log,
                shared().codec,
                shared().seal,
                shared().names,
                shared().claims,
                shared().book,
                ids},
            options,
            std::move(wakes)
        );
        release_one();
    }
    ~filing_desk() {
        end();
        std::filesystem::remove_all(folder_);
    }

    std::string ask(const std::string& person, const std::string& room, const std::string& text) {
        const auto request = typed(person, room, text);
        last = run(counter->handle(request));
        return text_of(last);
    }
    chat::reply submit(
        const std::string& person,
        const std::string& room,
        const chat::form& form,
        std::map<std::string, std::string> fields,
        const std::string& platform = "sim"
    ) {
        auto request = typed(person, room, {});
        request.platform = platform;
        request.surface = "form";
        request.what = chat::form_submission{form.act.value, std::move(fields)};
        return run(counter->handle(request));
    }
    /// The address of the first link in the last answer.
    std::string link() const {
        const auto* message = std::get_if<chat::message>(&last.what);
        for (const auto& block :
             message == nullptr ? std::vector<chat::block>{} : message->blocks) {
            const auto* paragraph = std::get_if<chat::paragraph>(&block);
            for (const auto& one : paragraph == nullptr ? chat::rich_text{} : paragraph->text) {
                if (one.what == chat::inline_run::kind::link) {
                    return one.target;
                }
            }
        }
        return {};
    }
    std::string token() const { return link().substr(link().rfind('/') + 1); }
    result<opened_file> open(const std::string& which) { return run(counter->open_file(which)); }

    /// S-1, with a file.
    void with_file() {
        const auto kept = files->take(pdf).value();
        ask("maul", "sup-hammer", "1 submit");
        const auto form = std::get<chat::form>(last.what);
        last = submit(
            "maul",
            "sup-hammer",
            form,
            {{"name", "Paige Turner"},
             {"email", "paige@example.test"},
             {"file", files->ticket_for(kept, "sim|t1|U-maul")}}
        );
    }
    std::string everything_stored() {
        std::string all;
        for (const auto& [name, record] : truth.records()) {
            all += name + record.body + '\n';
        }
        for (const auto& entry : run(truth.read_stream("events", "0", 200)).value()) {
            all += entry.body + '\n';
        }
        return all;
    }
    std::vector<domain::event> history(const std::string& subject) {
        std::vector<domain::event> events;
        for (const auto& entry : run(truth.history(subject, 1, 200)).value()) {
            events.push_back(decode_event(entry.body).value());
        }
        return events;
    }
    std::size_t openings() {
        const auto all = history("sub:1");
        return static_cast<std::size_t>(std::ranges::count_if(all, [](const auto& what) {
            return std::holds_alternative<domain::resume_opened>(what.data);
        }));
    }

    std::unique_ptr<file_desk> files{};
    std::unique_ptr<engine> counter{};
    int orders_told = 0;
    chat::reply last{};

private:
    std::string folder_{};
};

}  // namespace

TEST(resume_file, nothing_of_it_lies_open_in_the_store_or_on_disk) {
    filing_desk on;
    on.with_file();
    EXPECT_NE(filing_desk::text_of(on.last).find("put forward"), std::string::npos);
    on.ask(
        "maul",
        "sup-hammer",
        std::string("1 submit \"Al Dente\" phone:3125550101 link:") + address
    );
    const auto stored = on.everything_stored();
    EXPECT_EQ(stored.find("files.example"), std::string::npos);
    EXPECT_EQ(stored.find("Turner"), std::string::npos);
    const auto names = on.run(named_files(on.truth)).value();
    ASSERT_EQ(names.size(), 1U);
    EXPECT_TRUE(on.files->vault().has(*names.begin()));
    EXPECT_NE(on.ask("robin", "acorn-inside", "S-2 resume").find(address), std::string::npos);
    EXPECT_EQ(on.link(), address);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, a_link_opens_it_once_for_the_one_it_was_made_for) {
    filing_desk on;
    on.with_file();
    on.ask("robin", "acorn-inside", "S-1 resume");
    ASSERT_TRUE(on.link().starts_with("https://bot.example/files/")) << on.link();
    EXPECT_EQ(on.openings(), 0U) << "not before it is followed";
    const auto token = on.token();
    const auto opened = on.open(token);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->bytes, pdf);
    EXPECT_EQ(opened->name, "S-1.pdf");
    EXPECT_EQ(opened->media_type, "application/pdf");
    EXPECT_EQ(on.open(token).error().code, errc::not_found);
    EXPECT_EQ(on.open("nonsense").error().code, errc::not_found);
    EXPECT_EQ(on.openings(), 1U);
    const auto last = on.history("sub:1").back();
    EXPECT_EQ(last.actor, person_id{"robin"});
    EXPECT_EQ(last.surface, "link");
    on.ask("robin", "acorn-inside", "me undo");
    EXPECT_EQ(on.openings(), 1U);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(report_file, the_rows_behind_a_week_are_given_out_once) {
    filing_desk on;
    on.ask("robin", "acorn-inside", "report sla week:this");
    ASSERT_TRUE(on.link().starts_with("https://bot.example/files/")) << on.link();
    const auto token = on.token();
    const auto opened = on.open(token);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->media_type, "text/csv; charset=utf-8");
    EXPECT_TRUE(opened->name.starts_with("sla-week-")) << opened->name;
    EXPECT_TRUE(opened->bytes.starts_with("Client,Of,Promise,Clock,")) << opened->bytes;
    EXPECT_NE(opened->bytes.find("REQ-1,Coverage,INTAKE,"), std::string::npos) << opened->bytes;
    EXPECT_EQ(on.open(token).error().code, errc::not_found);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(report_file, the_rows_of_every_report_are_given_out) {
    struct row {
        const char* line;
        const char* name;
        const char* head;
    };
    filing_desk on;
    on.with_file();
    for (const auto& [line, name, head] :
         {row{"report pipeline", "pipeline-1.csv", "Requisition,Openings left,With us,"},
          row{"report aging", "aging-1.csv", "Requisition,Waits,0-1,"},
          row{"report supplier", "supplier.csv", "Supplier,Submittal to interview,"},
          row{"report supplier category:pro", "supplier-professional.csv", "Supplier,"},
          row{"report client acorn", "client-acorn.csv", "Measure,Share,Goal,Verdict"}}) {
        on.ask("robin", "acorn-inside", line);
        const auto token = on.token();
        const auto opened = on.open(token);
        ASSERT_TRUE(opened) << line << ": " << opened.error().detail;
        EXPECT_EQ(opened->name, name);
        EXPECT_TRUE(opened->bytes.starts_with(head)) << line << ":\n" << opened->bytes;
        EXPECT_EQ(opened->bytes.find("·"), std::string::npos) << opened->bytes;
        EXPECT_EQ(on.open(token).error().code, errc::not_found) << line;
    }
    EXPECT_TRUE(on.check().problems.empty());
}

// No link opens what its reader may not see, nor what is no report.
TEST(report_file, rows_are_cut_to_whoever_follows_the_link) {
    filing_desk on;
    for (const auto* subject :
         {"report:pipeline:1",
          "report:client:acorn:",
          "report:supplier:hammer:",
          "report:sla:1:*"}) {
        const auto link = on.files->link_to(subject, person_id{"wren"}, false);
        EXPECT_EQ(on.open(link.substr(link.rfind('/') + 1)).error().code, errc::not_found)
            << subject;
    }
    for (const auto* subject :
         {"report:", "report:pipeline", "report:client:acorn", "report:none:1"}) {
        const auto link = on.files->link_to(subject, person_id{"robin"}, false);
        EXPECT_EQ(on.open(link.substr(link.rfind('/') + 1)).error().code, errc::not_found)
            << subject;
    }
}

TEST(resume_file, a_lost_answer_of_the_store_uses_the_link_up_at_most) {
    filing_desk on;
    on.with_file();
    on.ask("robin", "acorn-inside", "S-1 resume");
    const auto token = on.token();
    on.store.after_commit = [](const auto&) { return std::optional(error(errc::unknown_outcome)); };
    EXPECT_FALSE(on.open(token));
    on.store.after_commit = {};
    EXPECT_EQ(on.open(token).error().code, errc::not_found);
    EXPECT_EQ(on.openings(), 1U);
}

TEST(resume_file, a_link_got_before_does_not_open_what_its_reader_may_not_see_now) {
    filing_desk on;
    on.with_file();
    on.ask("maul", "sup-hammer", "S-1 resume");
    auto stolen = on.files->link_to("sub:1", person_id{"wren"}, false);
    EXPECT_EQ(on.open(stolen.substr(stolen.rfind('/') + 1)).error().code, errc::not_found);
    EXPECT_TRUE(on.open(on.token()));
}

TEST(resume_file, a_ticket_of_somebody_else_brings_no_file) {
    filing_desk on;
    const auto kept = on.files->take(pdf).value();
    on.ask("maul", "sup-hammer", "1 submit");
    const auto form = std::get<chat::form>(on.last.what);
    const auto reply = on.submit(
        "maul",
        "sup-hammer",
        form,
        {{"name", "Paige Turner"},
         {"email", "paige@example.test"},
         {"file", on.files->ticket_for(kept, "sim|t1|U-wren")}}
    );
    const auto* problems = std::get_if<chat::form_problems>(&reply.what);
    ASSERT_NE(problems, nullptr);
    EXPECT_EQ(problems->by_field.front().first, "file");
}

namespace {

fetch_order order_of(const std::string& id, instant ordered) {
    fetch_order order;
    order.id = id;
    order.file = "F-" + id;
    order.subject = "sub:1";
    order.giver = person_id{"maul"};
    order.command = command_id{"form-" + id};
    order.ordered = ordered;
    return order;
}

/// S-1 without a file, and whoever fetches what is ordered for it.
class fetching_desk : public filing_desk {
public:
    fetching_desk() {
        ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
        boost::asio::co_spawn(*loop, lease_.run(), boost::asio::detached);
        boost::asio::co_spawn(*loop, fetcher.run(), boost::asio::detached);
    }
    ~fetching_desk() { end(); }
    fetching_desk(const fetching_desk&) = delete;
    fetching_desk& operator=(const fetching_desk&) = delete;

    void order(const std::string& id) {
        ports::commit_batch batch;
        batch.command = "order-" + id;
        keep_order(batch, order_of(id, clock.now()), shared().codec, clock.wire_now());
        ASSERT_TRUE(truth.commit_now(batch));
    }
    std::size_t orders() { return run(truth.count(fetch_set)).value(); }
    std::size_t attached() {
        const auto all = history("sub:1");
        return static_cast<std::size_t>(std::ranges::count_if(all, [](const auto& what) {
            return std::holds_alternative<domain::resume_attached>(what.data);
        }));
    }

    int asked = 0;
    std::function<result<std::string>()> platform{[] { return result<std::string>(pdf); }};

private:
    async::awaitable<result<std::string>> bytes() {
        ++asked;
        co_return platform();
    }

    lease_holder lease_{store, clock, log, "me", {}};

public:
    file_fetcher fetcher{
        {loop->get_executor(), store, clock, log, shared().codec, *files, *counter, lease_},
        [this](const std::string&) { return bytes(); }};
};

}  // namespace

TEST(resume_file, what_is_fetched_later_is_attached_once_and_its_order_goes) {
    filing_desk on;
    on.ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
    const auto order = order_of("1", on.clock.now());
    ports::commit_batch batch;
    batch.command = "order";
    keep_order(batch, order, desk::shared().codec, on.clock.wire_now());
    ASSERT_TRUE(on.truth.commit_now(batch));
    EXPECT_TRUE(on.truth.records().contains(fetch_name("1")));
    const auto kept = on.files->take(pdf).value();
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order, kept)));
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order, kept)));
    EXPECT_FALSE(on.truth.records().contains(fetch_name("1")));
    EXPECT_EQ(on.run(on.truth.count(fetch_set)).value(), 0U);
    const auto all = on.history("sub:1");
    EXPECT_EQ(
        std::ranges::count_if(
            all,
            [](const auto& what) {
                return std::holds_alternative<domain::resume_attached>(what.data);
            }
        ),
        1
    );
    on.ask("robin", "acorn-inside", "S-1 resume");
    EXPECT_EQ(on.open(on.token()).value().bytes, pdf);
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order_of("2", on.clock.now()), std::nullopt)));
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, a_submit_is_taken_back_after_its_file_came_and_was_opened) {
    filing_desk on;
    on.ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
    const auto kept = on.files->take(pdf).value();
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order_of("1", on.clock.now()), kept)));
    on.ask("robin", "acorn-inside", "S-1 resume");
    ASSERT_TRUE(on.open(on.token()));
    EXPECT_EQ(on.run(named_files(on.truth)).value().size(), 1U);
    on.pass(minutes{4});
    const auto said = on.ask("maul", "sup-hammer", "me undo");
    EXPECT_NE(said.find("Undone: submit of"), std::string::npos) << said;
    EXPECT_FALSE(on.truth.records().contains("sub:1"));
    EXPECT_EQ(on.openings(), 1U) << "that it was opened stays on record";
    // Nothing names the file any more, so that the sweep takes it.
    EXPECT_TRUE(on.run(named_files(on.truth)).value().empty());
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, a_submit_that_somebody_acted_on_stays_with_its_file) {
    filing_desk on;
    on.ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
    const auto kept = on.files->take(pdf).value();
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order_of("1", on.clock.now()), kept)));
    on.ask("robin", "acorn-inside", "S-1 note \"call her\"");
    const auto said = on.ask("maul", "sup-hammer", "me undo");
    EXPECT_NE(said.find("somebody changed it after you"), std::string::npos) << said;
    EXPECT_TRUE(on.truth.records().contains("sub:1"));
    EXPECT_EQ(on.run(named_files(on.truth)).value(), std::set<std::string>{kept.file});
}

TEST(resume_file, the_file_of_a_submit_that_was_taken_back_before_it_came_is_let_go) {
    filing_desk on;
    on.ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
    on.ask("maul", "sup-hammer", "me undo");
    const auto kept = on.files->take(pdf).value();
    ASSERT_TRUE(on.run(on.counter->attach_fetched(order_of("1", on.clock.now()), kept)));
    EXPECT_FALSE(on.truth.records().contains("sub:1"));
    EXPECT_TRUE(on.run(named_files(on.truth)).value().empty());
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, what_was_sent_earlier_does_not_replace_what_was_sent_later) {
    filing_desk on;
    on.ask("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test");
    const auto earlier = order_of("1", on.clock.now());
    on.pass(minutes{1});
    const auto later = order_of("2", on.clock.now());
    on.pass(minutes{1});
    const auto slow = on.files->take(pdf).value();
    const auto fast = on.files->take(pdf).value();
    ASSERT_TRUE(on.run(on.counter->attach_fetched(later, fast)));
    ASSERT_TRUE(on.run(on.counter->attach_fetched(earlier, slow)));
    EXPECT_EQ(on.run(named_files(on.truth)).value(), std::set<std::string>{fast.file});
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, an_order_is_worked_until_the_platform_gives_the_file) {
    fetching_desk on;
    on.platform = [] { return result<std::string>(errc::unavailable); };
    on.order("1");
    on.wait_for(seconds{30});
    EXPECT_GE(on.asked, 3);
    EXPECT_EQ(on.orders(), 1U);
    on.platform = [] { return result<std::string>(pdf); };
    on.wait_for(seconds{60});
    EXPECT_EQ(on.attached(), 1U);
    EXPECT_EQ(on.orders(), 0U);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(resume_file, a_file_fetched_while_the_store_is_away_is_attached_when_it_is_back) {
    fetching_desk on;
    on.store.before_commit = [](const ports::commit_batch& batch) -> std::optional<error> {
        return batch.command.starts_with("file:") ? std::optional(error(errc::unavailable))
                                                  : std::nullopt;
    };
    on.order("1");
    on.wait_for(seconds{30});
    EXPECT_EQ(on.attached(), 0U);
    EXPECT_EQ(on.orders(), 1U);
    on.store.before_commit = {};
    on.wait_for(seconds{60});
    EXPECT_EQ(on.attached(), 1U);
    EXPECT_EQ(on.asked, 1) << "it was kept already";
    EXPECT_EQ(on.orders(), 0U);
}

TEST(resume_file, a_file_that_never_comes_is_refused_in_the_end) {
    fetching_desk on;
    on.platform = [] { return result<std::string>(errc::unavailable); };
    on.order("1");
    on.wait_for(std::chrono::hours{2});
    EXPECT_EQ(on.asked, static_cast<int>(file_fetcher::most_tries));
    EXPECT_EQ(on.attached(), 0U);
    EXPECT_EQ(on.orders(), 0U);
}

}  // namespace fillrate::bot
