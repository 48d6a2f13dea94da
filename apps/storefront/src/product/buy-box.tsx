"use client";

import { standardDeliveryText } from "@scarlet/domain/cart";
import type { ProductView, SkuView } from "@scarlet/domain/catalog";
import { Notice } from "@scarlet/ui/feedback/notice";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { DescriptionList } from "@scarlet/ui/layout/description-list";
import { BuyBar } from "@scarlet/ui/product/buy-bar";
import { OptionPicker } from "@scarlet/ui/product/option-picker";
import { Price } from "@scarlet/ui/product/price";
import { useOnline } from "@scarlet/web/browser/use-online";
import { TellMeLink } from "../back-in-stock/tell-me-parts.tsx";
import { useTellMe } from "../back-in-stock/use-tell-me.ts";
import type { Message } from "../copy/message.ts";
import { productCopy } from "../copy/product.ts";
import { HeldNotice } from "../orders/held-notice.tsx";
import { type HeldPieces, heldPieces } from "../orders/held-pieces.ts";
import { useHeld } from "../orders/use-held.ts";
import { useStillHeld } from "../orders/use-still-held.ts";
import { AvailableStock } from "../stock/available-stock.tsx";
import { BuyButton } from "./buy-button.tsx";
import { BuyHint } from "./buy-hint.tsx";
import { BuyRow } from "./buy-row.tsx";
import { optionGroupsOf, stillHere } from "./option-groups.ts";
import { StockOfSku } from "./stock-of-sku.tsx";
import { useBuy } from "./use-buy.ts";
import { useOutOfSight } from "./use-out-of-sight.ts";
import { useQuantity } from "./use-quantity.ts";

/** The hint under the button, which says what a press does. */
const HINT_ID = "buy-hint";

type Props = {
  readonly product: ProductView;
  readonly sku: SkuView;
  readonly onChoose: (name: string, value: string) => void;
  readonly holdWords: string;
};

/** Everything that buying takes: price, choice, count, number, button. */
export function BuyBox({ product, sku, onChoose, holdWords }: Props) {
  const { buy, state, said } = useBuy(product, sku);
  const quantity = useQuantity(sku.sku, sku.availableStock);
  const online = useOnline();
  const [row, rowIsAway] = useOutOfSight<HTMLDivElement>();
  const soldOut = sku.availableStock <= 0;
  // What falls short may be on hold for the very visitor: then nobody else was quicker.
  const held = useStillHeld(heldPieces(useHeld(soldOut || said !== undefined), sku.sku));
  const showToast = useToast();
  const say = (text: string) => showToast({ text });
  const tell = useTellMe({ sku: sku.sku, title: product.title, soldOut, say });
  const isTelling = soldOut && state === "ready";
  const button = { state, offline: !online, onBuy: () => void buy(quantity.value) };
  return (
    <>
      <div className="buy-box">
        <div className="buy-box-head">
          <h1 className="title">{product.title}</h1>
          <p className="price figure">
            <Price amountMinor={sku.priceMinor} /> <span className="small quiet">{productCopy.withVat}</span>
          </p>
        </div>
        <p className="quiet buy-box-text">{product.description}</p>
        <BuySaid said={said} held={said === undefined ? undefined : held} />
        {optionGroupsOf(product, sku).map((group) => (
          <OptionPicker
            key={group.name}
            {...group}
            soldOutLabel={productCopy.optionSoldOut}
            onChoose={(value) => onChoose(group.name, value)}
          />
        ))}
        <StockOfSku sku={sku} />
        <div className="buy" ref={row}>
          <BuyRow {...{ sku, quantity, button, tell, isTelling, held }} hintId={HINT_ID} />
          <BuyHint
            id={HINT_ID}
            soldOut={soldOut}
            held={held}
            others={stillHere(product, sku)}
            hint={quantity.hint}
            hold={holdWords}
          />
        </div>
        <Facts product={product} />
      </div>
      <BuyBar
        priceMinor={sku.priceMinor}
        stock={<AvailableStock available={sku.availableStock} lowStockAt={sku.lowStockAt} />}
        shown={rowIsAway}
        above={held === undefined && <BuySaid said={said} held={undefined} silent />}
      >
        {isTelling ? <TellMeLink tell={tell} /> : <BuyButton {...button} />}
      </BuyBar>
    </>
  );
}

function Facts({ product }: { readonly product: ProductView }) {
  return (
    <DescriptionList
      facts={[
        [productCopy.material, product.materials],
        [productCopy.size, product.dimensions],
        [productCopy.care, product.care],
        [productCopy.delivery, productCopy.deliveryTerms(standardDeliveryText())],
      ]}
    />
  );
}

/** Why nothing was added, or that what falls short is on hold for this very visitor. */
function BuySaid(props: {
  readonly said: Message | undefined;
  readonly held: HeldPieces | undefined;
  readonly silent?: boolean;
}) {
  const { said, held, silent = false } = props;
  if (held !== undefined) return <HeldNotice pieces={held} />;
  return (
    said && (
      <Notice kind="danger" title={said.title} silent={silent}>
        {said.text}
      </Notice>
    )
  );
}
