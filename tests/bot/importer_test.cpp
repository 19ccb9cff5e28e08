// Tables imported into a store in memory: what each row does, and that everything adds up whatever
// goes wrong on the way.
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/export_rows.hpp"
#include "tests/bot/import_desk.hpp"

namespace fillrate::bot {

TEST(importer, a_row_creates_then_changes_then_leaves_alone) {
    import_desk on;
    const auto kind = import_kind::clients;
    EXPECT_EQ(on.import_one(kind, clients, "ats|1|Bolt & Nut"), row_fate::created);
    EXPECT_EQ(on.import_one(kind, clients, "ats|1|Bolt & Nut"), row_fate::unchanged);
    EXPECT_EQ(on.import_one(kind, clients, "ats|1|Bolts"), row_fate::changed);
    EXPECT_EQ(on.import_one(kind, clients, "ats|1|"), row_fate::unchanged)
        << "an empty cell says nothing";
    EXPECT_EQ(on.import_one(kind, clients, "ats|1|Bolt & Nut"), row_fate::changed)
        << "what a row once said may hold again";
    EXPECT_EQ(on.import_one(kind, clients, "vms|1|Bolt & Nut"), row_fate::created)
        << "an id means something in its source only";
    EXPECT_EQ(on.stored<domain::client>("client:bolt-nut").name, "Bolt & Nut");
    EXPECT_EQ(on.stored<domain::client>("client:bolt-nut-2").origin, (domain::origin{"vms", "1"}));
    on.expect_sound();
}

TEST(importer, source_fillrate_names_our_own) {
    import_desk on;
    EXPECT_EQ(
        on.import_one(import_kind::clients, clients, "Fillrate|acorn|Acorn"),
        row_fate::unchanged
    );
    EXPECT_EQ(
        on.import_one(import_kind::clients, clients, "fillrate|acorn|Acorn Inc"),
        row_fate::changed
    );
    EXPECT_EQ(
        on.import_one(import_kind::clients, clients, "fillrate|new-one|X"),
        row_fate::created
    );
    EXPECT_TRUE(on.stored<domain::client>("client:new-one").origin.empty());
    EXPECT_EQ(
        on.import_one(
            import_kind::sites,
            sites,
            "fillrate|acorn/acorn-main|acorn|Main|America/Denver|USD"
        ),
        row_fate::changed
    );
    EXPECT_EQ(on.stored<domain::client>("client:acorn").sites.front().zone, "America/Denver");
    on.expect_sound();
}

TEST(importer, rows_of_one_commit_see_each_other) {
    import_desk on;
    const auto done = on.import(
        import_kind::clients,
        clients,
        {"ats|1|Same",
         "ats|2|Same",
         "ats|3|same!",
         "ats|4|Same",
         "ats|5|SAME",
         "ats|1|Other",
         "ats|6|\xE6\x97\xA5\xE6\x9C\xAC"}
    );
    using enum row_fate;
    EXPECT_EQ(
        fates(done),
        (std::vector{created, created, created, created, created, changed, created})
    );
    EXPECT_EQ(on.store.commits.size(), 1U);
    EXPECT_EQ(on.stored<domain::client>("client:same").name, "Other");
    EXPECT_EQ(on.stored<domain::client>("client:same-4").origin.external_id, "4");
    EXPECT_EQ(on.stored<domain::client>("client:client").origin.external_id, "6");
    const auto& all = on.truth.records();
    EXPECT_TRUE(std::ranges::any_of(all, [](const auto& one) {
        return one.first.starts_with("client:same-") && one.first.size() == 22;
    })) << "the fifth of a name is told apart by its origin";
    on.expect_sound();
}

TEST(importer, sites_suppliers_and_people_refer_by_external_id_id_or_name) {
    import_desk on;
    on.import_one(import_kind::clients, clients, "ats|c1|Bolt");
    on.import(
        import_kind::sites,
        sites,
        {"ats|s1|c1|Plant|Europe/Berlin|eur",
         "ats|s2|bolt|Plant|America/Chicago|",
         "ats|s3|BOLT|Depot|America/Chicago|USD",
         "vms|s1|acorn|Yard|America/Chicago|USD"}
    );
    const auto bolt = on.stored<domain::client>("client:bolt");
    ASSERT_EQ(bolt.sites.size(), 3U);
    EXPECT_EQ(bolt.sites[0].currency, "EUR");
    EXPECT_EQ(bolt.sites[1].id.value, "plant-2");
    EXPECT_EQ(on.stored<domain::client>("client:acorn").sites.size(), 2U);
    on.import_one(
        import_kind::suppliers,
        suppliers,
        "ats|p1|Nuts Ltd|3|light industrial;professional|yes"
    );
    const auto nuts = on.stored<domain::supplier>("supplier:nuts-ltd");
    EXPECT_EQ(nuts.tier, 3U);
    EXPECT_EQ(nuts.categories.size(), 2U);
    EXPECT_TRUE(nuts.suspended);
    const auto done = on.import(
        import_kind::people,
        people,
        {"ats|7|Ada Lane|account_manager|c1|||T1A:U7",
         "ats|7|Ada Lane|Hiring manager|acorn|main||",
         "ats|8|Bo|supplier contact|||p1|T1A:U8",
         "ats|8|Bo|supplier_contact|||p1|",
         "ats|9|Cy|||||"}
    );
    using enum row_fate;
    EXPECT_EQ(fates(done), (std::vector{created, changed, created, unchanged, created}));
    const auto ada = on.stored<domain::person>("person:ada-lane");
    ASSERT_EQ(ada.grants.size(), 2U);
    EXPECT_EQ(ada.grants[1].site.value, "acorn-main");
    EXPECT_EQ(
        on.stored<domain::client>("client:bolt").account_managers,
        (std::vector{person_id{"ada-lane"}})
    );
    const auto direct = on.stored<domain::conversation>("conv:" + ada.direct.value);
    EXPECT_EQ(direct.tenant + ':' + direct.user, "T1A:U7");
    const auto u7 = desk::shared().names.user_mapping("slack", "T1A", "U7");
    EXPECT_EQ(on.stored<domain::mapping>(u7).person, ada.id);
    on.import_one(import_kind::people, people, "ats|7||||||T1A:U70");
    EXPECT_TRUE(on.stored<domain::mapping>(u7).person.empty()) << "the old user is nobody now";
    EXPECT_EQ(on.import_one(import_kind::people, people, "ats|7||||||T1A:U70"), unchanged);
    on.expect_sound();
}

TEST(importer, whether_a_known_supplier_is_suspended_is_said_in_chat) {
    import_desk on;
    on.import_one(import_kind::suppliers, suppliers, "ats|p1|Nuts Ltd|3|professional|yes");
    const auto text = on.problem_of(import_kind::suppliers, suppliers, "ats|p1||||no");
    EXPECT_TRUE(contains(text, "suspended: Nuts Ltd is suspended here; empty this cell")) << text;
    EXPECT_TRUE(contains(text, "admin supplier \"Nuts Ltd\" suspended:no")) << text;
    EXPECT_EQ(
        on.import_one(import_kind::suppliers, suppliers, "ats|p1||||yes"),
        row_fate::unchanged
    );
    EXPECT_TRUE(on.stored<domain::supplier>("supplier:nuts-ltd").suspended);
}

TEST(importer, an_open_requisition_says_since_when_and_is_not_late_because_it_is_old) {
    import_desk on;
    const auto kind = import_kind::requisitions;
    const auto now = on.clock.now();
    const auto zone = time_zone::find("America/Chicago").value();
    const auto line_of = [&zone](const char* id, instant released) {
        return "ats|" + std::string(id) + "|acorn|Main|Welder|professional|2|40|hammer;quill|" +
               zone.format_iso(released) + "|open";
    };
    const auto old = now - std::chrono::days{30};
    const auto line = line_of("r1", old);
    EXPECT_EQ(on.import_one(kind, open_requisitions, line), row_fate::created);
    const auto req = on.requisition("req:1");
    EXPECT_EQ(req.state, domain::requisition_state::open);
    EXPECT_EQ(req.released, old);
    EXPECT_EQ(req.suppliers.size(), 2U);
    EXPECT_GE(req.places.size(), 2U) << "its suppliers' cards have a place too";
    ASSERT_FALSE(req.clocks.empty());
    for (const auto& c : req.clocks) {
        EXPECT_GE(c.started, now) << domain::word(c.kind);
        EXPECT_FALSE(c.breached) << domain::word(c.kind);
    }
    EXPECT_EQ(on.run(on.truth.count("outbox")).value(), 0U) << "an import posts no cards";
    EXPECT_EQ(on.import_one(kind, open_requisitions, line), row_fate::unchanged);
    EXPECT_TRUE(contains(
        on.problem_of(kind, open_requisitions, line_of("r1", now)),
        "released_at: it is open since"
    ));
    // What is not due yet counts from the release.
    const auto lately = now - minutes{10};
    on.import_one(kind, open_requisitions, line_of("r2", lately));
    for (const auto& c : on.requisition("req:2").clocks) {
        EXPECT_EQ(c.started, lately) << domain::word(c.kind);
    }
    on.expect_sound();
}

TEST(importer, a_requisition_begins_like_a_typed_one_and_changes_like_set) {
    import_desk on;
    const auto kind = import_kind::requisitions;
    const auto line = "ats|r1|Acorn|Main|Welder|professional|2|P2|40|2026-12-07|ana|Person robin|";
    EXPECT_EQ(on.import_one(kind, requisitions, line), row_fate::created);
    auto req = on.requisition("req:1");
    EXPECT_EQ(req.state, domain::requisition_state::intake);
    EXPECT_EQ(req.pay, 4000);
    EXPECT_EQ(req.hiring_manager.value, "ana");
    EXPECT_EQ(req.owner.value, "robin");
    EXPECT_EQ(req.places.size(), 1U);
    ASSERT_EQ(req.clocks.size(), 1U);
    EXPECT_EQ(req.clocks.front().started, req.created) << "nothing is late because it is old";
    EXPECT_EQ(on.run(on.truth.count("outbox")).value(), 0U) << "an import posts no cards";
    EXPECT_EQ(on.import_one(kind, requisitions, line), row_fate::unchanged);
    on.say("robin", "acorn-inside", "1 qualify waive:\"known role\"");
    on.say("robin", "acorn-inside", "1 release tier1 tier2");
    EXPECT_EQ(
        on.import_one(kind, requisitions, "ats|r1|||Welder|||P1|41.50||||open"),
        row_fate::changed
    );
    req = on.requisition("req:1");
    EXPECT_EQ(req.pay, 4150);
    EXPECT_EQ(on.coverage().target, seconds{9 * 3600 / 2}) << "P1 halves what is left";
    EXPECT_TRUE(contains(on.say("robin", "acorn-inside", "1 history"), "by import"));
    EXPECT_EQ(on.import_one(kind, requisitions, "fillrate|1|||||5||||||"), row_fate::changed);
    on.expect_sound();
    on.say("robin", "acorn-inside", "1 cancel budget");
    EXPECT_TRUE(contains(
        on.problem_of(kind, requisitions, "ats|r1|||Welders||||||||"),
        "external_id: REQ-1 is cancelled"
    ));
    on.expect_sound();
}

TEST(importer, a_dry_run_says_the_same_and_stores_nothing) {
    import_desk on;
    const auto before = on.truth.records();
    on.dry_run = true;
    std::vector<std::string> lines;
    for (int i = 0; i < 120; ++i) {
        lines.push_back("ats|" + std::to_string(i) + "|acorn|Main|Welder|professional|||||||");
    }
    const auto tried = on.import(import_kind::requisitions, requisitions, lines);
    EXPECT_TRUE(on.store.commits.empty());
    EXPECT_EQ(on.truth.records(), before);
    on.dry_run = false;
    const auto done = on.import(import_kind::requisitions, requisitions, lines);
    EXPECT_EQ(fates(tried), fates(done));
    EXPECT_EQ(on.requisition("req:120").origin.external_id, "119") << "a dry run takes no numbers";
    on.expect_sound();
}

TEST(importer, losing_a_race_or_a_reply_does_no_row_twice) {
    import_desk on;
    int commits = 0;
    on.store.before_commit = [&](const ports::commit_batch& batch) -> std::optional<error> {
        if (++commits == 1) {
            // Somebody else renames what the rows are about, in between.
            ports::commit_batch other;
            other.command = "other";
            for (const auto& write : batch.writes) {
                other.writes.push_back(
                    {write.name,
                     on.truth.records().contains(write.name)
                         ? std::optional(on.truth.records().at(write.name).body)
                         : std::nullopt}
                );
            }
            static_cast<void>(on.truth.commit_now(other));
        }
        return std::nullopt;
    };
    on.store.after_commit = [&](const ports::commit_batch&) {
        return commits == 2 ? std::optional(error(errc::unknown_outcome)) : std::nullopt;
    };
    const auto done = on.import(
        import_kind::clients,
        clients,
        {"fillrate|acorn|Acorn Inc", "ats|1|Bolt", "ats|2|Nut"}
    );
    using enum row_fate;
    EXPECT_EQ(fates(done), (std::vector{changed, created, created}));
    EXPECT_EQ(commits, 3);
    EXPECT_NE(on.store.commits[1].command, on.store.commits[0].command);
    EXPECT_EQ(on.store.commits[2].command, on.store.commits[1].command);
    on.expect_sound();
}

TEST(importer, a_run_cut_short_goes_on_where_it_stopped) {
    import_desk on;
    std::vector<std::string> lines;
    for (int i = 0; i < 120; ++i) {
        lines.push_back("ats|" + std::to_string(i) + "|Client " + std::to_string(i));
    }
    on.store.after_commit = [&on](const ports::commit_batch&) {
        on.store.away = true;
        return std::optional(error(errc::unknown_outcome));
    };
    const auto cut = on.try_import(import_kind::clients, clients, lines);
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, errc::unavailable);
    on.store.away = false;
    on.store.after_commit = {};
    const auto again = fates(on.import(import_kind::clients, clients, lines));
    EXPECT_EQ(std::ranges::count(again, row_fate::unchanged), 50);
    EXPECT_EQ(std::ranges::count(again, row_fate::created), 70);
    on.expect_sound();
}

