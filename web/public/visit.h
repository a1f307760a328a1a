// What every public page is told of its visitor and of the office behind it.
#pragma once

#include "base/instant.h"

#include "web/html/html.h"
#include "web/html/words.h"

#include <string>
#include <vector>

namespace ducha::web {

/// An inspected object that a visitor may report on.
struct DeskObject {
    std::string code;
    Sentence name;
};

/// The office as the public meets it.
struct Desk {
    Sentence inspection;
    std::vector<DeskObject> objects; ///< at least one
    std::string telephone;
    Sentence mailbox; ///< may be empty
    TimeOfDay from;   ///< hours of the telephone
    TimeOfDay until;
    TimeOfDay daily_cut;
    std::int64_t answer_days = 10;
    bool takes_reports = true; ///< the web is one of the inspection's channels
    bool simulated = false;
};

/// One look at one page. Keep what it refers to until the page is made.
struct Visit {
    Words const& words;
    Desk const& desk;
    bool large_text = false;
};

/// The look of all pages, as `text/css`. Pages lead to its path with its hash as the query: under
/// one address for ever the same text.
[[nodiscard]] std::string_view style_sheet();
inline constexpr Path style_path{"/style/public.css"};

/// The picture in the corner of a tab, as `image/svg+xml`, in the same way.
[[nodiscard]] std::string_view icon();
inline constexpr Path icon_path{"/style/icon.svg"};

/// A header of an answer.
struct Header {
    std::string_view name;
    std::string_view value;
};

/// What each page is sent with: no script, nothing from elsewhere, not kept, not framed, no
/// address passed on. A server adds Strict-Transport-Security where it speaks TLS.
[[nodiscard]] std::vector<Header> const& page_headers();

/// A page without its frame.
struct Page {
    std::string title;
    Html main;
    Path path = "/";    ///< of this page, for the other language and the other size
    bool wrong = false; ///< its title says that something must be changed
    bool wide = false;  ///< has a table
};

/// The whole document: head, ways around, `page`, telephone and mail box.
[[nodiscard]] std::string framed(Visit const& visit, Page const& page);

/// A page of this site in the visitor's language.
[[nodiscard]] Address at(Visit const& visit, Path path);

} // namespace ducha::web
