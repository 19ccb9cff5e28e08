// The stored field names of every domain value. Short because each record carries them; never
// renamed, only added.
#pragma once

#include "bot/field_archive.hpp"
#include "bot/opening_fields.hpp"
#include "bot/stored_rows.hpp"
#include "core/domain/answer_transitions.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/requisition.hpp"

namespace fillrate::domain {

[[nodiscard]] inline std::string_view stored_word(coverage::answer a) noexcept {
    return word(a);
}
[[nodiscard]] inline bool read_word(std::string_view text, coverage::answer& value) noexcept {
    for (const auto a :
         {coverage::answer::asked,
          coverage::answer::accepted,
          coverage::answer::declined,
          coverage::answer::removed}) {
        if (text == stored_word(a)) {
            value = a;
            return true;
        }
    }
    return false;
}
[[nodiscard]] inline std::string_view stored_word(binding::kind k) noexcept {
    switch (k) {
        case binding::kind::unbound:
            return "unbound";
        case binding::kind::internal:
            return "internal";
        case binding::kind::client:
            return "client";
        case binding::kind::supplier:
            return "supplier";
        case binding::kind::direct:
            return "direct";
    }
    return "unbound";
}
[[nodiscard]] inline bool read_word(std::string_view text, binding::kind& value) noexcept {
    for (const auto k :
         {binding::kind::unbound,
          binding::kind::internal,
          binding::kind::client,
          binding::kind::supplier,
          binding::kind::direct}) {
        if (text == stored_word(k)) {
            value = k;
            return true;
        }
    }
    return false;
}

template <class V, describes<binding> T>
void describe(V& f, T& v) {
    f("w", v.who);
    f("i", v.id);
}
template <class V, describes<card_place> T>
void describe(V& f, T& v) {
    f("c", v.conversation);
    f("r", v.readers);
}
template <class V, describes<slate> T>
void describe(V& f, T& v) {
    f("l", v.live);
    f("c", v.before_client);
    f("s", v.to_screen);
    f("r", v.to_review);
    f("o", v.to_offer);
    f("x", v.offered);
    f("wc", v.without_consent);
    f("ua", v.unapproved);
}
template <class V, describes<coverage> T>
void describe(V& f, T& v) {
    f("s", v.supplier);
    f("n", v.name);
    f("a", v.said);
    f("h", v.heads);
    f("r", v.reason);
    f("t", v.at);
    f("as", v.asked);
    f("l", v.live);
    f("sb", v.submitted);
    f("mh", v.most_heads);
    f("by", v.said_by);
}
template <class V, describes<excuse> T>
void describe(V& f, T& v) {
    f("b", v.by);
    f("r", v.reason);
    f("t", v.at);
}
template <class V, describes<clock> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("c", v.cycle);
    f("p", v.party);
    f("s", v.state);
    f("po", v.policy);
    f("ca", v.calendar);
    f("t", v.target);
    f("e", v.elapsed);
    f("st", v.started);
    f("si", v.since);
    f("d", v.due);
    f("w", v.warn_at);
    f("u", v.urge_at);
    f("wb", v.warn_by);
    f("l", v.warned);
    f("b", v.breached);
    f("x", v.stopped);
    f("ab", v.acknowledged_by);
    f("eta", v.eta);
    f("ex", v.excused);
    f("xp", v.explained);
    f("mb", v.missed_by);
    f("o", v.openings);
    f("un", v.unfilled);
    f("tu", v.turn);
    f("al", v.alert);
    f("wa", v.waits);
    f("no", v.missed);
    f("fo", v.fell_off);
}
template <class V, describes<clock_outcome> T>
void describe(V& f, T& v) {
    f.always("k", v.kind);
    f("ba", v.batch);
    f("c", v.cycle);
    f("p", v.party);
    f("t", v.at);
    f("m", v.met);
    f("x", v.missed);
    f("ex", v.excused);
    f("ef", v.excused_for);
    f("no", v.number);
}
template <class V, describes<origin> T>
void describe(V& f, T& v) {
    f("s", v.source);
    f("e", v.external_id);
}
template <class V, describes<external_name> T>
void describe(V& f, T& v) {
    f("r", v.record);
    f("s", v.site);
}
template <class V, describes<owner_wish> T>
void describe(V& f, T& v) {
    f("o", v.openings);
    f("fz", v.frozen);
    f("rp", v.replacements);
    f("c", v.cancels);
    f("b", v.by);
    f("r", v.reason);
    f("t", v.at);
}
template <class V, describes<requisition> T>
void describe(V& f, T& v) {
    f.always("n", v.number);
    f("s", v.state);
    f("bh", v.before_hold);
    f("cy", v.cycle);
    f("ev", v.events);
    f("c", v.client);
    f("cn", v.client_name);
    f("si", v.site);
    f("sn", v.site_name);
    f("z", v.zone);
    f("cu", v.currency);
    f("t", v.title);
    f("ca", v.category);
    f("en", v.engagement);
    f("p", v.priority);
    f("o", v.openings);
    f("pay", v.pay);
    f("bill", v.bill);
    f("max", v.max);
    f("sal", v.salary);
    f("fee", v.fee);
    f("mh", v.must_haves);
    f("sh", v.shift);
    f("st", v.start);
    f("ow", v.owner);
    f("own", v.owner_name);
    f("hm", v.hiring_manager);
    f("hmn", v.hiring_manager_name);
    f("cl", v.checklist);
    f("wv", v.waived);
    f("su", v.suppliers);
    f("ir", v.internal_recruiter);
    f("ti", v.tier);
    f("sl", v.slate);
    f("ck", v.clocks);
    f("ko", v.past);
    f("hd", v.starts);
    f("pl", v.places);
    f("qu", v.questions);
    f("wi", v.wish);
    f("r", v.reason);
    f("hu", v.hold_until);
    f("ah", v.ask_hold);
    f("cr", v.created);
    f("rl", v.released);
    f("sk", v.sought);
    f("fp", v.presented);
    f("et", v.entered);
    f("eb", v.entered_by);
    f("ch", v.changed);
    f("ed", v.ended);
    f("og", v.origin);
    f("rt", v.returned);
    f("tg", v.timer_generation);
    f("td", v.timer_due);
}
template <class V, describes<organisation> T>
void describe(V& f, T& v) {
    f("n", v.name);
    f("b", v.bot_name);
    f("z", v.default_zone);
    f("c", v.default_conversation);
}
template <class V, describes<shift_patience> T>
void describe(V& f, T& v) {
    f("d", v.delayed_after);
    f("m", v.missing_after);
}
template <class V, describes<site> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("n", v.name);
    f("z", v.zone);
    f("c", v.calendar);
    f("cu", v.currency);
    f("sp", v.patience);
    f("og", v.origin);
}
template <class V, describes<client> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("n", v.name);
    f("s", v.sites);
    f("am", v.account_managers);
    f("ic", v.internal_conversation);
    f("cc", v.client_conversation);
    f("sn", v.shows_supplier_names);
    f("cp", v.contact_when_presented);
    f("mb", v.markup_of_bill);
    f("oc", v.on_call);
    f("og", v.origin);
}
template <class V, describes<supplier> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("n", v.name);
    f("t", v.tier);
    f("c", v.categories);
    f("x", v.suspended);
    f("cv", v.conversation);
    f("og", v.origin);
}
template <class V, describes<grant> T>
void describe(V& f, T& v) {
    f.always("r", v.role);
    f("c", v.client);
    f("s", v.site);
    f("su", v.supplier);
}
template <class V, describes<absence> T>
void describe(V& f, T& v) {
    f("f", v.from);
    f("u", v.until);
    f("z", v.zone);
    f("c", v.cover);
    f("cn", v.cover_name);
}
template <class V, describes<stand_in> T>
void describe(V& f, T& v) {
    f("p", v.who);
    f("n", v.name);
    f("f", v.from);
    f("u", v.until);
}
template <class V, describes<quiet_hours> T>
void describe(V& f, T& v) {
    f("f", v.from);
    f("u", v.until);
    f("z", v.zone);
}
template <class V, describes<person> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("n", v.name);
    f("em", v.email);
    f("g", v.grants);
    f("d", v.direct);
    f("m", v.mapping_ends);
    f("ma", v.end_asked);
    f("rm", v.reminded);
    f("aw", v.away);
    f("co", v.stands_in);
    f("qh", v.quiet);
    f("wt", v.awaiting);
    f("og", v.origin);
}
template <class V, describes<conversation> T>
void describe(V& f, T& v) {
    f("i", v.id);
    f("p", v.platform);
    f("t", v.tenant);
    f("c", v.channel);
    f("u", v.user);
    f("n", v.name);
    f("b", v.binding);
    f("e", v.external);
    f("by", v.bound_by);
    f("pt", v.partner);
    f("st", v.stranger);
}
template <class V, describes<claim> T>
void describe(V& f, T& v) {
    f("h", v.hash);
    f("x", v.expires);
    f("w", v.wrong_tries);
    f("u", v.used);
}
template <class V, describes<mapping> T>
void describe(V& f, T& v) {
    f("p", v.person);
    f("c", v.conversation);
}

}  // namespace fillrate::domain
