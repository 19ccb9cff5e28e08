// Kept files: what is taken, how it lies on disk, whose tickets and links work, and what the sweep
// leaves.
#include "bot/file_desk.hpp"
#include "bot/file_kind.hpp"
#include "bot/file_sweep.hpp"
#include "bot/upload_quota.hpp"
#include "core/domain/index.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <utime.h>

namespace fillrate::bot {

namespace {

using domain::resume_kind;

std::string little(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
    return text;
}

struct entry {
    std::string name{};
    std::uint32_t flags = 0;
};

/// A ZIP archive of empty files.
std::string archive(const std::vector<entry>& entries, const std::string& comment = {}) {
    std::string files;
    std::string directory;
    for (const auto& one : entries) {
        directory +=
            "PK\x01\x02" + little(20, 2) + little(20, 2) + little(one.flags, 2) +
            std::string(18, '\0') + little(static_cast<std::uint32_t>(one.name.size()), 2) +
            std::string(12, '\0') + little(static_cast<std::uint32_t>(files.size()), 4) + one.name;
        files += std::string("PK\x03\x04") + little(20, 2) + little(one.flags, 2) +
                 std::string(18, '\0') + little(static_cast<std::uint32_t>(one.name.size()), 2) +
                 little(0, 2) + one.name;
    }
    const auto count = static_cast<std::uint32_t>(entries.size());
    return files + directory + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<std::uint32_t>(directory.size()), 4) +
           little(static_cast<std::uint32_t>(files.size()), 4) +
           little(static_cast<std::uint32_t>(comment.size()), 2) + comment;
}

const std::vector<entry> word_entries{{"[Content_Types].xml"}, {"word/document.xml"}};

class folder {
public:
    folder() {
        std::string pattern = std::filesystem::temp_directory_path() / "fillrate-files-XXXXXX";
        path = ::mkdtemp(pattern.data());
    }
    ~folder() { std::filesystem::remove_all(path); }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    std::string path{};
};

crypto::key master() {
    return crypto::key::from_bytes(std::string(crypto::key::size, 'm')).value();
}

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::string pdf = "%PDF-1.7\nPaige Turner, ladder logic\n%%EOF\n";

}  // namespace

TEST(file_kind, a_pdf_and_a_word_document_are_told_by_their_bytes) {
    EXPECT_EQ(kind_of_file(pdf), resume_kind::pdf);
    EXPECT_EQ(kind_of_file(archive(word_entries)), resume_kind::docx);
    EXPECT_EQ(kind_of_file(archive(word_entries, "a comment")), resume_kind::docx);
}

TEST(file_kind, everything_else_is_refused) {
    const auto good = archive(word_entries);
    std::vector<std::pair<std::string, std::string>> refused{
        {"nothing", ""},
        {"text", "Paige Turner"},
        {"a page", "<html>%PDF-</html>"},
        {"a PDF later on", ' ' + pdf},
        {"an archive of something", archive({{"a.txt"}})},
        {"without types", archive({{"word/document.xml"}})},
        {"a spreadsheet", archive({{"[Content_Types].xml"}, {"xl/workbook.xml"}})},
        {"macros",
         archive({{"[Content_Types].xml"}, {"word/document.xml"}, {"word/vbaProject.bin"}})},
        {"macros under another spelling",
         archive({{"[Content_Types].xml"}, {"word/document.xml"}, {"word/VBAPROJECT.BIN"}})},
        {"encrypted", archive({{"[Content_Types].xml", 1}, {"word/document.xml", 1}})},
        {"cut", good.substr(0, good.size() - 1)},
        {"something behind it", good + "x"},
        {"something before it", "x" + good},
        {"only the end", good.substr(good.size() - 22)}};
    auto wrong_count = good;
    wrong_count[wrong_count.size() - 12] = 9;
    wrong_count[wrong_count.size() - 14] = 9;
    refused.emplace_back("more entries than there are", wrong_count);
    auto fewer = archive({{"[Content_Types].xml"}, {"word/document.xml"}, {"a"}});
    fewer[fewer.size() - 12] = 2;
    fewer[fewer.size() - 14] = 2;
    refused.emplace_back("more in the directory than it counts", fewer);
    auto far = good;
    far[far.size() - 3] = '\x7F';
    refused.emplace_back("a directory beyond the end", far);
    for (const auto& [why, bytes] : refused) {
        EXPECT_FALSE(kind_of_file(bytes)) << why;
    }
    for (std::size_t cut = 0; cut < good.size(); ++cut) {
        EXPECT_FALSE(kind_of_file(std::string_view(good).substr(0, cut))) << cut;
    }
}

