"use client";

import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { type FormEvent, useState } from "react";
import { backInStockCopy } from "../copy/back-in-stock.ts";
import { useTRPCClient } from "../trpc/client.tsx";

const { forget } = backInStockCopy;

/** One press forgets what the key of a mail's link is for. Opening the page does nothing: mail programs open links too. */
export function ForgetForm({ linkKey }: { readonly linkKey: string }) {
  const api = useTRPCClient();
  const [state, setState] = useState<"ready" | "pending" | "done">("ready");
  const [fault, setFault] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (state !== "ready") return;
    setState("pending");
    setFault(undefined);
    try {
      await api.backInStock.forget.mutate({ key: linkKey });
      setState("done");
    } catch (error) {
      setState("ready");
      setFault(refusalOf(error)?.sentence ?? backInStockCopy.noAnswer);
    }
  };
  if (state === "done")
    return (
      <Notice kind="ok" title={forget.done.title}>
        {forget.done.text}
      </Notice>
    );
  return (
    <form className="forget-form" method="post" noValidate onSubmit={(event) => void submit(event)}>
      {fault !== undefined && <Notice kind="danger">{fault}</Notice>}
      <Button kind="ink" type="submit" state={state}>
        {state === "pending" && <Spinner />}
        {forget.button[state]}
      </Button>
    </form>
  );
}
