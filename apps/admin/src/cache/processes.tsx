import { readCounts } from "@scarlet/domain/cache";
import { cacheFigures } from "../copy/cache/figures.ts";
import { cacheModesCopy } from "../copy/cache/modes.ts";
import { cacheProcessesCopy } from "../copy/cache/processes.ts";
import { formatNumber } from "../format/numbers.ts";
import { StatusLabel } from "../parts/feedback/status-label.tsx";
import { ScrollBox } from "../parts/layout/scroll-box.tsx";
import { Section } from "../parts/layout/section.tsx";
import type { Health } from "./health.ts";

/** A process may not use a reading of the control document that is older than this. */
const MAX_READING_AGE_MS = 2_000;

type Process = Health["processes"][number];

/** What each API process sees of the cache, as it reported within the last seconds. */
export function Processes({ health }: { health: Health }) {
  const { head, note, columns } = cacheProcessesCopy;
  return (
    <Section name={head} note={note}>
      <ScrollBox name={head}>
        <table className="table table-processes" aria-label={head}>
          <thead>
            <tr>
              <th scope="col">{columns.process}</th>
              <th scope="col">{columns.sees}</th>
              <th scope="col" className="num">
                {columns.viewAge}
              </th>
              <th scope="col" className="num">
                {columns.hitRate}
              </th>
              <th scope="col" className="num">
                {columns.writing}
              </th>
              <th scope="col">{columns.redis}</th>
            </tr>
          </thead>
          <tbody>
            {health.processes.map((process) => (
              <tr key={process.process}>
                <td>
                  <b>{process.process}</b>
                </td>
                <td>
                  <ModeSeen process={process} />
                </td>
                <td className={(process.viewAgeMs ?? 0) > MAX_READING_AGE_MS ? "num warn" : "num"}>
                  {cacheFigures.duration(process.viewAgeMs)}
                </td>
                <td className="num">{cacheFigures.hitRate(readCounts(process.reads))}</td>
                <td className="num">{formatNumber(process.writing)}</td>
                <td>
                  {process.reachesRedis ? (
                    <StatusLabel shape="tick" tone="ok">
                      {cacheProcessesCopy.reached}
                    </StatusLabel>
                  ) : (
                    <StatusLabel shape="cross" tone="warn">
                      {cacheProcessesCopy.notReached}
                    </StatusLabel>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {health.processes.length === 0 && <p className="quiet">{cacheProcessesCopy.none}</p>}
    </Section>
  );
}

const MODE_BADGES = {
  on: { shape: "disc", tone: "ok" },
  drain: { shape: "half", tone: "warn" },
  off: { shape: "ring", tone: "mute" },
} as const;

function ModeSeen({ process }: { process: Process }) {
  if (process.mode === null)
    return (
      <StatusLabel shape="dashes" tone="warn">
        {cacheProcessesCopy.noModeInTime}
      </StatusLabel>
    );
  const { shape, tone } = MODE_BADGES[process.mode];
  return (
    <StatusLabel shape={shape} tone={tone}>
      {cacheModesCopy.name[process.mode]} {process.epoch}
    </StatusLabel>
  );
}
