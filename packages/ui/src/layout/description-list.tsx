import type { ReactNode } from "react";

/** Names and what they are, between hairlines. */
export function DescriptionList({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="description-list">
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figure">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
