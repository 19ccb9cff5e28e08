#include "handlers/resume.hpp"

#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/behalf.hpp"
#include "handlers/cards.hpp"
#include "handlers/change.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

constexpr std::string_view link_field = "link";

domain::submittal_clearance cleared(const context& ctx, const found_submittal& one) {
    return domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers());
}

std::optional<outcome> refuse_resume_reader(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    if (cleared(ctx, one).resume) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "You cannot open the resume of " + id +
            ": that is for those who look for somebody, and the supplier it came from.",
        id
    );
}

std::optional<outcome> refuse_resume_giver(const context& ctx, const found_submittal& one) {
    const auto id = shown_id(one.sub->number);
    if (domain::may_give_resume(*one.sub, *one.req, ctx.actor)) {
        return std::nullopt;
    }
    return refuse(
        ctx,
        "You cannot give the resume of " + id +
            ": that is for the supplier it came from, a recruiter or the account manager.",
        id + " note \"...\""
    );
}

outcome ask_for_resume(const context& ctx, const snapshot& seen, const domain::submittal& sub) {
    auto form = form_for(seen, sub, "give_resume", "Resume, " + shown_id(sub.number), "Save");
    add_resume_fields(form, ctx);
    return open_form(std::move(form));
}

outcome keep_resume(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    domain::given_resume given
) {
    const auto subject = domain::record_name(one.sub->number);
    const auto id = shown_id(one.sub->number);
    const auto shown = shown_resume(given);
    auto behalf = read_on_behalf(ctx, seen, speaking_for_supplier(*one.req, *one.sub));
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    submittal_change changed(ctx, subject, *one.sub, seen.version_of(subject));
    changed.on_behalf_of(std::get<std::string>(std::move(behalf)));
    changed.at(given.since.value_or(ctx.now));
    changed.add(domain::resume_attached{std::move(given)}, {}, domain::party::supplier);
    changed.tell();
    decision decided;
    changed.finish(decided);
    decided.reply.what = sentence(ctx, "The resume of " + id + " is kept: " + shown + '.');
    return decided;
}

outcome give(const context& ctx, const snapshot& seen, const found_submittal& one) {
    if (auto refused = refuse_resume_giver(ctx, one)) {
        return std::move(*refused);
    }
    field_problems problems;
    auto given = read_resume(ctx, problems);
    const auto id = shown_id(one.sub->number);
    // Kept with the order of the file, so nothing but that is in it.
    if (problems.empty() && !given && ctx.upload_follows) {
        decision follows;
        follows.can_undo = false;
        follows.reply.what = sentence(
            ctx,
            "The file for " + id + " is being fetched. You hear of it only if something is wrong.",
            id
        );
        return follows;
    }
    if (problems.empty() && !given && !ctx.from_form) {
        return ask_for_resume(ctx, seen, *one.sub);
    }
    if (problems.empty() && !given) {
        problems.add(std::string(link_field), "Give a link or a file.");
    }
    if (!problems.empty()) {
        return problems.answer(ctx, id + " resume link:https://...");
    }
    return keep_resume(ctx, seen, one, std::move(*given));
}

domain::event opening_of(const context& ctx, const domain::submittal& sub) {
    domain::event what;
    what.subject = domain::record_name(sub.number);
    what.data = domain::resume_opened{sub.resume->kind};
    what.at = ctx.now;
    return what;
}

// Kept for good: an opening cannot be taken back.
decision opened(const context& ctx, const domain::submittal& sub, chat::message said) {
    decision decided;
    decided.can_undo = false;
    decided.events.push_back(opening_of(ctx, sub));
    decided.reply.what = std::move(said);
    return decided;
}

void add_replacing(
    chat::message& into,
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one
) {
    if (!domain::may_give_resume(*one.sub, *one.req, ctx.actor)) {
        return;
    }
    const auto subject = domain::record_name(one.sub->number);
    chat::button_row row;
    row.buttons.push_back(act_on(subject, seen.version_of(subject), "Replace it", "give_resume"));
    into.blocks.emplace_back(std::move(row));
}

