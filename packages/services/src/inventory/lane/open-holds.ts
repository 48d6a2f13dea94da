import type { Holder, OpenHold } from "@scarlet/domain/inventory";

/** The open holds of a group's holders while the group is being decided. */
export type OpenHolds = {
  of(holder: Holder): readonly OpenHold[];
  /** A hold that a command of the group made or changed. */
  put(hold: OpenHold): void;
};

const HOLDING = "pending";

/** The open holds as they were read, at the database's time. A hold past its end holds nothing. */
export function openHoldsAt(now: Date, read: readonly OpenHold[]): OpenHolds {
  const holdsOf = new Map<string, Map<string, OpenHold>>();
  const holdsByKey = (key: string) => {
    const known = holdsOf.get(key) ?? new Map<string, OpenHold>();
    holdsOf.set(key, known);
    return known;
  };
  const put = (hold: OpenHold) => {
    const isOpen = hold.status === HOLDING && hold.holdExpiresAt > now;
    for (const key of keysOf(hold)) {
      if (isOpen) holdsByKey(key).set(hold.id, hold);
      else holdsByKey(key).delete(hold.id);
    }
  };
  for (const hold of read) put(hold);
  return { put, of: ({ kind, key }) => [...(holdsOf.get(`${kind} ${key}`)?.values() ?? [])] };
}

function keysOf({ ownerKey, heldFrom }: OpenHold): string[] {
  return [`owner ${ownerKey}`, ...(heldFrom === null ? [] : [`address ${heldFrom}`])];
}
