// Questions that any part of the shell may put, answered by whoever sits there.
//
//   if (await conflict({ mine, theirs })) ...     act on theirs all the same
import { shallowRef } from 'vue';

export interface Side {
  label: string;
  mine: string;
  theirs: string;
}

interface Asked<Given> {
  given: Given;
  answer: (yes: boolean) => void;
}

export const askedProof = shallowRef<Asked<null>>();
export const askedConflict = shallowRef<Asked<Side[]>>();

function put<Given>(
  slot: { value: Asked<Given> | undefined },
  given: Given,
): Promise<boolean> {
  slot.value?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      slot.value = undefined;
      resolve(yes);
    };
    slot.value = { given, answer };
  });
}

/** Asks for password and code anew, as a formal act wants; whether it was proved. */
export function askForProof(): Promise<boolean> {
  return put(askedProof, null);
}

/** Shows what somebody else has changed beside what one wanted; whether to go on all the same. */
export function conflict(sides: Side[]): Promise<boolean> {
  return put(askedConflict, sides);
}
