import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { filesOf, ROOT } from "../checks/source-files.ts";
import { WEB_WORKSPACES } from "./static-steps.ts";

const configSchema = z.object({
  compilerOptions: z.record(z.string(), z.unknown()).default({}),
  include: z.array(z.string()),
  exclude: z.array(z.string()).default([]),
});
const configOf = (file: string) =>
  configSchema.parse(JSON.parse(readFileSync(path.join(ROOT, file), "utf8")));

test("the types of every workspace are checked, as strictly as by itself", () => {
  const all = filesOf(["{apps,packages}/*/tsconfig.json"]).map((file) => path.dirname(file));
  const onNode = configOf("tsconfig.node.json");
  const alike = all.filter(
    (folder) => Object.keys(configOf(`${folder}/tsconfig.json`).compilerOptions).length === 0,
  );
  expect(all.filter((folder) => !alike.includes(folder))).toEqual(WEB_WORKSPACES.toSorted());
  expect(onNode.exclude).toEqual(WEB_WORKSPACES.filter((folder) => folder.startsWith("packages/")));

  for (const folder of alike)
    for (const part of configOf(`${folder}/tsconfig.json`).include)
      expect(onNode.include).toContain(`${folder.replace(/^packages\/.*/, "packages/*")}/${part}`);
  expect(onNode.include).toEqual(expect.arrayContaining(configOf("tsconfig.json").include));
});
