import type { CacheHistory, CacheSpan } from "@scarlet/domain/cache";
import { Hint } from "@scarlet/ui/forms/hint";
import { cacheFigures } from "../copy/cache/figures.ts";
import { cacheReadsCopy } from "../copy/cache/reads.ts";
import { formatNumber } from "../format/numbers.ts";
import { Section } from "../parts/layout/section.tsx";
import type { Health } from "./health.ts";
import { niceTop, totalsOf } from "./reads/chart-geometry.ts";
import { TimeAxis } from "./reads/stock-reads.tsx";

/** Equal steps of the value axis. */
const AXIS_STEPS = 2;

type FillsRefusedProps = { history: CacheHistory | undefined; health: Health; span: CacheSpan };

/** Values that the cache refused because they might have been stale: by time and by reason. */
export function RefusedFills({ history, health, span }: FillsRefusedProps) {
  const steps = history?.steps ?? [];
  const { refusedFills } = totalsOf(steps);
  const top = Math.max(
    AXIS_STEPS,
    niceTop(Math.max(0, ...steps.map((step) => step.refusedFills)), AXIS_STEPS),
  );
  const reasons = cacheReadsCopy.refusedReasons(health.refusedFills);
  return (
    <Section name={cacheReadsCopy.refusedHead}>
      <div className="row row-baseline">
        <span className="display-medium">{history ? formatNumber(refusedFills) : cacheFigures.notYet}</span>
        <span className="quiet">{cacheReadsCopy.refusedOver(span)}</span>
      </div>
      <figure className="chart">
        <div
          className="plot plot-bars"
          role="img"
          aria-label={cacheReadsCopy.refusedChart(span, refusedFills)}
        >
          {[0, 1, 2].map((part) => (
            <span key={part}>
              <i
                className={part === 0 ? "grid-line grid-line-zero" : "grid-line"}
                style={{ bottom: `${(100 * part) / AXIS_STEPS}%` }}
              />
              <span className="y-label" style={{ bottom: `${(100 * part) / AXIS_STEPS}%` }}>
                {formatNumber(Math.round((top * part) / AXIS_STEPS))}
              </span>
            </span>
          ))}
          <span className="bars">
            {steps.map((step) => (
              <i key={step.at.getTime()} style={{ height: `${(100 * step.refusedFills) / top}%` }} />
            ))}
          </span>
        </div>
        <TimeAxis steps={history?.steps} />
      </figure>
      <Hint>{cacheReadsCopy.refusedNote(reasons)}</Hint>
    </Section>
  );
}
