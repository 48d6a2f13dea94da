/** Loads under way in this process, so that many readers of one missing thing ask the database once. */
export type Flights<T> = {
  /**
   * Joins the load under this name, or begins it. The name must carry the stamp that the reader saw after its request
   * began: then a load that began before a change is never joined by a read that began after it.
   */
  join(name: string, load: () => Promise<T>): Promise<T>;
};

export function createFlights<T>(): Flights<T> {
  const underWay = new Map<string, Promise<T>>();
  return {
    join(name, load) {
      const known = underWay.get(name);
      if (known) return known;
      const flight = load().finally(() => underWay.delete(name));
      underWay.set(name, flight);
      return flight;
    },
  };
}
