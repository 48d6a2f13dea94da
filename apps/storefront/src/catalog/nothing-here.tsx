import { buttonClass } from "@scarlet/ui/button";
import { ShopLink } from "../shell/shop-link.tsx";
import { hrefOf, type Place, readPlace } from "./place.ts";

type Props = {
  readonly base: string;
  readonly place: Place;
  /** Where the list goes on, when so far everything was sold out. */
  readonly onwards: string | undefined;
};

/** A list that the filters emptied, or a shelf with nothing on it. */
export function NothingHere({ base, place, onwards }: Props) {
  const filtered = place.inStock || place.min !== undefined || place.max !== undefined;
  const { head, line, href, action } = wordsFor(base, place, { filtered, onwards });
  return (
    <div className="nothing">
      <h2 className="heading">{head}</h2>
      <p className="quiet">{line}</p>
      <ShopLink className={buttonClass({ kind: "ink" })} href={href}>
        {action}
      </ShopLink>
    </div>
  );
}

function wordsFor(
  base: string,
  place: Place,
  { filtered, onwards }: { filtered: boolean; onwards: string | undefined },
) {
  if (onwards !== undefined)
    return {
      head: "Everything so far is sold out.",
      line: "There is more on this shelf that we have not looked at.",
      href: onwards,
      action: "Look further",
    };
  if (filtered)
    return {
      head: "Nothing fits these filters.",
      line: "Take one away, or look at everything that is here.",
      href: hrefOf(base, readPlace({ sort: place.sort })),
      action: "Take the filters away",
    };
  return {
    head: "This shelf is empty.",
    line: "The other shelves are not.",
    href: "/products",
    action: "See what is here",
  };
}
