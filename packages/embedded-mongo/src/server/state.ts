import type { Credentials } from "../auth/credentials.ts";
import type { Catalog } from "../catalog/index.ts";
import type { ChangeLog } from "../changes/index.ts";
import type { Cursors } from "../cursors/cursors.ts";
import type { Member } from "../replica-set/index.ts";
import type { Locks, Sessions } from "../sessions/index.ts";
import type { Store } from "../storage/index.ts";
import type { ClusterClock } from "./clock.ts";
import type { FailPoints } from "./fail-points.ts";
import type { Snapshots } from "./snapshots.ts";

/** What all commands share. */
export interface ServerState {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly locks: Locks;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly clock: ClusterClock;
  readonly snapshots: Snapshots;
  readonly changes: ChangeLog;
  /** The user that clients sign in as; undefined without authentication. */
  readonly credentials: Credentials | undefined;
  /** Faults on purpose; undefined unless the server was started for tests. */
  readonly failPoints: FailPoints | undefined;
  /** What the server is in its replica set. */
  readonly member: Member;
  readonly startedAt: Date;
  /** `host:port` as clients should use it. */
  address: string;
  /** Whether the server is stopping. */
  isStopping: boolean;
}
