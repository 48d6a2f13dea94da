import "server-only";

/**
 * What earlier pages found out: which shelves there are, what is shown large. The next page asks for what it is likely to
 * need at once, together with what tells whether it does, instead of after that: one call of the API for a page. What
 * turns out otherwise costs a second call, and is never shown.
 */
let home: { readonly shelves: readonly string[]; readonly featured: string | undefined } | undefined;

export const expected = {
  home: () => home,
  noteHome(found: NonNullable<typeof home>): void {
    home = found;
  },
};
