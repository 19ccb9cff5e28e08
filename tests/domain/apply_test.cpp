// What each event does to a requisition, and what a history folds to.
#include "core/domain/event.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fillrate::domain::testing {
namespace {

const instant later = from_unix_ms(50'000);

TEST(Apply, CreationTakesEveryField) {
    requisition_created made = creation();
    made.category = category::light_industrial;
    made.engagement = engagement::temp;
    made.priority = priority::p1;
    made.bill = 1;
    made.max = 2;
    made.salary = 3;
    made.fee = 4;
    made.must_haves = "PLC";
    made.shift = "2nd";
    made.start = "2026-12-07";
    const requisition req = apply(requisition{}, happened(made, later));
    EXPECT_EQ(req.number, made.number);
    EXPECT_EQ(req.state, requisition_state::draft);
    EXPECT_EQ(req.events, 1U);
    EXPECT_EQ(req.openings, std::vector<opening>(4, opening{.added = later}));
    EXPECT_EQ(req.created, later);
    EXPECT_EQ(req.changed, later);
    EXPECT_EQ(req.client, made.client);
    EXPECT_EQ(req.client_name, made.client_name);
    EXPECT_EQ(req.site, made.site);
    EXPECT_EQ(req.site_name, made.site_name);
    EXPECT_EQ(req.zone, made.zone);
    EXPECT_EQ(req.currency, made.currency);
    EXPECT_EQ(req.title, made.title);
    EXPECT_EQ(req.category, made.category);
    EXPECT_EQ(req.engagement, made.engagement);
    EXPECT_EQ(req.priority, made.priority);
    EXPECT_EQ(req.pay, made.pay);
    EXPECT_EQ(req.bill, made.bill);
    EXPECT_EQ(req.max, made.max);
    EXPECT_EQ(req.salary, made.salary);
    EXPECT_EQ(req.fee, made.fee);
    EXPECT_EQ(req.must_haves, made.must_haves);
    EXPECT_EQ(req.shift, made.shift);
    EXPECT_EQ(req.start, made.start);
    EXPECT_EQ(req.owner, made.owner);
    EXPECT_EQ(req.owner_name, made.owner_name);
    EXPECT_EQ(req.hiring_manager, made.hiring_manager);
    EXPECT_EQ(req.hiring_manager_name, made.hiring_manager_name);
}

TEST(Apply, SinceWhenAndByWhomItIsInItsState) {
    event hold = happened(held{}, later, "budget");
    hold.actor_name = "Ana Petrov-Lind";
    hold.party = party::client;
    requisition req = apply(in_state(requisition_state::open), hold);
    const author ana{"Ana Petrov-Lind", {}, party::client, false};
    EXPECT_EQ(req.entered, later);
    EXPECT_EQ(req.entered_by, ana);
    const instant evening = from_unix_ms(60'000);
    req = apply(req, happened(noted{.text = "still"}, evening));
    EXPECT_EQ(req.changed, evening);
    EXPECT_EQ(req.entered, later) << "a note is no step";
    EXPECT_EQ(req.entered_by, ana);
    event by_itself = happened(resumed{}, evening);
    by_itself.actor = {};
    EXPECT_TRUE(apply(req, by_itself).entered_by.clock);
}

TEST(Apply, NothingHappensToWhatDoesNotExistNorTwiceIsItCreated) {
    EXPECT_EQ(apply(requisition{}, happened(noted{.text = "x"})).number, requisition_number{});
    requisition_created no_openings = creation();
    no_openings.openings = 0;
    EXPECT_EQ(apply(requisition{}, happened(no_openings)).number, requisition_number{});
    requisition_created other = creation();
    other.title = "Other";
    EXPECT_EQ(after(in_state(requisition_state::draft), {other}).title, "Controls Engineer");
}

TEST(Apply, QualifyingNeedsTheWholeChecklistOrAReason) {
    const requisition req = in_state(requisition_state::intake);
    EXPECT_EQ(after(req, {qualified{.items = 0x3F}}).state, requisition_state::intake);
    const requisition waived = after(req, {qualified{.items = 0x3F, .waived = "known client"}});
    EXPECT_EQ(waived.state, requisition_state::qualified);
    EXPECT_EQ(waived.checklist, 0x3F);
    EXPECT_EQ(waived.waived, "known client");
    EXPECT_EQ(after(req, {checklist_saved{.items = 5}}).checklist, 5);
}

TEST(Apply, ReturnKeepsItsReasonUntilSubmittedAgain) {
    const requisition back =
        apply(in_state(requisition_state::intake), happened(returned_to_draft{}, later, "no rate"));
    EXPECT_EQ(back.state, requisition_state::draft);
    EXPECT_EQ(back.reason, "no rate");
    EXPECT_EQ(after(back, {submitted_for_intake{}}).reason, "");
}

TEST(Apply, AnswersOfSuppliers) {
    requisition req = in_state(requisition_state::open);
    ASSERT_EQ(req.suppliers.size(), 2U);
    req = apply(
        req,
        happened(supplier_accepted{.supplier = supplier_id{"northlight"}, .heads = 8}, later)
    );
    EXPECT_EQ(req.suppliers[0].said, coverage::answer::accepted);
    EXPECT_EQ(req.suppliers[0].heads, 8U);
    EXPECT_EQ(req.suppliers[0].at, later);
    req = apply(
        req,
        happened(supplier_declined{.supplier = supplier_id{"northlight"}}, later, "capacity")
    );
    EXPECT_EQ(req.suppliers[0].said, coverage::answer::declined);
    EXPECT_EQ(req.suppliers[0].heads, 0U);
    EXPECT_EQ(req.suppliers[0].most_heads, 8U) << "what was answered before stays so";
    EXPECT_EQ(req.suppliers[0].reason, "capacity");
    // Asked again: the one who declined starts over, the standing answer stays.
    req = after(req, {supplier_accepted{.supplier = supplier_id{"quillfeather"}, .heads = 1}});
    req = after(
        req,
        {released{.suppliers = {asked("northlight"), asked("quillfeather"), asked("tortoise")}}}
    );
    EXPECT_EQ(req.suppliers[0].said, coverage::answer::asked);
    EXPECT_EQ(req.suppliers[0].reason, "");
    EXPECT_EQ(req.suppliers[1].said, coverage::answer::accepted);
    ASSERT_EQ(req.suppliers.size(), 3U);
    EXPECT_EQ(req.suppliers[2].name, "Name of tortoise");
    // Never asked: does not fit.
    const requisition same = after(req, {supplier_accepted{.supplier = supplier_id{"daybreak"}}});
    EXPECT_EQ(same.suppliers, req.suppliers);
    EXPECT_FALSE(req.internal_recruiter);
    EXPECT_TRUE(after(req, {recruiter_took{}}).internal_recruiter);
}

TEST(Apply, WhoIsTakenOffAnswersNoMoreUntilAskedAgain) {
    requisition req = in_state(requisition_state::open);
    const supplier_id northlight{"northlight"};
    const auto asked_at = req.suppliers[0].at;
    req = after(req, {supplier_accepted{.supplier = northlight, .heads = 8}});
    req = apply(req, happened(supplier_removed{northlight}, later, "no answer for a week"));
    EXPECT_EQ(req.suppliers[0].said, coverage::answer::removed);
    EXPECT_EQ(req.suppliers[0].heads, 0U);
    EXPECT_EQ(req.suppliers[0].reason, "no answer for a week");
    EXPECT_EQ(req.suppliers[0].at, later);
    EXPECT_EQ(req.suppliers[0].asked, asked_at);
    for (const payload& what :
         {payload(supplier_accepted{.supplier = northlight}),
          payload(supplier_declined{northlight}),
          payload(supplier_removed{northlight})}) {
        EXPECT_EQ(after(req, {what}).suppliers, req.suppliers);
    }
    const auto again = after(req, {released{.suppliers = {asked("northlight")}}});
    EXPECT_EQ(again.suppliers[0].said, coverage::answer::asked);
    const auto reopened_one = after(req, {closed{}, reopened{1}});
    EXPECT_EQ(reopened_one.suppliers[0].said, coverage::answer::removed);
    EXPECT_EQ(reopened_one.suppliers[1].said, coverage::answer::asked);
}

TEST(Apply, SubmittalsOfASupplierAreCountedForGood) {
    requisition req = in_state(requisition_state::open);
    slate_moved moved;
    moved.supplier = supplier_id{"northlight"};
    moved.submittal = submittal_number{311};
    moved.made = true;
    req = after(req, {moved});
    moved.to = submittal_state::duplicate;
    req = after(req, {moved});
    EXPECT_EQ(req.suppliers[0].submitted, 1U) << "who belongs to another firm counts for nobody";
    moved.made = false;
    moved.from = submittal_state::submitted;
    moved.to = submittal_state::withdrawn;
    moved.what = submittal_verb::withdraw;
    req = after(req, {moved});
    EXPECT_EQ(req.suppliers[0].live, 0U);
    EXPECT_EQ(req.suppliers[0].submitted, 1U);
    moved.from = submittal_state::duplicate;
    moved.to = submittal_state::submitted;
    moved.what = submittal_verb::award;
    EXPECT_EQ(after(req, {moved}).suppliers[0].submitted, 2U);
}

TEST(Apply, ReleaseToNobodyDoesNotFit) {
    const requisition req = in_state(requisition_state::qualified);
    EXPECT_EQ(after(req, {released{}}).state, requisition_state::qualified);
    const requisition internal = after(req, {released{.internal_recruiter = true}});
    EXPECT_EQ(internal.state, requisition_state::open);
    EXPECT_TRUE(internal.internal_recruiter);
}

TEST(Apply, HoldKeepsReasonAndDayUntilResumed) {
    requisition req = apply(
        in_state(requisition_state::open),
        happened(held{.until = later}, from_unix_ms(2'000), "budget")
    );
    EXPECT_EQ(req.reason, "budget");
    EXPECT_EQ(req.hold_until, later);
    EXPECT_EQ(req.before_hold, requisition_state::open);
    const requisition ran_out = after(req, {hold_ran_out{}});
    EXPECT_EQ(ran_out.state, requisition_state::on_hold);
    EXPECT_FALSE(ran_out.hold_until);
    EXPECT_EQ(ran_out.reason, "budget");
    req = after(req, {resumed{}});
    EXPECT_EQ(req.reason, "");
    EXPECT_FALSE(req.hold_until);
    EXPECT_EQ(req.before_hold, requisition{}.before_hold);
}

TEST(Apply, OpeningsGrowFreshAndShrinkFromTheYoungest) {
    requisition req = in_state(requisition_state::open);
    req.openings[0].state = opening_state::filled;
    requisition_changed to;
    to.openings = 6;
    req = apply(req, happened(to, later));
    ASSERT_EQ(req.openings.size(), 6U);
    EXPECT_EQ(req.openings[5].added, later);
    to.openings = 2;
    req = apply(req, happened(to, later));
    EXPECT_EQ(count_openings(req), (opening_counts{.open = 1, .filled = 1, .cancelled = 4}));
    EXPECT_EQ(req.openings[1].state, opening_state::open);
    to.openings = 0;
    EXPECT_EQ(apply(req, happened(to, later)).openings, req.openings);
    // Cancelled ones do not come back, and do not pile up.
    to.openings = max_openings;
    req = apply(req, happened(to, later));
    EXPECT_EQ(count_openings(req).total(), max_openings);
    EXPECT_EQ(req.openings.size(), max_openings);
}

TEST(Apply, OpeningsNeverReleasedLeaveNoTrace) {
    requisition_changed to;
    to.openings = 1;
    EXPECT_EQ(after(in_state(requisition_state::draft), {to}).openings.size(), 1U);
    EXPECT_EQ(after(in_state(requisition_state::qualified), {held{}, to}).openings.size(), 1U);
    EXPECT_EQ(after(in_state(requisition_state::on_hold), {to}).openings.size(), 4U);
}

TEST(Apply, ChangeTouchesOnlyWhatItNames) {
    const requisition req = in_state(requisition_state::open);
    requisition_changed to;
    to.must_haves = "PLC";
    to.priority = priority::p1;
    to.max = 5000;
    to.hiring_manager = person_id{"raj"};
    to.hiring_manager_name = "Raj";
    requisition expected = req;
    expected.must_haves = "PLC";
    expected.sought = later;  // another slate
    expected.priority = priority::p1;
    expected.max = 5000;
    expected.hiring_manager = person_id{"raj"};
    expected.hiring_manager_name = "Raj";
    expected.changed = later;
    ++expected.events;
    EXPECT_EQ(apply(req, happened(to, later)), expected);
}

TEST(Apply, EndingKeepsUnfilledOpeningsOfAClosedOneAndCancelsThoseOfACancelledOne) {
    const requisition req = in_state(requisition_state::open);
    const requisition shut = apply(req, happened(closed{}, later, "filled_by_other"));
    EXPECT_EQ(shut.ended, later);
    EXPECT_EQ(shut.reason, "filled_by_other");
    EXPECT_EQ(count_openings(shut).open, 4U);
    EXPECT_EQ(count_openings(after(req, {cancelled{}})).cancelled, 4U);
    const requisition from_hold = after(req, {held{.until = later}, cancelled{}});
    EXPECT_FALSE(from_hold.hold_until);
    EXPECT_EQ(from_hold.reason, "");
}

TEST(Apply, ReopeningIsANewCycle) {
    requisition req = in_state(requisition_state::open);
    req.openings[0].state = opening_state::filled;
    req = after(
        req,
        {supplier_accepted{.supplier = supplier_id{"northlight"}, .heads = 3},
         clock_set{.value = {.cycle = 1, .state = clock_state::met, .stopped = later}},
         closed{}}
    );
    const requisition again = apply(req, happened(reopened{.openings = 2}, later));
    EXPECT_EQ(again.state, requisition_state::open);
    EXPECT_EQ(again.cycle, 2U);
    EXPECT_FALSE(again.ended);
    EXPECT_EQ(count_openings(again), (opening_counts{.open = 2, .filled = 1, .cancelled = 3}));
    EXPECT_EQ(again.suppliers[0].said, coverage::answer::asked);
    EXPECT_EQ(again.suppliers[0].heads, 0U);
    EXPECT_EQ(again.suppliers[0].most_heads, 3U);
    EXPECT_EQ(again.suppliers[0].asked, req.suppliers[0].asked) << "as first asked";
    EXPECT_EQ(again.suppliers[1].asked, req.suppliers[1].at);
    EXPECT_EQ(again.clocks, req.clocks);
    EXPECT_EQ(after(req, {reopened{.openings = 0}}).state, requisition_state::closed);
    EXPECT_EQ(after(req, {reopened{.openings = max_openings}}).state, requisition_state::closed);
}

TEST(Apply, ReopeningFreezesAClockThatStillRan) {
    const requisition req = after(in_state(requisition_state::open), {clock_set{}, closed{}});
    const requisition again = apply(req, happened(reopened{.openings = 1}, later));
    ASSERT_EQ(again.clocks.size(), 1U);
    EXPECT_EQ(again.clocks[0].state, clock_state::cancelled);
    EXPECT_EQ(again.clocks[0].stopped, later);
}

TEST(Apply, FactsOfAClockAreLatchedOnce) {
    const clock c{.target = seconds{10}, .due = from_unix_ms(10'000)};
    requisition req = after(in_state(requisition_state::open), {clock_set{.value = c}});
    req = after(req, {clock_warned{.level = 75}});
    EXPECT_EQ(req.clocks[0].warned, 75);
    req = after(req, {clock_warned{.level = 90}, clock_warned{.level = 75}});
    EXPECT_EQ(req.clocks[0].warned, 90);
    req = apply(req, happened(clock_acknowledged{.eta = later}));
    EXPECT_EQ(req.clocks[0].acknowledged_by, person_id{"robin"});
    EXPECT_EQ(req.clocks[0].eta, later);
    req = after(req, {eta_missed{}});
    EXPECT_TRUE(req.clocks[0].acknowledged_by.empty());
    EXPECT_FALSE(req.clocks[0].eta);
    req = apply(req, happened(clock_breached{}, later));
    EXPECT_EQ(req.clocks[0].breached, c.due) << "missed counts at the due time";
    const requisition twice = apply(req, happened(clock_breached{}, later));
    EXPECT_EQ(twice.clocks, req.clocks);
    // One clock per kind: the next replaces it.
    EXPECT_EQ(after(req, {clock_set{.value = {.cycle = 2}}}).clocks.size(), 1U);
}

TEST(Apply, CardsHaveOnePlacePerConversation) {
    const card_place first{
        .conversation = conversation_id{"a"},
        .readers = {.who = binding::kind::internal}};
    card_place rebound = first;
    rebound.readers.who = binding::kind::client;
    const card_place second{.conversation = conversation_id{"b"}};
    const requisition req = after(
        in_state(requisition_state::draft),
        {card_placed{first}, card_placed{second}, card_placed{rebound}}
    );
    EXPECT_EQ(req.places, (std::vector<card_place>{rebound, second}));
}

TEST(Event, EveryPayloadHasANameOfItsOwn) {
    EXPECT_EQ(type_of(released{}), "released");
    EXPECT_EQ(type_of(clock_set{}), "clock_set");
    EXPECT_EQ(type_of(directory_put{}), "directory_put");
    std::set<std::string_view> names;
    const auto add = [&names]<std::size_t... I>(std::index_sequence<I...>) {
        (names.insert(type_of(payload{std::in_place_index<I>})), ...);
    };
    add(std::make_index_sequence<std::variant_size_v<payload>>{});
    EXPECT_EQ(names.size(), std::variant_size_v<payload>);
}

// --- fold ---

event of(const char* command, payload data) {
    event e = happened(std::move(data), later);
    e.command = command_id{command};
    return e;
}

TEST(Fold, NothingFoldsToNothing) {
    EXPECT_FALSE(fold<requisition>({}));
    EXPECT_FALSE(fold<requisition>({of("a", noted{})}));
    EXPECT_FALSE(fold<requisition>({of("a", creation()), of("b", undone{command_id{"a"}})}));
}

TEST(Fold, UndoneCommandsNeverHappenedButCount) {
    const std::vector<event> before{of("a", creation()), of("b", submitted_for_intake{})};
    std::vector<event> history = before;
    history.push_back(of("c", qualified{.items = whole_checklist}));
    history.push_back(of("c", noted{}));
    history.push_back(of("d", undone{command_id{"c"}}));
    requisition expected = *fold<requisition>(before);
    expected.events = 5;
    EXPECT_EQ(*fold<requisition>(history), expected);
    history.push_back(of("e", held{}));
    EXPECT_EQ(fold<requisition>(history)->before_hold, requisition_state::intake);
    EXPECT_EQ(fold<requisition>(history)->events, 6U);
}

TEST(Fold, AnUndoneUndoDoesNotCount) {
    const std::vector<event> history{
        of("a", creation()),
        of("b", submitted_for_intake{}),
        of("c", undone{command_id{"b"}}),
        of("d", undone{command_id{"c"}})};
    EXPECT_EQ(fold<requisition>(history)->state, requisition_state::intake);
}

}  // namespace
}  // namespace fillrate::domain::testing
