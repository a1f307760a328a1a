// Any text as a place in a list: what is taken is spelled the same again, or means the same place.
#include "domain/guard/named_question.h"

#include "base/invariant.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    namespace guard = ducha::guard;
    std::string const text{reinterpret_cast<char const*>(data), size};
    if (auto const cursor = guard::cursor_of(text)) {
        ducha::invariant(cursor->log >= 0 && cursor->thing >= 0, "a place is not negative");
        ducha::invariant(guard::cursor_of(guard::to_text(*cursor)) == *cursor, "the same place");
    }
    return 0;
}
