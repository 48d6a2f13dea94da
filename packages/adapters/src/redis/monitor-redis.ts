import { Command, type Redis } from "ioredis";

/** A command as Redis received it: when, in seconds of its clock, and the command with its arguments. */
export type OnCommand = (timeS: string, args: readonly string[]) => void;

export type RedisMonitor = {
  /** Resolves when the connection has ended; what comes afterwards is not heard. */
  readonly ended: Promise<void>;
  readonly close: () => void;
};

/**
 * Hears every command that the Redis behind `redis` receives, on a connection of its own, from the moment it resolves.
 * ioredis' own `monitor()` begins to listen a turn after Redis has said OK, and takes a command that came in the same
 * packet for an answer that nobody asked for: on a busy Redis it fails with "Command queue state error".
 * Rejects where Redis cannot be reached or refuses the command.
 */
export async function monitorRedis(redis: Redis, onCommand: OnCommand): Promise<RedisMonitor> {
  const connection = redis.duplicate({ lazyConnect: true, retryStrategy: () => null, keyPrefix: "" });
  connection.on("error", () => undefined);
  connection.on("monitor", onCommand);
  const ended = new Promise<void>((resolve) => connection.once("end", resolve));
  try {
    await connection.connect();
    await connection.sendCommand(listeningFromTheAnswer(connection));
  } catch (error) {
    connection.disconnect();
    throw error;
  }
  return { ended, close: () => connection.disconnect() };
}

/** The command sets the connection's state while its answer is being read, before the next line of the same packet is. */
function listeningFromTheAnswer(connection: Redis): Command {
  const command = new Command("monitor", [], { replyEncoding: "utf8" });
  const { resolve } = command;
  command.resolve = (answer) => {
    Object.assign(connection, { status: "monitoring" });
    resolve(answer);
  };
  return command;
}
