// The head of a response as bytes. Pure but for the Date field.
#pragma once

#include "integrations/net/http_messages.hpp"

#include <string>

namespace fillrate::net {

/// Appends status line and fields, the server's own ones included; what could split the response is
/// left out.
void append_response_head(std::string& out, const http_response& response, bool keep_alive);

}  // namespace fillrate::net
