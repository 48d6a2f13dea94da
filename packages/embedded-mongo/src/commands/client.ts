import type { Conversation } from "../auth/credentials.ts";

/** Whoever sent a command: a connection, as far as commands care. */
export interface Client {
  readonly id: number;
  /** `address:port`. */
  readonly remote: string;
  /** The application's name, as its first `hello` gave it. */
  appName: string | undefined;
  /** Whether it has signed in; what it may send and do before depends on that. */
  isSignedIn: boolean;
  /** The authentication that it has begun. */
  conversation: Conversation | undefined;
  readonly isClosed: boolean;
  /** When it went away; undefined while it is there. */
  readonly closedAtMs: number | undefined;
  /** Closes the connection in place of the reply to the present command. */
  closeAfterThis(): void;
  /** Calls back when the connection ends; call the result to stop. */
  onClose(listener: () => void): () => void;
}
