import { Skeleton } from "@scarlet/ui/feedback/skeleton";
import { AvailableStock } from "../stock/available-stock.tsx";

const CARD_KEYS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const PICTURE_KEYS = ["a", "b", "c"];
const LINE_WIDTHS = ["72%", "94%", "61%"];

/** Skeletons of product cards, in their final size. Stock is not guessed. */
export function CardSkeletons() {
  return (
    <ul className="grid" aria-hidden="true">
      {CARD_KEYS.map((name) => (
        <li key={name} className="card">
          <div className="photo skeleton" />
          <div className="card-text">
            <Skeleton line style={{ width: "60%" }} />
            <AvailableStock available={undefined} lowStockAt={0} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A list that is loading. */
export function ListSkeleton() {
  return (
    <div className="wrap">
      <div className="breadcrumbs" aria-hidden="true">
        <Skeleton line style={{ width: "8rem" }} />
      </div>
      <div className="list-head" aria-hidden="true">
        <Skeleton style={{ width: "min(22rem, 70%)", height: "2.75rem" }} />
        <Skeleton line style={{ width: "min(34rem, 92%)" }} />
      </div>
      <CardSkeletons />
    </div>
  );
}

/** A product that is loading. */
export function ProductSkeleton() {
  return (
    <div className="wrap" aria-hidden="true">
      <div className="breadcrumbs">
        <Skeleton line style={{ width: "14rem" }} />
      </div>
      <div className="product">
        <div className="gallery">
          <div className="gallery-thumbs">
            {PICTURE_KEYS.map((name) => (
              <div key={name} className="photo skeleton" />
            ))}
          </div>
          <div className="gallery-main">
            <div className="photo skeleton" />
          </div>
        </div>
        <div className="buy-box">
          <Skeleton style={{ width: "70%", height: "2.75rem" }} />
          <Skeleton line style={{ width: "5rem" }} />
          {LINE_WIDTHS.map((width) => (
            <Skeleton key={width} line style={{ width }} />
          ))}
          <div className="stock-count" data-level="unknown">
            <AvailableStock available={undefined} lowStockAt={0} small={false} />
          </div>
          <Skeleton style={{ height: "3.5rem" }} />
        </div>
      </div>
    </div>
  );
}
