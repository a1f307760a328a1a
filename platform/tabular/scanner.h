// Finds the rows of a table and their fields, at constant memory. Inside of tabular.
#pragma once

#include "platform/tabular/source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::tabular {

enum class Fault { none, row_too_long, field_too_long, unclosed_quote, text_after_quote };

struct ScannedField {
    std::string_view text; ///< without the quotes around it
    bool doubled = false;  ///< holds doubled quotes that stand for single ones
};

/// One row, with views that last until the next `next()`.
struct ScannedRow {
    std::int64_t line = 0;
    std::string_view raw;             ///< of a row that is too long, its beginning
    std::vector<ScannedField> fields; ///< none where the fault is one of size or unclosed_quote
    std::size_t field_count = 0;      ///< of all fields, also those not kept
    Fault fault = Fault::none;
    std::int64_t fault_line = 0;
    std::size_t fault_column = 0; ///< in characters, from 1; 0 where it is not known
};

struct ScanLimits {
    std::size_t field_bytes;
    std::size_t row_bytes;
    char separator;
};

class Scanner {
public:
    Scanner(Source source, ScanLimits limits);

    /// Goes on to the next row, blank ones skipped; false at the end.
    ///
    /// most_fields   how many fields are kept; the last one kept then holds the rest of the row
    [[nodiscard]] bool next(std::size_t most_fields);

    [[nodiscard]] ScannedRow const& row() const { return row_; }
    [[nodiscard]] Source const& source() const { return source_; }

private:
    enum class Mode { field_start, plain, quoted, after_quote, broken, after_return, ended };

    /// A field's place, in bytes from the beginning of the stream.
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool doubled = false;
    };

    void scan_row();
    Mode step(Mode mode);
    Mode begin_field();
    Mode in_plain();
    Mode in_quotes();
    Mode after_quote();
    Mode in_broken();
    Mode end_of_line();
    void end_of_file(Mode mode);
    void note_line_end(char c);
    void close_field(std::size_t end);
    void set_fault(Fault fault, std::size_t line_begin, std::size_t position);
    void publish();

    [[nodiscard]] bool refill();
    void drop_row();
    [[nodiscard]] std::size_t column_at(std::size_t line_begin, std::size_t position) const;
    [[nodiscard]] std::string_view view(std::size_t begin, std::size_t end) const;
    [[nodiscard]] char here() const { return buffer_[at_ - origin_]; }

    Source source_;
    ScanLimits limits_;
    ScannedRow row_;
    std::vector<char> buffer_;
    bool exhausted_ = false;

    // All positions are bytes from the beginning of the stream, so that moving the buffer moves
    // none of them; origin_ is the position of buffer_[0].
    std::size_t origin_ = 0;
    std::size_t end_ = 0;
    std::size_t at_ = 0;
    std::size_t row_begin_ = 0;
    std::size_t row_end_ = 0;

    std::int64_t line_ = 1;
    std::size_t line_begin_ = 0;
    std::size_t return_end_ = 0; ///< behind the last CR within quotes

    std::size_t most_fields_ = 0;
    std::vector<Span> spans_;
    std::size_t field_begin_ = 0;
    bool doubled_ = false;
    std::size_t quote_begin_ = 0;
    std::size_t quote_line_begin_ = 0;
    std::int64_t quote_line_ = 0;
    std::size_t quote_column_ = 0; ///< kept where the row was dropped

    bool dropped_ = false; ///< the row is too long: only its beginning is kept
    std::string beginning_;
};

} // namespace ducha::tabular
