// Any bytes are refused or give an index that works. The checksums are made right first: what lies
// behind them must hold by itself.
#include "engines/neardup/snapshot.h"

#include "base/invariant.h"

#include "engines/neardup/mended_test.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace neardup = ducha::neardup;

using Bytes = std::vector<std::byte>;

constexpr std::int64_t reports = 12;

neardup::Model const& model()
{
    static auto const small = [] {
        auto made = neardup::Model::standard();
        made.frequencies = std::make_shared<neardup::Frequencies const>();
        return made;
    }();
    return small;
}

std::string text_of(std::int64_t id)
{
    std::string const places[] = {"云杉苑", "梧桐里", "青石河"};
    std::string const ills[] = {"夜里噪音很大", "污水直排", "油烟熏人", "灰尘飞扬"};
    auto const number = static_cast<std::size_t>(id);
    return places[number % 3] + "\n顺发搅拌站" + ills[number % 4] + "，没人管";
}

neardup::Document document_of(std::int64_t id, std::string const& text)
{
    return {.id = id, .text = text, .place = "青石河", .enterprise = "顺发搅拌站"};
}

Bytes snapshot_of(neardup::Index const& index)
{
    Bytes bytes;
    index.write_snapshot("fuzz", [&](std::span<std::byte const> some) {
        bytes.insert(bytes.end(), some.begin(), some.end());
    });
    return bytes;
}

Bytes const& sound()
{
    static auto const bytes = [] {
        neardup::Index index{model()};
        for (std::int64_t id = 1; id <= reports; ++id) {
            auto const text = text_of(id);
            index.attach(document_of(id, text), id % 4 + 1);
        }
        return snapshot_of(index);
    }();
    return bytes;
}

/// A sound snapshot with some of its words replaced: each change is four bytes of where, and four
/// of what.
Bytes changed(std::uint8_t const* data, std::size_t size)
{
    auto bytes = sound();
    for (; size >= 8; data += 8, size -= 8) {
        std::uint32_t where = 0;
        std::memcpy(&where, data, 4);
        auto const words = static_cast<std::uint32_t>(bytes.size() / 4);
        std::memcpy(bytes.data() + std::size_t{where % words} * 4, data + 4, 4);
    }
    return bytes;
}

/// Uses it as the domain does, and takes all of it out in the end.
void work_with(neardup::Index& index)
{
    for (std::int64_t id = 1; id <= reports + 2; ++id) {
        auto const text = text_of(id);
        auto const document = document_of(id, text);
        auto const found = index.candidates(document);
        static_cast<void>(index.detach(id));
        index.attach(document, found.empty() ? id : found.front().case_id);
    }
    auto bytes = snapshot_of(index);
    auto const again = neardup::Index::from_snapshot(model(), bytes);
    ducha::invariant(again.has_value(), "what was accepted is written soundly");
    for (std::int64_t id = 1; id <= reports + 2; ++id) {
        ducha::invariant(index.detach(id), "it was there");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    bool const as_it_is = data[0] == 0;
    auto const* begin = reinterpret_cast<std::byte const*>(data + 1);
    auto bytes = as_it_is ? Bytes(begin, begin + size - 1) : changed(data + 1, size - 1);
    using neardup::snapshot::Contents;
    if (!as_it_is || bytes.size() >= sizeof(Contents) + sizeof(neardup::snapshot::Opening)) {
        neardup::snapshot::mend(bytes);
    }
    auto found = neardup::Index::from_snapshot(model(), bytes);
    if (found) {
        work_with(found->index);
    } else {
        ducha::invariant(!found.error().what.empty(), "a fault says what");
    }
    return 0;
}
