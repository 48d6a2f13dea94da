import { Bone } from "@scarlet/ui/skeleton";
import { StockLine } from "@scarlet/ui/stock-line";

const EIGHT = ["a", "b", "c", "d", "e", "f", "g", "h"];
const PICTURES = ["a", "b", "c"];
const LINES = ["72%", "94%", "61%"];

/** Cards on their way, in the size of what comes. Stock is not guessed. */
export function CardBones() {
  return (
    <ul className="grid" aria-hidden="true">
      {EIGHT.map((name) => (
        <li key={name} className="card">
          <div className="photo bone" />
          <div className="card-words">
            <Bone line style={{ width: "60%" }} />
            <StockLine available={undefined} lowStockAt={0} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A list on its way. */
export function ListBones() {
  return (
    <div className="wrap">
      <div className="crumbs" aria-hidden="true">
        <Bone line style={{ width: "8rem" }} />
      </div>
      <div className="list-head" aria-hidden="true">
        <Bone style={{ width: "min(22rem, 70%)", height: "2.75rem" }} />
        <Bone line style={{ width: "min(34rem, 92%)" }} />
      </div>
      <CardBones />
    </div>
  );
}

/** A product on its way. */
export function ProductBones() {
  return (
    <div className="wrap" aria-hidden="true">
      <div className="crumbs">
        <Bone line style={{ width: "14rem" }} />
      </div>
      <div className="product">
        <div className="gallery">
          <div className="gallery-thumbs">
            {PICTURES.map((name) => (
              <div key={name} className="photo bone" />
            ))}
          </div>
          <div className="gallery-main">
            <div className="photo bone" />
          </div>
        </div>
        <div className="buybox">
          <Bone style={{ width: "70%", height: "2.75rem" }} />
          <Bone line style={{ width: "5rem" }} />
          {LINES.map((width) => (
            <Bone key={width} line style={{ width }} />
          ))}
          <div className="count" data-level="unknown">
            <StockLine available={undefined} lowStockAt={0} small={false} />
          </div>
          <Bone style={{ height: "3.5rem" }} />
        </div>
      </div>
    </div>
  );
}
