import { timeWithin } from "@scarlet/domain/cache";
import { Hint } from "@scarlet/ui/forms/hint";
import { cacheFigures } from "../copy/cache/figures.ts";
import { cacheWritesCopy } from "../copy/cache/writes.ts";
import { Section } from "../parts/layout/section.tsx";
import type { Health } from "./health.ts";

/** The quantiles that are shown. A histogram gives only the upper bound of the class they fall into, hence the ≤. */
const [MEDIAN, P99] = [0.5, 0.99];

/** The time from a commit to the new value in Redis, as a histogram with its median and 99th percentile. */
export function ReleaseLag({ health }: { health: Health }) {
  const { duration, lagBound } = cacheFigures;
  const { halfAnd99, lagAtMost } = cacheWritesCopy;
  const classes = health.releaseLag;
  const [median, p99] = [timeWithin(classes, MEDIAN), timeWithin(classes, P99)];
  const highestCount = Math.max(1, ...classes.map(({ count }) => count));
  return (
    <Section name={cacheWritesCopy.lagHead}>
      <div className="row row-baseline">
        <span className="display-medium">
          {median === null ? cacheWritesCopy.noLag : lagAtMost(duration(median))}
        </span>
        <span className="quiet">
          {median === null ? (
            cacheWritesCopy.noWrite
          ) : (
            <>
              {halfAnd99.before}
              <b className="ink">{lagAtMost(duration(p99))}</b>
              {halfAnd99.after}
            </>
          )}
        </span>
      </div>
      <div>
        <div
          className="histogram"
          role="img"
          aria-label={
            median === null
              ? cacheWritesCopy.lagChartEmpty
              : cacheWritesCopy.lagChart(duration(median), duration(p99))
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
        <div className="x-axis x-axis-flush" aria-hidden="true">
          {classes.map(({ upToMs }) => (
            <span key={upToMs ?? "more"}>{lagBound(upToMs)}</span>
          ))}
        </div>
      </div>
      <Hint>{cacheWritesCopy.lagNote}</Hint>
    </Section>
  );
}
