import { expect, test } from "vitest";
import { ACCUMULATORS } from "./aggregate/accumulators/accumulators.ts";
import { STAGES } from "./aggregate/stage-table.ts";
import { RESHAPES } from "./aggregate/stages/reshape.ts";
import { COMMANDS_BY_NAME, TEST_COMMANDS_BY_NAME } from "./commands/registry.ts";
import { OPERATORS } from "./expression/compile.ts";
import { type Features, FROZEN, MAINTAINED, words } from "./frozen.ts";
import { FIELD_OPERATORS } from "./query/operators.ts";
import { MODIFIERS } from "./update/modifiers.ts";

const commands = [...COMMANDS_BY_NAME.values(), ...TEST_COMMANDS_BY_NAME.values()].map(({ name }) => name);

/** Names that no table holds, because they are compiled or run in a way of their own. */
const BESIDE_THE_TABLES = {
  stages: ["$changeStream", "$listLocalSessions", "$merge", "$out"],
  queryOperators: words(
    "$and $or $nor $not $regex $options $expr $jsonSchema $comment $alwaysTrue $alwaysFalse",
  ),
  updateOperators: ["$rename"],
};

const SERVED: Features = {
  commands: [...new Set(commands)],
  stages: [...STAGES.keys(), ...RESHAPES.keys(), ...BESIDE_THE_TABLES.stages],
  accumulators: [...ACCUMULATORS.keys()],
  expressions: [...OPERATORS.keys()],
  queryOperators: [...FIELD_OPERATORS.keys(), ...BESIDE_THE_TABLES.queryOperators],
  updateOperators: [...MODIFIERS.keys(), ...BESIDE_THE_TABLES.updateOperators],
};

/** How much is frozen; fewer when something is removed or comes into use, never more. */
const MAX_FROZEN: Readonly<Record<keyof Features, number>> = {
  commands: 14,
  stages: 14,
  accumulators: 15,
  expressions: 96,
  queryOperators: 10,
  updateOperators: 10,
};

const kinds = Object.keys(SERVED) as (keyof Features)[];

test.each(kinds)("%s: everything that is served is either maintained or frozen", (kind) => {
  expect([...MAINTAINED[kind], ...FROZEN[kind]].sort()).toEqual([...SERVED[kind]].sort());
});

test.each(kinds)("%s: what is frozen does not grow", (kind) => {
  expect(FROZEN[kind].length).toBeLessThanOrEqual(MAX_FROZEN[kind]);
});
