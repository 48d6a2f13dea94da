const DIGEST = /^wait-(\d{1,6})$/;

/** What a server's error carries to the error page when all that is wrong is that it was asked too often. */
export function waitDigest(seconds: number): string {
  return `wait-${Math.max(1, Math.ceil(seconds))}`;
}

/** The seconds that an error's digest tells to wait; undefined: it tells of something else. */
export function waitIn(digest: string | undefined): number | undefined {
  const [, seconds] = DIGEST.exec(digest ?? "") ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
