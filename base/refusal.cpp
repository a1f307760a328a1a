// The answer "no", as one line.
#include "base/refusal.h"

namespace ducha {

std::string to_line(Refusal const& refusal, bool chinese)
{
    std::string line;
    if (!refusal.where.empty()) {
        line += refusal.where + ": ";
    }
    line += chinese ? refusal.sentence.zh : refusal.sentence.en;
    std::string detail;
    if (!refusal.found.empty()) {
        detail += (chinese ? "实为 " : "found ") + refusal.found;
    }
    if (!refusal.expected.empty()) {
        detail += detail.empty() ? "" : (chinese ? "，" : ", ");
        detail += (chinese ? "应为 " : "expected ") + refusal.expected;
    }
    if (!detail.empty()) {
        line += chinese ? "（" + detail + "）" : " (" + detail + ")";
    }
    return line;
}

} // namespace ducha
