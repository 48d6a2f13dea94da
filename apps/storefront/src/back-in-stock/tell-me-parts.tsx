"use client";

import { Button, Spinner } from "@scarlet/ui/actions/button";
import { TextField } from "@scarlet/ui/forms/field";
import { BellIcon, CheckIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { backInStockCopy } from "../copy/back-in-stock.ts";
import type { TellMe } from "./use-tell-me.ts";

const { button, label, placeholder, willWrite } = backInStockCopy;

/** Where to write, or where it was said that the shop will. */
export function TellMeField({ tell, id }: { readonly tell: TellMe; readonly id: string }) {
  const { asked, field, email, fault, change } = tell;
  if (asked !== undefined)
    return (
      <p className="tell-me-asked">
        <span>
          {willWrite} <b>{asked.email}</b>
        </span>
      </p>
    );
  return (
    <TextField
      id={id}
      ref={field}
      name="email"
      label={label}
      type="email"
      autoComplete="email"
      placeholder={placeholder}
      required
      maxLength={254}
      value={email}
      error={fault}
      onChange={({ target }) => change(target.value)}
    />
  );
}

type ButtonProps = {
  readonly tell: TellMe;
  readonly small?: boolean;
  readonly offline: boolean;
  readonly hintId?: string;
};

/** "Tell me", then for a moment "Noted", then "Undo": one button throughout, so that it keeps the focus. */
export function TellMeButton({ tell, small = false, offline, hintId }: ButtonProps) {
  const { asked, busy, isNoted } = tell;
  const isUndo = asked !== undefined && !isNoted;
  const working = isUndo ? button.undoing : button.pending;
  const words = isNoted ? button.done : isUndo ? button.undo : button.ready;
  return (
    <Button
      kind={isUndo ? "plain" : "ink"}
      small={small}
      type="submit"
      state={busy ? "pending" : isNoted ? "done" : "ready"}
      refused={offline}
      aria-describedby={hintId}
    >
      {busy && <Spinner />}
      {!busy && !isUndo && <Icon of={isNoted ? CheckIcon : BellIcon} small />}
      {busy ? working : words}
    </Button>
  );
}

/** On a phone, while the form is out of sight: leads to it. */
export function TellMeLink({ tell }: { readonly tell: TellMe }) {
  return (
    <Button kind="ink" refused={tell.asked !== undefined} onClick={() => tell.field.current?.focus()}>
      {tell.asked === undefined ? button.ready : button.done}
    </Button>
  );
}
