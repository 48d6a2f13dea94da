"use client";

import { Button } from "@scarlet/ui/actions/button";
import { BellIcon } from "@scarlet/ui/layout/drawings";
import { useOnline } from "@scarlet/web/browser/use-online";
import { useEffect, useId, useState } from "react";
import { backInStockCopy } from "../copy/back-in-stock.ts";
import { useKeptFocus } from "../product/use-kept-focus.ts";
import { TellMeButton, TellMeField } from "./tell-me-parts.tsx";
import { useTellMe } from "./use-tell-me.ts";

type Props = {
  readonly sku: string;
  readonly title: string;
  /** Tells it where screen readers hear it. */
  readonly say: (sentence: string) => void;
};

/** On a line of the cart that is sold out: the wish, and once it is pressed the form in its place. */
export function TellMeLine({ sku, title, say }: Props) {
  const tell = useTellMe({ sku, title, soldOut: true, say });
  const [isOpen, setOpen] = useState(false);
  const online = useOnline();
  const id = useId();
  const isShown = isOpen || tell.asked !== undefined;
  const focus = useKeptFocus<HTMLFormElement>(
    isShown ? (tell.asked === undefined ? "ask" : "asked") : "wish",
  );
  const { field } = tell;
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen, field]);
  const wish = () => {
    setOpen(true);
    void tell.wish();
  };
  return (
    <form
      {...focus}
      className={isShown ? "buy-row tell-me tell-me-line" : undefined}
      method="post"
      noValidate
      onSubmit={(event) => void tell.press(event)}
    >
      {isShown ? (
        <>
          <TellMeField tell={tell} id={id} />
          <TellMeButton tell={tell} offline={!online} />
        </>
      ) : (
        <Button small icon={BellIcon} aria-label={backInStockCopy.labelOf(title)} onClick={wish}>
          {backInStockCopy.label}
        </Button>
      )}
    </form>
  );
}
