import type { ReactNode } from "react";
import type { Art } from "../art/art-path.ts";
import type { LinkComponent } from "../layout/link-component.tsx";
import { Photo } from "../product/photo.tsx";
import { Price } from "../product/price.tsx";

type Props = {
  readonly href: string;
  readonly title: string;
  readonly choice: string;
  readonly art: Art;
  /** How many there are. */
  readonly stock: ReactNode;
  readonly isSoldOut: boolean;
  readonly totalMinor: number;
  /** The total at the price that was seen when it was added, when that was another. */
  readonly oldTotalMinor?: number | undefined;
  readonly notice?: ReactNode;
  /** Stepper and Remove. */
  readonly children: ReactNode;
  readonly Link: LinkComponent;
};

/** One line of the cart. Sold-out lines stay, struck through. */
export function CartLine(line: Props) {
  const { href, isSoldOut, totalMinor, oldTotalMinor, Link } = line;
  return (
    <li>
      <Link href={href} tabIndex={-1} aria-hidden>
        <Photo art={line.art} />
      </Link>
      <div className="line">
        <div className="card-row">
          <div className="line-name">
            <Link className="card-name" href={href}>
              {line.title}
            </Link>
            {line.choice && <span className="quiet small">{line.choice}</span>}
            {line.stock}
          </div>
          <span>
            {oldTotalMinor !== undefined && !isSoldOut && (
              <>
                <Price amountMinor={oldTotalMinor} old />{" "}
              </>
            )}
            <Price amountMinor={totalMinor} old={isSoldOut} />
          </span>
        </div>
        {line.notice}
        <div className="line-foot">{line.children}</div>
      </div>
    </li>
  );
}

/** A line that cannot be changed any more: at checkout and on orders. */
export function FixedCartLine({
  title,
  choice,
  art,
  totalMinor,
}: {
  readonly title: ReactNode;
  readonly choice: string;
  readonly art: Art;
  readonly totalMinor: number;
}) {
  return (
    <li>
      <Photo art={art} />
      <div className="line line-tight">
        <div className="card-row">
          <span className="card-name">{title}</span>
          <Price amountMinor={totalMinor} />
        </div>
        <span className="quiet small">{choice}</span>
      </div>
    </li>
  );
}
