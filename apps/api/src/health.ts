export type CacheState = "on" | "off" | "unreachable";

export type Readiness = {
  readonly ready: boolean;
  readonly database: "reached" | "unreachable";
  /** on: used; off: the shop runs without; unreachable: answers come from the database until it is back. */
  readonly cache: CacheState;
};

export type ReadinessParts = {
  readonly pingDatabase: () => Promise<void>;
  readonly cacheState: () => Promise<CacheState>;
  /** True once the process is ending. */
  readonly ending: () => boolean;
  readonly timeoutMs?: number;
};

/** Asks whether this process can serve. Without a cache it can; without the database it cannot. */
export async function readReadiness(parts: ReadinessParts): Promise<Readiness> {
  const [reached, cache] = await Promise.all([databaseReached(parts), parts.cacheState()]);
  return { ready: reached && !parts.ending(), database: reached ? "reached" : "unreachable", cache };
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
