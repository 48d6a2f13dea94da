"use client";

import type { CartLine } from "@scarlet/domain/cart";
import type { ProductView, SkuView } from "@scarlet/domain/catalog";
import type { ButtonState } from "@scarlet/ui/actions/button";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useEffect, useState } from "react";
import { useOpenCart } from "../cart/cart-drawer.tsx";
import { useAddToCart, useCart } from "../cart/use-cart.ts";
import { expectCart } from "../cart/use-drawer-content.ts";
import type { Message } from "../copy/message.ts";
import { placesCopy } from "../copy/places.ts";
import { productCopy } from "../copy/product.ts";
import { choiceWords } from "../format/choice.ts";
import { shortfall } from "../stock/shortfall.ts";
import { stillHere } from "./option-groups.ts";

const DONE_MS = 1_800;

type Outcome = { readonly sku: string; readonly said: Message };

/** The buy button's state, what it says when the shop refuses, and the press itself. */
export function useBuy(product: ProductView, sku: SkuView) {
  const add = useAddToCart();
  const intent = useIntent();
  const openCart = useOpenCart();
  const showToast = useToast();
  const inCart = useCart()?.lines.find((line) => line.sku === sku.sku)?.quantity ?? 0;
  const [state, setState] = useState<ButtonState>("ready");
  const [outcome, setOutcome] = useState<Outcome>();

  useEffect(() => {
    if (state !== "done") return;
    const timer = setTimeout(() => setState("ready"), DONE_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const buy = async (quantity: number) => {
    setState("pending");
    expectCart();
    setOutcome(undefined);
    const line = lineOf(product, sku, quantity);
    // What the cart has is part of the wish: adding one and then one more are two intents.
    const key = intent.keyFor([sku.sku, quantity, inCart]);
    try {
      await add.mutateAsync({ line, key });
      intent.answered();
      setState("done");
      const added = { title: product.title, choice: choiceWords(sku.options), quantity };
      showToast({
        text: productCopy.isInCart(product.title),
        action: { name: placesCopy.viewCart, act: () => openCart(added) },
      });
    } catch (error) {
      if (refusalOf(error)) intent.answered();
      setState("ready");
      setOutcome({ sku: sku.sku, said: whyNot(error, { product, sku, asked: quantity, inCart }) });
    }
  };
  return { buy, state, inCart, said: outcome?.sku === sku.sku ? outcome.said : undefined };
}

type Wish = {
  readonly product: ProductView;
  readonly sku: SkuView;
  readonly asked: number;
  readonly inCart: number;
};

function whyNot(error: unknown, { product, sku, asked, inCart }: Wish): Message {
  const refusal = refusalOf(error);
  const left = shortfall(refusal)?.[sku.sku];
  if (left !== undefined)
    return productCopy.fellShort({ left, asked, inCart, others: stillHere(product, sku) });
  if (refusal !== undefined) return { title: productCopy.nothingAdded, text: refusal.sentence };
  return productCopy.addUnanswered;
}

/** The line as it will stand in the cart, shown before the shop has answered. */
function lineOf(product: ProductView, sku: SkuView, quantity: number): CartLine {
  return {
    sku: sku.sku,
    productId: product.id,
    slug: product.slug,
    title: product.title,
    options: sku.options,
    art: sku.art,
    quantity,
    askedQuantity: quantity,
    unitPriceMinor: sku.priceMinor,
    seenPriceMinor: sku.priceMinor,
    lineTotalMinor: sku.priceMinor * quantity,
    availableStock: sku.availableStock,
    lowStockAt: sku.lowStockAt,
    stockVersion: product.stockVersion,
  };
}
