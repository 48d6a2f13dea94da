import { parseSource, visit } from "./syntax-tree.ts";

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 70;
const BAD_FOLDER = /(^|\/)(utils?|helpers?|common|misc|lib|shared)\//;
const READS_ENVIRONMENT = /\bprocess\.env\b/;
const MAY_READ_ENVIRONMENT =
  /(^|\/)(env\.ts|[\w-]+\.config\.ts)$|^(tools|e2e|bench|packages\/testing)\/|\.test\.tsx?$|\/test\//;
const DRAWING = /^packages\/ui\/src\/art\//;
const STOCK_ROOM = "packages/adapters/src/inventory/";
const WRITE_FENCE = "packages/adapters/src/cache/fencing/write-fence.ts";
/** What a fence's commit is made of. */
const BEHIND_THE_FENCE = new Set(
  [
    "group-state",
    "group-writes",
    "bump-version",
    "add-products",
    "list-generations",
    "raise-content",
    "rebuild-product-search",
  ].map((name) => `${STOCK_ROOM}${name}.ts`),
);
const MAY_TOUCH_STOCK =
  /^(tools|e2e|bench|prisma|packages\/embedded-mongo)\/|\.test\.tsx?$|\/test\/|\.d\.ts$/;
const ASKED_FOR = String.raw`(?:\borm\.|\bcollection(?:<[^(]*>)?\(\s*"|\{[^}]*?\b(?=[^}]*\}\s*=\s*[\w.]*\borm\b))`;
const NAMES_STOCK = new RegExp(`${ASKED_FOR}(?:stock|product_stock|stock_movements)\\b`);
const WRITE = String.raw`\.(?:create|update|upsert|delete|insert|replace|bulkWrite|findOneAnd|drop)\w*\(`;
const WRITES_STOCK = new RegExp(
  `${ASKED_FOR}(?:stock|product_stock|stock_movements|products)\\b(?:"\\))?[^;]*?${WRITE}|(?<!\\.)\\b(?:stock|product_stock|stock_movements|products)(?:\\s*\\.where\\([^;]*?\\))?\\s*${WRITE}`,
);
/** One of the writes that `writesAtOnce` takes. */
const WRITES_STOCK_AT_ONCE = /\bto:\s*"(?:stock|product_stock|stock_movements|products)"/;
const KEBAB = /^[a-z0-9[\]().@_-]+$/;

/** What a file breaks of the house rules, each as half a sentence; empty when it is tidy. */
export function untidy(file: string, text: string): readonly string[] {
  const code = withoutComments(text);
  return [
    ...placeRules(file),
    ...(DRAWING.test(file) ? [] : lineRules(text)),
    ...(READS_ENVIRONMENT.test(code) && !MAY_READ_ENVIRONMENT.test(file)
      ? ["reads process.env; only env.ts and config files do"]
      : []),
    ...(/^\s*export \*/m.test(code) ? ["exports everything of another file; name what leaves it"] : []),
    ...(/\b(T[O]DO|FIX[M]E)\b/.test(text) ? ["leaves something to be done later"] : []),
    ...(MAY_TOUCH_STOCK.test(file) ? [] : stockRules(file, code)),
    ...longFunctions(file, text),
  ];
}

/** Stock, and the words and prices that go with it, are written behind the write fence alone: see docs/cache.md. */
function stockRules(file: string, code: string): readonly string[] {
  const singly = /\borm\b|\bcollection\b/.test(code) && WRITES_STOCK.test(code);
  const writes = (singly || WRITES_STOCK_AT_ONCE.test(code)) && !BEHIND_THE_FENCE.has(file);
  const names = NAMES_STOCK.test(code) && !file.startsWith(STOCK_ROOM);
  const forges = /\bas FenceMark\b/.test(code) && file !== WRITE_FENCE;
  return [
    ...(forges ? ["forges the proof that a write is fenced; only the write fence hands it out"] : []),
    ...(writes ? ["writes stock or products; only what commits behind the write fence does"] : []),
    ...(names ? ["reaches for the collections of stock; only their room does"] : []),
  ];
}

function placeRules(file: string): readonly string[] {
  const name = file.split("/").at(-1) ?? file;
  return [
    ...(BAD_FOLDER.test(file) ? ["lies in a folder for odds and ends"] : []),
    ...(KEBAB.test(name) ? [] : ["is not named in kebab-case"]),
  ];
}

function lineRules(text: string): readonly string[] {
  const lines = text.trimEnd().split("\n").length;
  return lines > MAX_FILE_LINES ? [`has ${lines} lines; ${MAX_FILE_LINES} at most`] : [];
}

/** Good enough to look for words of code: strings stay as they are. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

const FUNCTIONS = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassMethod",
  "PrivateMethod",
]);

/** A test's `describe` holds tests, as a file does, and a drawing is data in the shape of code: their length says nothing. */
function longFunctions(file: string, text: string): readonly string[] {
  if (/\.(test|spec|contract|sim)\.tsx?$|\/test\//.test(file) || DRAWING.test(file)) return [];
  const { tree, at } = parseSource(file, text);
  const found: string[] = [];
  visit(tree, ({ type, span }) => {
    // A class method carries its place itself and its body in `function`.
    if (span === undefined || !FUNCTIONS.has(type)) return true;
    const { line, text: own } = at(span);
    const lines = own.split("\n").length;
    if (lines > MAX_FUNCTION_LINES)
      found.push(`has a function of ${lines} lines at line ${line}; ${MAX_FUNCTION_LINES} at most`);
    return true;
  });
  return found;
}
