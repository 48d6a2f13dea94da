import { Popover } from "@scarlet/ui/overlays/popover";
import type { ComponentProps } from "react";
import { partsCopy } from "../../copy/parts.ts";

/** The kit's popover, with the admin's word for its close button. */
export function AdminPopover(props: Omit<ComponentProps<typeof Popover>, "closeLabel">) {
  return <Popover {...props} closeLabel={partsCopy.close} />;
}
