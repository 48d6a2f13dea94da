"use client";

import { buttonClass } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useState } from "react";
import { authCopy } from "../copy/auth.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { AuthFieldsForm } from "./auth-fields-form.tsx";
import { type AuthError, resetPassword } from "./auth-requests.ts";
import { Focused } from "./focused.tsx";
import { newPasswordFault, PASSWORD_LENGTH } from "./form-rules.ts";
import { textOf } from "./form-text.ts";

/** Sets a new password with the word of the link; without one, or once it has ended, the way to a new link. */
export function ResetForm({ token }: { readonly token: string | undefined }) {
  const [state, setState] = useState<"open" | "busy" | "done" | "ended">("open");
  const [fault, setFault] = useState<string>();
  const [failure, setFailure] = useState<AuthError>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "busy" || token === undefined) return;
    const newPassword = textOf(event.currentTarget, "password");
    const found = newPasswordFault(newPassword);
    setFault(found);
    if (found !== undefined) return document.getElementById("password")?.focus();
    setState("busy");
    const result = await resetPassword({ token, newPassword });
    if (result === undefined || result === "ended") return setState(result ?? "done");
    setFailure(result);
    setState("open");
  };
  if (token === undefined) return <Outcome of="ended" />;
  if (state === "done" || state === "ended")
    return (
      <Focused>
        <Outcome of={state} />
      </Focused>
    );
  const { lede, label, button } = authCopy.reset;
  return (
    <>
      <p className="quiet">{lede}</p>
      <AuthFieldsForm failure={failure} busy={state === "busy"} words={button} onSubmit={submit}>
        <TextField
          id="password"
          label={label}
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          hint={authCopy.passwordHint(PASSWORD_LENGTH)}
          error={fault}
          onChange={() => setFault(undefined)}
        />
      </AuthFieldsForm>
    </>
  );
}

function Outcome({ of }: { readonly of: "done" | "ended" }) {
  const { title, text } = authCopy.reset[of];
  return (
    <>
      <Notice kind={of === "done" ? "ok" : "warn"} title={title}>
        {text}
      </Notice>
      <ShopLink
        className={buttonClass({ kind: "ink", wide: true })}
        href={of === "done" ? "/sign-in" : "/forgot-password"}
      >
        {of === "done" ? placesCopy.signIn : authCopy.reset.askAgain}
      </ShopLink>
    </>
  );
}
