"use client";

import { useEffect, useState } from "react";
import { type CheckoutForm, keptOf, withKept } from "./form-rules.ts";

const NAME = "scarlet-checkout";

function read(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "{}");
  } catch {
    // Storage can be forbidden or broken; then nothing was kept.
    return {};
  }
}

function write(form: CheckoutForm): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(keptOf(form)));
  } catch {
    // Storage can be forbidden; what was typed then lives as long as the page.
  }
}

/** What was typed and chosen, kept for this tab, so that a reload or a second hold asks for nothing twice. */
export function useDraft(start: CheckoutForm): [CheckoutForm, (change: Partial<CheckoutForm>) => void] {
  const [form, setForm] = useState(start);
  useEffect(() => {
    const kept = read();
    setForm((now) => withKept(now, kept));
  }, []);
  const change = (changed: Partial<CheckoutForm>) =>
    setForm((now) => {
      const next = { ...now, ...changed };
      write(next);
      return next;
    });
  return [form, change];
}
