import { type Doc, isDoc, primitiveNumber, setField } from "../../bson/index.ts";

/** A pipeline that does nothing but count, as drivers send it for `countDocuments`. */
export interface CountedPipeline {
  readonly match: Doc;
  readonly skip: number;
  readonly limit: number | undefined;
  readonly result: (count: number) => Doc;
}

function wholeNumber(value: unknown): number | undefined {
  const number = Number(primitiveNumber(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** `{$group: {_id: <constant>, n: {$sum: 1}}}`. */
function groupResult(group: unknown): CountedPipeline["result"] | undefined {
  if (!isDoc(group)) return undefined;
  const [id, sum, ...rest] = Object.entries(group);
  if (id?.[0] !== "_id" || !sum || rest.length > 0) return undefined;
  const [name, accumulator] = sum;
  const isConstant = id[1] === null || typeof id[1] === "number";
  if (!isConstant || !isDoc(accumulator) || accumulator.$sum !== 1 || Object.keys(accumulator).length > 1)
    return undefined;
  return (count) => {
    const doc: Doc = { _id: id[1] };
    setField(doc, name, count);
    return doc;
  };
}

/** What a pipeline counts, if it is `$match`, `$skip`, `$limit` (each once or not at all) and a counting `$group`. */
export function countedPipeline(stages: readonly Doc[]): CountedPipeline | undefined {
  const left = [...stages];
  const take = (name: string): unknown =>
    left[0] && Object.keys(left[0]).join() === name ? left.shift()?.[name] : undefined;
  const match = take("$match") ?? {};
  const skip = wholeNumber(take("$skip") ?? 0);
  const limit = take("$limit");
  const limitNumber = limit === undefined ? undefined : wholeNumber(limit);
  const result = groupResult(take("$group"));
  if (!isDoc(match) || skip === undefined || left.length > 0 || !result) return undefined;
  if (limit !== undefined && !limitNumber) return undefined;
  return { match, skip, limit: limitNumber, result };
}
