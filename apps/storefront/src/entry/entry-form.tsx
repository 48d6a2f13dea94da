"use client";

import { Button, Spinner } from "@scarlet/ui/button";
import { Field } from "@scarlet/ui/field";
import { Notice } from "@scarlet/ui/notice";
import { type FormEvent, useState } from "react";
import { signIn, signUp, type Trouble } from "./enter.ts";
import { type EntryErrors, type EntryField, entryFaults, PASSWORD_LENGTH } from "./faults.ts";

const WORDS = {
  in: { press: "Sign in", busy: "Signing in" },
  up: { press: "Make account", busy: "Making it" },
} as const;

const ORDER: readonly EntryField[] = ["name", "email", "password"];

/** Sign in or make an account. What was typed stays when it did not match. */
export function EntryForm({ kind, next }: { readonly kind: "in" | "up"; readonly next: string }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [errors, setErrors] = useState<EntryErrors>({});
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const typed = (name: EntryField) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const fields = { name: typed("name").trim(), email: typed("email").trim(), password: typed("password") };
    const faults = entryFaults(fields, kind);
    setErrors(faults);
    const first = ORDER.find((name) => faults[name] !== undefined);
    if (first !== undefined) return document.getElementById(first)?.focus();
    setBusy(true);
    const { email, password } = fields;
    const result = kind === "in" ? await signIn({ email, password }) : await signUp(fields);
    // A new page, so that nothing of the guest's stays in memory.
    if (result === undefined) return window.location.assign(next);
    setBusy(false);
    setTrouble(result);
    document.getElementById(result.field)?.focus();
  };
  const clear = (name: EntryField) => () => setErrors((old) => ({ ...old, [name]: undefined }));
  return (
    <>
      {trouble && (
        <Notice kind="danger" title={trouble.title}>
          {trouble.text}
        </Notice>
      )}
      <form className="fields" method="post" noValidate onSubmit={(event) => void submit(event)}>
        <EntryFields kind={kind} errors={errors} wrong={trouble?.field} clear={clear} />
        <Button kind="ink" wide type="submit" state={busy ? "pending" : "ready"}>
          {busy && <Spinner />}
          {busy ? WORDS[kind].busy : WORDS[kind].press}
        </Button>
      </form>
    </>
  );
}

type EntryFieldsProps = {
  readonly kind: "in" | "up";
  readonly errors: EntryErrors;
  /** The field that the shop did not like. */
  readonly wrong: EntryField | undefined;
  readonly clear: (name: EntryField) => () => void;
};

function EntryFields({ kind, errors, wrong, clear }: EntryFieldsProps) {
  return (
    <>
      {kind === "up" && (
        <Field
          id="name"
          label="Name"
          autoComplete="name"
          required
          maxLength={100}
          error={errors.name}
          wrong={wrong === "name"}
          onChange={clear("name")}
        />
      )}
      <Field
        id="email"
        label="Email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        error={errors.email}
        wrong={wrong === "email"}
        onChange={clear("email")}
      />
      <Field
        id="password"
        label="Password"
        type="password"
        autoComplete={kind === "in" ? "current-password" : "new-password"}
        required
        maxLength={128}
        error={errors.password}
        wrong={wrong === "password"}
        onChange={clear("password")}
        {...(kind === "up" && { hint: `${PASSWORD_LENGTH} characters or more. Spaces are fine.` })}
      />
    </>
  );
}
