"use client";

import { Button } from "@scarlet/ui/actions/button";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { formatCount } from "../format/numbers.ts";
import { Notice } from "../parts/feedback/notice.tsx";
import { useTRPC } from "../trpc/client.tsx";
import type { Health } from "./cache-copy.ts";

const MAX_REASON_LENGTH = 200;

/** Asks for confirmation and a reason before the stock cache is switched off for the whole shop. */
export function SwitchOffDialog({ health, onClose }: { health: Health; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const id = useId();
  const [why, setWhy] = useState("");
  const write = useMutation(
    trpc.cache.switchOff.mutationOptions({
      onSuccess: () => {
        showToast({ text: "The cache is off. Every stock read goes to the database." });
        onClose();
      },
      onSettled: () => queries.invalidateQueries(trpc.cache.pathFilter()),
    }),
  );
  const trouble = write.error
    ? (refusalOf(write.error)?.sentence ?? "The API did not answer. Trying again does no harm.")
    : undefined;
  const said = why.trim();
  return (
    <Dialog
      title="Switch the stock cache off?"
      alert
      busy={write.isPending}
      onClose={onClose}
      foot={
        <>
          <Button
            data-first-focus
            refused={write.isPending ? "It is being switched off." : undefined}
            onClick={onClose}
          >
            Keep it on
          </Button>
          <Button
            kind="danger-full"
            busy={write.isPending ? "Switching off" : undefined}
            onClick={() => write.mutate(said === "" ? {} : { why: said })}
          >
            Switch the cache off
          </Button>
        </>
      }
    >
      {trouble !== undefined && <Notice tone="danger" head={trouble} />}
      <p>
        {health.processes.length === 1
          ? "The API process reads"
          : `All ${formatCount(health.processes.length, "API process", "API processes")} read`}{" "}
        stock from the database, at once. Figures stay right. Pages get slower.
      </p>
      {health.drainMs !== null && (
        <p>Coming back takes about {Math.ceil(health.drainMs / 1_000)} seconds, through DRAIN.</p>
      )}
      <div className="field">
        <label htmlFor={id}>Why</label>
        <input
          id={id}
          className="input"
          placeholder="Shown on this page while it is off"
          maxLength={MAX_REASON_LENGTH}
          autoComplete="off"
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
