const MAX_LINE_CHARACTERS = 120;
const DECISION = /^docs\/adr\//;
const DECISION_HEAD =
  /^# \d{4}\. [^\n]+\n\n- Status: (?:accepted|superseded|rejected)\b[\s\S]*?\n- Date: \d{4}-\d\d-\d\d\n\n## /;
/** Tables, code that is set in by four, and pictures cannot be wrapped. */
const NOT_PROSE = /^(\s*\||\s{4,}\S|!\[)/;

/** What the form of a document breaks, each as half a sentence; empty when it reads well. */
export function badForm(file: string, text: string): readonly string[] {
  const long = proseLines(text).filter(({ line }) => line.length > MAX_LINE_CHARACTERS);
  return [
    ...long.map(({ number }) => `has a line of more than ${MAX_LINE_CHARACTERS} characters: ${number}`),
    ...(DECISION.test(file) && !DECISION_HEAD.test(text)
      ? ["does not begin with its title, its status, its date and a heading"]
      : []),
  ];
}

function proseLines(text: string): readonly { readonly line: string; readonly number: number }[] {
  let inCode = false;
  const prose: { line: string; number: number }[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trimStart().startsWith("```")) inCode = !inCode;
    else if (!inCode && !NOT_PROSE.test(line)) prose.push({ line, number: index + 1 });
  }
  return prose;
}
