"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { figure } from "../../format/numbers.ts";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { Icon } from "../../parts/layout/icon.tsx";
import { Popover } from "../../parts/overlays/popover.tsx";

/** CellEdit on must not answer a question that has only just come up. */
const DEAF_MS = 400;

export type Choice = {
  readonly words: string;
  readonly means: string;
  readonly refused?: string | undefined;
  readonly choose: () => void;
};

type ChoicePopoverProps = {
  head: string;
  children?: ReactNode;
  figures?: ReactNode;
  /** In order: Enter takes the first, Shift and Enter the second, Esc the last, which always writes nothing. */
  choices: readonly Choice[];
  anchor: () => Element | null | undefined;
};

/** Something came in between. Nothing is written until one of the choices is taken. */
export function ChoicePopover({ head, children, figures, choices, anchor }: ChoicePopoverProps) {
  const id = useId();
  const since = useRef(0);
  useEffect(() => {
    since.current = performance.now();
  }, []);
  const leave = choices.at(-1)?.choose ?? (() => undefined);
  const take = (choice: Choice | undefined) => {
    if (choice && choice.refused === undefined && performance.now() - since.current > DEAF_MS)
      choice.choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || (event.target instanceof HTMLElement && event.target.closest("a"))) return;
    const focused = event.target instanceof HTMLButtonElement ? Number(event.target.dataset.choice) : 0;
    event.preventDefault();
    take(choices[event.shiftKey ? 1 : focused]);
  };
  return (
    <Popover anchor={anchor} size="pop-l" role="alertdialog" labelledBy={id} onClose={leave}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the choices inside */}
      <div className="pop-body" onKeyDown={onKeyDown}>
        <div className="clash-head">
          <Icon of={TriangleAlert} />
          <div>
            <b id={id}>{head}</b>
            {children}
          </div>
        </div>
        {figures}
        <ChoiceList choices={choices} onTake={take} />
      </div>
    </Popover>
  );
}

const KEY_CAPS = ["↵", "⇧↵"];

function ChoiceList({ choices, onTake }: { choices: readonly Choice[]; onTake: (choice: Choice) => void }) {
  return (
    <div className="choices">
      {choices.map((choice, index) => {
        const last = index === choices.length - 1;
        return (
          <button
            key={choice.words}
            type="button"
            className="choice"
            data-choice={index}
            data-first={index === 0 ? "" : undefined}
            data-first-focus={index === 0 ? true : undefined}
            aria-disabled={choice.refused === undefined ? undefined : true}
            onClick={() => (last ? choice.choose() : onTake(choice))}
          >
            <span>
              <b>{choice.words}</b>
              <span className="small quiet">{choice.refused ?? choice.means}</span>
            </span>
            <Kbd>{last ? "Esc" : (KEY_CAPS[index] ?? "")}</Kbd>
          </button>
        );
      })}
    </div>
  );
}

type ThreeFiguresProps = { seen: StockRow; current: StockRow; typed: number; difference: string };

/** What was seen, what is, what was typed: side by side. */
export function ThreeFigures({ seen, current, typed, difference }: ThreeFiguresProps) {
  return (
    <div className="three">
      <Figure name="You saw" value={seen.onHand} below={`version ${seen.version}`} />
      <Figure name="Now" value={current.onHand} below={`version ${current.version}`} now />
      <Figure name="You typed" value={typed} below={difference} />
    </div>
  );
}

function Figure({
  name,
  value,
  below,
  now = false,
}: {
  name: string;
  value: number;
  below: string;
  now?: boolean;
}) {
  return (
    <div className={now ? "now" : undefined}>
      <span className="name">{name}</span>
      <span className="mid">{figure(value)}</span>
      <span className="name">{below}</span>
    </div>
  );
}
