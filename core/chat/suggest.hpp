// From a typed name to a record, never guessing between several (DESIGN.md 1.7).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::chat {

/// A record that can be named. The first name is the one shown.
struct named {
    std::string id{};
    std::vector<std::string> names{};
    std::string email{};  ///< of a person; named by it whole only, and it is never shown
};

struct name_match {
    std::string id{};
    std::string name{};  ///< the shown name

    friend bool operator==(const name_match&, const name_match&) = default;
};

struct one_name {
    name_match match{};
    friend bool operator==(const one_name&, const one_name&) = default;
};
/// Ask with a picker; in the order given, at most 10.
struct several_names {
    std::vector<name_match> matches{};
    friend bool operator==(const several_names&, const several_names&) = default;
};
/// At most 3 near ones, nearest first; maybe none.
struct no_name {
    std::vector<name_match> nearest{};
    friend bool operator==(const no_name&, const no_name&) = default;
};

using name_lookup = std::variant<one_name, several_names, no_name>;

/// By id, else e-mail, else whole name, else beginning of a name, else beginnings of its words. The
/// first of these levels with any match decides; more than one record there is several_names. Case,
/// accents of Latin letters, punctuation and invisible characters do not matter. Records of one id
/// count once.
[[nodiscard]] name_lookup resolve_name(std::string_view query, std::span<const named> records);

/// Folded form for comparing names: lower case, Latin accents and combining marks dropped, other
/// letters kept, runs of anything else one space. Never a key (RELIABILITY.md N038, N039).
[[nodiscard]] std::string fold_name(std::string_view text);

}  // namespace fillrate::chat
