// Messages, forms and replies as the JSON that the page draws. Texts stay texts: the page puts
// them on screen as text nodes only, so nothing is escaped here beyond JSON itself.
#pragma once

#include "core/base/result.hpp"
#include "core/chat/message.hpp"

#include <boost/json/object.hpp>

namespace fillrate::web {

/// {title, summary, tone, blocks}. A plain run is a string; the others are {b}, {c}, {a, href},
/// {person, id}
/// and {moment, at}. A button carries only the sealed value of its action. Empty parts are left
/// out.
[[nodiscard]] boost::json::object to_json(const chat::message& message);
[[nodiscard]] boost::json::object to_json(const chat::form& form);

/// {who, settled} and one of m, form, problems (an object by field id).
[[nodiscard]] boost::json::object to_json(const chat::reply& reply);

/// The inverse, for what a store gives back. Of an action only the sealed value comes back.
[[nodiscard]] result<chat::message> message_from_json(const boost::json::value& value);

}  // namespace fillrate::web
