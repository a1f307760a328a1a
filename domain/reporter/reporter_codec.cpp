// The codecs of 举报人.
#include "domain/reporter/reporter_codec.h"

#include "domain/ledger/codec.h"

template struct ducha::ledger::Codec<ducha::reporter::ReceiptIssued>;
template struct ducha::ledger::Codec<ducha::reporter::AdditionReceived>;
template struct ducha::ledger::Codec<ducha::reporter::ThreatTold>;
