"use client";

import { Icon } from "@scarlet/ui/layout/icon";
import { Lock } from "lucide-react";
import { inventoryCopy } from "../copy/inventory/list.ts";
import { rolesCopy } from "../copy/roles.ts";
import { useRole } from "../session/person-context.tsx";

/** The sentence that says why this person cannot change stock. */
export function useReadOnlyReason(): string {
  return inventoryCopy.readOnly(rolesCopy.thatMay("stock.adjust"), rolesCopy.name(useRole()));
}

/** Shown to people who may not change stock, in place of the controls. */
export function ReadOnlyNotice() {
  return (
    <p className="read-only-notice quiet small">
      <Icon of={Lock} small />
      <span>{useReadOnlyReason()}</span>
    </p>
  );
}
