import { Redis, type RedisOptions } from "ioredis";
import { Patience } from "./patience.ts";

/**
 * A client whose commands fail when Redis does not answer within `answerWithinMs` of this process's own time. The
 * library's `commandTimeout` goes by the clock on the wall: after a pause of this process it gives answers up that are
 * there already, and a busy process takes Redis for sick.
 */
export class PatientRedis extends Redis {
  readonly #patience: Patience;

  constructor(answerWithinMs: number, options: Omit<RedisOptions, "replyMapping">) {
    super(options);
    this.#patience = new Patience(answerWithinMs);
  }

  override sendCommand(...[command, stream]: Parameters<Redis["sendCommand"]>): unknown {
    const sent = super.sendCommand(command, stream);
    this.#patience.watch(command);
    return sent;
  }
}
