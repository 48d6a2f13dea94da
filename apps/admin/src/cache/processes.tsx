import { readCounts } from "@scarlet/domain/cache";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { cacheFigures } from "../copy/cache/figures.ts";
import { cacheModesCopy } from "../copy/cache/modes.ts";
import { cacheProcessesCopy } from "../copy/cache/processes.ts";
import { formatNumber } from "../format/numbers.ts";
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
        <Table
          label={head}
          className="table-processes"
          columns={[
            columns.process,
            columns.sees,
            { name: columns.viewAge, numeric: true },
            { name: columns.hitRate, numeric: true },
            { name: columns.writing, numeric: true },
            columns.redis,
          ]}
        >
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
        </Table>
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
