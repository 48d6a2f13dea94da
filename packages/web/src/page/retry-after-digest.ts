const DIGEST = /^wait-(\d{1,6})$/;

/** The digest by which a server's error tells the error page how long to wait. */
export function retryAfterDigest(seconds: number): string {
  return `wait-${Math.max(1, Math.ceil(seconds))}`;
}

/** The seconds to wait in an error's digest; undefined where it is the digest of another error. */
export function secondsInDigest(digest: string | undefined): number | undefined {
  const [, seconds] = DIGEST.exec(digest ?? "") ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
