import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

type Colours = Readonly<Record<string, string>>;

function colours(from: string, to: string): Colours {
  const block = css.slice(css.indexOf(from), css.indexOf(to));
  const found = [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)];
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}

const day = colours(":root {", "@media (prefers-color-scheme");
const system = colours(":root:not(", ':root[data-theme="dark"]');
const night = colours(':root[data-theme="dark"]', "@media (prefers-reduced-motion");

function lightness(hex: string): number {
  const linear = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [lightness(one), lightness(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

type Pair = readonly [front: string, ground: string, needed: number];

const ON_GROUNDS = [
  ["ink", 7],
  ["muted", 4.5],
  ["accent-text", 4.5],
  ["ok", 4.5],
  ["warn", 4.5],
  ["danger", 4.5],
  ["line-strong", 3],
  ["focus", 3],
  ["accent", 3],
] as const;
const STATES = ["ok", "warn", "danger"] as const;

const PAIRS: readonly Pair[] = [
  ...["paper", "surface", "sunken"].flatMap((ground) =>
    ON_GROUNDS.map(([front, needed]): Pair => [front, ground, needed]),
  ),
  ...["accent", "accent-hover", "accent-press"].map((ground): Pair => ["on-accent", ground, 4.5]),
  ...STATES.map((state): Pair => [state, `${state}-wash`, 4.5]),
  ...[...STATES, "accent"].map((state): Pair => ["ink", `${state}-wash`, 7]),
  ["accent-text", "accent-wash", 4.5],
  ["paper", "ink", 7],
];

for (const [name, set] of [
  ["day", day],
  ["night", night],
] as const) {
  test.each(PAIRS)(`by ${name}: %s on %s reaches %d`, (front, ground, needed) => {
    expect(ratio(set[front] ?? "", set[ground] ?? "")).toBeGreaterThanOrEqual(needed);
  });
}

test("the system's night and the visitor's night are the same night", () => {
  expect(Object.keys(night).length).toBeGreaterThan(15);
  expect(system).toEqual(night);
});
