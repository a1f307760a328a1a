// The public pages: each a function from what is to be shown to a whole HTML document. No page
// needs a script; none is above 60 KB with the style sheet.
//
// threads   pure
// source    WCAG 2.2 AA; clauses B21-02, B21-03, B21-06, L23-07, L21-15, QQH-12
#pragma once

#include "base/receipt_code.h"

#include "domain/bulletin/edition.h"

#include "web/public/flow.h"

namespace ducha::web {

[[nodiscard]] std::string home_page(Visit const& visit);

// --- reporting ------------------------------------------------------------------------------

/// One of the five pages of the form.
[[nodiscard]] std::string step_page(Visit const& visit, Draft const& draft, ShowStep const& shown);

/// The receipt, once it was taken down.
struct Taken {
    ReceiptCode code;
    Instant received;
    sealed::FormToken token; ///< by which the draft is cleared
};
[[nodiscard]] std::string done_page(Visit const& visit, Taken const& taken);

/// The code was cleared from the shelf of drafts.
[[nodiscard]] std::string forgotten_page(Visit const& visit);

[[nodiscard]] std::string expired_page(Visit const& visit);

/// In place of the form, where the desk takes no reports here: how else to report.
[[nodiscard]] std::string closed_page(Visit const& visit);

/// The office refused what was sent; the draft is kept.
[[nodiscard]] std::string refused_page(Visit const& visit, Refusal const& refusal);

// --- following ------------------------------------------------------------------------------

/// Asks for a code. not_found: a code was given that leads nowhere.
[[nodiscard]] std::string track_page(Visit const& visit, bool not_found);

/// What is behind a receipt, with the forms to add to it.
struct Followed {
    reporter::ReportStatus const& report;
    std::string code;           ///< as it was given: it goes into the forms, never into an address
    sealed::FormToken addition; ///< tokens of the two forms
    sealed::FormToken threat;
    enum class Just { looked, added, told } just = Just::looked;
    std::vector<Problem> problems; ///< of `addition` or of `threat`, the fields
    Sentence refused = {};         ///< why the office did not take it; empty where it did
    std::string addition_text;     ///< what was wrong with it can be mended
    std::string threat_text;
};
[[nodiscard]] std::string followed_page(Visit const& visit, Followed const& followed);

// --- reading --------------------------------------------------------------------------------

/// An issued bulletin, or the figures of now.
[[nodiscard]] std::string bulletin_page(Visit const& visit, bulletin::Edition const& edition);

/// None was issued yet.
[[nodiscard]] std::string no_bulletin_page(Visit const& visit);

/// What nobody may order in the name of an inspection, and how to report who does.
[[nodiscard]] std::string prohibitions_page(Visit const& visit);

[[nodiscard]] std::string help_page(Visit const& visit);
[[nodiscard]] std::string privacy_page(Visit const& visit);
[[nodiscard]] std::string accessibility_page(Visit const& visit);

// --- failing --------------------------------------------------------------------------------

/// 404
[[nodiscard]] std::string missing_page(Visit const& visit);

/// 429: before a report is turned away its sender copies the draft's phrase; telephone and mail box
/// stand beside.
/// wrong   it was copied wrongly
[[nodiscard]] std::string busy_page(Visit const& visit, Draft const& draft, bool wrong);

/// 429: too many codes were tried.
[[nodiscard]] std::string slow_page(Visit const& visit, std::int64_t retry_after_seconds);

/// 503
[[nodiscard]] std::string down_page(Visit const& visit, std::int64_t retry_after_seconds);

} // namespace ducha::web
