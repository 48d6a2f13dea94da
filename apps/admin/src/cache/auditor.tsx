import { type CacheHistory, nines, type Probes } from "@scarlet/domain/cache";
import { formatNumber } from "../format/numbers.ts";
import { Section } from "../parts/layout/section.tsx";
import { formatNines, formatProbeAge, worstOf } from "./cache-copy.ts";

/** The nines on the axis: 1 is 90 %, 2 is 99 %, and so on. */
const NINES = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * What the cache auditor found. Its probes ask as a shopper would, at several ages after a commit, and compare the
 * answer with what the database had committed; an older answer is stale.
 */
export function Auditor({ probes }: { probes: CacheHistory["probes"] | undefined }) {
  if (probes === undefined)
    return (
      <Section name="Auditor">
        <span className="big">…</span>
      </Section>
    );
  const { total, stale } = worstOf(probes);
  const atOnce = probes.find(({ afterMs }) => afterMs === 0);
  return (
    <Section name="Auditor">
      <div>
        <span className={stale > 0 ? "big danger" : "big"}>{formatNumber(stale)} stale</span>
        <p className="quiet audit-words">
          of {formatNumber(total)} probes in 30 days.{" "}
          {total === 0 || atOnce === undefined
            ? "It probes what changed, so it begins with the first change of stock."
            : `With 95 % confidence at least ${formatNines(nines(atOnce))} nines, fresh at once.`}
        </p>
      </div>
      <div className="nines">
        {probes.map((each) => (
          <ProbeAge key={each.afterMs} probes={each} />
        ))}
        <div className="nine nine-axis quiet" aria-hidden="true">
          <span />
          <span className="track">
            <span>90 %</span>
            <span />
            <span>99.9</span>
            <span />
            <span>99.999</span>
            <span />
            <span />
            <span>8</span>
          </span>
          <span />
        </div>
      </div>
      <p className="hint">
        Every process probes a product that changed lately every two seconds: first what is committed, then
        what shoppers are told, at once and up to a minute later. Later probes are fewer until a minute has
        passed.
      </p>
    </Section>
  );
}

/** The probes of one age after the commit, with the nines that they support at least. */
function ProbeAge({ probes }: { probes: Probes }) {
  const supported = nines(probes);
  const least = formatNines(supported);
  return (
    <div className="nine">
      <span className="quiet">{formatProbeAge(probes.afterMs)}</span>
      <span className="track" role="img" aria-label={`at least ${least} nines`}>
        {NINES.map((nine) => (
          <i key={nine}>
            <b style={{ width: `${100 * Math.min(1, Math.max(0, supported - nine + 1))}%` }} />
          </i>
        ))}
      </span>
      <span className="nowrap">
        <b>≥ {least}</b>{" "}
        <span className={probes.stale > 0 ? "danger" : "quiet"}>
          {formatNumber(probes.stale)} of {formatNumber(probes.total)}
        </span>
      </span>
    </div>
  );
}
