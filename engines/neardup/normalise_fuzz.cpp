// Any bytes are normalised within bounds, with and without the way back alike, and once for all.
#include "engines/neardup/normalise.h"

#include "base/invariant.h"
#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace {

namespace neardup = ducha::neardup;

void check_offsets(neardup::Normalised const& normal, std::string_view text)
{
    auto const count = normal.text.size();
    ducha::invariant(normal.from.size() == count && normal.to.size() == count, "all lead back");
    ducha::invariant(std::ranges::is_sorted(normal.from), "the beginnings ascend");
    ducha::invariant(std::ranges::is_sorted(normal.to), "the ends ascend");
    for (std::size_t i = 0; i < count; ++i) {
        ducha::invariant(
            normal.from[i] < normal.to[i] && normal.to[i] <= text.size(), "inside the text"
        );
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    std::string_view const text{reinterpret_cast<char const*>(data) + 1, size - 1};
    auto const most = std::size_t{data[0]} * 4;
    auto const normal = neardup::normalise(text, most);
    check_offsets(normal, text);
    ducha::invariant(normal.text.size() <= text.size(), "never longer than its bytes");
    ducha::invariant(normal.headline <= normal.text.size(), "the headline lies in the text");

    neardup::Normalised other;
    neardup::normalise_without_offsets(text, most, other);
    ducha::invariant(
        other.text == normal.text && other.headline == normal.headline, "both ways alike"
    );

    std::string spelled;
    for (auto const c : normal.text) {
        ducha::append_utf8(spelled, c);
    }
    ducha::invariant(!ducha::first_invalid_utf8(spelled), "characters come out");
    neardup::normalise(spelled, spelled.size(), other);
    ducha::invariant(other.text == normal.text, "normalising again changes nothing");
    return 0;
}
