// Are the sealed originals those that the ledger names?
#include "platform/json/record.h"
#include "platform/sealed/letter_box.h"
#include "platform/trouble.h"

#include "domain/intake/intake.h"
#include "domain/intake/original_mark.h"

#include <limits>
#include <map>
#include <set>

namespace ducha::intake {
namespace {

using ledger::Codec;
using sealed::OriginalRef;

constexpr std::int64_t page = 1000;

/// The original that an event of any room names.
std::optional<OriginalMark> named_by(ledger::Recorded const& event)
{
    // Most events name none: their bodies are not read.
    if (!event.body.contains(R"("original":{)")) {
        return std::nullopt;
    }
    auto const body = json::parse_object(event.body);
    OriginalMark mark;
    if (body) {
        json::Reader reader{*body, nullptr};
        reader.field("original", mark);
        if (!reader.problem()) {
            return mark;
        }
    }
    throw Trouble{
        Trouble::Kind::database,
        "event " + std::to_string(event.seq.get()) + " names an original that cannot be read"
    };
}

/// Goes through the events and the originals side by side: both are in the order of the references.
class Check {
public:
    Check(db::Connection& connection, LogId log) : connection_{connection}, log_{log}
    {
        auto const name = ledger::find_log(connection, log);
        origin_ = name ? name->origin : std::to_string(log.get());
    }

    std::vector<ledger::Finding> run()
    {
        for (Seq next{0};;) {
            auto const events = ledger::read_events(connection_, log_, next, page);
            if (events.empty()) {
                break;
            }
            name_originals(events);
            compare();
            note_erasures(events);
            next = Seq{events.back().seq.get() + 1};
        }
        named_.clear();
        compare_to(OriginalRef{std::numeric_limits<std::int64_t>::max()});
        for (auto const seq : gone_) {
            say(seq,
                {"封存的原件缺失，且没有销毁记录",
                 "the sealed original is gone and no erasure is recorded"},
                "nothing",
                "content");
        }
        return std::move(findings_);
    }

private:
    struct Named {
        Seq seq;
        std::string digest;
    };

    void name_originals(std::vector<ledger::Recorded> const& events)
    {
        named_.clear();
        for (auto const& event : events) {
            auto const original = named_by(event);
            if (original &&
                !named_.emplace(original->ref, Named{event.seq, original->sealed}).second) {
                say(event.seq,
                    {"另一事件指向同一封存原件", "another event names the same sealed original"},
                    "two",
                    "one");
            }
        }
    }

    void compare()
    {
        if (!named_.empty()) {
            compare_to(std::max(after_, named_.rbegin()->first));
        }
        for (auto const& [ref, named] : named_) {
            say(named.seq,
                {"缺少封存的原件", "the sealed original is missing"},
                "nothing",
                named.digest);
        }
    }

    void compare_to(OriginalRef last)
    {
        sealed::each_stored(connection_, log_, after_, last, [&](auto const& stored) {
            compare(stored);
        });
        after_ = last;
    }

    void compare(sealed::StoredOriginal const& stored)
    {
        auto const known = named_.find(stored.ref);
        if (known == named_.end()) {
            auto const ref = std::to_string(stored.ref.get());
            say(Seq{-1},
                {"没有事件指向这件封存原件", "no event names a sealed original"},
                ref,
                "none");
            return;
        }
        auto const [seq, digest] = known->second;
        named_.erase(known);
        if (stored.erased) {
            gone_.insert(seq);
        } else if (to_hex(stored.digest) != digest) {
            say(seq,
                {"封存的原件已被替换", "the sealed original was replaced"},
                to_hex(stored.digest),
                digest);
        }
    }

    /// An erasure follows what it erases, so its original has been seen.
    void note_erasures(std::vector<ledger::Recorded> const& events)
    {
        for (auto const& event : events) {
            if (event.type != ledger::PayloadErased::type.name) {
                continue;
            }
            auto const erased = Codec<ledger::PayloadErased>::read(event);
            auto const of = ledger::read_events(connection_, log_, erased.seq, 1);
            bool const has_original = !of.empty() && named_by(of.front());
            if (has_original && gone_.erase(erased.seq) == 0) {
                say(erased.seq,
                    {"文字已销毁，封存的原件却未销毁",
                     "the words were erased, their sealed original is not"},
                    "content",
                    "nothing");
            }
        }
    }

    void say(Seq seq, Sentence problem, std::string found, std::string expected)
    {
        findings_.push_back(
            {origin_, seq.get(), std::move(problem), std::move(found), std::move(expected)}
        );
    }

    db::Connection& connection_;
    LogId log_;
    std::string origin_;
    OriginalRef after_{std::numeric_limits<std::int64_t>::min()};
    std::map<OriginalRef, Named> named_; ///< by the events of a page, not seen yet
    std::set<Seq> gone_;                 ///< their content is empty
    std::vector<ledger::Finding> findings_;
};

} // namespace

std::vector<ledger::Finding> check_originals(db::Connection& connection, LogId log)
{
    return Check{connection, log}.run();
}

} // namespace ducha::intake
