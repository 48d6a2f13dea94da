/** One more than is shown, because the product itself stands on its shelf too. */
export const sameShelfInput = (category: string) => ({ category, limit: 5 });
