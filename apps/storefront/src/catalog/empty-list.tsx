import { buttonClass } from "@scarlet/ui/actions/button";
import { ShopLink } from "../shell/shop-link.tsx";
import { hrefOf, type ListParams, readListParams } from "./search-params.ts";

type Props = {
  readonly base: string;
  readonly listParams: ListParams;
  /** Where the list goes on, when so far everything was sold out. */
  readonly onwards: string | undefined;
};

/** A list that the filters emptied, or a shelf with nothing on it. */
export function EmptyList({ base, listParams, onwards }: Props) {
  const filtered = listParams.inStock || listParams.min !== undefined || listParams.max !== undefined;
  const { head, line, href, action } = wordsFor(base, listParams, { filtered, onwards });
  return (
    <div className="empty-list">
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
  listParams: ListParams,
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
      href: hrefOf(base, readListParams({ sort: listParams.sort })),
      action: "Take the filters away",
    };
  return {
    head: "This shelf is empty.",
    line: "The other shelves are not.",
    href: "/products",
    action: "See what is here",
  };
}
