/** Places for streams that stay open: so many in all, and so many of one address. */
export type StreamSlots = {
  /** Takes a place until `leave` is called; or tells that there is none, for this address or for anybody. */
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
