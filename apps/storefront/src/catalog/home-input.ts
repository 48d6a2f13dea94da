/** A few of each shelf, newest first: six small questions that travel as one. */
export const shelfTaste = (category: string) => ({ category, limit: 3 });

/** The dearest thing, whatever its stock: a feature does not change its place because somebody bought one. */
export const DEAREST = { sort: "price_desc" as const, limit: 1 };
