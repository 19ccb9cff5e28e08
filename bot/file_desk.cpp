#include "bot/file_desk.hpp"

#include "bot/file_kind.hpp"
#include "core/base/text.hpp"

#include <array>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::string_view upload_ticket = "file ticket";
constexpr std::string_view reading_link = "file link";
constexpr std::size_t nonce_bytes = 16;
/// Dedupe entries, which know that a link was used, are kept for a day of organisation time; the
/// demo's clock may pass that in a moment.
constexpr std::chrono::hours longest_organisation_time{12};

template <class Instant>
std::string milliseconds_of(Instant at) {
    return std::to_string(std::chrono::duration_cast<milliseconds>(at.time_since_epoch()).count());
}

}  // namespace

file_desk::file_desk(
    const crypto::key& master,
    file_vault vault,
    const ports::clock& clock,
    random_source& random,
    std::string public_url
)
    : seal_(crypto::derive(master, crypto::purpose::web_session), {}, random),
      vault_(std::move(vault)),
      clock_(clock),
      random_(random),
      public_url_(std::move(public_url)) {
    while (public_url_.ends_with('/')) {
        public_url_.pop_back();
    }
}

result<domain::given_resume> file_desk::take(std::string_view bytes) const {
    if (bytes.size() > domain::largest_resume) {
        return error(errc::invalid_input, "That file is larger than 10 MB. Save a smaller one.");
    }
    const auto kind = kind_of_file(bytes);
    if (!kind) {
        return error(
            errc::invalid_input,
            "That is not a PDF or Word (.docx) file. Save it as a PDF and choose that."
        );
    }
    auto kept = vault_.keep(bytes);
    if (!kept) {
        return kept.error();
    }
    domain::given_resume made;
    made.kind = *kind;
    made.size = bytes.size();
    made.file = std::move(kept->name);
    made.secret = std::move(kept->key);
    return made;
}

result<std::string> file_desk::bytes_of(const domain::given_resume& of) const {
    return vault_.read({of.file, of.secret});
}

std::string file_desk::until(minutes span) const {
    return milliseconds_of(clock_.wire_now() + span);
}

bool file_desk::passed(std::string_view until) const {
    const auto at = parse_int<std::int64_t>(until);
    const auto now = std::chrono::duration_cast<milliseconds>(clock_.wire_now().time_since_epoch());
    return !at || now.count() > *at;
}

std::string file_desk::sealed(const std::vector<std::string>& parts, std::string_view as) const {
    return base64url_encode(seal_.seal(join(parts, "|"), as));
}

std::optional<std::vector<std::string>> file_desk::opened(
    std::string_view token,
    std::string_view as
) const {
    constexpr std::size_t longest_token = 1024;
    const auto bytes = token.size() <= longest_token ? base64url_decode(token) : std::nullopt;
    const auto text = bytes ? seal_.open(*bytes, as) : result<std::string>(errc::invalid_input);
    if (!text) {
        return std::nullopt;
    }
    std::vector<std::string> parts;
    for (const auto part : split(*text, '|')) {
        parts.emplace_back(part);
    }
    return parts;
}

std::string file_desk::ticket_for(const domain::given_resume& kept, std::string_view sender) const {
    const std::vector<std::string> parts{
        until(ticket_time),
        std::string(domain::word(kept.kind)),
        std::to_string(kept.size),
        kept.file,
        kept.secret};
    return sealed(parts, std::string(upload_ticket) + '|' + std::string(sender));
}

std::optional<domain::given_resume> file_desk::open_ticket(
    std::string_view ticket,
    std::string_view sender
) const {
    const auto parts = opened(ticket, std::string(upload_ticket) + '|' + std::string(sender));
    if (!parts || parts->size() != 5 || passed(parts->front())) {
        return std::nullopt;
    }
    const auto kind = domain::from_word<domain::resume_kind>((*parts)[1]);
    const auto size = parse_int<std::uint64_t>((*parts)[2]);
    if (!kind || !size) {
        return std::nullopt;
    }
    domain::given_resume kept;
    kept.kind = *kind;
    kept.size = *size;
    kept.file = (*parts)[3];
    kept.secret = (*parts)[4];
    return kept;
}

std::string file_desk::link_to(const std::string& subject, const person_id& reader, bool here)
    const {
    std::array<unsigned char, nonce_bytes> nonce{};
    random_.fill(nonce);
    const std::vector<std::string> parts{
        until(link_time),
        std::to_string(to_unix_ms(clock_.now())),
        hex_encode({reinterpret_cast<const char*>(nonce.data()), nonce.size()}),
        subject,
        reader.value};
    return (here ? std::string{} : public_url_) + std::string(files_path) +
           sealed(parts, reading_link);
}

std::optional<file_link> file_desk::follow(std::string_view token) const {
    const auto parts = opened(token, reading_link);
    if (!parts || parts->size() != 5 || passed(parts->front())) {
        return std::nullopt;
    }
    const auto made = parse_int<std::int64_t>((*parts)[1]);
    if (!made || clock_.now() - from_unix_ms(*made) > longest_organisation_time) {
        return std::nullopt;
    }
    return file_link{(*parts)[3], person_id{(*parts)[4]}, (*parts)[2]};
}

std::string_view media_type_of(domain::resume_kind kind) noexcept {
    return kind == domain::resume_kind::docx
               ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
               : "application/pdf";
}

std::string file_name_for(submittal_number of, domain::resume_kind kind) {
    return "S-" + std::to_string(of.value) + '.' + std::string(domain::word(kind));
}

}  // namespace fillrate::bot