TEST(importer, what_is_too_much_for_one_commit_is_cut_into_several) {
    import_desk on;
    std::vector<std::string> lines;
    for (int i = 0; i < 100; ++i) {
        const auto n = std::to_string(i);
        lines.push_back("ats|" + n + "|Name " + n + "|operations||||T1:U" + n + "X");
    }
    const auto done = on.import(import_kind::people, people, lines);
    EXPECT_EQ(std::ranges::count(fates(done), row_fate::created), 100);
    for (const auto& batch : on.store.commits) {
        EXPECT_LE(batch.expected.size(), 200U);
    }
    lines.clear();
    for (int i = 0; i < 300; ++i) {
        lines.push_back(
            "ats|s" + std::to_string(i) + "|acorn|" + std::string(100, 'n') + std::to_string(i) +
            "|America/Chicago|USD"
        );
    }
    const auto placed = on.import(import_kind::sites, sites, lines);
    const auto created = std::ranges::count(fates(placed), row_fate::created);
    EXPECT_GT(created, 150);
    EXPECT_LT(created, 300);
    EXPECT_TRUE(contains(placed.back().problems.front().text, "more than one record"));
    EXPECT_LT(on.truth.records().at("client:acorn").body.size(), 64U * 1024);
    on.expect_sound();
}

