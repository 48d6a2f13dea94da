/**
 * How often one caller may do something: `burst` times at once, and `perMinute` times in the long run. What was used
 * comes back evenly, one piece each 60 / `perMinute` seconds.
 */
export type RateLimit = {
  /** What is counted; a limiter keeps the counts of different names apart. */
  readonly name: string;
  readonly burst: number;
  readonly perMinute: number;
};

/**
 * What one address may ask of the API; an IPv6 network of 64 bits counts as one address, because one line has that many.
 * Many honest people share an address (a family, an office, a mobile carrier), so each bound leaves room for them;
 * what one buyer may hold is bounded elsewhere. `RATE_LIMIT_FACTOR` multiplies all of them.
 */
export const RATE_LIMITS = {
  /**
   * A page of the storefront asks for about six things: 300 people behind one address may open one in the same second.
   * 100 a second are a fiftieth of what one process answers from the cache.
   */
  read: { name: "read", burst: 2_000, perMinute: 6_000 },
  /** A whole checkout makes about ten writes: 30 people may do it at once, and one each two seconds after that. */
  write: { name: "write", burst: 300, perMinute: 300 },
  /** Each costs a password check, about a twentieth of a second of a core: a whole office may arrive, a guesser may not stay. */
  signIn: { name: "sign-in", burst: 30, perMinute: 15 },
  /** As dear as a sign-in, and each leaves a row; nobody needs many accounts. */
  signUp: { name: "sign-up", burst: 20, perMinute: 4 },
  /** Each open tab has a stream and opens it again when it breaks. How many may be open is `STREAMS_PER_ADDRESS`. */
  stream: { name: "stream", burst: 200, perMinute: 120 },
  /** A payment gateway tells of each payment, from a few addresses; what is too much it sends again later. */
  webhook: { name: "webhook", burst: 1_000, perMinute: 3_000 },
} as const satisfies Record<string, RateLimit>;

/** So many streams of one address may be open in one process: an open tab each, in an office. */
export const STREAMS_PER_ADDRESS = 100;

/**
 * Counts what callers do against limits. Who calls is a word: an address, an account. No count outlives the time in
 * which it would come back by itself.
 */
export interface RateLimiter {
  /**
   * Takes `cost` pieces (1 unless told) of a caller's limit, counted over all processes. Answers 0 when they were taken,
   * else how long to wait, in milliseconds; then nothing was taken. Never raises and waits a moment at most: while the
   * shared count cannot be asked, each process counts alone.
   */
  take(limit: RateLimit, caller: string, cost?: number): Promise<number>;
  /**
   * The same, counted in this process alone: for what is too frequent to ask another process about. With several
   * processes a caller gets the limit in each of them.
   */
  takeHere(limit: RateLimit, caller: string, cost?: number): number;
  /** Forgets what a caller has used of a limit, in all processes. */
  forget(limit: RateLimit, caller: string): Promise<void>;
}
