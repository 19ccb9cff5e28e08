#include "config/table_reader.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace fillrate::config {

table_reader::table_reader(const toml::table& table, std::string file, std::string path)
    : table_(table), file_(std::move(file)), path_(std::move(path)) {}

std::string table_reader::full(std::string_view key) const {
    if (path_.empty() || key.empty()) {
        return path_ + std::string(key);
    }
    return path_ + '.' + std::string(key);
}

void table_reader::fail(
    const toml::source_region& where,
    std::string_view key,
    std::string_view expected
) {
    if (!problem_) {
        problem_ = error(
            errc::invalid_input,
            file_ + ':' + std::to_string(where.begin.line) + ": " + full(key) + ": " +
                std::string(expected)
        );
    }
}

void table_reader::fail(std::string_view key, std::string_view expected) {
    const auto* node = table_.get(key);
    fail(node == nullptr ? table_.source() : node->source(), key, expected);
}

const toml::node* table_reader::take(std::string_view key) {
    known_.emplace_back(key);
    return table_.get(key);
}

void table_reader::text(std::string_view key, std::string& into) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    if (const auto* value = node->as_string()) {
        into = value->get();
    } else {
        fail(node->source(), key, "expected a text in quotes");
    }
}

void table_reader::number(
    std::string_view key,
    std::uint32_t& into,
    std::uint32_t least,
    std::uint32_t most
) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) {
        fail(
            node->source(),
            key,
            "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most)
        );
        return;
    }
    into = static_cast<std::uint32_t>(value->get());
}

void table_reader::flag(std::string_view key, bool& into) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    if (const auto* value = node->as_boolean()) {
        into = value->get();
    } else {
        fail(node->source(), key, "expected true or false");
    }
}

void table_reader::texts(std::string_view key, std::vector<std::string>& into) {
    std::vector<std::string> read;
    each(key, [&read](const std::string& text) -> std::optional<std::string> {
        read.push_back(text);
        return std::nullopt;
    });
    if (!read.empty()) {
        into = std::move(read);
    }
}

void table_reader::each(
    std::string_view key,
    const std::function<std::optional<std::string>(const std::string&)>& parse
) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* list = node->as_array();
    if (list == nullptr) {
        fail(node->source(), key, "expected a list of texts");
        return;
    }
    for (const auto& element : *list) {
        const auto* value = element.as_string();
        const auto expected = value == nullptr
                                  ? std::optional<std::string>("expected a list of texts")
                                  : parse(value->get());
        if (expected) {
            fail(element.source(), key, *expected);
            return;
        }
    }
}

void table_reader::numbers(
    std::string_view key,
    std::vector<std::uint16_t>& into,
    const std::function<bool(const std::vector<std::uint16_t>&)>& allows,
    std::string_view expected
) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* list = node->as_array();
    bool good = list != nullptr;
    std::vector<std::uint16_t> read;
    for (std::size_t i = 0; good && i < list->size(); ++i) {
        const auto number = list->get(i)->value_exact<std::int64_t>();
        good = number && std::in_range<std::uint16_t>(*number);
        read.push_back(good ? static_cast<std::uint16_t>(*number) : std::uint16_t{0});
    }
    if (!good || !allows(read)) {
        fail(node->source(), key, std::string(expected));
        return;
    }
    into = std::move(read);
}

void table_reader::parsed(
    std::string_view key,
    const std::function<std::optional<std::string>(const std::string&)>& parse
) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* value = node->as_string();
    if (value == nullptr) {
        fail(node->source(), key, "expected a text in quotes");
        return;
    }
    if (const auto expected = parse(value->get())) {
        fail(node->source(), key, *expected);
    }
}

void table_reader::entries(
    std::string_view key,
    const std::function<std::optional<std::string>(std::string_view name, const std::string& text)>&
        parse
) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* inner = node->as_table();
    if (inner == nullptr) {
        fail(node->source(), key, "expected a table such as { name = \"text\" }");
        return;
    }
    for (const auto& [name, value] : *inner) {
        const auto* text = value.as_string();
        const auto expected = text == nullptr
                                  ? std::optional<std::string>("expected a text in quotes")
                                  : parse(name.str(), text->get());
        if (expected) {
            fail(
                name.source(),
                std::string(key) + '.' + displayable(truncate_code_points(name.str(), 40)),
                *expected
            );
            return;
        }
    }
}

void table_reader::dates(std::string_view key, std::vector<civil_date>& into) {
    static constexpr std::string_view expected =
        "expected a list of dates without quotes, such as [2026-11-26, 2026-12-25]";
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* list = node->as_array();
    if (list == nullptr) {
        fail(node->source(), key, expected);
        return;
    }
    for (const auto& element : *list) {
        const auto* value = element.as_date();
        if (value == nullptr) {
            fail(element.source(), key, expected);
            return;
        }
        const civil_date date = std::chrono::year{value->get().year} /
                                std::chrono::month{value->get().month} /
                                std::chrono::day{value->get().day};
        if (!parse_date(format_date(date))) {
            fail(element.source(), key, "expected dates from 1900 to 2199");
            return;
        }
        into.push_back(date);
    }
}

void table_reader::sections(
    std::string_view key,
    const std::function<void(const std::string& name, table_reader&)>& body
) {
    section(key, [&body](table_reader& all) {
        for (const auto& [name, inside] : all.raw()) {
            static_cast<void>(inside);
            const std::string own(name.str());
            all.section(own, [&body, &own](table_reader& in) { body(own, in); });
        }
    });
}

void table_reader::section(std::string_view key, const std::function<void(table_reader&)>& body) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto* inner = node->as_table();
    if (inner == nullptr) {
        fail(node->source(), key, "expected a section [" + full(key) + "]");
        return;
    }
    table_reader reader(*inner, file_, full(key));
    body(reader);
    reader.finish();
    if (!problem_) {
        problem_ = reader.problem_;
    }
}

void table_reader::not_yet(std::string_view key, std::string_view why) {
    if (const auto* node = take(key)) {
        fail(node->source(), key, why);
    }
}

void table_reader::finish() {
    const std::vector<std::string_view> known(known_.begin(), known_.end());
    for (const auto& [key, node] : table_) {
        if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) {
            continue;
        }
        const auto near = did_you_mean(key.str(), known, 1);
        fail(
            node.source(),
            key.str(),
            near.empty() ? std::string("unknown key")
                         : "unknown key; did you mean " + std::string(near.front()) + "?"
        );
    }
}

result<toml::table> parse_toml(std::string_view text, const std::string& name) {
    try {
        return toml::parse(text, name);
    } catch (const toml::parse_error& broken) {
        return error(
            errc::invalid_input,
            name + ':' + std::to_string(broken.source().begin.line) + ": " +
                std::string(broken.description())
        );
    }
}

result<std::string> read_text_file(
    const std::string& path,
    std::string_view what_it_is,
    std::size_t most
) {
    std::error_code unknown;
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path, unknown)) {
        return error(
            errc::invalid_input,
            path + ": cannot be read; give the path of " + std::string(what_it_is)
        );
    }
    std::string text(most + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > most) {
        return error(
            errc::invalid_input,
            path + ": is larger than " + std::string(what_it_is) + " may be, " +
                std::to_string(most / 1024) + " KiB"
        );
    }
    return text;
}

}  // namespace fillrate::config
