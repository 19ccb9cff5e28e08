// People of other workspaces in rooms that are bound: a supplier's own become its contacts, and
// nobody reads what is not meant for them.
#include "bot/composer.hpp"
#include "core/domain/guest.hpp"
#include "core/domain/names.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

namespace fillrate::bot {

namespace {

class shared_desk : public desk {
public:
    std::string as(
        const std::string& person,
        const std::string& home,
        const std::string& room,
        const std::string& name = {}
    ) {
        auto request = typed(person, room, "help");
        request.surface = "mention";
        request.actor.home_tenant = home;
        request.actor.name = name;
        return text_of(handle(request));
    }
    /// Is seen there, by joining it or by writing to others.
    bool answers_presence(
        const std::string& person,
        const std::string& home,
        const std::string& room
    ) {
        auto request = typed(person, room, {});
        request.surface = "presence";
        request.actor.home_tenant = home;
        request.what = chat::presence{};
        return !std::holds_alternative<std::monostate>(handle(request).what);
    }
    template <class T>
    T stored(const std::string& name) {
        const auto found = truth.records().find(name);
        const auto value = found == truth.records().end()
                               ? result<handlers::record>(errc::not_found)
                               : shared().codec.decode(name, found->second.body);
        return value ? std::get<T>(*value) : T{};
    }
    domain::conversation room(const std::string& id) {
        return stored<domain::conversation>("conv:" + id);
    }
    composition made(chat::outgoing item) {
        composer compose(store, shared().codec, shared().seal, "/hire");
        return run(compose.notice_text(std::move(item), clock.now())).value();
    }
    /// Whether anything is posted in the room.
    bool posts_in(const std::string& id) {
        const auto place = room(id);
        chat::outgoing item;
        item.conversation = place.id;
        item.kind = "bound";
        item.subject = domain::record_name(place.id);
        item.readers = chat::readers_of(place.binding);
        return made(item).step == composition::what::send;
    }
    /// What `person` is told of it now; nothing when it is dropped.
    std::optional<chat::message> told(
        const std::string& person,
        const std::string& kind,
        const std::string& subject
    ) {
        chat::outgoing item;
        item.conversation = conversation_id{"dm-" + person};
        item.kind = kind;
        item.subject = subject;
        item.readers = {chat::audience::kind::person, person};
        auto composed = made(item);
        return composed.step == composition::what::send ? std::optional{composed.content}
                                                        : std::nullopt;
    }
    std::size_t waiting_for(const std::string& person) {
        return static_cast<std::size_t>(run(truth.count("outbox:dm-" + person)).value());
    }
    std::string press_first(const std::string& person, const chat::message& shown) {
        auto request = typed(person, "desk", {});
        request.place.direct = true;
        request.surface = "button";
        for (const auto& block : shown.blocks) {
            if (const auto* row = std::get_if<chat::button_row>(&block)) {
                request.what = chat::button_press{row->buttons.front().act.value};
            }
        }
        return text_of(handle(request));
    }
};

bool tells(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr const char* hammer_room = "sup-hammer";

}  // namespace

TEST(outsider, a_known_contact_names_the_partner_of_their_room) {
    shared_desk on;
    EXPECT_FALSE(tells(on.as("maul", "t-hammer", hammer_room), "does not know you"));
    EXPECT_EQ(on.room(hammer_room).partner, "t-hammer");
    EXPECT_EQ(on.room(hammer_room).stranger, "");
    EXPECT_TRUE(on.posts_in(hammer_room));
    const auto commits = on.store.commits.size();
    on.as("maul", "t-hammer", hammer_room);
    EXPECT_EQ(on.store.commits.size(), commits) << "said once";
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(outsider, members_of_the_partner_become_contacts_at_their_first_act) {
    shared_desk on;
    on.as("maul", "t-hammer", hammer_room);
    const auto answer = on.as("nell", "t-hammer", hammer_room, "Nell Sprocket");
    EXPECT_FALSE(tells(answer, "does not know you")) << answer;
    const auto nell = on.stored<domain::person>("person:nell-sprocket");
    ASSERT_EQ(nell.grants.size(), 1U);
    EXPECT_EQ(nell.grants.front().role, domain::role::supplier_contact);
    EXPECT_EQ(nell.grants.front().supplier, supplier_id{"hammer"});
    EXPECT_TRUE(nell.mapping_ends) << "as of every guest it lapses";
    EXPECT_EQ(on.waiting_for("dana"), 1U) << "nobody bound the room, so operations are told";
    const auto said = on.told("dana", "new_contact", "person:nell-sprocket");
    ASSERT_TRUE(said);
    EXPECT_TRUE(tells(said->summary, "Nell Sprocket")) << said->summary;
    EXPECT_TRUE(on.posts_in(hammer_room));
    on.as("nell", "t-hammer", hammer_room, "Nell Sprocket");
    EXPECT_EQ(on.waiting_for("dana"), 1U);
    // Without a name they are called after their firm; in the client's room nobody is added.
    on.as("tor", "t-hammer", hammer_room);
    EXPECT_EQ(on.stored<domain::person>("person:contact-of-supplier-hammer").grants.size(), 1U);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(outsider, anybody_of_a_third_firm_stops_what_is_posted) {
    shared_desk on;
    on.as("maul", "t-hammer", hammer_room);
    ASSERT_TRUE(on.posts_in(hammer_room));
    // Known, but of another supplier: a rival reads along.
    on.as("wren", "t-quill", hammer_room);
    EXPECT_EQ(on.room(hammer_room).stranger, "t-quill");
    EXPECT_FALSE(on.posts_in(hammer_room));
    EXPECT_EQ(on.waiting_for("dana"), 1U);
    const auto said = on.told("dana", "stranger", "conv:sup-hammer");
    ASSERT_TRUE(said);
    EXPECT_TRUE(tells(said->summary, "t-quill") && tells(said->summary, "#sup-hammer"))
        << said->summary;
    for (const auto& block : said->blocks) {
        EXPECT_FALSE(std::holds_alternative<chat::button_row>(block)) << "no tap lets a rival in";
    }
    on.as("nobody", "t-third", hammer_room);
    EXPECT_EQ(on.waiting_for("dana"), 1U) << "asked once";
    EXPECT_TRUE(on.posts_in("sup-quill")) << "the other rooms go on";
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(outsider, whose_they_are_is_asked_where_the_binding_names_nobody) {
    shared_desk on;
    EXPECT_TRUE(tells(on.as("nell", "t-hammer", hammer_room, "Nell"), "does not know you"));
    EXPECT_FALSE(on.posts_in(hammer_room));
    const auto asked = on.told("dana", "stranger", "conv:sup-hammer");
    ASSERT_TRUE(asked);
    EXPECT_TRUE(tells(on.press_first("lee", *asked), "was not made for you"));
    EXPECT_FALSE(on.posts_in(hammer_room));
    const auto settled = on.press_first("dana", *asked);
    EXPECT_TRUE(tells(settled, "I post in #sup-hammer again")) << settled;
    EXPECT_EQ(on.room(hammer_room).partner, "t-hammer");
    EXPECT_TRUE(on.posts_in(hammer_room));
    EXPECT_FALSE(on.told("dana", "stranger", "conv:sup-hammer")) << "it has been answered";
    EXPECT_TRUE(tells(on.press_first("dana", *asked), "nothing changed"));
    EXPECT_FALSE(tells(on.as("nell", "t-hammer", hammer_room, "Nell"), "does not know you"));
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(outsider, in_a_clients_room_nobody_is_added_unasked) {
    shared_desk on;
    on.as("ana", "t-acorn", "acorn-shared");
    EXPECT_EQ(on.room("acorn-shared").partner, "t-acorn");
    EXPECT_TRUE(tells(on.as("zed", "t-acorn", "acorn-shared", "Zed"), "does not know you"));
    EXPECT_TRUE(on.posts_in("acorn-shared"));
    EXPECT_TRUE(on.stored<domain::person>("person:zed").id.empty());
    on.as("wren", "t-quill", "acorn-shared");
    EXPECT_FALSE(on.posts_in("acorn-shared"));
    EXPECT_EQ(on.waiting_for("robin"), 1U) << "who looks after the client is told";
}

TEST(outsider, who_is_only_seen_is_added_to_nothing_and_yet_stops_what_they_may_not_read) {
    shared_desk on;
    on.as("maul", "t-hammer", hammer_room);
    EXPECT_FALSE(on.answers_presence("nell", "t-hammer", hammer_room));
    EXPECT_TRUE(on.posts_in(hammer_room));
    EXPECT_TRUE(on.stored<domain::person>("person:contact-of-supplier-hammer").id.empty());
    EXPECT_FALSE(on.answers_presence("eve", "t-third", hammer_room));
    EXPECT_FALSE(on.posts_in(hammer_room));
    EXPECT_EQ(on.waiting_for("dana"), 1U);
}

TEST(outsider, guests_need_one_tap_of_whoever_looks_after_them) {
    shared_desk on;
    const auto as_guest = [&on] {
        auto request = on.typed("gil", hammer_room, "help");
        request.surface = "mention";
        request.actor.home_tenant = "t1";
        request.actor.restricted = true;
        request.actor.name = "Gil Netter";
        return shared_desk::text_of(on.handle(request));
    };
    EXPECT_TRUE(tells(as_guest(), "does not know you"));
    EXPECT_TRUE(tells(as_guest(), "does not know you"));
    EXPECT_EQ(on.waiting_for("dana"), 1U) << "asked once";
    EXPECT_TRUE(on.posts_in(hammer_room)) << "a guest of ours stops nothing";
    EXPECT_TRUE(on.stored<domain::person>("person:gil-netter").grants.empty());
    const auto asked = on.told("dana", "guest_asks", "person:gil-netter");
    ASSERT_TRUE(asked);
    EXPECT_TRUE(tells(asked->summary, "Gil Netter, a guest, wrote in #sup-hammer"))
        << asked->summary;
    const auto admitted = on.press_first("dana", *asked);
    EXPECT_TRUE(tells(admitted, "Gil Netter is known as")) << admitted;
    EXPECT_FALSE(tells(as_guest(), "does not know you"));
    EXPECT_TRUE(on.stored<domain::person>("person:gil-netter").mapping_ends);
    EXPECT_TRUE(tells(on.press_first("dana", *asked), "nothing changed"));
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(outsider, an_internal_room_is_for_our_own_wherever_their_account_is) {
    shared_desk on;
    on.as("dana", "t-elsewhere", "desk");
    EXPECT_TRUE(on.posts_in("desk"));
    on.as("maul", "t-hammer", "desk");
    EXPECT_FALSE(on.posts_in("desk"));
    EXPECT_TRUE(on.room("desk").external);
}

}  // namespace fillrate::bot
