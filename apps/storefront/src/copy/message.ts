/** What a notice says: the fact, then what it means. */
export type Message = { readonly title: string; readonly text: string };
