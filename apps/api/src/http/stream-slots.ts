/** Slots for open streams: bounded in all and for each address. */
export type StreamSlots = {
  /** Takes a slot until `leave` is called, or tells that none is free: for this address, or in all. */
  take(address: string): { leave(): void } | "address_full" | "full";
};

export function createStreamSlots(bounds: {
  readonly atMost: number;
  readonly perAddress: number;
}): StreamSlots {
  const open = new Map<string, number>();
  let all = 0;
  return {
    take(address) {
      const mine = open.get(address) ?? 0;
      if (mine >= bounds.perAddress) return "address_full";
      if (all >= bounds.atMost) return "full";
      open.set(address, mine + 1);
      all += 1;
      let isOpen = true;
      return {
        leave() {
          if (!isOpen) return;
          isOpen = false;
          all -= 1;
          const left = (open.get(address) ?? 1) - 1;
          if (left === 0) open.delete(address);
          else open.set(address, left);
        },
      };
    },
  };
}
