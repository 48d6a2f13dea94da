import { readCounts } from "@scarlet/domain/cache";
import { formatNumber } from "../format/numbers.ts";
import { StatusLabel } from "../parts/feedback/status-label.tsx";
import { ScrollBox } from "../parts/layout/scroll-box.tsx";
import { Section } from "../parts/layout/section.tsx";
import { formatHitRate, formatMs, type Health } from "./cache-copy.ts";

/** A process may not use a reading of the control document that is older than this. */
const MAX_READING_AGE_MS = 2_000;

type Process = Health["processes"][number];

/** What each API process sees of the cache, as it reported within the last seconds. */
export function Processes({ health }: { health: Health }) {
  return (
    <Section name="API processes" note="A view older than 2,000 ms reads the database">
      <ScrollBox name="API processes">
        <table className="table table-processes" aria-label="API processes">
          <thead>
            <tr>
              <th scope="col">Process</th>
              <th scope="col">Sees</th>
              <th scope="col" className="num">
                View age
              </th>
              <th scope="col" className="num">
                Hit rate
              </th>
              <th scope="col" className="num">
                Writing
              </th>
              <th scope="col">Redis</th>
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
                  {formatMs(process.viewAgeMs)}
                </td>
                <td className="num">{formatHitRate(readCounts(process.reads))}</td>
                <td className="num">{formatNumber(process.writing)}</td>
                <td>
                  {process.reachesRedis ? (
                    <StatusLabel shape="tick" tone="ok">
                      reached
                    </StatusLabel>
                  ) : (
                    <StatusLabel shape="cross" tone="warn">
                      not reached
                    </StatusLabel>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {health.processes.length === 0 && <p className="quiet">No process has left word lately.</p>}
    </Section>
  );
}

const MODE_BADGES = {
  on: { shape: "disc", tone: "ok", words: "ON" },
  drain: { shape: "half", tone: "warn", words: "DRAIN" },
  off: { shape: "ring", tone: "mute", words: "OFF" },
} as const;

function ModeSeen({ process }: { process: Process }) {
  if (process.mode === null)
    return (
      <StatusLabel shape="dashes" tone="warn">
        nothing in time
      </StatusLabel>
    );
  const { shape, tone, words } = MODE_BADGES[process.mode];
  return (
    <StatusLabel shape={shape} tone={tone}>
      {words} {process.epoch}
    </StatusLabel>
  );
}
