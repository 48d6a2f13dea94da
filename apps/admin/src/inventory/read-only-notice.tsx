"use client";

import { Lock } from "lucide-react";
import { Icon } from "../parts/layout/icon.tsx";
import { useRole } from "../session/person-context.tsx";
import { ROLE_COPY, rolesThatMay } from "../session/role-copy.ts";

/** Why this person cannot change stock, as a sentence. */
export function useReadOnlyReason(): string {
  return `You can look. Changing stock is for ${rolesThatMay("stock.adjust")}; your role is ${ROLE_COPY[useRole()]}.`;
}

/** Says so where the controls would be. */
export function ReadOnlyNotice() {
  return (
    <p className="look-only quiet small">
      <Icon of={Lock} small />
      <span>{useReadOnlyReason()}</span>
    </p>
  );
}
