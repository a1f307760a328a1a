// The public pages on the server: what a browser asks for, and the page that answers it.
//
//     http::Router router;
//     add_public_pages(router, {.counter = counter, .clock = clock, .random = random});
//
// The addresses stand in web/README.md. No page needs a script. All state is in memory: drafts of
// reports by a random cookie, and how often each network has asked lately. A process that ends
// takes both with it; what was taken down is in the ledger, and the same form sent again gives the
// same receipt.
#pragma once

#include "platform/http/router.h"

#include "app/public_counter.h"

#include <functional>

namespace ducha {
class Clock;
class Random;
} // namespace ducha
namespace ducha::logging {
class Log;
}

namespace ducha::app {

/// All outlive the router. They are used by several threads at the same time.
struct PublicPorts {
    PublicCounter& counter;
    Clock& clock;
    Random& random;              ///< cookies, form tokens
    logging::Log* log = nullptr; ///< troubles, and nothing of who met them
};

struct PublicSettings {
    bool has_tls = false; ///< cookies go over TLS alone, under names that a browser binds to it
    std::size_t most_memory_of_drafts = std::size_t{64} << 20U;

    /// Reports of one network, then one an interval. Beyond it a few characters are to be copied;
    /// nobody is turned away.
    std::int64_t reports_at_once = 10;
    std::int64_t report_interval = 6 * minute;

    /// Codes that one network may try, then one an interval. Beyond it 429.
    std::int64_t looks_at_once = 10;
    std::int64_t look_interval = minute;
};

/// Adds the pages in both languages, style sheet and icon, and a page for every other address that
/// is asked for with GET (`/{path...}`, which any other pattern goes before).
///
/// The page that sends a report is of the class intake; the other forms that are sent, write;
/// the bulletin, list; all other pages, look-up. Answers: 200; 303 after a form that was good; 422
/// with the page that says what is wrong; 410 where the draft is gone; 409 and 422 where the office
/// refused; 429; 503 with a page at a Trouble. Nothing of a visitor gets into an address or a log.
///
/// throws   Trouble, where not even the desk can be read
void add_public_pages(
    http::Router& router, PublicPorts const& ports, PublicSettings const& settings = {}
);

/// What a browser is told where there is too much to do, at hand in both languages.
/// throws   Trouble, where the desk cannot be read
[[nodiscard]] std::function<http::Response(http::Request const&)>
overloaded_pages(PublicCounter& counter);

} // namespace ducha::app
