"use client";

import type { CacheHistory } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { Icon } from "@scarlet/ui/layout/icon";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, Power, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cacheModesCopy } from "../copy/cache/modes.ts";
import { errorsCopy } from "../copy/errors.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useMay } from "../session/person-context.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { drainLeft, type Health, worstOf } from "./health.ts";
import { SwitchOffDialog } from "./switch-off-dialog.tsx";
import { useWarm } from "./use-warm.ts";

/** One sentence beside the page's title: whether stale reads were found, or why reads are slower now. */
export function cacheSummary(health: Health, probes: CacheHistory["probes"] | undefined): string {
  const { summary } = cacheModesCopy;
  if (health.mode === "off") return summary.off;
  if (health.mode === "drain") return summary.drain;
  const { total, stale } = worstOf(probes ?? []);
  if (total === 0) return summary.noProbe;
  if (stale > 0) return summary.stale(stale);
  return summary.fresh;
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
          <Button icon={RefreshCw} busy={isWarming ? cacheModesCopy.warming : undefined} onClick={warm}>
            {cacheModesCopy.warm}
          </Button>
          <Button kind="danger" icon={Power} onClick={() => setAsking(true)}>
            {cacheModesCopy.switchOff}
          </Button>
        </>
      )}
      {left && (
        <Button refused={cacheModesCopy.waitsForWrites}>{cacheModesCopy.switchOnIn(left.leftS)}</Button>
      )}
      {health.mode === "off" && health.keptOff !== null && (
        <Button
          kind="ink"
          icon={Power}
          busy={busy ? cacheModesCopy.switchingOn : undefined}
          onClick={switchOn}
        >
          {cacheModesCopy.switchOn}
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
      onSuccess: () => showToast({ text: cacheModesCopy.comesBack }),
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? errorsCopy.noAnswerRetryHarmless,
        }),
      onSettled: () => queries.invalidateQueries(trpc.cache.pathFilter()),
    }),
  );
  return { switchOn: () => write.mutate(), busy: write.isPending };
}

const MODES = [
  { mode: "on", current: "true" },
  { mode: "drain", current: "warn" },
  { mode: "off", current: "danger" },
] as const;

/** The three modes with the current one highlighted, the progress of a drain, and a notice while the cache is off. */
export function Modes({ health }: { health: Health }) {
  const left = drainLeft(health);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are states */}
      <div className="modes" role="group" aria-label={cacheModesCopy.modes}>
        {MODES.map(({ mode, current }) => (
          <div key={mode} aria-current={health.mode === mode ? "true" : undefined} data-tone={current}>
            <b>{cacheModesCopy.name[mode]}</b>
            <span>{cacheModesCopy.means[mode]}</span>
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
            <span>{cacheModesCopy.drainWaits}</span>
            <b className="push nowrap">{cacheModesCopy.secondsLeft(left.leftS)}</b>
          </div>
          <div
            className="progress"
            role="progressbar"
            aria-valuenow={left.passedS}
            aria-valuemin={0}
            aria-valuemax={left.allS}
            aria-label={cacheModesCopy.draining}
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
  if (mode === "on" && left) return cacheModesCopy.comingBack(left.leftS, health.epoch);
  if (mode !== health.mode) return " ";
  if (left) return cacheModesCopy.drained(health.epoch, left.passedS, left.allS);
  const since = <Timestamp at={health.since} as="time" />;
  if (mode === "on")
    return (
      <>
        {cacheModesCopy.sinceEpoch(health.epoch)}
        {since}
      </>
    );
  return (
    <>
      {cacheModesCopy.since}
      {since}
      {health.keptOff !== null && cacheModesCopy.keptOffBy(health.keptOff.by)}
    </>
  );
}

function OffNotice({ health }: { health: Health }) {
  const { keptOff, processes } = health;
  const isRedisReached = processes.some(({ reachesRedis }) => reachesRedis);
  return (
    <Notice kind="warn" title={cacheModesCopy.offHead}>
      {cacheModesCopy.offMeans({ keptOff, isRedisReached })}
    </Notice>
  );
}
