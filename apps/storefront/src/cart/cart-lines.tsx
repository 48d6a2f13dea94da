"use client";

import type { CartView, CartLine as Line } from "@scarlet/domain/cart";
import { Stepper } from "@scarlet/ui/actions/stepper";
import { Notice } from "@scarlet/ui/feedback/notice";
import { CartLine } from "@scarlet/ui/order/cart-line";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useState } from "react";
import { TellMeLine } from "../back-in-stock/tell-me-line.tsx";
import { answersCopy } from "../copy/answers.ts";
import { cartCopy } from "../copy/cart.ts";
import { quantityLabels } from "../copy/quantity.ts";
import { choiceWords } from "../format/choice.ts";
import { HeldNotice } from "../orders/held-notice.tsx";
import { heldPieces } from "../orders/held-pieces.ts";
import { useHeld } from "../orders/use-held.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { AvailableStock } from "../stock/available-stock.tsx";
import { DidNotFitNotice } from "./did-not-fit-notice.tsx";
import { lineNotice } from "./line-notice.ts";
import { useChangeQuantity, useRemoveLine } from "./use-cart.ts";

/** The things in the cart: how many, what changed, and the way out. */
export function CartLines({ cart, small = false }: { readonly cart: CartView; readonly small?: boolean }) {
  const change = useChangeQuantity();
  const remove = useRemoveLine();
  const failed = change.error ?? remove.error;
  const isShort = cart.lines.some(({ availableStock, askedQuantity }) => availableStock < askedQuantity);
  const held = useHeld(isShort);
  const [said, setSaid] = useState("");
  return (
    <>
      {failed !== null && (
        <Notice kind="danger" title={cartCopy.nothingChanged}>
          {refusalOf(failed)?.sentence ?? answersCopy.noAnswerTryAgain}
        </Notice>
      )}
      <DidNotFitNotice cart={cart} />
      {/* Of the lines: in the drawer, which is modal, no other place is heard. */}
      <p className="hidden-text" role="status">
        {said}
      </p>
      <Lines {...{ cart, held, small }} onQuantity={change.mutate} onRemove={remove.mutate} say={setSaid} />
    </>
  );
}

type LinesProps = {
  readonly cart: CartView;
  readonly held: ReturnType<typeof useHeld>;
  readonly small: boolean;
  readonly onQuantity: (wish: { readonly sku: string; readonly quantity: number }) => void;
  readonly onRemove: (wish: { readonly sku: string }) => void;
  readonly say: (sentence: string) => void;
};

function Lines({ cart, held, small, onQuantity, onRemove, say }: LinesProps) {
  return (
    <ul className={small ? "lines lines-small" : "lines"}>
      {cart.lines.map((line) => (
        <CartLine
          key={line.sku}
          Link={ShopLink}
          href={`/products/${line.slug}?sku=${line.sku}`}
          title={line.title}
          choice={choiceWords(line.options)}
          art={line.art}
          stock={<AvailableStock available={line.availableStock} lowStockAt={line.lowStockAt} />}
          isSoldOut={line.availableStock <= 0}
          totalMinor={line.lineTotalMinor}
          oldTotalMinor={
            line.seenPriceMinor > line.unitPriceMinor ? line.seenPriceMinor * line.quantity : undefined
          }
          notice={<LineNotice line={line} held={held} />}
        >
          {line.availableStock > 0 ? (
            <Stepper
              small
              labels={quantityLabels(line.title)}
              value={line.quantity}
              max={line.availableStock}
              onChange={(quantity) => onQuantity({ sku: line.sku, quantity })}
            />
          ) : (
            <TellMeLine sku={line.sku} title={line.title} say={say} />
          )}
          <button
            type="button"
            className="link small"
            aria-label={cartCopy.line.removeOf(line.title)}
            onClick={() => onRemove({ sku: line.sku })}
          >
            {cartCopy.line.remove}
          </button>
        </CartLine>
      ))}
    </ul>
  );
}

function LineNotice({ line, held }: { readonly line: Line; readonly held: LinesProps["held"] }) {
  const notice = lineNotice(line);
  const pieces = line.availableStock < line.askedQuantity ? heldPieces(held, line.sku) : undefined;
  if (pieces !== undefined) return <HeldNotice pieces={pieces} slim />;
  return (
    notice && (
      <Notice kind={notice.kind} slim still>
        {notice.text}
      </Notice>
    )
  );
}
