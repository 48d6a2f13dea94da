import type { ComponentProps, ReactNode } from "react";
import type { Theme } from "../actions/theme.tsx";

/** The last element of the body. */
const END = "page-end";

type Props = Omit<ComponentProps<"html">, "children" | "suppressHydrationWarning"> & {
  readonly lang: string;
  /** Undefined leaves it to the system. */
  readonly theme: Theme | undefined;
  /** The way past the header, to the element with the id `main`. */
  readonly skipLabel: string;
  readonly children: ReactNode;
};

/**
 * The document around every page. Rendering is blocked until the HTML has come in down to its end: painted earlier, on
 * a slow machine, centred and right-aligned content moves while its neighbours arrive. Browsers without `rel=expect`
 * paint as they always did.
 */
export function HtmlDocument({ theme, skipLabel, children, ...attributes }: Props) {
  return (
    // A press of the theme's button changes an attribute that React has rendered.
    <html {...attributes} data-theme={theme} suppressHydrationWarning>
      <head>
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
