"use client";

import { Lock } from "lucide-react";
import { Icon } from "../parts/icon.tsx";
import { useRole } from "../session/person-context.tsx";
import { ROLE_WORDS, rolesThatMay } from "../session/role-words.ts";

/** Why this person cannot change stock, as a sentence. */
export function useLookOnlyWords(): string {
  return `You can look. Changing stock is for ${rolesThatMay("stock.adjust")}; your role is ${ROLE_WORDS[useRole()]}.`;
}

/** Says so where the controls would be. */
export function LookOnly() {
  return (
    <p className="look-only quiet small">
      <Icon of={Lock} small />
      <span>{useLookOnlyWords()}</span>
    </p>
  );
}
