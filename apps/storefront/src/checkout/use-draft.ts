"use client";

import { useEffect, useState } from "react";
import { type CheckoutForm, FIELDS } from "./form-rules.ts";

const NAME = "scarlet-checkout";
/** A card is never written anywhere. */
const KEPT = FIELDS.filter((name) => !name.startsWith("card"));

function read(): Partial<CheckoutForm> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    const known = Object.entries(kept).filter(
      ([name, value]) => KEPT.some((each) => each === name) && typeof value === "string" && value !== "",
    );
    return Object.fromEntries(known);
  } catch {
    // Storage can be forbidden or broken; then nothing was kept.
    return {};
  }
}

function write(form: CheckoutForm): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(Object.fromEntries(KEPT.map((name) => [name, form[name]]))));
  } catch {
    // Storage can be forbidden; what was typed then lives as long as the page.
  }
}

/** What was typed, kept for this tab, so that a reload or a second hold asks for nothing twice. */
export function useDraft(start: CheckoutForm): [CheckoutForm, (change: Partial<CheckoutForm>) => void] {
  const [form, setForm] = useState(start);
  useEffect(() => {
    const kept = read();
    setForm((now) => {
      const empty = Object.entries(kept).filter(([name]) => now[name as keyof CheckoutForm] === "");
      return empty.length === 0 ? now : { ...now, ...Object.fromEntries(empty) };
    });
  }, []);
  const change = (changed: Partial<CheckoutForm>) =>
    setForm((now) => {
      const next = { ...now, ...changed };
      write(next);
      return next;
    });
  return [form, change];
}
