// A strict reader of pages: what a forgiving browser would mend is a fault here.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::web {

/// Reads one document and lists its faults: tags that do not match, attributes without quotes, ids
/// twice, fields without a label, references to ids that are not there, style or script within.
class PageReader {
public:
    explicit PageReader(std::string_view page) : rest_{page}
    {
        skip("<!doctype html>\n");
        while (!rest_.empty() && faults_.empty()) {
            if (rest_.starts_with("</")) {
                close_tag();
            } else if (rest_.starts_with('<')) {
                open_tag();
            } else {
                text();
            }
        }
        for (auto const& name : open_) {
            faults_.push_back(name + " is never closed");
        }
        check_references();
    }

    [[nodiscard]] std::vector<std::string> const& faults() const { return faults_; }
    [[nodiscard]] std::string const& title() const { return title_; }
    [[nodiscard]] std::string const& language() const { return language_; }
    [[nodiscard]] std::vector<std::string> const& links() const { return links_; }
    [[nodiscard]] int headings() const { return headings_; }
    /// The names of the fields that a page sends.
    [[nodiscard]] std::set<std::string> const& fields() const { return fields_; }

private:
    using Attributes = std::map<std::string, std::string>;

    void fault(std::string what) { faults_.push_back(std::move(what)); }

    void skip(std::string_view expected)
    {
        if (!rest_.starts_with(expected)) {
            fault("expected " + std::string{expected} + " at " + std::string{rest_.substr(0, 40)});
            return;
        }
        rest_.remove_prefix(expected.size());
    }

    std::string name()
    {
        std::size_t length = 0;
        while (length < rest_.size() &&
               ((rest_[length] >= 'a' && rest_[length] <= 'z') || rest_[length] == '-' ||
                (rest_[length] >= '0' && rest_[length] <= '9') ||
                (rest_[length] >= 'A' && rest_[length] <= 'Z'))) {
            ++length;
        }
        auto found = std::string{rest_.substr(0, length)};
        rest_.remove_prefix(length);
        if (found.empty()) {
            fault("expected a name at " + std::string{rest_.substr(0, 40)});
        }
        return found;
    }

    Attributes attributes()
    {
        Attributes found;
        while (faults_.empty() && rest_.starts_with(' ')) {
            skip(" ");
            auto const attribute = name();
            std::string value;
            if (rest_.starts_with('=')) {
                skip("=\"");
                auto const end = rest_.find('"');
                value = rest_.substr(0, end);
                rest_.remove_prefix(end + 1);
                if (value.contains('<')) {
                    fault("a tag within the attribute " + attribute);
                }
            }
            if (!found.emplace(attribute, value).second) {
                fault(attribute + " twice in one tag");
            }
            if (attribute == "style" || attribute.starts_with("on")) {
                fault(attribute + " is not allowed");
            }
        }
        skip(">");
        return found;
    }

    void open_tag()
    {
        static std::set<std::string> const empty{"meta", "link", "input", "hr", "br"};
        skip("<");
        auto const tag = name();
        auto const found = attributes();
        if (tag == "script" || tag == "style") {
            fault("<" + tag + "> is not allowed");
        }
        note(tag, found);
        if (!empty.contains(tag)) {
            open_.push_back(tag);
        }
    }

    void close_tag()
    {
        skip("</");
        auto const tag = name();
        skip(">");
        if (open_.empty() || open_.back() != tag) {
            fault("</" + tag + "> closes <" + (open_.empty() ? "" : open_.back()) + ">");
            return;
        }
        open_.pop_back();
    }

    void text()
    {
        auto const words = rest_.substr(0, rest_.find('<'));
        rest_.remove_prefix(words.size());
        if (words.contains('>') || (words.contains('{') && words.contains('}'))) {
            fault("stray markup: " + std::string{words});
        }
        if (!open_.empty() && open_.back() == "title") {
            title_ = words;
        }
    }

    static std::string value(Attributes const& from, std::string const& attribute)
    {
        auto const found = from.find(attribute);
        return found == from.end() ? "" : found->second;
    }

    void note(std::string const& tag, Attributes const& found)
    {
        if (auto const id = value(found, "id"); !id.empty() && !ids_.insert(id).second) {
            fault("the id " + id + " twice");
        }
        for (auto const* const reference : {"for", "aria-describedby", "aria-labelledby"}) {
            std::string ids = value(found, reference);
            for (std::size_t begin = 0; begin < ids.size();) {
                auto const end = std::min(ids.find(' ', begin), ids.size());
                referred_.insert(ids.substr(begin, end - begin));
                begin = end + 1;
            }
        }
        if (tag == "html") {
            language_ = value(found, "lang");
        } else if (tag == "h1") {
            ++headings_;
        } else if (tag == "label") {
            labelled_.insert(value(found, "for"));
        } else if (tag == "a" || tag == "link" || tag == "form") {
            links_.push_back(value(found, tag == "form" ? "action" : "href"));
        }
        if (tag == "input" || tag == "textarea" || tag == "select") {
            fields_.insert(value(found, "name"));
            if (value(found, "type") != "hidden") {
                needing_labels_.insert(value(found, "id"));
            }
        }
    }

    void check_references()
    {
        for (auto const& id : needing_labels_) {
            if (id.empty() || !labelled_.contains(id)) {
                fault("no label for the field \"" + id + "\"");
            }
        }
        for (auto const& id : referred_) {
            if (!ids_.contains(id)) {
                fault("nothing has the id " + id);
            }
        }
        for (auto const& link : links_) {
            if (link.starts_with('#') && !ids_.contains(link.substr(1))) {
                fault(link + " leads nowhere");
            } else if (!link.starts_with('#') && !link.starts_with('/') &&
                       !link.starts_with("tel:")) {
                fault(link + " leads away");
            }
        }
    }

    std::string_view rest_;
    std::vector<std::string> open_;
    std::vector<std::string> faults_;
    std::set<std::string> ids_;
    std::set<std::string> labelled_;
    std::set<std::string> needing_labels_;
    std::set<std::string> referred_;
    std::set<std::string> fields_;
    std::vector<std::string> links_;
    std::string title_;
    std::string language_;
    int headings_ = 0;
};

} // namespace ducha::web
