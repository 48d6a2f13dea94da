/** A few of each shelf, newest first: six small questions that travel as one. */
export const shelfTaste = (category: string) => ({ category, limit: 3 });
