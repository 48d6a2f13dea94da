"use client";

import { Button } from "@scarlet/ui/actions/button";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import { X } from "lucide-react";
import { Kbd } from "../parts/actions/kbd.tsx";

const SHORTCUTS: readonly (readonly [string, readonly string[]])[] = [
  ["Move", ["↑", "↓", "←", "→"]],
  ["Set on hand", ["Enter", "F2", "a digit"]],
  ["First, last cell of the row", ["Home", "End"]],
  ["Save, go down or up", ["Enter", "⇧ Enter"]],
  ["First, last row", ["⌘ ↑", "⌘ ↓"]],
  ["Leave as it was", ["Esc"]],
  ["One screen", ["PgUp", "PgDn"]],
  ["Adjust by a difference", ["+", "−"]],
  ["History of the SKU", ["H"]],
  ["Drawer; next, previous row", ["O", "J", "K"]],
  ["Search this list", ["/"]],
  ["Search everything", ["⌘ K"]],
  ["Copy the cell", ["⌘ C"]],
  ["These keys", ["?"]],
];

/** The list of keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keys in the grid"
      wide
      onClose={onClose}
      foot={
        <Button icon={X} data-first-focus onClick={onClose}>
          Close
        </Button>
      }
    >
      <dl className="keys">
        {SHORTCUTS.map(([action, keys]) => (
          <div key={action}>
            <dt>{action}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} spoken>
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
