// A report that is being filled in, and the shelf on which the server keeps it.
#pragma once

#include "base/bytes.h"
#include "base/instant.h"

#include "platform/sealed/receipts.h"

#include "domain/reporter/reporter.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ducha {
class Random;
}

namespace ducha::web {

/// The five pages of the form, in their order.
enum class Step { where, what, evidence, contact, check };

/// How a reporter can be reached; none until they chose.
enum class Contact { anonymous, telephone, named };

struct Draft {
    sealed::FormToken token; ///< the key of the act, issued with the form
    intake::ReportKind kind = intake::ReportKind::complaint;
    std::string object; ///< code of the inspected object
    std::string place;
    std::string enterprise;
    std::vector<intake::Type> types;
    std::string when;
    std::string text;
    std::string evidence;
    std::optional<Contact> contact;
    std::string name;
    std::string telephone;

    Step furthest = Step::where; ///< the last page that was opened
    std::string phrase;          ///< to be copied before it is sent; empty: nothing is asked
    bool copied = false;
    std::optional<Instant> sent; ///< when it was taken down; its words are gone then

    /// The report as the office takes it down.
    [[nodiscard]] reporter::ReceiveWebReport report() const;

    /// What remains when it was taken down: the token, from which the receipt follows.
    void forget_words(Instant now);

    [[nodiscard]] std::size_t memory() const;
};

/// Drafts in memory, never on a disk, each for two hours from its last page. A process that ends
/// takes them with it. See docs/decisions/0013-drafts-in-memory-only.md.
///
/// threads   one at a time: the owner locks
class DraftShelf {
public:
    static constexpr std::int64_t keeping_time = 2 * hour;

    /// most_memory   bytes of all drafts; beyond it the one that was left longest goes
    explicit DraftShelf(std::size_t most_memory = std::size_t{64} << 20U);

    /// Begins a draft with a token of its own. Returns the cookie, 32 hexadecimal digits: only its
    /// hash is kept.
    [[nodiscard]] std::string begin(Random& random, Instant now, intake::ReportKind kind);

    /// The draft of a cookie; nothing where there is none, or its two hours are over.
    [[nodiscard]] std::optional<Draft> find(std::string_view cookie, Instant now);

    /// Keeps a draft for another two hours. False where it is not there any more.
    bool keep(std::string_view cookie, Draft draft, Instant now);

    void drop(std::string_view cookie);

    [[nodiscard]] std::size_t size() const { return drafts_.size(); }

private:
    struct Kept {
        Draft draft;
        Instant touched;
        std::int64_t order = 0; ///< in which drafts were touched
    };

    void make_room(Instant now);
    void remove(std::map<Hash, Kept>::iterator kept);
    void touch(Hash const& key, Kept& kept, Instant now);

    std::size_t most_memory_;
    std::size_t memory_ = 0;
    std::int64_t next_order_ = 0;
    std::map<Hash, Kept> drafts_;
    std::map<std::int64_t, Hash> by_order_; ///< the one that was left longest first
};

} // namespace ducha::web

template <>
struct ducha::Codes<ducha::web::Step> {
    using Step = web::Step;
    static constexpr CodeRow<Step> table[] = {
        {Step::where, "where", "地点", "where"},
        {Step::what, "what", "问题", "what"},
        {Step::evidence, "evidence", "证据", "evidence"},
        {Step::contact, "contact", "联系方式", "contact"},
        {Step::check, "check", "核对", "check"},
    };
};

template <>
struct ducha::Codes<ducha::web::Contact> {
    using Contact = web::Contact;
    static constexpr CodeRow<Contact> table[] = {
        {Contact::anonymous, "anonymous", "匿名", "anonymous"},
        {Contact::telephone, "telephone", "只留电话", "by telephone only"},
        {Contact::named, "named", "留姓名和电话", "by name and telephone"},
    };
};