TEST(file_vault, a_file_lies_sealed_and_private_and_comes_back_with_its_key_alone) {
    const folder here;
    seeded_random random(3);
    const file_vault vault(here.path + "/files", random);
    const auto kept = vault.keep(pdf).value();
    const auto path = here.path + "/files/" + kept.name;
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    EXPECT_EQ(content_of(path).find("Paige"), std::string::npos);
    EXPECT_EQ(vault.read(kept).value(), pdf);
    EXPECT_TRUE(vault.has(kept.name));
    const auto other = vault.keep(pdf).value();
    EXPECT_NE(other.name, kept.name);
    EXPECT_EQ(vault.read({kept.name, other.key}).error().code, errc::invalid_input);
    // Copied to another name it does not open either.
    std::filesystem::copy_file(
        path,
        here.path + "/files/" + other.name,
        std::filesystem::copy_options::overwrite_existing
    );
    EXPECT_FALSE(vault.read({other.name, kept.key}));
    EXPECT_EQ(vault.read({"../key", kept.key}).error().code, errc::invalid_input);
    vault.remove(kept.name);
    EXPECT_EQ(vault.read(kept).error().code, errc::not_found);
}

TEST(file_vault, a_folder_that_cannot_be_written_is_told) {
    const folder here;
    seeded_random random(3);
    std::ofstream(here.path + "/taken") << "a file";
    EXPECT_TRUE(file_vault(here.path + "/files", random).try_out());
    const auto tried = file_vault(here.path + "/taken", random).try_out();
    ASSERT_FALSE(tried);
    EXPECT_NE(tried.error().detail.find("taken"), std::string::npos) << tried.error().detail;
}

TEST(file_vault, a_folder_is_one_stores) {
    const folder here;
    seeded_random random(3);
    const file_vault vault(here.path + "/files", random);
    EXPECT_TRUE(vault.belong_to("01ONE"));
    EXPECT_TRUE(vault.belong_to("01ONE"));
    const auto other = vault.belong_to("01OTHER");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, errc::conflict);
    EXPECT_NE(other.error().detail.find(here.path), std::string::npos) << other.error().detail;
    std::filesystem::remove(here.path + "/files/store");
    EXPECT_TRUE(vault.belong_to("01OTHER"));
}

TEST(file_vault, a_folder_that_cannot_be_had_is_no_fault_of_the_file) {
    const folder here;
    seeded_random random(3);
    std::ofstream(here.path + "/taken") << "a file";
    const file_vault vault(here.path + "/taken", random);
    EXPECT_EQ(vault.keep(pdf).error().code, errc::unavailable);
    EXPECT_EQ(vault.belong_to("01ONE").error().code, errc::unavailable);
}

