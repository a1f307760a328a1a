// How people tell what happens: sentences.
#include "simulation/telling.h"

#include "base/text.h"

#include <algorithm>
#include <numeric>

namespace ducha::simulation {
namespace {

constexpr std::size_t undrawn = SIZE_MAX;
constexpr std::size_t most_signs = 5;

/// Words for whatever `{0}` (where) and `{1}` (what) are put into.
struct Form {
    std::string_view before;
    bool where_first = true;
    std::string_view between;
    std::string_view after;
};
constexpr Form forms[] = {
    {"", true, "，", ""},
    {"在", true, "，", ""},
    {"", true, "", ""},
    {"", false, "，地址", ""},
    {"", false, "（", "）"},
    {"", true, "：", ""},
    {"家住", true, "，", ""},
    {"", false, "，就在", ""},
    {"路过", true, "，看到", ""},
};

} // namespace

Teller::Teller(Bank const& bank, Noise const& noise, Names& names, Dice& dice)
    : bank_{&bank}, noise_{&noise}, names_{&names}, dice_{&dice}, decks_(bank.decks)
{
}

Subject Teller::subject(Scene const& scene, Place place, County const& county, std::string kind)
{
    Subject made{
        .scene = &scene,
        .county = &county,
        .place = std::move(place),
        .kind = std::move(kind),
        .name = scene.sector.empty() ? "" : names_->firm(),
        .facts = std::vector<std::size_t>(bank_->facts.size(), undrawn),
    };
    if (made.kind.empty()) {
        made.kind = filled(deal(scene.sources), made, {});
    }
    for (auto const& sign : scene.signs) {
        made.signs.push_back(&sign);
    }
    dice_->shuffle(made.signs);
    made.signs.resize(std::min(made.signs.size(), most_signs));
    return made;
}

Template const& Teller::deal(List const& list)
{
    return list.items[decks_[list.deck].deal(list.items.size(), *dice_)];
}

void Teller::fill(std::string& out, Template const& what, Subject& subject, std::string_view who)
{
    for (auto const& piece : dice_->one(what.wordings)) {
        put(out, piece, subject, who);
    }
}

std::string Teller::filled(Template const& what, Subject& subject, std::string_view who)
{
    std::string out;
    fill(out, what, subject, who);
    return out;
}

void Teller::put(std::string& out, Piece const& piece, Subject& subject, std::string_view who)
{
    switch (piece.kind) {
    case Piece::Kind::text:
        out += piece.text;
        break;
    case Piece::Kind::number:
        out += std::to_string(dice_->between(piece.low, piece.high));
        break;
    case Piece::Kind::slot:
        put_slot(out, piece.slot, subject, who);
        break;
    case Piece::Kind::word:
        fill(out, deal(bank_->words[piece.list]), subject, who);
        break;
    case Piece::Kind::fact: {
        // Drawn when the problem first needs it.
        auto const& list = bank_->facts[piece.list];
        auto& fact = subject.facts[piece.list];
        if (fact == undrawn) {
            fact = decks_[list.deck].deal(list.items.size(), *dice_);
        }
        fill(out, list.items[fact], subject, who);
        break;
    }
    }
}

void Teller::put_slot(std::string& out, Slot slot, Subject const& subject, std::string_view who)
{
    auto const& place = subject.place;
    switch (slot) {
    case Slot::city:
        out += subject.county->city;
        break;
    case Slot::county:
        out += subject.county->name;
        break;
    case Slot::town:
        out += place.town;
        break;
    case Slot::road:
        out += place.road;
        break;
    case Slot::number:
        out += place.number;
        break;
    case Slot::near:
        out += place.near;
        break;
    case Slot::side:
        out += place.side;
        break;
    case Slot::kind:
        out += subject.kind;
        break;
    case Slot::who:
        out += who;
        break;
    }
}

std::string Teller::who(Subject const& subject, bool known)
{
    auto const& [kind, name] = std::tie(subject.kind, subject.name);
    if (name.empty()) {
        return kind;
    }
    if (known) {
        switch (dice_->below(4)) {
        case 0:
            return "叫" + name + "的" + kind;
        case 1:
            return "“" + name + "”";
        default:
            return name + kind;
        }
    }
    constexpr std::string_view some[] = {"一家", "附近的", "那个", "某", "有个", "新开的", ""};
    return std::string{dice_->one(some)} + kind;
}

std::string Teller::spot(Place const& place)
{
    switch (dice_->below(6)) {
    case 0:
        return place.road;
    case 1:
        return place.road + place.number + "号";
    case 2:
        return place.near + place.side + "边";
    case 3:
        return place.road + "和" + place.near + "之间";
    default:
        return place.near;
    }
}

std::string Teller::where(Subject const& subject, bool brief)
{
    auto const& [place, county] = std::tie(subject.place, *subject.county);
    if (brief) {
        switch (dice_->below(4)) {
        case 0:
            return place.near;
        case 1:
            return place.road;
        case 2:
            return place.town;
        default:
            return dice_->chance(0.6) ? place.town + place.near : place.near;
        }
    }
    std::string said;
    auto const district = dice_->below(4);
    said += district < 2 ? county.city : "";
    said += district < 3 ? county.name : "";
    said += dice_->chance(0.6) ? place.town : "";
    return said += spot(place);
}

std::string Teller::core(Subject& subject, Manner const& manner)
{
    auto const place = where(subject, manner.brief);
    auto const whom = who(subject, manner.known);
    auto const what = filled(deal(subject.scene->what), subject, whom);
    auto const& form = dice_->one(forms);
    auto const& [first, second] = form.where_first ? std::tie(place, what) : std::tie(what, place);
    std::string said{form.before};
    return said.append(first).append(form.between).append(second).append(form.after);
}

std::vector<std::string> Teller::middle(Subject& subject, Manner const& manner)
{
    constexpr std::size_t unlinked = SIZE_MAX;
    auto const& scene = *subject.scene;
    std::vector<std::string> said;
    constexpr std::string_view them[] = {"那里", "他们", "那边", ""};
    auto const they = subject.name.empty() ? subject.kind : std::string{dice_->one(them)};
    auto const add = [&](std::size_t link, double chance, auto const& of) {
        if (!dice_->chance(manner.brief ? 0.6 * chance : chance)) {
            return;
        }
        std::string part;
        if (link != unlinked && dice_->chance(0.3)) {
            fill(part, deal(bank_->words[link]), subject, they);
        }
        fill(part, of(), subject, they);
        said.push_back(std::move(part));
    };
    auto const dealt = [&](List const& list) {
        return [&] -> Template const& { return deal(list); };
    };
    auto const& harm = bank_->harm.at(scene.harm);
    double const letter = manner.letter ? 1 : 0;
    add(unlinked, 0.5, dealt(bank_->since));
    dice_->shuffle(subject.signs);
    auto const signs = std::min(subject.signs.size(), 1 + dice_->below(manner.brief ? 2 : 3));
    for (std::size_t i = 0; i < signs; ++i) {
        add(bank_->besides, 1, [&] -> Template const& { return *subject.signs[i]; });
    }
    add(bank_->besides, 0.4, dealt(scene.what));
    add(bank_->besides, 0.7, dealt(bank_->detail));
    add(bank_->so, 0.8, dealt(harm));
    add(bank_->besides, 0.4 * letter, dealt(harm));
    add(unlinked, 0.5 + 0.4 * letter, dealt(bank_->detail));
    add(bank_->before, 0.6, dealt(bank_->history));
    add(unlinked, 0.5 * letter, dealt(bank_->history));
    if (dice_->chance(0.2)) {
        dice_->shuffle(said);
    }
    return said;
}

std::vector<std::string> Teller::sentences(Subject& subject, Manner const& manner)
{
    auto opening = filled(deal(manner.letter ? bank_->letter_open : bank_->call_open), subject, {});
    auto want = filled(deal(bank_->want), subject, {});
    auto body = middle(subject, manner);
    auto const at = dice_->chance(0.75) ? 0 : dice_->below(body.size() + 1);
    body.insert(body.begin() + static_cast<std::ptrdiff_t>(at), core(subject, manner));
    body.insert(body.begin(), std::move(opening));
    body.push_back(std::move(want));
    std::erase_if(body, [](auto const& part) { return part.empty(); });
    return body;
}

std::vector<std::string> Teller::again(Subject& subject)
{
    constexpr double shares[] = {0.6, 0.8, 1.0};
    auto const share = dice_->one(shares);
    std::vector<std::string> kept;
    for (auto const& part : subject.told) {
        if (dice_->chance(share)) {
            kept.push_back(part);
        }
    }
    auto more = filled(deal(bank_->history), subject, {});
    bool const placed = std::ranges::any_of(kept, [&](auto const& part) {
        return part.contains(subject.place.near);
    });
    more += placed ? "" : "，" + subject.place.near;
    if (share < 1 || dice_->chance(0.5)) {
        auto const at = dice_->below(kept.size() + 1);
        kept.insert(kept.begin() + static_cast<std::ptrdiff_t>(at), std::move(more));
    }
    return kept;
}

std::string Teller::title(Subject& subject, Manner const& manner)
{
    auto const kind = subject.kind;
    if (manner.known && dice_->chance(0.5)) {
        subject.kind = subject.name + kind;
    }
    bool const plain = dice_->chance(0.35);
    auto const& titles = plain ? bank_->title : subject.scene->titles;
    auto const what = filled(deal(titles), subject, subject.kind);
    subject.kind = kind;
    auto const& place = subject.place;
    if (manner.brief && dice_->chance(0.5)) {
        return what;
    }
    switch (dice_->below(6)) {
    case 0:
        return what;
    case 1:
        return place.near + what;
    case 2:
        return place.road + what;
    case 3:
        return what + "（" + place.near + "）";
    case 4:
        return place.town + place.near + what;
    default:
        return subject.county->name + place.near + what;
    }
}

std::string Teller::place_field(Subject const& subject, bool brief)
{
    auto const& [place, county] = std::tie(subject.place, *subject.county);
    auto said = county.city + county.name;
    if (brief) {
        return dice_->chance(0.5) ? said += place.town : said;
    }
    said += place.town;
    switch (dice_->below(3)) {
    case 0:
        return said += place.near;
    case 1:
        return said += place.road;
    default:
        return said += place.road + place.number + "号";
    }
}

} // namespace ducha::simulation
