// Any bytes are a table, or are refused; what is taken is written and read back unchanged.
#include "platform/tabular/tabular.h"

#include "base/invariant.h"
#include "base/text.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string>

using ducha::invariant;
namespace tabular = ducha::tabular;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const memory = memfd_create("table", 0);
    invariant(
        memory >= 0 && write(memory, data, size) == static_cast<ssize_t>(size),
        "the fuzzer can keep its input"
    );
    auto const path = "/proc/self/fd/" + std::to_string(memory);
    tabular::Options const options{.most_field_bytes = 64, .most_row_bytes = 128};
    if (auto reader = tabular::Reader::open(path, options)) {
        std::int64_t line = 1;
        while (auto row = reader->next()) {
            auto const last = reader->last();
            invariant(last.line() > line, "lines only grow");
            line = last.line();
            invariant(!ducha::first_invalid_utf8(last.raw()), "a row is UTF-8");
            if (*row) {
                invariant((*row)->size() == reader->columns().size(), "rows are not ragged");
                invariant((*row)->raw().size() <= options.most_row_bytes, "rows are bounded");
            } else {
                invariant(!row->error().where.empty(), "a refusal says where");
            }
        }
        invariant(reader->bytes_read() == reader->bytes_total(), "all of the file was read");
    }
    close(memory);
    return 0;
}
