import type { LinkComponent } from "./link-component.tsx";
import { Wordmark } from "./wordmark.tsx";

export type FooterColumn = {
  readonly title: string;
  readonly links: readonly (readonly [string, string])[];
};

/** Where everything else is. Only pages that exist. */
export function Footer({
  words,
  columns,
  end,
  home,
  Link,
}: {
  readonly words: string;
  readonly columns: readonly FooterColumn[];
  readonly end: readonly string[];
  /** The link to the first page: what is seen, and its accessible name. */
  readonly home: { readonly name: string; readonly label: string };
  readonly Link: LinkComponent;
}) {
  return (
    <footer className="footer">
      <div className="wrap">
        <div className="footer-row">
          <div className="footer-text">
            <Link href="/" aria-label={home.label}>
              <Wordmark name={home.name} />
            </Link>
            <p className="quiet">{words}</p>
          </div>
          {columns.map(({ title, links }) => (
            <div key={title}>
              <h2 className="subheading">{title}</h2>
              <ul>
                {links.map(([name, href]) => (
                  <li key={href}>
                    <Link href={href}>{name}</Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="footer-end">
          {end.map((sentence) => (
            <span key={sentence} className="figure">
              {sentence}
            </span>
          ))}
        </div>
      </div>
    </footer>
  );
}
