import type { CommandStartedEvent, Document } from "mongodb";
import type { Mongo } from "../../src/mongo/index.ts";

const ASKED = ["filter", "sort", "projection", "limit", "hint", "pipeline", "cursor"];

export type Explained = {
  readonly stages: readonly string[];
  readonly indexes: readonly string[];
  /** How many documents were looked at beyond those that were shown; the embedded server tells the plan alone. */
  readonly beyond: number;
};

/** The commands that are sent about a collection, of a connection with `monitorCommands`. */
export function watchCommands(mongo: Mongo, collection: string) {
  const sent: Document[] = [];
  mongo.client.on("commandStarted", ({ commandName, command }: CommandStartedEvent) => {
    if (command[commandName] === collection) sent.push({ [commandName]: collection, ...asked(command) });
  });
  /** Runs a read, and tells what it sent. */
  return async <T>(read: () => Promise<T>): Promise<{ answer: T; commands: Document[] }> => {
    sent.length = 0;
    const answer = await read();
    return { answer, commands: [...sent] };
  };
}

/** What a command asks for, without its session and read concern, which `explain` does not take. */
function asked(command: Document): Document {
  return Object.fromEntries(Object.entries(command).filter(([name]) => ASKED.includes(name)));
}

/** How the server answers a command: the stages of its plan and the indexes that it walks. */
export async function explain(mongo: Mongo, command: Document): Promise<Explained> {
  const told = await mongo.db.command({ explain: command, verbosity: "executionStats" });
  const plans = found(told, "winningPlan");
  const [examined, returned] = ["totalDocsExamined", "nReturned"].map((name) =>
    Number(found(told, name)[0] ?? 0),
  );
  return {
    stages: plans.flatMap((plan) => found(plan, "stage").map(String)),
    indexes: [...new Set(plans.flatMap((plan) => found(plan, "indexName").map(String)))],
    beyond: (examined ?? 0) - (returned ?? 0),
  };
}

/** Every value that stands under a name, however deep; not in what was weighed and rejected. */
function found(value: unknown, name: string): unknown[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "rejectedPlans" || key === "command"
      ? []
      : key === name
        ? [inner, ...found(inner, name)]
        : found(inner, name),
  );
}
