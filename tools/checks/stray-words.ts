import { type Node, parseSource, visit } from "./syntax-tree.ts";

/** The apps, whose words all stand in one folder, `src/copy/`, and the kit, whose parts are given theirs by the apps. */
export const WORDLESS = ["apps/storefront", "apps/admin", "packages/ui"] as const;
/** Pictures are drawn here, with SVG in strings. */
const ART = "packages/ui/src/art/";
/** Programs that pages hold as text. */
const SCRIPT = /-script\.ts$/;

/** Whether a file is to be without words: those of its app stand in `src/copy/`, and tests repeat them. */
export function isWordless(file: string): boolean {
  return (
    WORDLESS.some((place) => file.startsWith(`${place}/src/`) && !file.startsWith(`${place}/src/copy/`)) &&
    !file.startsWith(ART) &&
    !SCRIPT.test(file) &&
    !/\.test\.tsx?$/.test(file)
  );
}

/** Attributes, props and keys whose values machines read. */
const FOR_MACHINES =
  /^(?:@type|autoComplete|cache-control|colorScheme|href|htmlFor|id|inputMode|key|media|pattern|span|src|style)$|[cC]lassName$/;
/** Calls whose words people never see: those that log, or ask the page for elements or for its window. */
const SILENT_CALLS =
  /^(?:closest|querySelector|querySelectorAll|matches|matchMedia|error|warn|log|info|debug)$/;
/** What is compared is not shown, such as the name of a key that was pressed. */
const COMPARISON = /^[!=]==?$/;
/** Types, imports, and what is thrown: pages show a refusal's sentence, never an error's message. */
const SILENT = new Set(["ImportDeclaration", "ExportAllDeclaration", "TsLiteralType", "ThrowStatement"]);

/**
 * What people would read of a source outside of `src/copy/`, each as half a sentence. The linter sees to JSX
 * (`react/jsx-no-literals`); this also finds what is put together elsewhere, such as a notice's title in a hook.
 */
export function strayWords(file: string, text: string): readonly string[] {
  const { tree, at } = parseSource(file, text);
  const found = new Set<string>();
  const tell = ({ span }: Node, words: string | undefined) => {
    if (words !== undefined && span !== undefined)
      found.add(`says ${JSON.stringify(words)} at line ${at(span).line}; words belong in src/copy/`);
  };
  visit(tree, (node) => {
    if (isSilent(node)) return false;
    tell(node, wordsOf(node));
    for (const shown of shownIn(node)) tell(shown, literalOf(shown));
    return true;
  });
  return [...found];
}

/** What an element shows of `{a ? "one" : "two"}` and `{a && "one"}`, which the linter leaves alone. */
function shownIn({ type, children }: Node): readonly Node[] {
  if ((type !== "JSXElement" && type !== "JSXFragment") || !Array.isArray(children)) return [];
  return children.flatMap((child: unknown) =>
    isNode(child) && child.type === "JSXExpressionContainer" ? outcomesOf(child.expression) : [],
  );
}

function outcomesOf(value: unknown): readonly Node[] {
  if (!isNode(value)) return [];
  if (value.type === "ConditionalExpression")
    return [...outcomesOf(value.consequent), ...outcomesOf(value.alternate)];
  if (value.type === "BinaryExpression") return outcomesOf(value.right);
  return value.type === "ParenthesisExpression" ? outcomesOf(value.expression) : [value];
}

/** A string with letters in it. */
function literalOf({ type, value }: Node): string | undefined {
  return type === "StringLiteral" && typeof value === "string" && /\p{L}/u.test(value) ? value : undefined;
}

function isSilent(node: Node): boolean {
  switch (node.type) {
    case "JSXAttribute":
      return FOR_MACHINES.test(nameOf(node.name));
    case "KeyValueProperty":
      return FOR_MACHINES.test(nameOf(node.key));
    case "CallExpression":
      return SILENT_CALLS.test(nameOf(node.callee));
    case "BinaryExpression":
      return typeof node.operator === "string" && COMPARISON.test(node.operator);
    case "AssignmentExpression":
      return nameOf(node.left) === "cookie";
    case "ExpressionStatement":
      // A directive, such as "use client".
      return typeOf(node.expression) === "StringLiteral";
    case "ExportNamedDeclaration":
      return node.source !== null;
    default:
      return SILENT.has(node.type);
  }
}

/** What a literal says; undefined where it is none, or says nothing to people. */
function wordsOf(node: Node): string | undefined {
  if (node.type === "StringLiteral" && typeof node.value === "string")
    return isSentence(node.value) || isCapitalized(node.value) ? node.value : undefined;
  if (node.type === "TemplateElement" && typeof node.raw === "string")
    return isSentence(node.raw) || isCapitalized(node.raw) || isPartOfSentence(node.raw)
      ? node.raw
      : undefined;
  return undefined;
}

/** Two words with a space between them: "is in stock". Markup is for machines. */
function isSentence(text: string): boolean {
  return /\p{L}{2,}[\p{P}]* +\p{P}*\p{L}/u.test(text) && !text.startsWith("<");
}

/** One word with a capital, as titles and buttons have it: "Remove", but not "PATCH", "InStock", "Europe/Brussels". */
function isCapitalized(text: string): boolean {
  return /^\P{L}*\p{Lu}\p{Ll}+\P{L}*$/u.test(text);
}

/** A word that a space parts from what is put in beside it: `${count} left`. */
function isPartOfSentence(text: string): boolean {
  return / \p{L}{2,}|\p{L}{2,}\p{P}* /u.test(text) && !text.startsWith("<");
}

/** The name of a key, an attribute, or what is called: its last part. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  const last = node.property ?? node.base;
  if (isNode(last)) return nameOf(last);
  return typeof node.value === "string" ? node.value : "";
}

function typeOf(node: unknown): string {
  return isNode(node) ? node.type : "";
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
