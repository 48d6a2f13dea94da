/**
 * Lets readers join a load that is **already under way**, which a batcher never does. That is safe only for what cannot
 * have changed since the load began: so the name must carry the version or generation that the reader learned after its
 * own request began.
 */
export type SingleFlight<T> = {
  /** Whether a load of this name is under way. */
  has(name: string): boolean;
  /** Joins the load of this name, or begins it. When it fails, all who joined are told, and the next begins anew. */
  join(name: string, load: () => Promise<T>): Promise<T>;
};

export function createSingleFlight<T>(): SingleFlight<T> {
  const underWay = new Map<string, Promise<T>>();
  return {
    has: (name) => underWay.has(name),
    join(name, load) {
      const known = underWay.get(name);
      if (known) return known;
      const flight = load().finally(() => underWay.delete(name));
      underWay.set(name, flight);
      return flight;
    },
  };
}
