"use client";

import { TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useState } from "react";
import { authCopy } from "../copy/auth.ts";
import { AuthFieldsForm } from "./auth-fields-form.tsx";
import { type AuthError, signIn, signUp } from "./auth-requests.ts";
import { type AuthErrors, type AuthField, authFormErrors, PASSWORD_LENGTH } from "./form-rules.ts";

const FIELD_ORDER: readonly AuthField[] = ["name", "email", "password"];

/** Sign in or make an account. What was typed stays when it did not match. */
export function AuthForm({ kind, next }: { readonly kind: "in" | "up"; readonly next: string }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AuthError>();
  const [errors, setErrors] = useState<AuthErrors>({});
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const typed = (name: AuthField) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const fields = { name: typed("name").trim(), email: typed("email").trim(), password: typed("password") };
    const found = authFormErrors(fields, kind);
    setErrors(found);
    const first = FIELD_ORDER.find((name) => found[name] !== undefined);
    if (first !== undefined) return document.getElementById(first)?.focus();
    setBusy(true);
    const { email, password } = fields;
    const result = kind === "in" ? await signIn({ email, password }) : await signUp(fields);
    // A new page, so that nothing of the guest's stays in memory.
    if (result === undefined) return window.location.assign(next);
    setBusy(false);
    setFailure(result);
    document.getElementById(result.field)?.focus();
  };
  const clear = (name: AuthField) => () => setErrors((old) => ({ ...old, [name]: undefined }));
  return (
    <AuthFieldsForm failure={failure} busy={busy} words={authCopy.buttons[kind]} onSubmit={submit}>
      <AuthFields kind={kind} errors={errors} wrong={failure?.field} clear={clear} />
    </AuthFieldsForm>
  );
}

type EntryFieldsProps = {
  readonly kind: "in" | "up";
  readonly errors: AuthErrors;
  /** The field that the shop did not like. */
  readonly wrong: AuthField | undefined;
  readonly clear: (name: AuthField) => () => void;
};

function AuthFields({ kind, errors, wrong, clear }: EntryFieldsProps) {
  return (
    <>
      {kind === "up" && (
        <TextField
          id="name"
          label={authCopy.labels.name}
          autoComplete="name"
          required
          maxLength={100}
          error={errors.name}
          wrong={wrong === "name"}
          onChange={clear("name")}
        />
      )}
      <TextField
        id="email"
        label={authCopy.labels.email}
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        error={errors.email}
        wrong={wrong === "email"}
        onChange={clear("email")}
      />
      <TextField
        id="password"
        label={authCopy.labels.password}
        type="password"
        autoComplete={kind === "in" ? "current-password" : "new-password"}
        required
        maxLength={128}
        error={errors.password}
        wrong={wrong === "password"}
        onChange={clear("password")}
        {...(kind === "up" && { hint: authCopy.passwordHint(PASSWORD_LENGTH) })}
      />
    </>
  );
}