outcome open_link(const context& ctx, const snapshot& seen, const found_submittal& one) {
    auto said = sentence(ctx, "The resume of " + shown_id(one.sub->number) + " is a link:");
    said.blocks.emplace_back(chat::paragraph{{chat::link(one.sub->resume->secret)}});
    add_replacing(said, ctx, seen, one);
    return opened(ctx, *one.sub, std::move(said));
}

// Opened when the link is followed, so nothing is stored yet.
outcome link_to_file(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto subject = domain::record_name(one.sub->number);
    chat::message said;
    said.summary = "The resume of " + shown_id(one.sub->number) + " is ready to open.";
    said.blocks.emplace_back(chat::paragraph{{chat::file(
        "Resume of " + shown_id(one.sub->number) + ", " + shown_resume(*one.sub->resume),
        subject
    )}});
    said.blocks.emplace_back(chat::context_line{
        {chat::plain("The link is yours alone, works once and for ten minutes.")}});
    add_replacing(said, ctx, seen, one);
    return reply_with(std::move(said));
}

outcome send_file(const context& ctx, const snapshot& seen, const found_submittal& one) {
    const auto person_name = domain::record_name(ctx.actor.id);
    if (!seen.loaded(person_name)) {
        need wanted;
        wanted.records.push_back(person_name);
        return wanted;
    }
    const auto* person = seen.find<domain::person>(person_name);
    const auto id = shown_id(one.sub->number);
    if (person == nullptr || person->direct.empty()) {
        return refuse(
            ctx,
            "The file goes to your direct messages, and there are none with me yet. Write me one, "
            "then ask again.",
            id + " resume"
        );
    }
    auto decided = opened(
        ctx,
        *one.sub,
        sentence(ctx, "The resume of " + id + " is on its way to your direct messages.")
    );
    chat::outgoing item;
    item.conversation = person->direct;
    item.kind = std::string(resume_kind_name);
    item.if_unsent = std::string(resume_unsent_kind);
    item.subject = domain::record_name(one.sub->number);
    item.readers = {chat::audience::kind::person, person->id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(ctx.now);
    decided.messages.push_back(std::move(item));
    return decided;
}

outcome show_resume(const context& ctx, const snapshot& seen, const found_submittal& one) {
    if (auto refused = refuse_resume_reader(ctx, one)) {
        return std::move(*refused);
    }
    const auto id = shown_id(one.sub->number);
    if (!one.sub->resume) {
        return domain::may_give_resume(*one.sub, *one.req, ctx.actor)
                   ? ask_for_resume(ctx, seen, *one.sub)
                   : refuse(ctx, "Nobody gave a resume of " + id + " yet.", id);
    }
    if (one.sub->resume->secret.empty()) {
        return refuse(
            ctx,
            "The resume of " + id + " cannot be read any more: the candidate's data were erased.",
            id
        );
    }
    if (one.sub->resume->kind == domain::resume_kind::link) {
        return open_link(ctx, seen, one);
    }
    if (ctx.files.linked) {
        return link_to_file(ctx, seen, one);
    }
    if (ctx.files.sent) {
        return send_file(ctx, seen, one);
    }
    return refuse(
        ctx,
        "The resume of " + id +
            " is a file, and none can be opened from here: this installation keeps no files, or "
            "has no public address. Your administrator finds both in the configuration.",
        id
    );
}

std::string shown_size(std::uint64_t bytes) {
    constexpr std::uint64_t kilo = 1024;
    constexpr std::uint64_t mega = kilo * kilo;
    if (bytes >= mega) {
        const auto tenths = bytes * 10 / mega;
        return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " MB";
    }
    return std::to_string(std::max<std::uint64_t>(1, bytes / kilo)) + " KB";
}

}  // namespace

std::string shown_resume(const domain::given_resume& of) {
    switch (of.kind) {
        case domain::resume_kind::link:
            return "a link";
        case domain::resume_kind::pdf:
            return "PDF, " + shown_size(of.size);
        case domain::resume_kind::docx:
            return "Word, " + shown_size(of.size);
    }
    return "a file";
}

void add_resume_fields(chat::form& form, const context& ctx) {
    if (ctx.files.taken) {
        auto file = line_field(std::string(chat::file_field), "Resume", {});
        file.what = chat::form_field::kind::file;
        file.hint = "A PDF or Word file of at most 10 MB, without phone and e-mail if you can.";
        form.fields.push_back(std::move(file));
    }
    auto link = line_field(
        std::string(link_field),
        ctx.files.taken ? "Or a link to it" : "Link to the resume",
        value_of(ctx, link_field)
    );
    link.max_length = 500;
    form.fields.push_back(std::move(link));
}

