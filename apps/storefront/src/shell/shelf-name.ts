/** A shelf's short name, for the header: its slug as a word. */
export function shortName(slug: string): string {
  return slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll("-", " ");
}