TEST(importer, an_export_names_records_as_an_import_finds_them) {
    import_desk on;
    on.import_one(import_kind::clients, clients, "ats|c1|=Bolt");
    on.import_one(import_kind::sites, sites, "ats|s1|c1|Plant|Europe/Berlin|EUR");
    on.import_one(import_kind::people, people, "ats|7|Ada|account_manager|c1|||T1:U1");
    on.import_one(
        import_kind::requisitions,
        requisitions,
        "ats|r1|c1|s1|Welder|li|2|P1|19.5|2026-12-07||7|"
    );
    handlers::snapshot seen;
    for (const auto name : {"client:bolt", "person:ada", "req:1"}) {
        const auto& body = on.truth.records().at(name).body;
        seen.put(name, 1, desk::shared().codec.decode(name, body).value());
    }
    const auto direct = on.stored<domain::person>("person:ada").direct;
    seen.put("conv:" + direct.value, 1, on.stored<domain::conversation>("conv:" + direct.value));
    const auto rows_of = [&seen](import_kind kind, const std::string& name) {
        return handlers::export_rows(kind, seen.all().at(name).value, seen);
    };
    EXPECT_EQ(
        rows_of(import_kind::clients, "client:bolt"),
        (std::vector<row>{{"ats", "c1", "=Bolt"}})
    );
    EXPECT_EQ(
        rows_of(import_kind::sites, "client:bolt"),
        (std::vector<row>{{"ats", "s1", "c1", "Plant", "Europe/Berlin", "", "EUR"}})
    );
    EXPECT_EQ(
        rows_of(import_kind::people, "person:ada"),
        (std::vector<row>{{"ats", "7", "Ada", "account_manager", "c1", "", "", "T1:U1", ""}})
    );
    EXPECT_EQ(
        rows_of(import_kind::requisitions, "req:1"),
        (std::vector<row>{{"ats", "r1", "c1",   "s1",    "Welder",     "light_industrial",
                           "2",   "P1", "temp", "19.50", "",           "",
                           "",    "",   "",     "",      "2026-12-07", "",
                           "7",   "",   "",     "intake"}})
    );
    EXPECT_EQ(
        handlers::export_rows(import_kind::people, on.stored<domain::person>("person:ana"), seen),
        (std::vector<row>{
            {"fillrate", "ana", "Person ana", "hiring_manager", "acorn", "", "", "", ""}})
    );
}

TEST(fsck, follows_the_names_of_other_systems) {
    import_desk on;
    on.import_one(import_kind::clients, clients, "ats|1|Bolt");
    on.import_one(import_kind::sites, sites, "ats|1|1|Plant|Europe/Berlin|EUR");
    on.expect_sound();
    handlers::decision decided;
    const auto add = [&decided](const std::string& hash, domain::external_name to) {
        decided.events.push_back(
            handlers::put_as(domain::external_record_name("client", hash), std::move(to))
        );
    };
    add("aaaa", {"client:gone", {}});
    add("bbbb", {"client:bolt", site_id{"nowhere"}});
    authorship by;
    by.command = command_id{"two that point at nothing"};
    ASSERT_TRUE(on.run(on.decides.apply(std::move(decided), std::move(by))).has_value());
    EXPECT_EQ(
        on.check().problems,
        (std::vector<std::string>{
            "ext:client.aaaa: it points at client:gone, which is not there",
            "ext:client.bbbb: it points at client:bolt/nowhere, which is not there"})
    );
}

}  // namespace fillrate::bot