std::optional<domain::given_resume> read_resume(const context& ctx, field_problems& problems) {
    if (ctx.uploaded) {
        return ctx.uploaded;
    }
    const auto file = ctx.fields.find(std::string(chat::file_field));
    if (file != ctx.fields.end() && !file->second.empty() && !ctx.upload_follows) {
        problems.add(
            std::string(chat::file_field),
            ctx.files.taken ? "That file is not here any more. Choose it again."
                            : "This installation keeps no files. Give a link to it."
        );
        return std::nullopt;
    }
    const auto text = value_of(ctx, link_field);
    if (text.empty()) {
        return std::nullopt;
    }
    auto address = domain::resume_link(text);
    if (!address) {
        problems.add(
            std::string(link_field),
            "Give a whole address, such as https://files.example/paige.pdf."
        );
        return std::nullopt;
    }
    domain::given_resume given;
    given.secret = std::move(*address);
    return given;
}

outcome submittal_resume(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    return value_of(ctx, link_field).empty() ? show_resume(ctx, seen, one) : give(ctx, seen, one);
}

outcome
submittal_give_resume(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    return give(ctx, seen, std::get<submittals>(found).front());
}

outcome resume_fetched(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_resume_reader(ctx, one)) {
        return std::move(*refused);
    }
    if (!one.sub->resume || one.sub->resume->file.empty() || one.sub->resume->secret.empty()) {
        return refuse(ctx, "That file is not there any more.", shown_id(one.sub->number));
    }
    return opened(ctx, *one.sub, {});
}

outcome resume_arrived(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = std::get<submittals>(found).front();
    if (auto refused = refuse_resume_giver(ctx, one)) {
        return std::move(*refused);
    }
    if (!ctx.uploaded) {
        return refuse(ctx, "No file came.", shown_id(one.sub->number) + " resume");
    }
    // What was sent earlier does not take the place of what was sent later.
    const auto& present = one.sub->resume;
    if (present && present->since && ctx.uploaded->since &&
        *present->since > *ctx.uploaded->since) {
        decision nothing;
        nothing.can_undo = false;
        return nothing;
    }
    auto kept = keep_resume(ctx, seen, one, *ctx.uploaded);
    std::get<decision>(kept).can_undo = false;
    return kept;
}

composed compose_resume(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    need wanted;
    if (!seen.loaded(item.subject)) {
        wanted.records.push_back(item.subject);
        return wanted;
    }
    const auto* sub = seen.find<domain::submittal>(item.subject);
    if (sub == nullptr) {
        return std::monostate{};
    }
    for (auto& name :
         {domain::record_name(sub->requisition),
          domain::record_name(sub->candidate),
          domain::record_name(person_id{ctx.place.binding.id})}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    if (!wanted.records.empty()) {
        return wanted;
    }
    const auto* req = seen.find<domain::requisition>(domain::record_name(sub->requisition));
    if (req == nullptr || !clear_readers(*sub, *req, seen, ctx.place.binding, ctx.now).resume) {
        return std::monostate{};
    }
    if (item.kind == resume_refused_kind) {
        return sentence(
            ctx,
            "The file for " + shown_id(sub->number) +
                " was not taken: it could not be fetched, or is not a PDF or Word file of at most "
                "10 MB. Everything else that was sent with it is kept.",
            shown_id(sub->number) + " resume"
        );
    }
    if (item.kind == resume_unsent_kind) {
        const auto id = shown_id(sub->number);
        return sentence(
            ctx,
            "The resume of " + id +
                " could not be sent to you: its file cannot be read, or was not taken here. Ask "
                "again later.",
            id + " resume"
        );
    }
    if (!sub->resume || sub->resume->file.empty()) {
        return std::monostate{};
    }
    chat::message said;
    said.summary = "Resume of " + shown_id(sub->number) + ", " + shown_resume(*sub->resume) + '.';
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    said.attached = item.subject;
    return said;
}

}  // namespace fillrate::handlers
