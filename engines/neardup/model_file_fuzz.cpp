// Any text is no model, or a model that is written and read again the same.
#include "engines/neardup/model_file.h"

#include "base/invariant.h"

#include "engines/neardup/neardup.h"

#include <cstdint>

namespace neardup = ducha::neardup;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto const model = neardup::model_of_text(text);
    if (!model) {
        auto const& fault = model.error();
        ducha::invariant(fault.line >= 1 && fault.found.size() <= 60, "a fault has its place");
        ducha::invariant(!fault.expected.empty(), "a fault says what was expected");
        return 0;
    }
    auto const written = neardup::text_of(*model);
    auto const again = neardup::model_of_text(written);
    ducha::invariant(again.has_value(), "what was written is read");
    ducha::invariant(neardup::text_of(*again) == written, "and is the same");
    ducha::invariant(again->weights == model->weights, "bit for bit");
    return 0;
}
