#include "integrations/web/directory.hpp"

#include <algorithm>

namespace fillrate::web {

const persona* directory::find_persona(std::string_view id) const {
    const auto found = std::ranges::find(personas, id, &persona::id);
    return found == personas.end() ? nullptr : &*found;
}

const channel* directory::find_channel(std::string_view id) const {
    const auto found = std::ranges::find(channels, id, &channel::id);
    return found == channels.end() ? nullptr : &*found;
}

bool directory::may_use(const persona& who, std::string_view channel) const {
    return find_channel(channel) != nullptr &&
           std::ranges::find(who.channels, channel) != who.channels.end();
}

}  // namespace fillrate::web
