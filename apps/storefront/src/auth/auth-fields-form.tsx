"use client";

import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import type { FormEvent, ReactNode } from "react";
import type { AuthError } from "./auth-requests.ts";

type Props = {
  /** Why the last try was in vain. */
  readonly failure: AuthError | undefined;
  readonly busy: boolean;
  readonly words: { readonly ready: string; readonly busy: string };
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => Promise<void>;
  readonly children: ReactNode;
};

/** Fields with their one button below, and above them why it did not work. */
export function AuthFieldsForm({ failure, busy, words, onSubmit, children }: Props) {
  return (
    <>
      {failure && (
        <Notice kind="danger" title={failure.title}>
          {failure.text}
        </Notice>
      )}
      <form className="fields" method="post" noValidate onSubmit={(event) => void onSubmit(event)}>
        {children}
        <Button kind="ink" wide type="submit" state={busy ? "pending" : "ready"}>
          {busy && <Spinner />}
          {words[busy ? "busy" : "ready"]}
        </Button>
      </form>
    </>
  );
}
