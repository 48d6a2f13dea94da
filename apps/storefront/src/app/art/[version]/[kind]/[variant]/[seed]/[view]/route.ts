import { type ArtParams, artAnswer } from "@scarlet/ui/art/answer";

/** A product's picture. */
export async function GET(_request: Request, { params }: { params: Promise<ArtParams> }): Promise<Response> {
  return artAnswer(await params);
}
