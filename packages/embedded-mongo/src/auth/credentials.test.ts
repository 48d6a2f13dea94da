import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Credentials } from "./credentials.ts";
import { Rights } from "./rights.ts";

const ROOT = Rights.parse("root") as Rights;

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** The client's side of a conversation, as RFC 7677 describes it. */
function clientFinal(
  first: string,
  serverFirst: string,
  password: string,
): { message: string; serverSignature: string } {
  const part = (name: string): string => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(serverFirst)?.[1] ?? "";
  const salted = pbkdf2Sync(password, Buffer.from(part("s"), "base64"), Number(part("i")), 32, "sha256");
  const clientKey = hmac(salted, "Client Key");
  const withoutProof = `c=biws,r=${part("r")}`;
  const log = `${first},${serverFirst},${withoutProof}`;
  const signature = hmac(createHash("sha256").update(clientKey).digest(), log);
  const proof = clientKey.map((byte, i) => byte ^ (signature[i] ?? 0));
  return {
    message: `${withoutProof},p=${Buffer.from(proof).toString("base64")}`,
    serverSignature: `v=${hmac(hmac(salted, "Server Key"), log).toString("base64")}`,
  };
}

function signIn(user: string, password: string): { last: string | undefined; expected: string } {
  const conversation = new Credentials("scarlet", "right, with=signs", ROOT).begin(`n,,n=${user},r=abc`);
  if (!conversation) throw new Error("no conversation");
  const { message, serverSignature } = clientFinal(`n=${user},r=abc`, conversation.serverFirst, password);
  return { last: conversation.finish(message), expected: serverSignature };
}

describe("signing in by SCRAM-SHA-256", () => {
  it("lets in who knows the password, and proves to know it too", () => {
    const { last, expected } = signIn("scarlet", "right, with=signs");
    expect(last).toBe(expected);
  });

  it.each([
    ["a wrong password", "scarlet", "wrong"],
    ["an unknown user", "nobody", "right, with=signs"],
  ])("keeps out %s", (_, user, password) => {
    expect(signIn(user, password).last).toBeUndefined();
  });

  it("keeps out a changed nonce, a proof of wrong length and a first message that is none", () => {
    const credentials = new Credentials("scarlet", "p", ROOT);
    const conversation = credentials.begin("n,,n=scarlet,r=abc");
    expect(conversation?.finish("c=biws,r=other,p=AAAA")).toBeUndefined();
    expect(credentials.begin("nonsense")).toBeUndefined();
  });
});
