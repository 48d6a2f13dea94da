export type Lock = {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
};

/** Optional packages that an entry of the lockfile names and the lockfile lacks. */
export function missingFromLock({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFrom(place).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${place} needs ${name}`),
  );
}

/** Where Node looks from here: beside it, then further and further out. */
function placesFrom(place: string): readonly string[] {
  const parts = place === "" ? [] : place.split("/");
  return Array.from({ length: parts.length + 1 }, (_, index) =>
    parts.slice(0, parts.length - index).join("/"),
  ).map((folder) => (folder === "" ? "" : `${folder}/`));
}
