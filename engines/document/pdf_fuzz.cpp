// Any bytes are a PDF, or are none.
#include "base/invariant.h"

#include "engines/document/headers.h"

#include <cstddef>
#include <cstdint>

namespace document = ducha::document;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    ducha::ByteSpan const content{data, size};
    bool const whole = document::is_whole_pdf(content);
    auto const looked = document::look(content);
    ducha::invariant(!whole || document::begins_as_pdf(content), "a whole one has a beginning");
    ducha::invariant(
        !document::begins_as_pdf(content) || looked.has_value() == whole, "one reader, one answer"
    );
    return 0;
}
