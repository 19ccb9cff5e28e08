// The way in: an integration hands a parsed request over and gets the interactive answer.
#pragma once

#include "core/chat/message.hpp"
#include "core/chat/request.hpp"

#include <boost/asio/awaitable.hpp>

namespace fillrate::ports {

/// The engine as integrations see it.
class inbox {
public:
    virtual ~inbox() = default;

    /// Decides and commits. When it returns with `settled`, whatever was promised is durable.
    /// The request must outlive the call.
    [[nodiscard]] virtual boost::asio::awaitable<chat::reply> handle(const chat::request& request
    ) = 0;
};

}  // namespace fillrate::ports
