import { expect, test } from "vitest";
import { type Letter, mailOf } from "./index.ts";

const letter: Letter = {
  subject: "SC-1, your receipt",
  title: "It is yours",
  paragraphs: ["Thank you.", "We pack it today."],
  things: [{ name: "2 × Foundry Mug, Ember", amount: "€48.00" }],
  sums: [
    { name: "Delivery", amount: "€4.90" },
    { name: "Paid", amount: "€52.90" },
  ],
  action: { label: "See your order", url: "https://shop.test/orders/1?a=1&b=2" },
  notes: [{ text: "To hear of nothing more:", url: "https://shop.test/forget" }],
};
const address = { key: "order:1:paid", to: "marta@example.com" };

test("the text of a letter has its words, its things and its sums, and its addresses on lines of their own", () => {
  expect(mailOf(address, letter)).toMatchObject({
    ...address,
    subject: letter.subject,
    text: [
      "It is yours",
      "",
      "Thank you.",
      "We pack it today.",
      "",
      "2 × Foundry Mug, Ember: €48.00",
      "",
      "Delivery: €4.90",
      "Paid: €52.90",
      "",
      "See your order:",
      "https://shop.test/orders/1?a=1&b=2",
      "",
      "To hear of nothing more:",
      "https://shop.test/forget",
      "",
    ].join("\n"),
  });
});

test("its HTML says the same words, and leads to the same pages", () => {
  const { html } = mailOf(address, letter);
  const said = html
    .replace(/<style>.*?<\/style>/gsu, "")
    .replace(/<[^>]+>/gu, "\n")
    .replaceAll("&amp;", "&");
  for (const words of [
    letter.title,
    ...letter.paragraphs,
    ...[...(letter.things ?? []), ...(letter.sums ?? [])].flatMap(({ name, amount }) => [name, amount]),
    letter.action.label,
    ...(letter.notes ?? []).map(({ text }) => text),
  ])
    expect(said).toContain(words);
  expect(html).toContain('href="https://shop.test/orders/1?a=1&amp;b=2"');
  expect(html).toContain('href="https://shop.test/forget"');
});

test("nothing that a letter is made of becomes markup, and nothing is loaded from anywhere", () => {
  const evil = `"><img src=x onerror='a()'>&amp;`;
  const { html } = mailOf(address, {
    subject: evil,
    title: evil,
    paragraphs: [evil],
    things: [{ name: evil, amount: evil }],
    sums: [{ name: evil, amount: evil }],
    action: { label: evil, url: `https://shop.test/${evil}` },
    notes: [{ text: evil, url: evil }],
  });
  expect(html).not.toMatch(/<img|<script|onerror='/u);
  expect(html.match(/&quot;&gt;&lt;img src=x onerror=&#39;a\(\)&#39;&gt;&amp;amp;/gu)).toHaveLength(13);
  expect(html).not.toMatch(/\ssrc="|url\(|@import|<link/u);
});

test("a subject is one line, whatever it is made of", () => {
  expect(mailOf(address, { ...letter, subject: "A\r\nBcc: all@example.com\t B " }).subject).toBe(
    "A Bcc: all@example.com B",
  );
});
