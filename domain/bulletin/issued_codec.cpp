// The codec of issued bulletins.
#include "domain/bulletin/issued_codec.h"

#include "domain/ledger/codec.h"

template struct ducha::ledger::Codec<ducha::bulletin::BulletinIssued>;
