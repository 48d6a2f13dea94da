import type { StockLevel } from "@scarlet/domain/catalog";
import type { ReactNode } from "react";
import type { Art } from "../art/art-path.ts";
import type { LinkComponent } from "../layout/link-component.tsx";
import { Photo } from "./photo.tsx";
import { Price } from "./price.tsx";
import { Swatches } from "./swatches.tsx";

export type ProductTileProps = {
  readonly href: string;
  readonly title: string;
  readonly art: Art;
  readonly artName: string;
  readonly priceMinor: number;
  readonly level: StockLevel;
  /** How many there are. */
  readonly stock: ReactNode;
  readonly colours: readonly string[];
  readonly coloursLabel: string;
  readonly tag?: string;
  /** On the picture while it is sold out. */
  readonly soldOutTag: string;
  readonly eager?: boolean;
  readonly Link: LinkComponent;
};

/** A product on a shelf: the photograph is the card, and the whole card is one link. */
export function ProductTile(card: ProductTileProps) {
  const { Link } = card;
  return (
    <li className="card" data-level={card.level}>
      <Photo
        art={card.art}
        alt={`${card.title}, ${card.artName}`}
        second
        soldOutTag={card.level === "out" ? card.soldOutTag : undefined}
        {...(card.eager && { eager: true })}
      >
        {card.tag && <span className="card-tag">{card.tag}</span>}
      </Photo>
      <div className="card-text">
        <div className="card-row">
          <Link className="card-link card-name" href={card.href}>
            {card.title}
          </Link>
          <Price amountMinor={card.priceMinor} />
        </div>
        <div className="card-row">
          {card.stock}
          {card.colours.length > 1 && <Swatches colours={card.colours} label={card.coloursLabel} />}
        </div>
      </div>
    </li>
  );
}
