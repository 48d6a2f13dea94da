import type { ComponentType, ReactNode } from "react";

export type LinkProps = {
  readonly href: string;
  readonly className?: string;
  readonly children?: ReactNode;
  readonly rel?: string;
  readonly tabIndex?: number;
  readonly "aria-label"?: string;
  readonly "aria-hidden"?: boolean;
  readonly "aria-current"?: "page" | undefined;
};

/** How a part links: each app hands in its router's link, so that parts know no router. */
export type LinkComponent = ComponentType<LinkProps>;
