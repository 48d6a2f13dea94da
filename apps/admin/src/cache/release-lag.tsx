import { timeWithin } from "@scarlet/domain/inventory";
import { Section } from "../parts/layout/section.tsx";
import { formatMs, type Health } from "./cache-copy.ts";

/** Half and nearly all are told by the bound of the class where they fall: at most so much. */
const [HALF, NEARLY_ALL] = [0.5, 0.99];

/** From the commit to the new value in Redis. */
export function ReleaseLag({ health }: { health: Health }) {
  const classes = health.releaseLag;
  const [half, nearlyAll] = [timeWithin(classes, HALF), timeWithin(classes, NEARLY_ALL)];
  const most = Math.max(1, ...classes.map(({ count }) => count));
  return (
    <Section name="Release lag">
      <div className="row row-base">
        <span className="mid">{half === null ? "none" : `≤ ${formatMs(half)}`}</span>
        <span className="quiet">
          {half === null ? (
            "no write since the processes started"
          ) : (
            <>
              half, <b className="ink">≤ {formatMs(nearlyAll)}</b> for 99 of 100
            </>
          )}
        </span>
      </div>
      <div>
        <div
          className="hist"
          role="img"
          aria-label={
            half === null
              ? "Release lag: no write yet"
              : `Release lag: half within ${formatMs(half)}, 99 per cent within ${formatMs(nearlyAll)}`
          }
        >
          {classes.map(({ upToMs, count }) => (
            <i
              key={upToMs ?? "more"}
              className={
                nearlyAll !== null && (upToMs ?? Number.POSITIVE_INFINITY) > nearlyAll ? "tail" : undefined
              }
              style={{ height: `${(100 * count) / most}%` }}
            />
          ))}
        </div>
        <div className="xl xl-flush" aria-hidden="true">
          {classes.map(({ upToMs }) => (
            <span key={upToMs ?? "more"}>{boundWords(upToMs)}</span>
          ))}
        </div>
      </div>
      <p className="hint">
        From the commit to the new value in Redis, in ms. ChangesSince reads go to the database.
      </p>
    </Section>
  );
}

function boundWords(upToMs: number | null): string {
  if (upToMs === null) return "more";
  return upToMs >= 1_000 ? `${upToMs / 1_000} s` : String(upToMs).replace(/^0/, "");
}
