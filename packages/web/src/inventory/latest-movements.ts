import type { LatestMovement } from "@scarlet/domain/inventory";

/**
 * Reads the text of the storeroom's latest movements, newest first; undefined where it is none. By hand, as a change of
 * stock is read.
 */
export function parseMovements(text: string): readonly LatestMovement[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const movements = value.map(readMovement);
    return movements.includes(undefined) ? undefined : movements.filter((each) => each !== undefined);
  } catch {
    return undefined;
  }
}

/** Those of both that are newer: what one process read may come after what another read later. */
export function newerMovements<Movements extends readonly LatestMovement[]>(
  told: Movements,
  shown: Movements | undefined,
): Movements {
  const momentOf = ([newest]: readonly LatestMovement[]): number => newest?.at.getTime() ?? 0;
  return shown !== undefined && momentOf(told) < momentOf(shown) ? shown : told;
}

function readMovement(value: unknown): LatestMovement | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, slug, title, options, kind, from, to, at } = value as Record<string, unknown>;
  const texts = [id, slug, title, kind].every((each) => typeof each === "string");
  const moment = new Date(typeof at === "string" ? at : Number.NaN);
  if (!texts || !Number.isSafeInteger(from) || !Number.isSafeInteger(to) || Number.isNaN(moment.getTime()))
    return undefined;
  if (!isTexts(options)) return undefined;
  return { id, slug, title, options, kind, from, to, at: moment } as LatestMovement;
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((each) => typeof each === "string");
}
