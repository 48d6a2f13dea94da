"use client";

import { mailAddressFault } from "@scarlet/domain/kernel";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useState } from "react";
import { authCopy } from "../copy/auth.ts";
import { type AuthError, requestPasswordReset } from "./auth-requests.ts";
import { Focused } from "./focused.tsx";
import { textOf } from "./form-text.ts";

/** Asks for a link that sets a new password. What is answered does not tell whether there is such an account. */
export function ForgotForm() {
  const [state, setState] = useState<"open" | "busy" | "sent">("open");
  const [fault, setFault] = useState<string>();
  const [failure, setFailure] = useState<AuthError>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "busy") return;
    const email = textOf(event.currentTarget, "email").trim();
    const found = mailAddressFault(email);
    setFault(found);
    if (found !== undefined) return document.getElementById("email")?.focus();
    setState("busy");
    const result = await requestPasswordReset({ email });
    setFailure(result);
    setState(result === undefined ? "sent" : "open");
  };
  const { sent, lede, button } = authCopy.forgot;
  if (state === "sent")
    return (
      <Focused>
        <Notice kind="ok" title={sent.title}>
          {sent.text}
        </Notice>
      </Focused>
    );
  return (
    <>
      <p className="quiet">{lede}</p>
      {failure && (
        <Notice kind="danger" title={failure.title}>
          {failure.text}
        </Notice>
      )}
      <form className="fields" method="post" noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          id="email"
          label={authCopy.labels.email}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          error={fault}
          onChange={() => setFault(undefined)}
        />
        <Button kind="ink" wide type="submit" state={state === "busy" ? "pending" : "ready"}>
          {state === "busy" && <Spinner />}
          {button[state === "busy" ? "busy" : "ready"]}
        </Button>
      </form>
    </>
  );
}
