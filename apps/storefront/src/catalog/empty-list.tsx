import { buttonClass } from "@scarlet/ui/actions/button";
import { filtersCopy } from "../copy/filters.ts";
import { placesCopy } from "../copy/places.ts";
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
  const { title, text, href, action } = wordsFor(base, listParams, { filtered, onwards });
  return (
    <div className="empty-list">
      <h2 className="heading">{title}</h2>
      <p className="quiet">{text}</p>
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
      ...filtersCopy.soldOutSoFar,
      href: onwards,
      action: filtersCopy.lookFurther,
    };
  if (filtered)
    return {
      ...filtersCopy.nothingFits,
      href: hrefOf(base, readListParams({ sort: listParams.sort })),
      action: filtersCopy.takeFiltersAway,
    };
  return {
    ...filtersCopy.emptyShelf,
    href: "/products",
    action: placesCopy.seeWhatIsHere,
  };
}
