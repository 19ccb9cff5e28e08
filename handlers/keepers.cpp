#include "handlers/keepers.hpp"

#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/lists.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

using domain::role;

// Looks records up and notes those that have to be loaded first.
class keeper_lookup {
public:
    explicit keeper_lookup(const snapshot& seen) : seen_(seen) {}

    need wanted{};

    template <class T>
    const T* find(const std::string& name) {
        if (!seen_.loaded(name)) {
            wanted.records.push_back(name);
        }
        return seen_.find<T>(name);
    }
    template <class T>
    std::vector<const T*> listed(const index_page& page) {
        if (!seen_.pages.contains(page)) {
            wanted.pages.push_back(page);
        }
        return records_of<T>(seen_, page);
    }
    std::vector<const domain::person*> people(role of) {
        return listed<domain::person>(people_page(of));
    }
    [[nodiscard]] bool waits() const { return !wanted.records.empty() || !wanted.pages.empty(); }

private:
    const snapshot& seen_;
};

// The account managers who work with the supplier, then whoever made its channel.
void add_keepers_of(const supplier_id& supplier, keeper_lookup& in, std::vector<person_id>& to) {
    constexpr std::uint32_t most_looked_at = 5;
    const index_page worked{domain::supplier_list(supplier), 0, most_looked_at, false};
    for (const auto* req : in.listed<domain::requisition>(worked)) {
        if (!req->owner.empty() && std::ranges::find(to, req->owner) == to.end()) {
            to.push_back(req->owner);
        }
    }
    const auto* firm = in.find<domain::supplier>(domain::record_name(supplier));
    const auto* room = firm == nullptr || firm->conversation.empty()
                           ? nullptr
                           : in.find<domain::conversation>(domain::record_name(firm->conversation));
    if (room != nullptr && !room->bound_by.empty()) {
        to.push_back(room->bound_by);
    }
}

std::vector<person_id> keepers_of(const std::vector<domain::grant>& grants, keeper_lookup& in) {
    std::vector<person_id> keepers;
    for (const auto& grant : grants) {
        if (!grant.client.empty()) {
            if (const auto* client = in.find<domain::client>(domain::record_name(grant.client))) {
                keepers.insert(
                    keepers.end(),
                    client->account_managers.begin(),
                    client->account_managers.end()
                );
            }
        }
        if (!grant.supplier.empty()) {
            add_keepers_of(grant.supplier, in, keepers);
        }
    }
    return keepers;
}

}  // namespace

std::variant<const domain::person*, need> find_keeper(
    const person_id& self,
    const std::vector<domain::grant>& grants,
    const snapshot& seen
) {
    keeper_lookup in(seen);
    const auto operations = in.people(role::operations);
    const auto administrators = in.people(role::administrator);
    std::vector<const domain::person*> ladder;
    for (const auto& id : keepers_of(grants, in)) {
        ladder.push_back(in.find<domain::person>(domain::record_name(id)));
    }
    ladder.insert(ladder.end(), operations.begin(), operations.end());
    ladder.insert(ladder.end(), administrators.begin(), administrators.end());
    if (in.waits()) {
        return in.wanted;
    }
    const auto found = std::ranges::find_if(ladder, [&self](const auto* one) {
        return one != nullptr && !one->direct.empty() && one->id != self;
    });
    return found == ladder.end() ? nullptr : *found;
}

}  // namespace fillrate::handlers
