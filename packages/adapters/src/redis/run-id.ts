import { createHash } from "node:crypto";

/** What a Redis says of itself: the id by which it is meant, or why it cannot be used, and whether its name may come to mean another one that can. */
export type Identified = { readonly runId: string } | { readonly problem: string; readonly mayMove: boolean };

/**
 * Reads what `INFO` says. What the shop calls a run id stands for one life of one Redis as a master: made of the run id
 * of its process, which a restart changes, and of its replication id, which changes when it becomes a replica and when it
 * is promoted. So a master that was demoted, took over another one's data and was promoted again is another Redis,
 * although its process is the same.
 */
export function identify(info: string): Identified {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:([^\\r\\n]+)`, "m").exec(info)?.[1];
  const processId = field("run_id");
  const policy = field("maxmemory_policy") ?? "";
  if (field("redis_mode") === "cluster" || field("cluster_enabled") === "1")
    return {
      problem: "it is a Redis Cluster, which is not supported: name one Redis, or its Sentinels",
      mayMove: false,
    };
  if (field("role") === "slave") return { problem: "it is a replica, which takes no writes", mayMove: true };
  if (policy.startsWith("allkeys-"))
    return {
      problem: `its maxmemory-policy is ${policy}, by which it may forget a fence alone: set volatile-lfu or noeviction`,
      mayMove: false,
    };
  if (processId === undefined) return { problem: "it did not tell its run id", mayMove: false };
  const life = `${processId} ${field("master_replid") ?? ""}`;
  return { runId: createHash("sha1").update(life).digest("hex") };
}
