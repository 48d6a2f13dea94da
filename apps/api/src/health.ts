/**
 * on: used; drain: about to be used; off: nobody uses it; absent: this process was given none; unreachable: it does not
 * answer this process; sick: it answers the others and not this process, which therefore writes no stock.
 */
export type CacheState = "on" | "drain" | "off" | "absent" | "unreachable" | "sick";

export type Readiness = {
  readonly ready: boolean;
  readonly database: "reached" | "unreachable";
  /** In every state but `on`, reads go to the database. */
  readonly cache: CacheState;
};

export type ReadinessParts = {
  readonly pingDatabase: () => Promise<void>;
  readonly cacheState: () => Promise<CacheState>;
  /** Whether the process is shutting down. */
  readonly ending: () => boolean;
  readonly timeoutMs?: number;
};

/**
 * Asks whether this process can serve. Without a cache it can; without the database it cannot, and not either when it
 * alone does not reach a cache that the others use.
 */
export async function readReadiness(parts: ReadinessParts): Promise<Readiness> {
  const [reached, cache] = await Promise.all([databaseReached(parts), parts.cacheState()]);
  const ready = reached && !parts.ending() && cache !== "sick";
  return { ready, database: reached ? "reached" : "unreachable", cache };
}

async function databaseReached({ pingDatabase, timeoutMs = 2_000 }: ReadinessParts): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, false);
  });
  const answered = pingDatabase().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
