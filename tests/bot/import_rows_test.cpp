// What is said of the rows of a table that are wrong.
#include "tests/bot/import_desk.hpp"

#include <map>
#include <rapidcheck.h>

namespace fillrate::bot {

TEST(import_rows, says_of_every_wrong_cell_what_and_why_and_what_to_write) {
    import_desk on;
    const auto say = [&on](import_kind kind, const char* header, const char* line) {
        return on.problem_of(kind, header, line);
    };
    on.import_one(import_kind::clients, clients, "ats|1|Twin");
    on.import_one(import_kind::clients, clients, "ats|2|Twin");
    on.import_one(import_kind::people, people, "ats|1|Zoe|operations||||T1:U1");
    on.import_one(
        import_kind::requisitions,
        requisitions,
        "ats|r|acorn|Main|Welder|professional|||||||"
    );
    struct wrong {
        import_kind kind;
        const char* header;
        const char* line;
        const char* said;
    };
    const wrong cases[] = {
        {import_kind::clients, clients, "|1|X", "source: this cell is empty"},
        {import_kind::clients, clients, "ats| |X", "external_id: this cell is empty"},
        {import_kind::clients, clients, "ats|9|", "name: a new one needs a name"},
        {import_kind::clients, clients, "ats|9", "row: this row has 2 cells"},
        {import_kind::clients, clients, "fillrate|Not An Id|X", "is no id of source fillrate"},
        {import_kind::sites, sites, "ats|9||Plant|Europe/Berlin|", "client: a new site needs"},
        {import_kind::sites, sites, "ats|9|nobody|Plant|Europe/Berlin|", "\"nobody\" is no client"},
        {import_kind::sites, sites, "ats|9|Twin|Plant|Europe/Berlin|", "more than one client"},
        {import_kind::sites, sites, "ats|9|acorn|Plant||", "zone: a site needs its time zone"},
        {import_kind::sites, sites, "ats|9|acorn|Plant|Amerika/Chicago|", "America/Chicago"},
        {import_kind::sites, sites, "ats|9|acorn|Plant|Europe/Berlin|euro", "currency: "},
        {import_kind::sites, sites, "fillrate|acorn|acorn|M||", "such as acorn/chicago"},
        {import_kind::sites,
         sites,
         "fillrate|acorn/acorn-main|heron|M||",
         "client: this site is one of Acorn"},
        {import_kind::suppliers, suppliers, "ats|9|S|first|professional|", "tier: "},
        {import_kind::suppliers, suppliers, "ats|9|S|1||", "categories: a supplier is only asked"},
        {import_kind::suppliers, suppliers, "ats|9|S|1|welding|", "\"welding\" is no category"},
        {import_kind::suppliers, suppliers, "ats|9|S|1|professional|maybe", "neither yes nor no"},
        {import_kind::people,
         people,
         "ats|9|X|boss||||",
         "role: \"boss\" is none of account_manager"},
        {import_kind::people, people, "ats|9|X||acorn|||", "role: a client, site or supplier"},
        {import_kind::people,
         people,
         "ats|9|X|hiring_manager||||",
         "client: the role hiring_manager"},
        {import_kind::people,
         people,
         "ats|9|X|operations|acorn|||",
         "client: the role operations has none"},
        {import_kind::people, people, "ats|9|X|supplier_contact||||", "supplier: the role"},
        {import_kind::people,
         people,
         "ats|9|X|hiring_manager|acorn|Moon||",
         "\"Moon\" is no one site of Acorn"},
        {import_kind::people, people, "ats|9|X|operations||||T1-U1", "slack: "},
        {import_kind::people, people, "ats|9|X|operations||||T1:U1", "\"zoe\" already"},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn||X|professional|||||||",
         "site: a new requisition needs it"},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|industrious|||||||",
         "category: "},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional|501||||||",
         "openings: "},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional||P9|||||",
         "priority: "},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional|||free||||",
         "pay: "},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional||||dec 7|||",
         "start: "},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional|||||robin||",
         "hm: Person robin is no hiring_manager"},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional||||||lee|",
         "owner: Person lee is no account_manager"},
        {import_kind::requisitions,
         requisitions,
         "ats|9|acorn|Main|X|professional|||||||open",
         "state: it is intake"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40|hammer||open",
         "released_at: write since when"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40||2026-11-25 15:30|open",
         "suppliers: an open requisition was shown"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40|;|2026-11-02|open",
         "suppliers: an open requisition was shown"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40|hammer|2099-11-25 15:30|open",
         "released_at: this lies ahead; write "},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40|nobody|2026-11-02|open",
         "suppliers: \"nobody\" is no supplier"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1||hammer|2026-11-02|open",
         "pay: an open requisition has a rate"},
        {import_kind::requisitions,
         open_requisitions,
         "ats|9|acorn|Main|X|professional|1|40|hammer||",
         "suppliers: this is of an open requisition; write open"},
        {import_kind::requisitions,
         requisitions,
         "ats|r||||light_industrial|||||||",
         "category: this requisition stays"},
        {import_kind::requisitions,
         requisitions,
         "ats|r|heron||||||||||",
         "client: this requisition stays with \"Acorn\""},
        {import_kind::requisitions,
         requisitions,
         "fillrate|99|acorn|Main|X|professional|||||||",
         "there is no REQ-99"},
        {import_kind::requisitions,
         requisitions,
         "fillrate|x|acorn|Main|X|professional|||||||",
         "is no number of a requisition"},
    };
    const char* const next_steps[] =
        {"write ", "empty this cell", "America/", "number from 1 to", "leave the currency out"};
    for (const auto& one : cases) {
        const auto problem = say(one.kind, one.header, one.line);
        EXPECT_TRUE(contains(problem, one.said)) << one.line << " gave " << problem;
        EXPECT_TRUE(std::ranges::any_of(
            next_steps,
            [&problem](const char* step) { return contains(problem, step); }
        )) << problem
           << " does not say what to write";
    }
    EXPECT_TRUE(contains(
        say(import_kind::clients, clients, ("ats|9|" + std::string(121, 'x')).c_str()),
        "121 characters long"
    ));
    on.expect_sound();
}

