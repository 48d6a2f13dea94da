"use client";

import { Icon } from "@scarlet/ui/layout/icon";
import { isTyping } from "@scarlet/web/browser/is-typing";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "../actions/kbd.tsx";

const PAUSE_MS = 180;

/** The search field of a list. It reports after a short pause; `/` leads to it from anywhere on the page. */
export function SearchField({
  words,
  value,
  onFind,
}: {
  words: string;
  value: string;
  onFind: (text: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useTextOfAddress(value, onFind);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <label className="search-field">
      <span className="hidden-text">{words}</span>
      <Icon of={Search} small />
      <input
        ref={field}
        className="input input-small"
        type="search"
        placeholder={words}
        value={text}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Kbd>/</Kbd>
    </label>
  );
}

/**
 * What stands in the field, and the address that follows it after a pause. An answer to what was typed earlier must not
 * replace what was typed since; any other change of the address ("Clear the search", the browser's back button) does.
 */
function useTextOfAddress(value: string, onFind: (text: string) => void) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [reported, setReported] = useState<readonly string[]>([]);
  if (seen !== value) {
    setSeen(value);
    setReported(reportsAfter(reported, value));
    if (!reported.includes(value)) setText(value);
  }
  useEffect(() => {
    const query = text.trim();
    if (query === (reported.at(-1) ?? value)) return;
    const timer = setTimeout(() => {
      setReported((before) => [...before, query]);
      onFind(query);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, reported, onFind]);
  return [text, setText] as const;
}

/** The reports that are still on their way once the address says `value`: later ones than that. */
export function reportsAfter(reported: readonly string[], value: string): readonly string[] {
  return reported.slice(reported.includes(value) ? reported.lastIndexOf(value) + 1 : reported.length);
}
