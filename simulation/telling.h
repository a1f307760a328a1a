// How people tell what happens: wordings put together from the bank of phrases.
#pragma once

#include "simulation/gazetteer.h"
#include "simulation/phrases.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::simulation {

/// What all reports of one problem agree in.
struct Subject {
    Scene const* scene = nullptr;
    County const* county = nullptr;
    Place place;
    std::string kind; ///< of the source: 化工厂
    std::string name; ///< of the enterprise; empty where the source is none
    std::vector<std::size_t> facts;
    std::vector<Template const*> signs;

    std::string told_title; ///< of the first report, with its sentences and its reporter
    std::vector<std::string> told;
    std::string teller;
};

/// Puts words together for one inspected object. Its decks of phrases go on from report to report,
/// so that what was just said is not said again soon.
class Teller {
public:
    Teller(Bank const& bank, Noise const& noise, Names& names, Dice& dice);

    [[nodiscard]] Subject
    subject(Scene const& scene, Place place, County const& county, std::string kind = {});

    /// Fills title, text, place, enterprise, types and name of a report whose channel is set. The
    /// first report of a problem is told in full; a repeat is often briefer, and often lacks the
    /// name.
    void tell(Subject& subject, bool repeat, intake::IncomingReport& report);

    /// Fills a report that is not to be accepted.
    void tell_invalid(
        InvalidPhrase const& phrase,
        Place const& place,
        County const& county,
        intake::IncomingReport& report
    );

private:
    /// How one person tells it.
    struct Manner {
        bool letter = false;
        bool known = false; ///< the reporter knows the enterprise by name
        bool brief = false;
    };

    Template const& deal(List const& list);
    void fill(std::string& out, Template const& what, Subject& subject, std::string_view who);
    std::string filled(Template const& what, Subject& subject, std::string_view who);
    void put(std::string& out, Piece const& piece, Subject& subject, std::string_view who);
    void put_slot(std::string& out, Slot slot, Subject const& subject, std::string_view who);

    std::string who(Subject const& subject, bool known);
    std::string spot(Place const& place);
    std::string where(Subject const& subject, bool brief);
    std::string core(Subject& subject, Manner const& manner);
    std::vector<std::string> middle(Subject& subject, Manner const& manner);
    std::vector<std::string> sentences(Subject& subject, Manner const& manner);
    std::vector<std::string> again(Subject& subject);
    std::string title(Subject& subject, Manner const& manner);
    void
    in_chinese(Subject& subject, bool repeat, Manner const& manner, intake::IncomingReport& report);
    void in_english(Subject& subject, bool known, intake::IncomingReport& report);

    std::string written(std::vector<std::string> const& parts);
    std::string misspelt(std::string text, Subject const& subject);
    std::string swapped(std::string text);
    std::string telephone();
    std::vector<intake::Type> types(Scene const& scene);
    std::string place_field(Subject const& subject, bool brief);

    Bank const* bank_;
    Noise const* noise_;
    Names* names_;
    Dice* dice_;
    std::vector<Deck> decks_;
};

} // namespace ducha::simulation
