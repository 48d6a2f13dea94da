"use client";

import { Button } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useRef, useState } from "react";
import { signInCopy } from "../../copy/sign-in.ts";
import { type SignInTrouble, signIn } from "./sign-in.ts";

/** The form for email and password. What was typed stays when signing in fails. */
export function SignInForm({ next }: { next: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<SignInTrouble>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    const typed = (name: string) => {
      const value = fields.get(name);
      return typeof value === "string" ? value : "";
    };
    setBusy(true);
    const result = await signIn(typed("email"), typed("password"));
    if (result === undefined) return window.location.assign(next);
    setBusy(false);
    setTrouble(result);
    form.current?.querySelector<HTMLInputElement>(`[name="${result.field}"]`)?.focus();
  };
  return (
    <>
      {trouble !== undefined && (
        <Notice kind="danger" title={trouble.head}>
          {trouble.means}
        </Notice>
      )}
      <form ref={form} method="post" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={signInCopy.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          wrong={trouble?.field === "email"}
        />
        <TextField
          label={signInCopy.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          wrong={trouble?.field === "password"}
        />
        <Button kind="ink" type="submit" busy={busy ? signInCopy.submitting : undefined}>
          {signInCopy.submit}
        </Button>
      </form>
    </>
  );
}