TEST(file_desk, a_ticket_is_its_senders_and_a_link_its_readers) {
    const folder here;
    desk d;
    seeded_random random(3);
    const file_desk files(
        master(),
        file_vault(here.path + "/files", random),
        d.clock,
        random,
        "https://bot.example/"
    );
    EXPECT_EQ(files.take("a text").error().code, errc::invalid_input);
    EXPECT_EQ(files.take("%PDF-" + std::string(11U << 20U, 'x')).error().code, errc::invalid_input);
    const auto kept = files.take(pdf).value();
    EXPECT_EQ(kept.size, pdf.size());
    const auto ticket = files.ticket_for(kept, "web|demo|maul");
    EXPECT_EQ(files.open_ticket(ticket, "web|demo|maul"), kept);
    EXPECT_FALSE(files.open_ticket(ticket, "web|demo|wren"));
    EXPECT_FALSE(files.open_ticket(ticket + "A", "web|demo|maul"));
    EXPECT_FALSE(files.open_ticket("F0123", "web|demo|maul"));

    const auto link = files.link_to("sub:311", person_id{"ana"}, false);
    const std::string start = "https://bot.example/files/";
    ASSERT_TRUE(link.starts_with(start)) << link;
    const auto token = link.substr(start.size());
    const auto followed = files.follow(token);
    ASSERT_TRUE(followed);
    EXPECT_EQ(followed->subject, "sub:311");
    EXPECT_EQ(followed->reader, person_id{"ana"});
    EXPECT_NE(
        files.follow(files.link_to("sub:311", person_id{"ana"}, true).substr(7))->nonce,
        followed->nonce
    );
    EXPECT_FALSE(files.follow(ticket));
    EXPECT_FALSE(files.open_ticket(token, "web|demo|maul"));
    d.pass(std::chrono::hours{13});
    EXPECT_FALSE(files.follow(token)) << "what the dedupe entry knows may be gone";
}

TEST(upload_quota, a_day_has_room_for_so_much) {
    constexpr std::uint64_t half = upload_quota::most_bytes / 2;
    const wire_instant start{};
    upload_quota quota;
    EXPECT_TRUE(quota.admits(half, start));
    quota.add(half, start);
    const auto later = start + std::chrono::hours{1};
    EXPECT_TRUE(quota.admits(half, later));
    quota.add(half, later);
    EXPECT_FALSE(quota.admits(1, later));
    EXPECT_TRUE(quota.admits(half, start + upload_quota::span));
    EXPECT_FALSE(quota.admits(half + 1, start + upload_quota::span));
}

TEST(file_sweep, what_nothing_names_goes_at_the_second_look_after_a_day) {
    const folder here;
    desk d;
    seeded_random random(3);
    const file_vault vault(here.path + "/files", random);
    const auto fresh = vault.keep(pdf).value().name;
    const auto lost = vault.keep(pdf).value().name;
    const auto named = vault.keep(pdf).value().name;
    const struct utimbuf long_ago { 1000, 1000 };
    for (const auto& name : {lost, named}) {
        ASSERT_EQ(::utime((here.path + "/files/" + name).c_str(), &long_ago), 0);
    }
    const auto wire = std::chrono::floor<seconds>(d.clock.wire_now().time_since_epoch()).count();
    const struct utimbuf now { wire, wire };
    ASSERT_EQ(::utime((here.path + "/files/" + fresh).c_str(), &now), 0);
    ports::commit_batch batch;
    batch.command = "names";
    batch.members.push_back({domain::resume_files_list(), named + ".311", 1, false});
    ASSERT_TRUE(d.truth.commit_now(batch));
    file_sweep sweep(d.store, d.clock, vault);
    EXPECT_EQ(d.run(sweep.look()).value(), 0U);
    EXPECT_TRUE(vault.has(lost)) << "an undo may still bring it back";
    EXPECT_EQ(d.run(sweep.look()).value(), 1U);
    EXPECT_FALSE(vault.has(lost));
    EXPECT_TRUE(vault.has(named));
    EXPECT_TRUE(vault.has(fresh));
    const auto report = d.run(fsck(d.truth, desk::shared().codec, &vault)).value();
    EXPECT_EQ(report.problems.size(), 1U) << "named by no record";
}

TEST(file_sweep, a_store_that_names_nothing_removes_nothing) {
    const folder here;
    desk d;
    seeded_random random(3);
    const file_vault vault(here.path + "/files", random);
    const auto kept = vault.keep(pdf).value().name;
    const struct utimbuf long_ago { 1000, 1000 };
    ASSERT_EQ(::utime((here.path + "/files/" + kept).c_str(), &long_ago), 0);
    file_sweep sweep(d.store, d.clock, vault);
    for (int looks = 0; looks < 3; ++looks) {
        EXPECT_EQ(d.run(sweep.look()).value(), 0U);
    }
    EXPECT_TRUE(vault.has(kept));
}

}  // namespace fillrate::bot
