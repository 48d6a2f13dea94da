import { buttonClass } from "@scarlet/ui/button";
import { ShopLink } from "../shell/shop-link.tsx";
import { hrefOf, type Place, readPlace } from "./place.ts";

/** A list that the filters emptied, or a shelf with nothing on it. */
export function NothingHere({ base, place }: { readonly base: string; readonly place: Place }) {
  const filtered = place.inStock || place.min !== undefined || place.max !== undefined;
  return (
    <div className="nothing">
      <h2 className="heading">{filtered ? "Nothing fits these filters." : "This shelf is empty."}</h2>
      <p className="quiet">
        {filtered ? "Take one away, or look at everything that is here." : "The other shelves are not."}
      </p>
      <ShopLink
        className={buttonClass({ kind: "ink" })}
        href={filtered ? hrefOf(base, readPlace({ sort: place.sort })) : "/products"}
      >
        {filtered ? "Take the filters away" : "See what is here"}
      </ShopLink>
    </div>
  );
}
