/** About as many products as a page and a cart show: more would only make the header longer. */
const MAX_PRODUCTS = 64;

/**
 * The highest stock version of each product that this tab has seen. It is sent with every request, so that the API
 * answers with nothing older even where its cache is wrong. The product that was seen longest ago is dropped first.
 */
export class SeenVersions {
  readonly #seen = new Map<string, number>();

  /** Notes every product inside an answer. */
  note(answer: unknown): void {
    if (Array.isArray(answer)) for (const each of answer) this.note(each);
    else if (typeof answer === "object" && answer !== null) {
      const { id, productId, stockVersion } = answer as Record<string, unknown>;
      const name = productId ?? id;
      if (typeof name === "string" && typeof stockVersion === "number") this.#raise(name, stockVersion);
      for (const each of Object.values(answer)) this.note(each);
    }
  }

  /** The header `x-stock-seen`; nothing as long as nothing was seen. */
  headers(): Record<string, string> {
    if (this.#seen.size === 0) return {};
    return { "x-stock-seen": [...this.#seen].map(([id, version]) => `${id}=${version}`).join(",") };
  }

  #raise(id: string, version: number): void {
    const highest = Math.max(version, this.#seen.get(id) ?? 0);
    if (highest <= 0) return;
    this.#seen.delete(id);
    this.#seen.set(id, highest);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MAX_PRODUCTS && oldest !== undefined) this.#seen.delete(oldest);
  }
}
