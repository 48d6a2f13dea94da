"use client";

import { IconButton } from "@scarlet/ui/actions/icon-button";
import { ThemeToggle } from "@scarlet/ui/actions/theme-toggle";
import { Icon } from "@scarlet/ui/layout/icon";
import { isTyping } from "@scarlet/web/browser/is-typing";
import { Keyboard, Menu, Search } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { keyCaps } from "../copy/key-caps.ts";
import { paletteCopy } from "../copy/palette.ts";
import { shellCopy } from "../copy/shell.ts";
import { Kbd } from "../parts/actions/kbd.tsx";
import type { Person } from "../session/session.ts";
import { CacheModeLink } from "./cache-mode-link.tsx";
import { LiveLine } from "./live-line.tsx";
import { Palette } from "./palette/palette.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { MobileMenu } from "./sidebar/mobile-menu.tsx";
import { WordmarkLink } from "./wordmark-link.tsx";

type TopBarDialog = "palette" | "keys" | "menu";

/** The bar over every page: command palette, cache mode, theme and shortcuts; on narrow screens also the menu. */
export function TopBar({ person, storefrontUrl }: { person: Person; storefrontUrl: string }) {
  const [open, setOpen] = useState<TopBarDialog>();
  const opener = useRef<Element>(null);
  const show = useCallback((dialog: TopBarDialog) => {
    opener.current = document.activeElement;
    setOpen(dialog);
  }, []);
  const close = useCallback(() => {
    setOpen(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
      }
      if (event.key === "?" && !isTyping(event.target)) show("keys");
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [show]);
  return (
    <header className="top-bar">
      <IconButton
        of={Menu}
        label={shellCopy.menu}
        className="menu-button"
        aria-haspopup="dialog"
        onClick={() => show("menu")}
      />
      <WordmarkLink />
      <button
        type="button"
        className="palette-button"
        aria-haspopup="dialog"
        aria-label={paletteCopy.name}
        onClick={() => show("palette")}
      >
        <Icon of={Search} small />
        <span>{paletteCopy.name}</span>
        <Kbd>{keyCaps.palette}</Kbd>
      </button>
      <LiveLine />
      <div className="top-bar-tools">
        <CacheModeLink />
        <ThemeToggle label={shellCopy.changeTheme} />
        <IconButton
          of={Keyboard}
          label={shellCopy.shortcutsButton}
          className="only-wide"
          aria-haspopup="dialog"
          onClick={() => show("keys")}
        />
      </div>
      {open === "palette" && <Palette onClose={close} />}
      {open === "keys" && <ShortcutsDialog onClose={close} />}
      {open === "menu" && <MobileMenu person={person} storefrontUrl={storefrontUrl} onClose={close} />}
    </header>
  );
}
