// Any bytes are folded to characters, once for all, with a way back that stays inside.
#include "engines/folding/folded.h"

#include "base/invariant.h"
#include "base/text.h"

#include <algorithm>
#include <cstdint>

namespace folding = ducha::folding;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto const both = folding::folded_with_offsets(text);
    ducha::invariant(both.text == folding::folded(text), "both ways alike");
    ducha::invariant(folding::folded(both.text) == both.text, "folding again changes nothing");
    ducha::invariant(!ducha::first_invalid_utf8(both.text), "characters come out");
    ducha::invariant(
        both.text.find_first_of("\n\"'%_\\") == std::string::npos, "signs of others are left out"
    );
    ducha::invariant(std::ranges::is_sorted(both.from), "the beginnings ascend");
    for (std::size_t i = 0; i < both.text.size(); ++i) {
        ducha::invariant(both.from[i] < both.to[i] && both.to[i] <= size, "inside the text");
    }
    return 0;
}
