// What people and machines read: counts, batches, explanations as text, CSV or JSON.
#pragma once

#include "domain/bulletin/arithmetic.h"
#include "domain/bulletin/bulletin.h"
#include "domain/handling/handling.h"
#include "domain/inspection/inspection.h"
#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/verbs.h"

namespace ducha::app {

/// As CSV one table; as text one for the reports and, once there are results, two for these. The
/// fine is in yuan there, and in fen as JSON.
[[nodiscard]] std::string print_counts(
    std::vector<bulletin::Line> const& lines,
    bulletin::Question const& question,
    Arguments const& arguments
);

/// One formula of an audit.
[[nodiscard]] std::string print_check(bulletin::Check const& check, Arguments const& arguments);

/// Cases, the urgent ones marked, and supplements: what the object is handed.
/// format   text, csv or json
[[nodiscard]] std::string
print_batch(std::optional<transfer::Batch> const& batch, Day day, std::string_view format);

/// The text filled up with blanks to so many columns; a Chinese character takes two.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

[[nodiscard]] std::string print_matter(intake::Matter const& matter, Arguments const& arguments);

/// What is known of a case.
struct CasePage {
    casefile::CaseFile file;
    std::vector<intake::Matter> matters; ///< with their working texts
    std::optional<handling::ResultView::There> result;
    std::vector<std::string> partners; ///< of a joint case
};

[[nodiscard]] std::string print_case(CasePage const& page, Arguments const& arguments);

[[nodiscard]] std::string print_inspection(inspection::Inspection const& inspection, bool json);

} // namespace ducha::app
