// The codecs of the events of 附件.
#include "domain/attachment/attachment_codec.h"

#include "domain/ledger/codec.h"

namespace ducha::ledger {

template struct Codec<attachment::AttachmentAdded>;
template struct Codec<attachment::AttachmentRemoved>;

} // namespace ducha::ledger
