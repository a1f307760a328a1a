// Whatever is found in any text lies in it, and is found again.
#include "engines/neardup/extract.h"

#include "base/invariant.h"

#include <algorithm>
#include <cstdint>

namespace neardup = ducha::neardup;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto const normal = neardup::normalise(text, size);
    auto const found = neardup::extract(normal);
    ducha::invariant(found.marks.size() == normal.text.size(), "each character has its marks");
    ducha::invariant(found.districts.size() <= 4, "a few districts");
    ducha::invariant(
        std::ranges::adjacent_find(found.districts, std::greater_equal{}) == found.districts.end(),
        "districts ascend"
    );
    for (std::size_t i = 0; i < found.marks.size(); ++i) {
        bool const in_headline = (found.marks[i] & neardup::mark::headline) != 0;
        ducha::invariant(!in_headline || i < normal.headline, "the headline is the first line");
    }
    auto const again = neardup::extract(normal);
    ducha::invariant(
        again.marks == found.marks && again.districts == found.districts &&
            again.issues == found.issues,
        "the same again"
    );
    return 0;
}
