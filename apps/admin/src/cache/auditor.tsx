import { type CacheHistory, nines, type Probes } from "@scarlet/domain/cache";
import { Hint } from "@scarlet/ui/forms/hint";
import { auditorCopy } from "../copy/cache/auditor.ts";
import { cacheFigures } from "../copy/cache/figures.ts";
import { Section } from "../parts/layout/section.tsx";
import { worstOf } from "./health.ts";

/** The nines on the axis: 1 is 90 %, 2 is 99 %, and so on. */
const NINES = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * What the cache auditor found. Its probes ask as a shopper would, at several ages after a commit, and compare the
 * answer with what the database had committed; an older answer is stale.
 */
export function Auditor({ probes }: { probes: CacheHistory["probes"] | undefined }) {
  if (probes === undefined)
    return (
      <Section name={auditorCopy.head}>
        <span className="display-large">{cacheFigures.notYet}</span>
      </Section>
    );
  const { total, stale } = worstOf(probes);
  const atOnce = probes.find(({ afterMs }) => afterMs === 0);
  return (
    <Section name={auditorCopy.head}>
      <div>
        <span className={stale > 0 ? "display-large danger" : "display-large"}>
          {auditorCopy.stale(stale)}
        </span>
        <p className="quiet audit-text">
          {auditorCopy.ofProbes(total)}{" "}
          {total === 0 || atOnce === undefined
            ? auditorCopy.noProbe
            : auditorCopy.confidence(cacheFigures.nines(nines(atOnce)))}
        </p>
      </div>
      <div className="nines">
        {probes.map((each) => (
          <ProbeAge key={each.afterMs} probes={each} />
        ))}
        <div className="nine nine-axis quiet" aria-hidden="true">
          <span />
          <span className="track">
            <span>{auditorCopy.axis.one}</span>
            <span />
            <span>{auditorCopy.axis.three}</span>
            <span />
            <span>{auditorCopy.axis.five}</span>
            <span />
            <span />
            <span>{auditorCopy.axis.eight}</span>
          </span>
          <span />
        </div>
      </div>
      <Hint>{auditorCopy.how}</Hint>
    </Section>
  );
}

/** The probes of one age after the commit, with the nines that they support at least. */
function ProbeAge({ probes }: { probes: Probes }) {
  const supported = nines(probes);
  const least = cacheFigures.nines(supported);
  return (
    <div className="nine">
      <span className="quiet">{cacheFigures.probeAge(probes.afterMs)}</span>
      <span className="track" role="img" aria-label={auditorCopy.atLeastNines(least)}>
        {NINES.map((nine) => (
          <i key={nine}>
            <b style={{ width: `${100 * Math.min(1, Math.max(0, supported - nine + 1))}%` }} />
          </i>
        ))}
      </span>
      <span className="nowrap">
        <b>{auditorCopy.atLeast(least)}</b>{" "}
        <span className={probes.stale > 0 ? "danger" : "quiet"}>
          {auditorCopy.staleOf(probes.stale, probes.total)}
        </span>
      </span>
    </div>
  );
}
