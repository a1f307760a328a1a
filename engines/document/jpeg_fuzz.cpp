// Any bytes are a jpeg's header, or are refused; a size that is told is one that the header can
// say.
#include "base/invariant.h"

#include "engines/document/headers.h"

#include <cstddef>
#include <cstdint>

namespace document = ducha::document;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    ducha::ByteSpan const content{data, size};
    auto const found = document::size_of_jpeg(content);
    bool const begins = document::begins_as_jpeg(content);
    if (found) {
        ducha::invariant(begins, "what has a size has a beginning");
        ducha::invariant(found->width > 0 && found->height > 0, "a picture has two sides");
    }
    auto const looked = document::look(content);
    ducha::invariant(!begins || found || !looked, "what has no size is not taken");
    return 0;
}
