"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.tsx";
import { Key } from "./key.tsx";

const PAUSE_MS = 180;

/** The search field of a list. It reports after a short pause; `/` leads to it from anywhere on the page. */
export function Find({
  words,
  value,
  onFind,
}: {
  words: string;
  value: string;
  onFind: (text: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // The address can change without typing: "Clear the search", or the browser's back button.
  if (seen !== value) {
    setSeen(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onFind(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onFind]);
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
    <label className="find">
      <span className="hidden-text">{words}</span>
      <Icon of={Search} small />
      <input
        ref={field}
        className="input input-s"
        type="search"
        placeholder={words}
        value={text}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Key>/</Key>
    </label>
  );
}

/** Whether a key press belongs to a field, so that single-letter keys must leave it alone. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
