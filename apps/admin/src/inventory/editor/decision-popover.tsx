"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { Icon } from "@scarlet/ui/layout/icon";
import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { keyCaps } from "../../copy/key-caps.ts";
import { formatNumber } from "../../format/numbers.ts";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { AdminPopover } from "../../parts/overlays/admin-popover.tsx";

/** How long a new popover takes no choice, so that somebody who goes on typing does not choose by accident. */
const CHOICE_DELAY_MS = 400;

export type Choice = {
  readonly label: string;
  /** What the choice does, in a sentence. */
  readonly effect: string;
  /** Why it cannot be chosen, instead of its effect. */
  readonly refusal?: string | undefined;
  readonly onChoose: () => void;
};

type DecisionPopoverProps = {
  title: string;
  children?: ReactNode;
  /** The values to decide between, side by side. */
  comparison?: ReactNode;
  /** In this order: Enter takes the first, Shift+Enter the second, Esc the last, which must write nothing. */
  choices: readonly Choice[];
  anchor: () => Element | null | undefined;
};

/** Asks how to continue with an edit that was not written. Nothing is written until a choice is taken. */
export function DecisionPopover({ title, children, comparison, choices, anchor }: DecisionPopoverProps) {
  const id = useId();
  const openedAt = useRef(0);
  useEffect(() => {
    openedAt.current = performance.now();
  }, []);
  const leave = choices.at(-1)?.onChoose ?? (() => undefined);
  const take = (choice: Choice | undefined) => {
    if (choice && choice.refusal === undefined && performance.now() - openedAt.current > CHOICE_DELAY_MS)
      choice.onChoose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || (event.target instanceof HTMLElement && event.target.closest("a"))) return;
    const focused = event.target instanceof HTMLButtonElement ? Number(event.target.dataset.choice) : 0;
    event.preventDefault();
    take(choices[event.shiftKey ? 1 : focused]);
  };
  return (
    <AdminPopover anchor={anchor} size="popover-large" role="alertdialog" labelledBy={id} onClose={leave}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the choices inside */}
      <div className="popover-body" onKeyDown={onKeyDown}>
        <div className="decision-head">
          <Icon of={TriangleAlert} />
          <div>
            <b id={id}>{title}</b>
            {children}
          </div>
        </div>
        {comparison}
        <ChoiceList choices={choices} onTake={take} />
      </div>
    </AdminPopover>
  );
}

const CHOICE_KEYS = [keyCaps.enterMark, keyCaps.shiftEnterMark];

function ChoiceList({ choices, onTake }: { choices: readonly Choice[]; onTake: (choice: Choice) => void }) {
  return (
    <div className="choices">
      {choices.map((choice, index) => {
        const isLast = index === choices.length - 1;
        return (
          <button
            key={choice.label}
            type="button"
            className="choice"
            data-choice={index}
            data-first={index === 0 ? "" : undefined}
            data-first-focus={index === 0 ? true : undefined}
            aria-disabled={choice.refusal === undefined ? undefined : true}
            onClick={() => (isLast ? choice.onChoose() : onTake(choice))}
          >
            <span>
              <b>{choice.label}</b>
              <span className="small quiet">{choice.refusal ?? choice.effect}</span>
            </span>
            <Kbd>{isLast ? keyCaps.escape : (CHOICE_KEYS[index] ?? "")}</Kbd>
          </button>
        );
      })}
    </div>
  );
}

type ConflictValuesProps = { seen: StockRow; current: StockRow; typed: number; difference: string };

/** The value that was seen, the current one and the one that was typed, side by side. */
export function ConflictValues({ seen, current, typed, difference }: ConflictValuesProps) {
  const { conflict: copy } = stockEditorCopy;
  return (
    <div className="compared-values">
      <Value name={copy.youSaw} value={seen.onHand} note={copy.version(seen.version)} />
      <Value name={copy.now} value={current.onHand} note={copy.version(current.version)} isCurrent />
      <Value name={copy.youTyped} value={typed} note={difference} />
    </div>
  );
}

function Value({
  name,
  value,
  note,
  isCurrent = false,
}: {
  name: string;
  value: number;
  note: string;
  isCurrent?: boolean;
}) {
  return (
    <div className={isCurrent ? "now" : undefined}>
      <span className="name">{name}</span>
      <span className="display-medium">{formatNumber(value)}</span>
      <span className="name">{note}</span>
    </div>
  );
}
