// Any bytes are a receipt code, or none; what is one is written and read back unchanged.
#include "base/receipt_code.h"

#include "base/invariant.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (auto const code = ducha::parse_receipt_code(text)) {
        auto const written = ducha::to_text(*code);
        ducha::invariant(ducha::parse_receipt_code(written) == code, "a code is read back");
    }
    return 0;
}
