import { Hint } from "@scarlet/ui/forms/hint";
import { cachePagesCopy } from "../copy/cache/pages.ts";
import { Section } from "../parts/layout/section.tsx";
import type { Health } from "./health.ts";

/** How many pages of the storefront were sent from what it had kept, since the API processes began. */
export function Pages({ pages }: { pages: Health["pages"] }) {
  const shared = pages.hit + pages.render;
  return (
    <Section name={cachePagesCopy.head}>
      <div className="row row-baseline">
        <span className="display-medium">
          {shared === 0 ? cachePagesCopy.none : cachePagesCopy.share(pages.hit / shared)}
        </span>
        <span className="quiet">{cachePagesCopy.detail(pages.hit, pages.render, pages.private)}</span>
      </div>
      <Hint>{cachePagesCopy.how}</Hint>
    </Section>
  );
}
