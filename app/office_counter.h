// The counter behind the public pages: an office at work, as anybody may use it.
#pragma once

#include "app/office.h"
#include "app/public_counter.h"

namespace ducha::app {

/// Calls a piece of work with an office that nobody else uses meanwhile, and returns after it.
using LendOffice = std::function<void(std::function<void(Office&)> const&)>;

/// Runs an act, and returns when it is durable or refused. May throw Trouble.
using RunAct = std::function<Result<Done>(guard::Command)>;

/// What stands in no ledger.
struct PublicContact {
    std::string telephone; ///< not empty: every page offers it beside the form
    Sentence mailbox;      ///< may be empty
};

/// Everything is done as a visitor of whom nothing is known, or as whoever showed a receipt's code.
///
/// threads   safe, if `lend` and `run` are; neither is called within the other
class OfficeCounter final : public PublicCounter {
public:
    /// inspection   its id; may be empty where there is one only
    OfficeCounter(LendOffice lend, RunAct run, std::string inspection, PublicContact contact);

    /// throws   Trouble(configuration): there is no such inspection
    web::Desk desk() override;
    Result<reporter::Receipt>
    receive(std::string const& object, reporter::ReceiveWebReport const& report) override;
    ReceiptCode code_of(sealed::FormToken const& form) override;
    Result<std::optional<reporter::ReportStatus>> look_up(std::string const& code) override;
    Result<void> add(reporter::AddToReport const& addition) override;
    Result<void> tell(reporter::TellThreat const& threat) override;
    std::optional<bulletin::Edition> latest_bulletin() override;

private:
    template <class Work>
    auto with_office(Work const& work);
    [[nodiscard]] inspection::Inspection inspection_of(Office& office) const;
    [[nodiscard]] Result<void> run(guard::Command command, identity::Principal by);

    LendOffice lend_;
    RunAct run_;
    std::string inspection_;
    PublicContact contact_;
};

} // namespace ducha::app
