// Types of events in words, by the room that records them. The ledger names types
// alone; tests/workbench/audit_test.mjs holds the words against event_words.cpp.
import { t, type Key } from '#shell/words';

/** In the order in which a day's work records them. */
export const EVENTS = {
  intake: [
    'report_received', 'matter_split_off', 'matter_accepted', 'matter_declined',
    'matter_forwarded', 'matter_withdrawn', 'matter_marked_urgent', 'attachment_added',
    'attachment_removed',
  ],
  merge: [
    'matter_joined', 'join_proposed', 'matter_stood_alone', 'repeat_noted', 'join_refused',
    'matter_parted', 'merging_model_adopted',
  ],
  transfer: [
    'case_watched', 'case_handled_jointly', 'case_numbered', 'batch_sealed', 'case_handed_over',
    'batch_handed_over', 'batch_acknowledged', 'result_reported', 'bulletin_issued',
  ],
  reporter: ['receipt_issued', 'addition_received', 'threat_told'],
  office: [
    'act_proposed', 'act_approved', 'act_refused', 'payload_erased', 'inspection_opened',
    'object_stationed', 'person_admitted', 'person_suspended', 'person_reinstated',
    'role_granted', 'role_revoked',
  ],
} as const;
export type Group = keyof typeof EVENTS;
export const GROUPS = Object.keys(EVENTS) as Group[];
const known = new Set<string>(Object.values(EVENTS).flat());

/** The code itself where it is newer than this page. */
export function eventText(type: string): string {
  return known.has(type) ? t(`audit.event_${type}` as Key) : type;
}
export function groupText(group: Group): string {
  return t(`audit.group_${group}`);
}
