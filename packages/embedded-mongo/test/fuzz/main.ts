import { fuzz } from "./run.ts";

const [frames = "1000000", seed = "1"] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const report = await fuzz(Number(frames), Number(seed), say);
say(JSON.stringify(report));
process.exitCode = report.failure === undefined ? 0 : 1;
