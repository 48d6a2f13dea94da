import { ArrowLeftIcon, ArrowRightIcon } from "./drawings.tsx";
import { Icon, type IconDrawing } from "./icon.tsx";
import type { LinkComponent } from "./link-component.tsx";

type Props = {
  /** The present page; 0 beyond the numbered ones. */
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
  /** Where the list goes on beyond the last number, by cursor. */
  readonly onwards?: string | undefined;
  readonly labels: {
    readonly pages: string;
    readonly page: (page: number) => string;
    readonly previous: string;
    readonly next: string;
  };
  readonly Link: LinkComponent;
};

/** Real links: numbers while the list is known, arrows at the ends. */
export function Pagination({ page, pages, hrefOf, onwards, labels, Link }: Props) {
  const before = page > 1 ? hrefOf(page - 1) : undefined;
  const after = page > 0 && page < pages ? hrefOf(page + 1) : onwards;
  return (
    <nav className="pagination" aria-label={labels.pages}>
      <Arrow href={before} name={labels.previous} icon={ArrowLeftIcon} Link={Link} />
      {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
        <Link
          key={number}
          href={hrefOf(number)}
          aria-label={labels.page(number)}
          aria-current={number === page ? "page" : undefined}
        >
          {number}
        </Link>
      ))}
      <Arrow href={after} name={labels.next} icon={ArrowRightIcon} Link={Link} />
    </nav>
  );
}

function Arrow(props: {
  readonly href: string | undefined;
  readonly name: string;
  readonly icon: IconDrawing;
  readonly Link: LinkComponent;
}) {
  const { href, name, icon, Link } = props;
  if (href === undefined)
    return (
      <span className="quiet" aria-hidden="true">
        <Icon of={icon} />
      </span>
    );
  return (
    <Link href={href} aria-label={name}>
      <Icon of={icon} />
    </Link>
  );
}
