"use client";

import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { TextField } from "@scarlet/ui/forms/field";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cacheModesCopy } from "../copy/cache/modes.ts";
import { errorsCopy } from "../copy/errors.ts";
import { ConfirmDialog } from "../parts/overlays/confirm-dialog.tsx";
import { useTRPC } from "../trpc/client.tsx";
import type { Health } from "./health.ts";

const MAX_REASON_LENGTH = 200;
const { dialog: copy } = cacheModesCopy;

/** Asks for confirmation and a reason before the stock cache is switched off for the whole shop. */
export function SwitchOffDialog({ health, onClose }: { health: Health; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const [why, setWhy] = useState("");
  const write = useMutation(
    trpc.cache.switchOff.mutationOptions({
      onSuccess: () => {
        showToast({ text: copy.isOff });
        onClose();
      },
      onSettled: () => queries.invalidateQueries(trpc.cache.pathFilter()),
    }),
  );
  const trouble = write.error
    ? (refusalOf(write.error)?.sentence ?? errorsCopy.noAnswerRetryHarmless)
    : undefined;
  const said = why.trim();
  return (
    <ConfirmDialog
      title={copy.title}
      words={{
        keep: copy.keepOn,
        confirm: copy.switchOff,
        confirming: copy.switchingOff,
        isConfirming: copy.isBeingSwitchedOff,
      }}
      busy={write.isPending}
      trouble={trouble === undefined ? undefined : { head: trouble }}
      onConfirm={() => write.mutate(said === "" ? {} : { why: said })}
      onClose={onClose}
    >
      <p>{copy.effect(health.processes.length)}</p>
      {health.drainMs !== null && <p>{copy.wayBack(Math.ceil(health.drainMs / 1_000))}</p>}
      <TextField
        label={copy.why}
        placeholder={copy.whyShown}
        maxLength={MAX_REASON_LENGTH}
        autoComplete="off"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </ConfirmDialog>
  );
}
