// A report that is being filled in.
#include "web/public/draft.h"

#include "platform/random/random.h"

namespace ducha::web {
namespace {

Hash key_of(std::string_view cookie)
{
    return crypto::sha256({bytes_of("ducha draft"), bytes_of(cookie)});
}

} // namespace

reporter::ReceiveWebReport Draft::report() const
{
    bool const has_name = contact == Contact::named;
    bool const has_telephone = has_name || contact == Contact::telephone;
    return {
        .form = to_text(token),
        .kind = kind,
        .place = place,
        .enterprise = enterprise,
        .text = text,
        .when = when,
        .evidence = evidence,
        .types = types,
        .name = has_name ? name : "",
        .telephone = has_telephone ? telephone : "",
    };
}

void Draft::forget_words(Instant now)
{
    *this = Draft{.token = token, .kind = kind, .object = object, .sent = now};
}

std::size_t Draft::memory() const
{
    std::size_t words = 0;
    for (auto const* const text_of_it :
         {&object, &place, &enterprise, &when, &text, &evidence, &name, &telephone}) {
        words += text_of_it->capacity();
    }
    return sizeof(Draft) + sizeof(Hash) + words + types.capacity() * sizeof(intake::Type);
}

DraftShelf::DraftShelf(std::size_t most_memory) : most_memory_{most_memory} {}

std::string DraftShelf::begin(Random& random, Instant now, intake::ReportKind kind)
{
    std::array<std::uint8_t, 16> drawn{};
    random.fill(drawn);
    auto cookie = to_hex(drawn);
    Draft draft{.kind = kind};
    random.fill(draft.token.bits);
    auto const key = key_of(cookie);
    auto& kept = drafts_[key];
    memory_ += draft.memory();
    kept.draft = std::move(draft);
    touch(key, kept, now);
    make_room(now);
    return cookie;
}

std::optional<Draft> DraftShelf::find(std::string_view cookie, Instant now)
{
    make_room(now);
    auto const found = drafts_.find(key_of(cookie));
    return found == drafts_.end() ? std::nullopt : std::optional{found->second.draft};
}

bool DraftShelf::keep(std::string_view cookie, Draft draft, Instant now)
{
    make_room(now);
    auto const found = drafts_.find(key_of(cookie));
    if (found == drafts_.end()) {
        return false;
    }
    auto& kept = found->second;
    memory_ += draft.memory() - kept.draft.memory();
    kept.draft = std::move(draft);
    touch(found->first, kept, now);
    make_room(now);
    return true;
}

void DraftShelf::drop(std::string_view cookie)
{
    if (auto const found = drafts_.find(key_of(cookie)); found != drafts_.end()) {
        remove(found);
    }
}

void DraftShelf::touch(Hash const& key, Kept& kept, Instant now)
{
    by_order_.erase(kept.order);
    kept.touched = now;
    kept.order = ++next_order_;
    by_order_[kept.order] = key;
}

void DraftShelf::make_room(Instant now)
{
    while (!by_order_.empty()) {
        auto const oldest = drafts_.find(by_order_.begin()->second);
        bool const is_over = now.microseconds - oldest->second.touched.microseconds >= keeping_time;
        if (!is_over && (memory_ <= most_memory_ || drafts_.size() == 1)) {
            return;
        }
        remove(oldest);
    }
}

void DraftShelf::remove(std::map<Hash, Kept>::iterator kept)
{
    memory_ -= kept->second.draft.memory();
    by_order_.erase(kept->second.order);
    drafts_.erase(kept);
}

} // namespace ducha::web
