import type { CacheHistory, CacheSpan } from "@scarlet/domain/inventory";
import { Section } from "../parts/section.tsx";
import { figure } from "../words/figures.ts";
import { type Health, reasonWords } from "./cache-words.ts";
import { niceTop, totalsOf } from "./chart-shape.ts";
import { spanWords } from "./spans.ts";
import { TimeAxis } from "./stock-reads.tsx";

const PARTS = 2;

type FillsRefusedProps = { history: CacheHistory | undefined; health: Health; span: CacheSpan };

/** Values that came too late to be kept: what the protocol prevented. */
export function FillsRefused({ history, health, span }: FillsRefusedProps) {
  const steps = history?.steps ?? [];
  const { refusedFills } = totalsOf(steps);
  const top = Math.max(PARTS, niceTop(Math.max(0, ...steps.map((step) => step.refusedFills)), PARTS));
  const reasons = reasonWords(health.refusedFills);
  return (
    <Section name="Fills refused">
      <div className="row row-base">
        <span className="mid">{history ? figure(refusedFills) : "…"}</span>
        <span className="quiet">old values kept out in {spanWords(span)}</span>
      </div>
      <figure className="chart">
        <div
          className="plot plot-bars"
          role="img"
          aria-label={`Fills refused in ${spanWords(span)}: ${figure(refusedFills)}.`}
        >
          {[0, 1, 2].map((part) => (
            <span key={part}>
              <i className={part === 0 ? "gl gl-0" : "gl"} style={{ bottom: `${(100 * part) / PARTS}%` }} />
              <span className="yl" style={{ bottom: `${(100 * part) / PARTS}%` }}>
                {figure(Math.round((top * part) / PARTS))}
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
      <p className="hint">
        {reasons === "" ? "None since the processes started." : `Since the processes started: ${reasons}`}{" "}
        Each is a stale read that did not happen.
      </p>
    </Section>
  );
}
