import type { ComponentProps, ReactNode } from "react";
import { CHOSEN_THEME_SCRIPT } from "../actions/chosen-theme-script.ts";
import type { Theme } from "../actions/theme.tsx";

/** The last element of the body. */
const END = "page-end";

type Props = Omit<ComponentProps<"html">, "children" | "nonce" | "suppressHydrationWarning"> & {
  readonly lang: string;
  /**
   * Undefined leaves it to the system. "as-chosen-here": a script in the head sets what the visitor chose before anything
   * is painted, so that the document is the same for everybody.
   */
  readonly theme: Theme | "as-chosen-here" | undefined;
  /** For that script, where the page's policy asks for one. */
  readonly nonce?: string | undefined;
  /** The way past the header, to the element with the id `main`. */
  readonly skipLabel: string;
  readonly children: ReactNode;
};

/**
 * The document around every page. Rendering is blocked until the HTML has come in down to its end: painted earlier, on
 * a slow machine, centred and right-aligned content moves while its neighbours arrive. Browsers without `rel=expect`
 * paint as they always did.
 */
export function HtmlDocument({ theme, nonce, skipLabel, children, ...attributes }: Props) {
  const isChosenHere = theme === "as-chosen-here";
  return (
    // The script below, or a press of the theme's button, changes an attribute that React has rendered.
    <html {...attributes} data-theme={isChosenHere ? undefined : theme} suppressHydrationWarning>
      <head>
        {isChosenHere && (
          <script
            nonce={nonce}
            suppressHydrationWarning
            // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours.
            dangerouslySetInnerHTML={{ __html: CHOSEN_THEME_SCRIPT }}
          />
        )}
        <link rel="expect" href={`#${END}`} blocking="render" />
      </head>
      <body>
        <a className="skip-link" href="#main">
          {skipLabel}
        </a>
        {children}
        <span id={END} hidden />
      </body>
    </html>
  );
}
