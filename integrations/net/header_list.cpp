#include "integrations/net/header_list.hpp"

#include <algorithm>

namespace fillrate::net {
namespace {

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

header_list::header_list(std::initializer_list<std::pair<std::string_view, std::string_view>> fields
) {
    for (const auto& [name, value] : fields) {
        add(name, value);
    }
}

void header_list::add(std::string_view name, std::string_view value) {
    fields_.push_back(
        {.start = static_cast<std::uint32_t>(text_.size()),
         .name_size = static_cast<std::uint32_t>(name.size()),
         .value_size = static_cast<std::uint32_t>(value.size())}
    );
    text_.append(name);
    text_.append(value);
}

void header_list::clear() noexcept {
    text_.clear();
    fields_.clear();
}

std::pair<std::string_view, std::string_view> header_list::at(std::size_t index) const {
    const field& one = fields_.at(index);
    return {name_of(one), value_of(one)};
}

std::size_t header_list::count(std::string_view name) const noexcept {
    return static_cast<std::size_t>(std::count_if(
        fields_.begin(),
        fields_.end(),
        [this, name](const field& one) { return equal_ignoring_case(name_of(one), name); }
    ));
}

std::string_view header_list::value(std::string_view name) const noexcept {
    for (const field& one : fields_) {
        if (equal_ignoring_case(name_of(one), name)) {
            return value_of(one);
        }
    }
    return {};
}

std::string_view header_list::name_of(const field& f) const noexcept {
    return std::string_view(text_).substr(f.start, f.name_size);
}

std::string_view header_list::value_of(const field& f) const noexcept {
    return std::string_view(text_).substr(f.start + f.name_size, f.value_size);
}

}  // namespace fillrate::net
