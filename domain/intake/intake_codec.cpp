// The codecs of the intake's events.
#include "domain/intake/intake_codec.h"

#include "domain/ledger/codec.h"

namespace ducha::ledger {

template struct Codec<intake::ReportReceived>;
template struct Codec<intake::MatterAccepted>;
template struct Codec<intake::MatterDeclined>;
template struct Codec<intake::MatterForwarded>;
template struct Codec<intake::MatterWithdrawn>;
template struct Codec<intake::MatterMarkedUrgent>;
template struct Codec<intake::MatterSplitOff>;

} // namespace ducha::ledger
