import { timeWithin } from "@scarlet/domain/cache";
import { Section } from "../parts/layout/section.tsx";
import { formatMs, type Health } from "./cache-copy.ts";

/** The quantiles that are shown. A histogram gives only the upper bound of the class they fall into, hence the ≤. */
const [MEDIAN, P99] = [0.5, 0.99];

/** The time from a commit to the new value in Redis, as a histogram with its median and 99th percentile. */
export function ReleaseLag({ health }: { health: Health }) {
  const classes = health.releaseLag;
  const [median, p99] = [timeWithin(classes, MEDIAN), timeWithin(classes, P99)];
  const highestCount = Math.max(1, ...classes.map(({ count }) => count));
  return (
    <Section name="Release lag">
      <div className="row row-base">
        <span className="mid">{median === null ? "none" : `≤ ${formatMs(median)}`}</span>
        <span className="quiet">
          {median === null ? (
            "no write since the processes started"
          ) : (
            <>
              half, <b className="ink">≤ {formatMs(p99)}</b> for 99 of 100
            </>
          )}
        </span>
      </div>
      <div>
        <div
          className="hist"
          role="img"
          aria-label={
            median === null
              ? "Release lag: no write yet"
              : `Release lag: half within ${formatMs(median)}, 99 per cent within ${formatMs(p99)}`
          }
        >
          {classes.map(({ upToMs, count }) => (
            <i
              key={upToMs ?? "more"}
              className={p99 !== null && (upToMs ?? Number.POSITIVE_INFINITY) > p99 ? "tail" : undefined}
              style={{ height: `${(100 * count) / highestCount}%` }}
            />
          ))}
        </div>
        <div className="xl xl-flush" aria-hidden="true">
          {classes.map(({ upToMs }) => (
            <span key={upToMs ?? "more"}>{boundWords(upToMs)}</span>
          ))}
        </div>
      </div>
      <p className="hint">
        From the commit to the new value in Redis, in ms. ChangesSince reads go to the database.
      </p>
    </Section>
  );
}

function boundWords(upToMs: number | null): string {
  if (upToMs === null) return "more";
  return upToMs >= 1_000 ? `${upToMs / 1_000} s` : String(upToMs).replace(/^0/, "");
}
