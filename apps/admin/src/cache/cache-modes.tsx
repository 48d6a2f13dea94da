"use client";

import type { CacheHistory } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, Power, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { formatCount } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { Notice } from "../parts/feedback/notice.tsx";
import { Icon } from "../parts/layout/icon.tsx";
import { useMay } from "../session/person-context.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { drainLeft, type Health, worstOf } from "./cache-copy.ts";
import { SwitchOffDialog } from "./switch-off-dialog.tsx";
import { useWarm } from "./use-warm.ts";

/** One sentence beside the page's title: whether stale reads were found, or why reads are slower now. */
export function cacheSummary(health: Health, probes: CacheHistory["probes"] | undefined): string {
  if (health.mode === "off") return "Figures stay right; pages are slower";
  if (health.mode === "drain") return "Coming back; figures stay right meanwhile";
  const { total, stale } = worstOf(probes ?? []);
  if (total === 0) return "No probe has been made yet";
  if (stale > 0) return `${formatCount(stale, "probe was", "probes were")} older than a committed change`;
  return "No stock read was found older than a committed change in 30 days";
}

/** The buttons that the current mode allows: warm or switch off from ON, switch on from OFF. Only for admins. */
export function ModeActions({ health }: { health: Health }) {
  const may = useMay("cache.switch");
  const [asking, setAsking] = useState(false);
  const { switchOn, busy } = useSwitchOn();
  const { warm, busy: isWarming } = useWarm();
  const left = drainLeft(health);
  if (!may) return null;
  return (
    <>
      {health.mode === "on" && (
        <>
          <Button icon={RefreshCw} busy={isWarming ? "Warming" : undefined} onClick={warm}>
            Warm again
          </Button>
          <Button kind="danger" icon={Power} onClick={() => setAsking(true)}>
            Switch off
          </Button>
        </>
      )}
      {left && (
        <Button refused="It waits until every write begun before has ended.">
          {left.leftS > 0 ? `Switch on in ${left.leftS} s` : "Switching on"}
        </Button>
      )}
      {health.mode === "off" && health.keptOff !== null && (
        <Button kind="ink" icon={Power} busy={busy ? "Switching on" : undefined} onClick={switchOn}>
          Switch on, through DRAIN
        </Button>
      )}
      {asking && <SwitchOffDialog health={health} onClose={() => setAsking(false)} />}
    </>
  );
}

function useSwitchOn() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const write = useMutation(
    trpc.cache.switchOn.mutationOptions({
      onSuccess: () => showToast({ text: "The cache comes back, through DRAIN." }),
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? "The API did not answer. Trying again does no harm.",
        }),
      onSettled: () => queries.invalidateQueries(trpc.cache.pathFilter()),
    }),
  );
  return { switchOn: () => write.mutate(), busy: write.isPending };
}

const MODES = [
  { mode: "on", name: "ON", means: "Reads from Redis, writers fence first", current: "true" },
  { mode: "drain", name: "DRAIN", means: "Writers fence, nobody reads the cache", current: "warn" },
  { mode: "off", name: "OFF", means: "Every read goes to the database", current: "danger" },
] as const;

/** The three modes with the current one highlighted, the progress of a drain, and a notice while the cache is off. */
export function Modes({ health }: { health: Health }) {
  const left = drainLeft(health);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are states */}
      <div className="modes" role="group" aria-label="Mode of the cache">
        {MODES.map(({ mode, name, means, current }) => (
          <div key={mode} aria-current={health.mode === mode ? "true" : undefined} data-tone={current}>
            <b>{name}</b>
            <span>{means}</span>
            <span className="small">{noteOf(mode, health)}</span>
            {mode !== "off" && (
              <i className="arrow" aria-hidden="true">
                <Icon of={ChevronLeft} />
              </i>
            )}
          </div>
        ))}
      </div>
      {left && (
        <div className="draining">
          <div className="row">
            <span>
              Waiting until every write begun before has finished or run out. Then reads use Redis again,
              under new key names.
            </span>
            <b className="push nowrap">{left.leftS} s</b>
          </div>
          <div
            className="progress"
            role="progressbar"
            aria-valuenow={left.passedS}
            aria-valuemin={0}
            aria-valuemax={left.allS}
            aria-label="Draining"
          >
            <i style={{ width: `${(100 * left.passedS) / left.allS}%` }} />
          </div>
        </div>
      )}
      {health.mode === "off" && <OffNotice health={health} />}
    </>
  );
}

function noteOf(mode: Health["mode"], health: Health): ReactNode {
  const left = drainLeft(health);
  if (mode === "on" && left) return `in ${left.leftS} s, as epoch ${health.epoch}`;
  if (mode !== health.mode) return " ";
  if (left) return `epoch ${health.epoch}, ${left.passedS} of ${left.allS} s`;
  const since = <Timestamp at={health.since} as="time" />;
  if (mode === "on")
    return (
      <>
        epoch {health.epoch}, since {since}
      </>
    );
  return (
    <>
      since {since}
      {health.keptOff !== null && `, by ${health.keptOff.by}`}
    </>
  );
}

function OffNotice({ health }: { health: Health }) {
  const reached = health.processes.some(({ reachesRedis }) => reachesRedis);
  const why = health.keptOff?.why ?? null;
  return (
    <Notice tone="warn" head="Every stock read goes to the database.">
      Nothing in the shop is stale.
      {health.keptOff === null &&
        !reached &&
        " No process reaches Redis; once one does, the cache comes back."}
      {health.keptOff === null && reached && " It comes back by itself within seconds."}
      {health.keptOff !== null && " It stays off until an admin switches it on."}
      {why !== null && ` ${health.keptOff?.by} wrote: “${why}”`}
    </Notice>
  );
}
