"use client";

import { Lock } from "lucide-react";
import { Icon } from "../parts/layout/icon.tsx";
import { useRole } from "../session/person-context.tsx";
import { ROLE_COPY, rolesThatMay } from "../session/role-copy.ts";

/** The sentence that says why this person cannot change stock. */
export function useReadOnlyReason(): string {
  return `You can look. Changing stock is for ${rolesThatMay("stock.adjust")}; your role is ${ROLE_COPY[useRole()]}.`;
}

/** Shown to people who may not change stock, in place of the controls. */
export function ReadOnlyNotice() {
  return (
    <p className="look-only quiet small">
      <Icon of={Lock} small />
      <span>{useReadOnlyReason()}</span>
    </p>
  );
}
