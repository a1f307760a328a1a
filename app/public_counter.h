// The office as the public pages meet it: the port between the pages and everything behind them.
#pragma once

#include "domain/bulletin/edition.h"
#include "domain/reporter/reporter.h"

#include "web/public/visit.h"

namespace ducha::sealed {
struct FormToken;
}

namespace ducha::app {

/// Each question may block, and may throw Trouble.
///
/// threads   safe: workers of the server ask at the same time
class PublicCounter {
public:
    PublicCounter() = default;
    PublicCounter(PublicCounter const&) = delete;
    PublicCounter& operator=(PublicCounter const&) = delete;
    virtual ~PublicCounter() = default;

    /// Whom may be reported on, and how else the office is reached.
    [[nodiscard]] virtual web::Desk desk() = 0;

    /// Takes a report down and answers when it is in.
    ///
    /// object    a code of the desk's
    /// refuses   an object that is not there; as `reporter::receive`
    [[nodiscard]] virtual Result<reporter::Receipt>
    receive(std::string const& object, reporter::ReceiveWebReport const& report) = 0;

    /// The code that follows from a form; whether it was taken down is not asked.
    [[nodiscard]] virtual ReceiptCode code_of(sealed::FormToken const& form) = 0;

    /// Nothing where the code leads nowhere.
    [[nodiscard]] virtual Result<std::optional<reporter::ReportStatus>>
    look_up(std::string const& code) = 0;

    /// refuses   as `reporter::add`
    [[nodiscard]] virtual Result<void> add(reporter::AddToReport const& addition) = 0;

    /// refuses   as `reporter::tell`
    [[nodiscard]] virtual Result<void> tell(reporter::TellThreat const& threat) = 0;

    /// The issued bulletin of the latest instant, as it was last corrected; nothing where none was.
    [[nodiscard]] virtual std::optional<bulletin::Edition> latest_bulletin() = 0;
};

} // namespace ducha::app
