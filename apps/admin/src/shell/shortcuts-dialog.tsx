"use client";

import { Button } from "@scarlet/ui/actions/button";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import { X } from "lucide-react";
import { shortcutsCopy } from "../copy/shortcuts.ts";
import { Kbd } from "../parts/actions/kbd.tsx";

/** The list of keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title={shortcutsCopy.head}
      wide
      onClose={onClose}
      foot={
        <Button icon={X} data-first-focus onClick={onClose}>
          {shortcutsCopy.close}
        </Button>
      }
    >
      <dl className="shortcut-list">
        {shortcutsCopy.shortcuts.map(([action, keys]) => (
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
