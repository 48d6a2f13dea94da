import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Rights } from "./rights.ts";

const ITERATIONS = 15_000;

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function parseAttributes(message: string): Map<string, string> {
  return new Map(message.split(",").map((part) => [part.slice(0, 1), part.slice(2)] as const));
}

/** The one user of the server, as SCRAM stores it: what is in memory cannot be used to sign in elsewhere. */
export class Credentials {
  readonly user: string;
  readonly rights: Rights;
  readonly #salt = randomBytes(28);
  readonly #storedKey: Buffer;
  readonly #serverKey: Buffer;

  constructor(user: string, password: string, rights: Rights) {
    this.user = user;
    this.rights = rights;
    const salted = pbkdf2Sync(password.normalize("NFKC"), this.#salt, ITERATIONS, 32, "sha256");
    this.#storedKey = sha256(hmac(salted, "Client Key"));
    this.#serverKey = hmac(salted, "Server Key");
  }

  /** Begins a conversation with the client's first message; undefined if it is malformed or names another user. */
  begin(message: string): Conversation | undefined {
    const found = /^n,[^,]*,(?<bare>n=(?<user>[^,]*),r=(?<nonce>[^,]+).*)$/s.exec(message)?.groups;
    if (!found) return undefined;
    const user = (found.user ?? "").replaceAll("=2C", ",").replaceAll("=3D", "=");
    const nonce = `${found.nonce ?? ""}${randomBytes(24).toString("base64")}`;
    const serverFirst = `r=${nonce},s=${this.#salt.toString("base64")},i=${ITERATIONS}`;
    const isKnown = user === this.user;
    return {
      serverFirst,
      finish: (final) =>
        isKnown ? this.#finish(final, { nonce, log: `${found.bare ?? ""},${serverFirst}` }) : undefined,
    };
  }

  #finish(final: string, { nonce, log }: { nonce: string; log: string }): string | undefined {
    const attributes = parseAttributes(final);
    const proof = Buffer.from(attributes.get("p") ?? "", "base64");
    if (attributes.get("r") !== nonce || proof.length !== 32) return undefined;
    const text = `${log},${final.slice(0, final.lastIndexOf(",p="))}`;
    const signature = hmac(this.#storedKey, text);
    const clientKey = proof.map((byte, i) => byte ^ (signature[i] ?? 0));
    if (!timingSafeEqual(sha256(clientKey), this.#storedKey)) return undefined;
    return `v=${hmac(this.#serverKey, text).toString("base64")}`;
  }
}

/** One try to sign in by SCRAM-SHA-256. */
export interface Conversation {
  readonly serverFirst: string;
  /** The server's last message; undefined if the password is wrong. */
  readonly finish: (final: string) => string | undefined;
}
