import { Hint } from "@scarlet/ui/forms/hint";
import { cacheFigures } from "../copy/cache/figures.ts";
import { cacheWritesCopy } from "../copy/cache/writes.ts";
import { Section } from "../parts/layout/section.tsx";
import type { Health } from "./health.ts";

/** A write whose fence is older than this is marked as slow. */
const SLOW_WRITE_MS = 2_000;
const MAX_SHOWN_FENCES = 6;

/** The fences of writes under way. Until they end, their products are read from the database. */
export function OpenFences({ health }: { health: Health }) {
  const fences = [...health.fences].sort((a, b) => b.ageMs - a.ageMs);
  const longest = Math.max(SLOW_WRITE_MS, ...fences.map(({ ageMs }) => ageMs));
  return (
    <Section name={cacheWritesCopy.fencesHead} note={cacheWritesCopy.fencesActive(fences.length)}>
      {fences.length === 0 ? (
        <p className="quiet">{cacheWritesCopy.noFence}</p>
      ) : (
        <ul className="fences">
          {fences.slice(0, MAX_SHOWN_FENCES).map((fence) => (
            <li className="fence" key={`${fence.process}:${fence.productIds.join(",")}:${fence.ageMs}`}>
              <span className="truncate">
                <b>{namesOf(fence.productIds, health.titles)}</b>{" "}
                <span className="quiet small">{fence.process}</span>
              </span>
              <span className="age">
                <i
                  className={fence.ageMs > SLOW_WRITE_MS ? "age-bar age-slow" : "age-bar"}
                  style={{ width: `${(100 * fence.ageMs) / longest}%` }}
                />
              </span>
              <span className={fence.ageMs > SLOW_WRITE_MS ? "num warn" : "num"}>
                {cacheFigures.duration(fence.ageMs)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {fences.length > MAX_SHOWN_FENCES && (
        <p className="quiet small">{cacheWritesCopy.moreFences(fences.length - MAX_SHOWN_FENCES)}</p>
      )}
      <Hint>{cacheWritesCopy.slowFence}</Hint>
    </Section>
  );
}

function namesOf(ids: readonly string[], titles: Health["titles"]): string {
  const [first] = ids;
  if (first === undefined) return "";
  const name = titles[first] ?? first;
  return ids.length === 1 ? name : cacheWritesCopy.andMoreProducts(name, ids.length - 1);
}