TEST(import_rows, a_wrong_header_names_the_nearest_column) {
    const auto problem_of = [](std::vector<std::string> cells) {
        const auto read = handlers::read_header(import_kind::sites, cells);
        const auto* wrong = std::get_if<handlers::cell_problem>(&read);
        return wrong == nullptr ? std::string{} : std::to_string(wrong->cell) + ' ' + wrong->text;
    };
    EXPECT_EQ(problem_of({"Zone", " external_id ", "source"}), "");
    EXPECT_TRUE(contains(
        problem_of({"source", "external_id", "zon"}),
        "2 \"zon\" is no column of sites; write zone"
    ));
    EXPECT_TRUE(contains(problem_of({"source", "external_id", "colour"}), "these are: source, "));
    EXPECT_TRUE(contains(problem_of({"source", "name"}), "there is no column external_id"));
    EXPECT_TRUE(
        contains(problem_of({"source", "external_id", "source"}), "2 this column is there twice")
    );
}

namespace {

// Cells that often fit their column, so that rows do more than being refused.
const std::map<std::string_view, std::vector<std::string>>& fitting() {
    static const std::map<std::string_view, std::vector<std::string>> cells{
        {"name", {"Plant", "Bolt", "Ada"}},
        {"client", {"acorn", "Acorn"}},
        {"site", {"Main", "acorn-main"}},
        {"calendar", {"", "day-shift"}},
        {"kind", {"temp", "direct"}},
        {"pay", {"", "19.50"}},
        {"bill", {"", "29.50"}},
        {"max", {"", "25"}},
        {"salary", {"", "84000"}},
        {"fee", {"", "9000"}},
        {"zone", {"Europe/Berlin", "America/Chicago"}},
        {"currency", {"USD", "JPY"}},
        {"tier", {"1", "2"}},
        {"categories", {"professional", "professional;li"}},
        {"suspended", {"yes", "no"}},
        {"role", {"account_manager", "hiring_manager", "hiring_manager", "supplier_contact"}},
        {"supplier", {"", "", "", "hammer"}},
        {"slack", {"", "T1:U1", "T1:U2"}},
        {"title", {"Welder", "Packer"}},
        {"category", {"professional", "li"}},
        {"openings", {"1", "12"}},
        {"priority", {"P1", "P3"}},
        {"start", {"2026-12-07", ""}},
        {"hm", {"ana", ""}},
        {"owner", {"robin", ""}}};
    return cells;
}

std::string any_cell(std::string_view column) {
    static const std::vector<std::string> others{
        "",
        "fillrate",
        "1",
        "acorn/acorn-main",
        "19.50",
        "intake",
        "open",
        "ana",
        "temp",
        "=x",
        "\xF0\x9F\x99\x82",
        "\xE2\x80\xAE",
        std::string(200, 'x')};
    const auto known = fitting().find(column);
    const bool fits = known != fitting().end() && *rc::gen::inRange(0, 30) != 0;
    return fits ? *rc::gen::elementOf(known->second) : *rc::gen::elementOf(others);
}

std::string any_line(import_kind kind) {
    std::string line = *rc::gen::element<std::string>("ats", "ats", "vms", "fillrate", "");
    line += '|' + *rc::gen::element<std::string>("1", "2", "3", "acorn", "acorn/acorn-main");
    for (const auto column : handlers::columns_of(kind).subspan(2)) {
        const bool silent = column == "state" || column == "suppliers" || column == "released_at" ||
                            *rc::gen::inRange(0, 12) == 0;
        line += '|' + (silent ? std::string{} : any_cell(column));
    }
    return line;
}

}  // namespace

TEST(import_rows, whatever_the_cells_say_the_store_adds_up) {
    std::map<import_kind, int> created;
    EXPECT_TRUE(rc::check("rows of every kind, in any order", [&created] {
        import_desk on;
        const auto runs = *rc::gen::inRange(1, 8);
        for (int i = 0; i < runs; ++i) {
            const auto kind = *rc::gen::element(
                import_kind::clients,
                import_kind::sites,
                import_kind::suppliers,
                import_kind::people,
                import_kind::requisitions
            );
            const auto columns = handlers::columns_of(kind);
            const auto header = join({columns.begin(), columns.end()}, "|");
            std::vector<std::string> lines;
            const auto count = *rc::gen::inRange(1, 12);
            for (int k = 0; k < count; ++k) {
                lines.push_back(any_line(kind));
            }
            for (const auto& outcome : on.import(kind, header, lines)) {
                RC_ASSERT((outcome.fate == row_fate::refused) == !outcome.problems.empty());
                created[kind] += outcome.fate == row_fate::created ? 1 : 0;
            }
        }
        const auto problems = on.check().problems;
        RC_ASSERT(problems == std::vector<std::string>{});
    }));
    for (const auto& [kind, count] : created) {
        EXPECT_GT(count, 0) << handlers::word(kind);
        RecordProperty(std::string(handlers::word(kind)), count);
    }
    EXPECT_EQ(created.size(), 5U);
}

}  // namespace fillrate::bot
