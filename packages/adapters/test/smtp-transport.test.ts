import type { Mail } from "@scarlet/domain/mail";
import { type MailServer, startMailServer } from "@scarlet/testing/mail-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSmtpTransport } from "../src/mail/index.ts";

const FROM = "Scarlet <shop@example.com>";
const mail = (key: string, more: Partial<Mail> = {}): Mail => ({
  key,
  to: "marta@example.com",
  subject: "SC-1, your receipt",
  text: "Thank you. It is yours.\n",
  html: "<p>Thank you. It is yours.</p>",
  ...more,
});

let server: MailServer;
const opened: { close(): void }[] = [];
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(async () => {
  for (const each of opened.splice(0)) each.close();
  await server.close();
});

function open(url = server.url) {
  const transport = createSmtpTransport({ url, from: FROM });
  opened.push(transport);
  return transport;
}

const headerOf = (source: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, "imu").exec(source)?.[1]?.replace(/\r\n[ \t]/gu, " ");

test("a mail arrives with its words as text and as HTML, from the shop and for its reader alone", async () => {
  expect(await open().deliver(mail("order:1:paid"))).toEqual({ outcome: "accepted" });
  const [got] = server.received;
  expect(got).toMatchObject({ to: ["marta@example.com"], from: "shop@example.com" });
  const { source = "" } = got ?? {};
  expect(headerOf(source, "From")).toBe(FROM);
  expect(headerOf(source, "To")).toBe("marta@example.com");
  expect(headerOf(source, "Subject")).toBe("SC-1, your receipt");
  expect(headerOf(source, "Auto-Submitted")).toBe("auto-generated");
  expect(headerOf(source, "Content-Type")).toMatch(/^multipart\/alternative/u);
  expect(source).toMatch(/Content-Type: text\/plain.*Thank you\. It is yours\..*Content-Type: text\/html/su);
});

test("the same mail has the same Message-ID each time, and another one another", async () => {
  const transport = open();
  for (const key of ["a", "a", "b"]) await transport.deliver(mail(key));
  const [first, second, third] = server.received.map(({ source }) => headerOf(source, "Message-ID"));
  expect(first).toMatch(/^<[0-9a-f]{40}@example\.com>$/u);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("nothing in a mail's fields makes further recipients or headers", async () => {
  await open().deliver(mail("a", { subject: "Hi\r\nBcc: all@example.com", to: "marta@example.com" }));
  const [got] = server.received;
  expect(got?.to).toEqual(["marta@example.com"]);
  expect(headerOf(got?.source ?? "", "Bcc")).toBeUndefined();
});

test.each([
  ["recipient", 550, "refused"],
  ["recipient", 552, "refused"],
  ["mail", 554, "refused"],
  ["recipient", 450, "unreachable"],
  ["mail", 451, "unreachable"],
  // Our sender or our sign-in is wrong: that can be mended, and the mail is as good as before.
  ["sender", 550, "unreachable"],
] as const)(
  "a server that answers the %s with %i: the mail is %s, and the next one goes on",
  async (at, code, outcome) => {
    const transport = open();
    server.refuse = (asked) => (asked === at ? { code, words: "not now" } : undefined);
    expect(await transport.deliver(mail("a"))).toEqual({
      outcome,
      reason: expect.stringContaining(String(code)),
    });
    expect(server.received).toEqual([]);
    server.refuse = () => undefined;
    expect(await transport.deliver(mail("a"))).toEqual({ outcome: "accepted" });
  },
);

test("a server that is away, or wants another sign-in, may take it later", async () => {
  const gone = await startMailServer();
  await gone.close();
  expect(await open(gone.url).deliver(mail("a"))).toMatchObject({ outcome: "unreachable" });
  const strict = await startMailServer({
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === "shop" && password === "p@ss"
        ? done(null, { user: "shop" })
        : done(Object.assign(new Error("who are you"), { responseCode: 535 })),
    allowInsecureAuth: true,
  });
  const as = (who: string) => strict.url.replace("smtp://", `smtp://${who}@`);
  expect(await open(as("shop:wrong")).deliver(mail("a"))).toMatchObject({ outcome: "unreachable" });
  expect(await open(as("shop:p%40ss")).deliver(mail("a"))).toEqual({ outcome: "accepted" });
  expect(strict.received).toHaveLength(1);
  for (const each of opened.splice(0)) each.close();
  await strict.close();
});
