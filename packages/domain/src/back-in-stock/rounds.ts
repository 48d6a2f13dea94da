/** So many people were told at one moment. */
export type Round = { readonly at: Date; readonly count: number };

/** Who was told of a SKU lately: oldest first; `stockVersion` is the SKU's at the last round. */
export type Told = { readonly rounds: readonly Round[]; readonly stockVersion: number };

/** For so long a piece is meant for somebody who was told of it, unless it was taken meanwhile. Then the next are told. */
export const TOLD_COUNTS_MS = 60 * 60_000;
/** So many mails one transaction writes at most. */
export const TOLD_AT_ONCE = 100;
/** So many rounds are remembered of a SKU; when there are more, the two oldest become one, by the later of their times. */
const MAX_ROUNDS = 60;

export type Shelf = {
  /** Pieces that can be bought. */
  readonly available: number;
  readonly told: Told | null;
  /** Pieces that went off the shelf since the last round: put on hold, less those given back, or counted away by staff. */
  readonly taken: number;
  readonly now: Date;
};

/**
 * Whom of those told before the shop still expects. Each piece that was taken since is taken for theirs, the first told
 * first: who takes it is nobody's business here, and either way it cannot be had by them any more. More that was given
 * back than taken brings nobody back: it was on hold before they were told.
 */
export function expectedRounds({ told, taken, now }: Omit<Shelf, "available">): readonly Round[] {
  const since = now.getTime() - TOLD_COUNTS_MS;
  let left = Math.max(0, taken);
  return (told?.rounds ?? []).flatMap(({ at, count }) => {
    if (at.getTime() <= since) return [];
    const gone = Math.min(left, count);
    left -= gone;
    return gone < count ? [{ at, count: count - gone }] : [];
  });
}

/** How many more are to be told: as many as there are pieces that nobody is expected for. */
export function piecesToTell(shelf: Shelf): number {
  const expected = expectedRounds(shelf).reduce((sum, { count }) => sum + count, 0);
  return Math.min(TOLD_AT_ONCE, Math.max(0, shelf.available - expected));
}

/** What is remembered once `count` more have been told, on the shelf that they were counted on. */
export function toldAfter(shelf: Shelf, count: number, stockVersion: number): Told {
  const rounds = [...expectedRounds(shelf), { at: shelf.now, count }];
  while (rounds.length > MAX_ROUNDS) {
    const [first, second] = rounds.splice(0, 2);
    if (first && second) rounds.unshift({ at: second.at, count: first.count + second.count });
  }
  return { rounds, stockVersion };
}
