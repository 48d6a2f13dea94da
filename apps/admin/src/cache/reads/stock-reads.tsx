"use client";

import { type CacheHistory, type CacheSpan, hitRate, type ReadCounts } from "@scarlet/domain/cache";
import { cacheFigures } from "../../copy/cache/figures.ts";
import { cacheReadsCopy } from "../../copy/cache/reads.ts";
import { formatAxisMark } from "../../format/dates.ts";
import { formatNumber } from "../../format/numbers.ts";
import { useClock } from "../../format/timestamp.tsx";
import { Section } from "../../parts/layout/section.tsx";
import type { Health } from "../health.ts";
import { bandsOf, highestOf, niceTop, ratesOf, totalsOf } from "./chart-geometry.ts";
import { SPANS } from "./history-spans.ts";

type StockReadsProps = {
  history: CacheHistory | undefined;
  health: Health;
  lastMinute: ReadCounts | null;
  span: CacheSpan;
  onSpan: (span: CacheSpan) => void;
  busy: boolean;
};

/** How many stock reads Redis answered over a time span, as a hit rate and as a chart. */
export function StockReads({ history, health, lastMinute, span, onSpan, busy }: StockReadsProps) {
  const total = history && totalsOf(history.steps);
  const rate = cacheReadsCopy.rateOver(span, total !== undefined && hitRate(total) === null);
  const { hitRate: formatHitRate, notYet } = cacheFigures;
  return (
    <Section
      name={cacheReadsCopy.head}
      actions={
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons
        <span className="switcher only-wide" role="group" aria-label={cacheReadsCopy.span}>
          {SPANS.map((each) => (
            <button key={each} type="button" aria-pressed={each === span} onClick={() => onSpan(each)}>
              {cacheReadsCopy.spanButton(each)}
            </button>
          ))}
        </span>
      }
    >
      <div className="row reads-head">
        <span className="display-large">{total ? formatHitRate(total) : notYet}</span>
        <span className="quiet">
          {rate.before}
          <span className="last-minute">{lastMinute ? formatHitRate(lastMinute) : notYet}</span>
          {rate.after}
        </span>
        <span className="push chart-legend" aria-hidden="true">
          <span>
            <i className="legend-mark legend-hit" />
            {cacheReadsCopy.hit}
          </span>
          <span>
            <i className="legend-mark legend-miss" />
            {cacheReadsCopy.miss}
          </span>
          <span>
            <i className="legend-mark legend-bypass" />
            {cacheReadsCopy.bypass}
          </span>
        </span>
      </div>
      <ReadsChart history={history} now={health.now} span={span} busy={busy} />
    </Section>
  );
}

/** Equal steps of the value axis. */
const AXIS_STEPS = 3;
const DAY_MS = 86_400_000;

function ReadsChart(props: { history: CacheHistory | undefined; now: Date; span: CacheSpan; busy: boolean }) {
  const { history, now, span, busy } = props;
  const rates = history ? ratesOf(history, now) : [];
  const top = niceTop(highestOf(rates), AXIS_STEPS);
  const bands = bandsOf(rates, top);
  const lines = Array.from({ length: AXIS_STEPS + 1 }, (_, part) => part);
  return (
    <figure className="chart" aria-busy={busy || undefined}>
      <div
        className="plot plot-reads"
        role="img"
        aria-label={
          history ? cacheReadsCopy.chart(span, totalsOf(history.steps)) : cacheReadsCopy.chartLoading
        }
      >
        {lines.map((part) => (
          <span key={part}>
            <i
              className={part === 0 ? "grid-line grid-line-zero" : "grid-line"}
              style={{ bottom: `${(100 * part) / AXIS_STEPS}%` }}
            />
            <span className="y-label" style={{ bottom: `${(100 * part) / AXIS_STEPS}%` }}>
              {axisWords((top * part) / AXIS_STEPS)}
              {part === AXIS_STEPS && cacheReadsCopy.perSecond}
            </span>
          </span>
        ))}
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <defs>
            <pattern
              id="bypass-hatch"
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="7" height="7" className="hatch-background" />
              <rect width="2.4" height="7" className="hatch-line" />
            </pattern>
          </defs>
          <path className="band-hit" d={bands.hits} />
          <path className="line-hit" d={bands.hitsLine} />
          <path className="band-miss" d={bands.misses} />
          <path className="band-bypass" d={bands.bypasses} />
        </svg>
      </div>
      <TimeAxis steps={history?.steps} />
    </figure>
  );
}

/** The labels of the time axis: the beginning, three times between, and now. */
export function TimeAxis({ steps }: { steps: CacheHistory["steps"] | undefined }) {
  const { timeZone } = useClock();
  const [first, last] = [steps?.at(0)?.at, steps?.at(-1)?.at];
  const days = first !== undefined && last !== undefined && last.getTime() - first.getTime() > 2 * DAY_MS;
  const marks = [0, 0.25, 0.5, 0.75].map((part) => steps?.[Math.floor(part * steps.length)]?.at);
  return (
    <div className="x-axis" aria-hidden="true">
      {marks.map((at, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the marks have fixed positions and no other key
        <span key={index}>{at === undefined ? " " : formatAxisMark(at, timeZone, days)}</span>
      ))}
      <span>{cacheReadsCopy.now}</span>
    </div>
  );
}

function axisWords(value: number): string {
  return value >= 10 ? formatNumber(Math.round(value)) : String(Number(value.toPrecision(2)));
}
