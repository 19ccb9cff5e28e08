// The table of DOMAIN.md 9 written out: every role in every kind of place, field by field; and that
// a view never carries what was not cleared.
#include "core/domain/clearance.hpp"

#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::domain::testing {
namespace {

const binding internal{.who = binding::kind::internal, .id = "acorn"};
const binding at_client{.who = binding::kind::client, .id = "acorn"};
const binding at_other_client{.who = binding::kind::client, .id = "heron"};
const binding at_supplier{.who = binding::kind::supplier, .id = "northlight"};
const binding at_rival{.who = binding::kind::supplier, .id = "quillfeather"};
const binding at_stranger{.who = binding::kind::supplier, .id = "tortoise"};
const binding direct{.who = binding::kind::direct};
const binding unbound{};

// c core, p pay, b bill, m max, n names of all suppliers, s one supplier, P program clocks,
// C client clocks, t notes, O owner's buttons, H hiring manager's, S supplier's.
std::string letters(const clearance& c) {
    std::string text;
    const auto add = [&text](bool shown, char letter) {
        if (shown) {
            text += letter;
        }
    };
    add(c.core, 'c');
    add(c.pay, 'p');
    add(c.bill, 'b');
    add(c.max_rate, 'm');
    add(c.supplier_names, 'n');
    add(!c.only_supplier.empty(), 's');
    add(c.program_clocks, 'P');
    add(c.client_clocks, 'C');
    add(c.notes, 't');
    add(c.owner_actions, 'O');
    add(c.hiring_manager_actions, 'H');
    add(c.supplier_actions, 'S');
    return text;
}

actor delegate() {
    return with_roles(
        "coordinator",
        {{.role = role::hiring_manager, .client = client_id{"acorn"}, .site = site_id{"phoenix"}}}
    );
}
actor rival() {
    return with_roles(
        "quill",
        {{.role = role::supplier_contact, .supplier = supplier_id{"quillfeather"}}}
    );
}
actor lee() {  // account manager of another client
    return with_roles("lee", {{.role = role::account_manager, .client = client_id{"heron"}}});
}
actor raj() {  // hiring manager of the same client, not of this requisition
    return with_roles("raj", {{.role = role::hiring_manager, .client = client_id{"acorn"}}});
}
actor stranger_supplier() {
    return with_roles(
        "tort",
        {{.role = role::supplier_contact, .supplier = supplier_id{"tortoise"}}}
    );
}

TEST(Clearance, EveryRoleInEveryPlace) {
    const requisition req = in_state(requisition_state::open);
    struct row {
        const char* name;
        actor who;
        // direct, internal, client, other client, own supplier, rival's, stranger's, unbound
        const char* cells[8];
    };
    const row table[] = {
        {"AM", robin(), {"cpbmnPCtO", "cpmnPCtO", "cbC", "", "cms", "cms", "", ""}},
        {"OPS", dana(), {"cpbmnPCtO", "cpmnPCtO", "cbC", "", "cms", "cms", "", ""}},
        {"REC", rex(), {"cpnPt", "cpnPt", "c", "", "cs", "cs", "", ""}},
        {"HM", ana(), {"cbCH", "cC", "cbCH", "", "c", "c", "", ""}},
        {"HM delegate", delegate(), {"cbCH", "cC", "cbCH", "", "c", "c", "", ""}},
        {"SUP", north(), {"cmsS", "cms", "c", "", "cmsS", "", "", ""}},
        {"rival SUP", rival(), {"cmsS", "cms", "c", "", "", "cmsS", "", ""}},
        {"ADM", sam(), {"c", "c", "c", "", "c", "c", "", ""}},
        {"AM of another client", lee(), {"", "", "", "", "", "", "", ""}},
        {"another HM", raj(), {"", "", "", "", "", "", "", ""}},
        {"SUP not released to", stranger_supplier(), {"", "", "", "", "", "", "", ""}},
        {"nobody", actor{}, {"", "", "", "", "", "", "", ""}},
        {"no grants", with_roles("x", {}), {"", "", "", "", "", "", "", ""}},
    };
    const binding places[] =
        {direct, internal, at_client, at_other_client, at_supplier, at_rival, at_stranger, unbound};
    for (const row& r : table) {
        EXPECT_EQ(may_know(req, r.who), r.cells[0][0] != '\0') << r.name;
        for (std::size_t i = 0; i < std::size(places); ++i) {
            EXPECT_EQ(letters(clear(req, r.who, places[i], false)), r.cells[i])
                << r.name << " in place " << i;
        }
    }
}

TEST(Clearance, OfAPlaceWhoeverReads) {
    const requisition req = in_state(requisition_state::open);
    EXPECT_EQ(letters(clear(req, internal, false)), "cpmnPCtO");
    EXPECT_EQ(letters(clear(req, at_client, false)), "cbCH");
    EXPECT_EQ(letters(clear(req, at_client, true)), "cbnCH");
    EXPECT_EQ(letters(clear(req, at_other_client, true)), "");
    EXPECT_EQ(letters(clear(req, at_supplier, true)), "cmsS");
    EXPECT_EQ(clear(req, at_supplier, true).only_supplier, supplier_id{"northlight"});
    EXPECT_EQ(letters(clear(req, at_stranger, true)), "");
    EXPECT_EQ(letters(clear(req, direct, true)), "") << "one reader: ask for the person";
    EXPECT_EQ(letters(clear(req, unbound, true)), "");
    EXPECT_EQ(letters(clear(in_state(requisition_state::draft), at_supplier, true)), "");
}

TEST(Clearance, ClientSettingShowsSupplierNamesToTheClientOnly) {
    const requisition req = in_state(requisition_state::open);
    EXPECT_EQ(letters(clear(req, ana(), direct, true)), "cbnCH");
    EXPECT_EQ(letters(clear(req, north(), direct, true)), "cmsS");
    EXPECT_EQ(letters(clear(req, robin(), at_client, true)), "cbnC");
    EXPECT_EQ(letters(clear(req, north(), at_client, true)), "cs");
}

TEST(Clearance, SomebodyElsesDirectConversationShowsNothing) {
    const requisition req = in_state(requisition_state::open);
    binding of_dana = direct;
    of_dana.id = "dana";
    EXPECT_EQ(letters(clear(req, robin(), of_dana, false)), "");
    EXPECT_EQ(letters(clear(req, dana(), of_dana, false)), "cpbmnPCtO");
}

TEST(Clearance, SeveralRolesUniteThenThePlaceCuts) {
    const requisition req = in_state(requisition_state::open);
    actor both = rex();
    both.id = person_id{"ana"};
    both.grants.push_back(ana().grants[0]);
    EXPECT_EQ(letters(clear(req, both, direct, false)), "cpbnPCtH");
    EXPECT_EQ(letters(clear(req, both, at_client, false)), "cbCH");
    EXPECT_TRUE(both.has(role::recruiter));
    EXPECT_FALSE(both.has(role::operations));
    EXPECT_EQ(north().supplier(), supplier_id{"northlight"});
    EXPECT_TRUE(both.supplier().empty());
    // A grant for another client adds nothing here.
    actor wide = ana();
    wide.grants.push_back({.role = role::account_manager, .client = client_id{"heron"}});
    EXPECT_EQ(letters(clear(req, wide, direct, false)), "cbCH");
}

TEST(Clearance, WhatEachMayDo) {
    const requisition req = in_state(requisition_state::open);
    // In the order of the enumeration.
    const permission all[] = {
        permission::create,
        permission::read,
        permission::edit,
        permission::intake,
        permission::release,
        permission::answer_for_supplier,
        permission::take,
        permission::hold,
        permission::resume,
        permission::end,
        permission::reopen,
        permission::reassign,
        permission::note,
        permission::acknowledge,
        permission::attend};
    const std::pair<actor, const char*> table[] = {
        {robin(), "xxxxxxxxxxx.xxx"},
        {dana(), "xxxxxxxxxxxxxxx"},
        {rex(), ".x...xx.....x.."},
        {ana(), "xx.....x....x.x"},
        {delegate(), "xx.....x....x.x"},
        {north(), ".x...x......x.x"},
        {sam(), ".x............."},
        {lee(), "..............."},
        {raj(), "..............."},
        {stranger_supplier(), "..............."},
        {actor{}, "..............."},
    };
    for (const auto& [who, cells] : table) {
        for (std::size_t i = 0; i < std::size(all); ++i) {
            EXPECT_EQ(may(all[i], req, who), cells[i] == 'x') << who.id.value << " " << i;
        }
    }
}

TEST(Clearance, WhoMayCreate) {
    const client_id acorn{"acorn"};
    for (const actor& who : {robin(), ana(), delegate(), raj(), dana()}) {
        EXPECT_TRUE(may_create(acorn, who)) << who.id.value;
    }
    for (const actor& who : {rex(), lee(), north(), sam(), actor{}}) {
        EXPECT_FALSE(may_create(acorn, who)) << who.id.value;
    }
    const auto everywhere = with_roles("x", {{.role = role::account_manager}});
    EXPECT_TRUE(may_create(acorn, everywhere));
    EXPECT_FALSE(may_create(client_id{}, everywhere));
    EXPECT_FALSE(may_create(acorn, with_roles("x", {{.role = role::hiring_manager}})));
}

// --- views ---

// Every value that may have to be hidden is a canary; the view is flattened and searched for them.
requisition canaries() {
    requisition req = in_state(requisition_state::open);
    req.pay = 910001;
    req.salary = 910002;
    req.bill = 910003;
    req.fee = 910004;
    req.max = 910005;
    req.suppliers[0].name = "canary-northlight";
    req.suppliers[0].heads = 910006;
    req.suppliers[0].reason = "canary-reason-northlight";
    req.suppliers[1].name = "canary-quillfeather";
    req.suppliers[1].heads = 910007;
    req.suppliers[1].reason = "canary-reason-quillfeather";
    req.clocks = {
        clock{.party = party::program, .policy = "canary-program"},
        clock{.party = party::client, .policy = "canary-client"}};
    req.reason = "canary-free-text";
    req.waived = "canary-waived";
    req.hiring_manager_name = "canary-manager";
    return req;
}

std::string flat(const requisition_view& v) {
    std::string text;
    const auto add_text = [&text](const std::string& s) { text += s + "|"; };
    const auto add = [&text](const auto& value) { text += std::to_string(value) + "|"; };
    for (const std::string* s :
         {&v.title,
          &v.client_name,
          &v.site_name,
          &v.zone,
          &v.currency,
          &v.start,
          &v.shift,
          &v.must_haves,
          &v.owner_name,
          &v.hiring_manager_name,
          &v.reason,
          &v.waived}) {
        add_text(*s);
    }
    for (const auto& amount : {v.pay, v.bill, v.max, v.salary, v.fee}) {
        add(amount.value_or(0));
    }
    std::vector<coverage> answers = v.suppliers.value_or(std::vector<coverage>{});
    if (v.own_answer) {
        answers.push_back(*v.own_answer);
    }
    for (const coverage& answer : answers) {
        add_text(answer.supplier.value);
        add_text(answer.name);
        add(answer.heads);
        add_text(answer.reason);
    }
    for (const clock& c : v.clocks) {
        add_text(c.policy);
    }
    return text;
}

TEST(View, CarriesNothingThatWasNotCleared) {
    const requisition req = canaries();
    const actor people[] =
        {robin(), dana(), rex(), ana(), delegate(), north(), rival(), sam(), lee(), actor{}};
    const binding places[] =
        {direct, internal, at_client, at_other_client, at_supplier, at_rival, at_stranger, unbound};
    std::vector<clearance> audiences;
    for (const bool setting : {false, true}) {
        for (const binding& place : places) {
            audiences.push_back(clear(req, place, setting));
            for (const actor& who : people) {
                audiences.push_back(clear(req, who, place, setting));
            }
        }
    }
    for (const clearance& allowed : audiences) {
        const std::string shown = flat(view(req, allowed));
        const auto check = [&](const char* canary, bool cleared) {
            EXPECT_EQ(shown.find(canary) != std::string::npos, cleared)
                << canary << " for " << letters(allowed);
        };
        const auto sees = [&allowed](const char* supplier) {
            return allowed.supplier_names || allowed.only_supplier.value == supplier;
        };
        const auto inside = [&](const char* supplier) {
            return allowed.only_supplier.value == supplier ||
                   (allowed.supplier_names && allowed.program_clocks);
        };
        check("910001", allowed.pay);
        check("910002", allowed.pay);
        check("910003", allowed.bill);
        check("910004", allowed.bill);
        check("910005", allowed.max_rate);
        check("canary-northlight", sees("northlight"));
        check("canary-quillfeather", sees("quillfeather"));
        check("910006", inside("northlight"));
        check("910007", inside("quillfeather"));
        check("canary-reason-northlight", inside("northlight"));
        check("canary-reason-quillfeather", inside("quillfeather"));
        check("canary-program", allowed.program_clocks);
        check("canary-client", allowed.client_clocks);
        check("canary-free-text", allowed.notes);
        check("canary-waived", allowed.notes);
        check("canary-manager", allowed.notes || allowed.client_clocks);
        check("Controls Engineer", allowed.core);
        check("Acorn Robotics", allowed.core);
    }
}

TEST(View, ReasonCodesGoOutsideFreeTextDoesNot) {
    requisition req = canaries();
    const clearance supplier = clear(req, at_supplier, false);
    EXPECT_EQ(view(req, supplier).reason, "");
    req.reason = "budget";
    EXPECT_EQ(view(req, supplier).reason, "budget");
}

TEST(View, LightIndustrialSuppliersSeeThePayRateAsTheirs) {
    requisition req = canaries();
    req.category = category::light_industrial;
    const clearance supplier = clear(req, at_supplier, false);
    EXPECT_EQ(view(req, supplier).max, 910005);
    req.max.reset();
    EXPECT_EQ(view(req, supplier).max, 910001);
    EXPECT_FALSE(view(req, supplier).pay);
    req.category = category::professional;
    EXPECT_FALSE(view(req, supplier).max);
}

TEST(View, CountsOpeningsAndKeepsTheClearance) {
    requisition req = canaries();
    req.openings[0].state = opening_state::filled;
    req.openings[1].state = opening_state::cancelled;
    const requisition_view shown = view(req, clear(req, robin(), direct, false));
    EXPECT_EQ(shown.openings, 3U);
    EXPECT_EQ(shown.openings_open, 2U);
    EXPECT_EQ(shown.openings_filled, 1U);
    EXPECT_TRUE(shown.allowed.owner_actions);
    EXPECT_EQ(view(req, clearance{}).number, requisition_number{});
}

}  // namespace
}  // namespace fillrate::domain::testing
