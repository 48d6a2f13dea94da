"use client";

import { mailAddressFault } from "@scarlet/domain/kernel";
import { Notice } from "@scarlet/ui/feedback/notice";
import { TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useState } from "react";
import { authCopy } from "../copy/auth.ts";
import { AuthFieldsForm } from "./auth-fields-form.tsx";
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
      <AuthFieldsForm failure={failure} busy={state === "busy"} words={button} onSubmit={submit}>
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
      </AuthFieldsForm>
    </>
  );
}
